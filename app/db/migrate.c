/* migrate.c: one transaction a migration, all of them under one lock. */
#include "db/migrate.h"

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/query.h"

/* Any fixed number will do, as long as nothing else in the database uses it. */
#define LOCK "SELECT pg_advisory_lock(7091847)"

/* Where the first migration has not run yet there is no table to ask. */
#define IS_NEW "SELECT to_regclass('schema_migration') IS NULL"
#define LATEST "SELECT coalesce(max(version), 0) FROM schema_migration"
#define RECORD "INSERT INTO schema_migration (version, name, oldest_binary) VALUES ($1, $2, $3)"

static char message[1000];

static enum err failed(PGconn *conn, const char *name, struct fault *fault)
{
	enum err err = PQstatus(conn) == CONNECTION_OK ? ERR_INTERNAL : ERR_UNAVAILABLE;

	snprintf(message, sizeof(message), "%s: %s", name, PQerrorMessage(conn));
	message[strcspn(message, "\n")] = '\0';
	return fault_set(fault, err, message, NULL);
}

static bool run(PGconn *conn, const char *sql)
{
	PGresult *res = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(res);

	PQclear(res);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* One value of one row; false when the query failed. */
static bool ask(PGconn *conn, const char *sql, char *answer, size_t size)
{
	PGresult *res = PQexec(conn, sql);
	bool ok = PQresultStatus(res) == PGRES_TUPLES_OK;

	if (ok)
		snprintf(answer, size, "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return ok;
}

static bool record(PGconn *conn, const struct migration *m)
{
	char version[12], oldest[12];
	const char *values[] = { version, m->name, oldest };
	ExecStatusType status;
	PGresult *res;

	snprintf(version, sizeof(version), "%d", m->version);
	snprintf(oldest, sizeof(oldest), "%d", m->oldest_binary);
	res = PQexecParams(conn, RECORD, 3, NULL, values, NULL, NULL, 0);
	status = PQresultStatus(res);
	PQclear(res);
	return status == PGRES_COMMAND_OK;
}

static enum err apply(PGconn *conn, const struct migration *m, struct fault *fault)
{
	if (run(conn, "BEGIN") && run(conn, m->sql) && record(conn, m) && run(conn, "COMMIT"))
		return OK;
	return failed(conn, m->name, fault);
}

static enum err apply_all(PGconn *conn, migrate_step_fn *step, void *ctx, struct fault *fault)
{
	char answer[12];
	int latest = 0;

	if (!run(conn, LOCK) || !ask(conn, IS_NEW, answer, sizeof(answer)))
		return failed(conn, "migrate", fault);
	if (*answer == 'f') {
		if (!ask(conn, LATEST, answer, sizeof(answer)))
			return failed(conn, "migrate", fault);
		latest = atoi(answer);
	}
	for (int i = 0; i < migration_count; i++) {
		if (migrations[i].version <= latest)
			continue;
		TRY(apply(conn, &migrations[i], fault));
		step(ctx, migrations[i].version, migrations[i].name);
	}
	return OK;
}

static void ignore_notice(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
}

enum err migrate(const char *conninfo, migrate_step_fn *step, void *ctx, struct fault *fault)
{
	PGconn *conn = PQconnectdb(conninfo);
	enum err err;

	PQsetNoticeProcessor(conn, ignore_notice, NULL);
	if (PQstatus(conn) == CONNECTION_OK)
		err = apply_all(conn, step, ctx, fault);
	else
		err = failed(conn, "connect", fault);
	PQfinish(conn);
	return err;
}
