/* tx.c: queueing, Sync, and the end of a transaction. */
#include "db/tx.h"

#include <assert.h>
#include <string.h>

#include "conn.h"
#include "db/db.h"
#include "db/query.h"
#include "db/refusal.h"
#include "take.h"

enum { PARAMETERS_MOST = 40 };

struct db_arg db_int(struct tx *tx, int64_t value)
{
	return db_text(arena_printf(tx->arena, "%lld", (long long)value));
}

struct db_arg db_int_or_null(struct tx *tx, int64_t value, int64_t null)
{
	return value == null ? db_text(NULL) : db_int(tx, value);
}

struct db_arg db_bool(bool value)
{
	return db_text(value ? "t" : "f");
}

struct db_arg db_text(const char *text)
{
	return (struct db_arg){ .value = text };
}

struct db_arg db_bytes(const void *bytes, int length)
{
	return (struct db_arg){ .value = bytes, .length = length, .format = 1 };
}

/* The first failure is the one that is told. */
static enum err lost(struct tx *tx)
{
	if (tx->fault->err == OK)
		fault_set(tx->fault, ERR_UNAVAILABLE, "database", NULL);
	return tx->fault->err;
}

enum err tx_start(struct tx *tx, struct db *db, struct arena *arena, struct fault *fault)
{
	memset(tx, 0, sizeof(*tx));
	tx->db = db;
	tx->arena = arena;
	tx->fault = fault;
	return db_ready(db, fault);
}

/* A look in between: what was asked before is read to its Sync first. */
static void reopen(struct tx *tx)
{
	if (!tx->synced)
		return;
	assert(tx->block);
	take_rest(tx);
}

static void queued(struct tx *tx, bool wanted, int sent)
{
	assert(tx->sent - tx->taken < TX_QUEUE);
	tx->wanted[tx->sent++ % TX_QUEUE] = wanted;
	tx->used = true;
	if (!sent)
		lost(tx);
}

static void send(struct tx *tx, enum query query, const struct db_arg args[], bool wanted)
{
	const struct query_text *text = &queries[query];
	const char *values[PARAMETERS_MOST];
	int lengths[PARAMETERS_MOST], formats[PARAMETERS_MOST];

	reopen(tx);
	if (tx->fault->err != OK)
		return;
	assert(text->parameters <= PARAMETERS_MOST);
	for (int i = 0; i < text->parameters; i++) {
		values[i] = args[i].value;
		lengths[i] = args[i].length;
		formats[i] = args[i].format;
	}
	queued(tx, wanted, PQsendQueryPrepared(tx->db->conn, text->name, text->parameters,
					       values, lengths, formats, 0));
}

void db_send(struct tx *tx, enum query query, const struct db_arg args[])
{
	send(tx, query, args, true);
}

void db_do(struct tx *tx, enum query query, const struct db_arg args[])
{
	send(tx, query, args, false);
}

static void command(struct tx *tx, const char *sql)
{
	reopen(tx);
	if (tx->fault->err != OK)
		return;
	queued(tx, false, PQsendQueryParams(tx->db->conn, sql, 0, NULL, NULL, NULL, NULL, 0));
}

void tx_begin(struct tx *tx)
{
	command(tx, "BEGIN");
	tx->block = true;
}

void tx_begin_snapshot(struct tx *tx)
{
	command(tx, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	tx->block = true;
}

/* enter and enter_token begin with the same three. */
void tx_enter(struct tx *tx, const struct tx_entry *entry)
{
	db_do(tx, entry->scope ? Q_ENTER_TOKEN : Q_ENTER,
	      DB_ARGS(db_bytes(entry->token_hash, TOKEN_HASH_BYTES), db_text(entry->slug),
		      db_text(entry->least), db_text(entry->scope)));
	tx->guard = tx->sent;
}

void tx_enter_as(struct tx *tx, const char *login, const char *slug, const char *least)
{
	db_do(tx, Q_ENTER_AS, DB_ARGS(db_text(login), db_text(slug), db_text(least)));
	tx->guard = tx->sent;
}

/* Everything is read, the Sync too, and the server has confirmed the commit. */
enum err tx_finish(struct tx *tx)
{
	if (!tx->used)
		return tx->fault->err;
	if (tx->block && tx->fault->err == OK) {
		command(tx, "COMMIT");
		tx->block = false;
	}
	take_rest(tx);
	if (tx->fault->err == OK && PQtransactionStatus(tx->db->conn) != PQTRANS_IDLE)
		lost(tx);
	tx_end(tx);
	return tx->fault->err;
}

static void roll_back(struct tx *tx)
{
	PGconn *conn = tx->db->conn;

	if (!PQsendQueryParams(conn, "ROLLBACK", 0, NULL, NULL, NULL, NULL, 0))
		return;
	queued(tx, false, 1);
	take_rest(tx);
}

static void leave_idle(struct tx *tx, PGconn *conn)
{
	/* Never synced: ROLLBACK before the Sync undoes an implicit transaction too. */
	if (!tx->synced && tx->sent != tx->taken)
		roll_back(tx);
	else if (tx->synced)		/* another Sync would be a round trip for nothing */
		take_rest(tx);
	if (PQstatus(conn) == CONNECTION_OK && PQtransactionStatus(conn) != PQTRANS_IDLE)
		roll_back(tx);
}

void tx_end(struct tx *tx)
{
	PGconn *conn = tx->db ? tx->db->conn : NULL;

	if (!conn || !tx->used)
		return;
	if (!tx->streaming)
		leave_idle(tx, conn);
	if (tx->streaming || PQstatus(conn) != CONNECTION_OK ||
	    PQtransactionStatus(conn) != PQTRANS_IDLE)
		conn_drop(tx->db);
	tx->used = false;
}
