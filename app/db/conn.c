/* conn.c: opening, checking and preparing a connection. */
#include "conn.h"

#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/time.h"
#include "db/db.h"
#include "db/query.h"
#include "db/refusal.h"
#include "queries.h"

static enum err unavailable(struct fault *fault)
{
	return fault_set(fault, ERR_UNAVAILABLE, "database", NULL);
}

struct db *db_open(const char *conninfo)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db || !(db->conninfo = strdup(conninfo)))
		abort();
	return db;
}

void conn_drop(struct db *db)
{
	PQfinish(db->conn);
	db->conn = NULL;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	conn_drop(db);
	free(db->conninfo);
	free(db);
}

static void ignore_notice(void *ctx, const PGresult *res)
{
	(void)ctx;
	(void)res;
}

/* Seconds: long enough for a busy server on another host, short enough for a 503. */
#define CONNECT_TIMEOUT "2"

/*
 * Milliseconds: a server that lets one wait for longer than SLOW is not asked again for a
 * REST, in which all who had to wait meanwhile hear at once that it is away.  As long as
 * Retry-After tells them to stay away.
 */
enum { SLOW = 500, REST = 1000 };

/* A host that has vanished without a word is given up after half a minute. */
static const struct { const char *key, *value; } defaults[] = {
	{ "fallback_application_name", "postil" },
	{ "connect_timeout", CONNECT_TIMEOUT },
	{ "client_encoding", "UTF8" },
	{ "options", "-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601" },
	{ "keepalives_idle", "10" },
	{ "keepalives_interval", "5" },
	{ "keepalives_count", "4" },
	{ "tcp_user_timeout", "30000" },
};

enum { DEFAULTS = sizeof(defaults) / sizeof(defaults[0]) };

/* What conninfo says comes last, and wins. */
static PGconn *connect_with(const char *conninfo)
{
	const char *keys[DEFAULTS + 2] = { [DEFAULTS] = "dbname" };
	const char *values[DEFAULTS + 2] = { [DEFAULTS] = conninfo };
	PGconn *conn;

	for (int i = 0; i < DEFAULTS; i++) {
		keys[i] = defaults[i].key;
		values[i] = defaults[i].value;
	}
	conn = PQconnectdbParams(keys, values, 1);
	if (!conn)
		abort();
	return conn;
}

static enum err connect_now(struct db *db, struct fault *fault)
{
	int64_t began = time_monotonic_ms(), now;

	if (began < db->rests_until)
		return unavailable(fault);
	db->conn = connect_with(db->conninfo);
	if (PQstatus(db->conn) != CONNECTION_OK) {
		now = time_monotonic_ms();
		db->rests_until = now - began > SLOW ? now + REST : 0;
		log_warn("database_away", "message", PQerrorMessage(db->conn), NULL);
		return unavailable(fault);
	}
	PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
	return OK;
}

static enum err misfit(struct fault *fault, const char *what, const char *message)
{
	log_warn("schema_misfit", "query", what, "message", message, NULL);
	return fault_set(fault, ERR_INTERNAL, "schema", NULL);
}

/* Trouble that passes (a full disk, a server that is told to stop) is no misfit. */
static bool passes(struct db *db, const PGresult *res)
{
	return PQstatus(db->conn) != CONNECTION_OK || refusal_err(res) == ERR_UNAVAILABLE;
}

static int column_number(const PGresult *res, int column)
{
	return PQgetisnull(res, 0, column) ? 0 : atoi(PQgetvalue(res, 0, column));
}

/* Newer than ours is well, as long as every migration since still works with us. */
static enum err check_schema(struct db *db, struct fault *fault)
{
	PGresult *res = PQexec(db->conn,
		"SELECT max(version), max(oldest_binary) FROM schema_migration");
	int ours = migration_count, theirs = 0, oldest = 0;
	bool known = PQresultStatus(res) == PGRES_TUPLES_OK;
	bool lost = !known && passes(db, res);

	if (known) {
		theirs = column_number(res, 0);
		oldest = column_number(res, 1);
	}
	PQclear(res);
	if (lost)
		return unavailable(fault);
	if (!known || theirs < ours)
		return misfit(fault, "schema_migration",
			      "the schema is older than this program: run postil migrate");
	if (oldest > ours)
		return misfit(fault, "schema_migration",
			      "the schema is too new for this program");
	return OK;
}

/* Reads the answer to one prepare, or to the closing Sync (name: NULL). */
static enum err prepared(struct db *db, const char *name, struct fault *fault)
{
	PGresult *res = PQgetResult(db->conn);
	ExecStatusType status = PQresultStatus(res);
	enum err err = OK;

	if (status != (name ? PGRES_COMMAND_OK : PGRES_PIPELINE_SYNC)) {
		if (passes(db, res))
			err = unavailable(fault);
		else
			err = misfit(fault, name ? name : "sync", PQresultErrorMessage(res));
	}
	PQclear(res);
	if (name && err == OK)
		PQclear(PQgetResult(db->conn));		/* the NULL that ends it */
	return err;
}

/* All queries in one round trip. */
static enum err prepare_all(struct db *db, struct fault *fault)
{
	if (!PQenterPipelineMode(db->conn))
		return unavailable(fault);
	for (int i = 0; i < QUERY_COUNT; i++)
		if (!PQsendPrepare(db->conn, queries[i].name, queries[i].sql, 0, NULL))
			return unavailable(fault);
	if (!PQpipelineSync(db->conn))
		return unavailable(fault);
	for (int i = 0; i < QUERY_COUNT; i++)
		TRY(prepared(db, queries[i].name, fault));
	return prepared(db, NULL, fault);
}

/*
 * A server that went away while nobody looked has left its last words, or an end of
 * file, to read.  Whatever it says unasked, a new connection is the safe answer.
 */
static bool alive(struct db *db)
{
	struct pollfd fd = { .events = POLLIN };

	if (!db->conn || PQstatus(db->conn) != CONNECTION_OK)
		return false;
	fd.fd = PQsocket(db->conn);
	return poll(&fd, 1, 0) == 0;
}

enum err db_ready(struct db *db, struct fault *fault)
{
	enum err err;

	if (alive(db))
		return OK;
	conn_drop(db);
	err = connect_now(db, fault);
	if (err == OK)
		err = check_schema(db, fault);
	if (err == OK)
		err = prepare_all(db, fault);
	if (err != OK)
		conn_drop(db);
	return err;
}
