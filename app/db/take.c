/* take.c: reading a pipeline.  PQgetResult ends each query with a NULL of its own. */
#include "take.h"

#include <stdlib.h>

#include "conn.h"
#include "db/refusal.h"

static void clear_result(void *result)
{
	PQclear(result);
}

static enum err lost(struct tx *tx)
{
	if (tx->fault->err == OK)
		fault_set(tx->fault, ERR_UNAVAILABLE, "database", NULL);
	return tx->fault->err;
}

static enum err sync_now(struct tx *tx)
{
	if (tx->synced)
		return OK;
	tx->synced = true;
	return PQpipelineSync(tx->db->conn) ? OK : lost(tx);
}

/* Keeps the first failure; what follows it was skipped and says nothing new. */
static enum err judge(struct tx *tx, PGresult *res)
{
	switch (PQresultStatus(res)) {
	case PGRES_TUPLES_OK:
	case PGRES_SINGLE_TUPLE:
	case PGRES_COMMAND_OK:
		return OK;
	case PGRES_PIPELINE_ABORTED:
		return lost(tx);
	default:
		if (tx->fault->err == OK)
			refusal_read(res, tx->arena, tx->fault);
		return tx->fault->err;
	}
}

/* The guard's answer is the account. */
static void taken(struct tx *tx, const PGresult *res)
{
	if (++tx->taken == tx->guard && PQresultStatus(res) == PGRES_TUPLES_OK)
		tx->account = strtoll(PQgetvalue(res, 0, 0), NULL, 10);
}

/* One query's result and the NULL behind it. */
static enum err take_one(struct tx *tx, PGresult **out)
{
	PGresult *res = PQgetResult(tx->db->conn);

	if (!res)
		return lost(tx);
	arena_defer(tx->arena, clear_result, res);
	TRY(judge(tx, res));
	PQclear(PQgetResult(tx->db->conn));
	taken(tx, res);
	*out = res;
	return OK;
}

static bool next_is_wanted(const struct tx *tx)
{
	return tx->wanted[tx->taken % TX_QUEUE];
}

static enum err take_unwanted(struct tx *tx)
{
	PGresult *res;

	if (tx->fault->err != OK)
		return tx->fault->err;
	TRY(sync_now(tx));
	while (tx->taken != tx->sent && !next_is_wanted(tx))
		TRY(take_one(tx, &res));
	if (tx->taken == tx->sent)
		return fault_set(tx->fault, ERR_INTERNAL, "internal", NULL);
	return OK;
}

enum err take_result(struct tx *tx, PGresult **res)
{
	TRY(take_unwanted(tx));
	return take_one(tx, res);
}

enum err take_rows(struct tx *tx)
{
	TRY(take_unwanted(tx));
	tx->streaming = true;
	return PQsetSingleRowMode(tx->db->conn) ? OK : lost(tx);
}

enum err take_row(struct tx *tx, PGresult **res)
{
	*res = PQgetResult(tx->db->conn);
	if (!*res)
		return lost(tx);
	if (PQresultStatus(*res) == PGRES_SINGLE_TUPLE)
		return OK;
	arena_defer(tx->arena, clear_result, *res);
	TRY(judge(tx, *res));
	PQclear(PQgetResult(tx->db->conn));
	tx->taken++;
	tx->streaming = false;
	*res = NULL;
	return OK;
}

void take_rest(struct tx *tx)
{
	PGconn *conn = tx->db->conn;
	ExecStatusType status = PGRES_COMMAND_OK;
	int nulls = 0;

	sync_now(tx);
	/* Two NULLs on end: there is no Sync to come, the connection is gone. */
	while (status != PGRES_PIPELINE_SYNC && nulls < 2) {
		PGresult *res = PQgetResult(conn);

		status = PQresultStatus(res);
		nulls = res ? 0 : nulls + 1;
		if (res && status != PGRES_PIPELINE_SYNC) {
			judge(tx, res);
			taken(tx, res);
		}
		PQclear(res);
	}
	if (status != PGRES_PIPELINE_SYNC || PQstatus(conn) != CONNECTION_OK)
		lost(tx);
	tx->synced = false;
	tx->taken = tx->sent;
}
