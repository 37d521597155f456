/* migrate.c: one transaction a migration, all of them under one lock. */
#include "db/migrate.h"

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/query.h"
#include "plain.h"

/* Any fixed number will do, as long as nothing else in the database uses it. */
#define LOCK "SELECT pg_advisory_lock(7091847)"

/* Where the first migration has not run yet there is no table to ask. */
#define IS_NEW "SELECT to_regclass('schema_migration') IS NULL"
#define LATEST "SELECT coalesce(max(version), 0) FROM schema_migration"
#define RECORD "INSERT INTO schema_migration (version, name, oldest_binary) VALUES ($1, $2, $3)"

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
	if (plain_run(conn, "BEGIN") && plain_run(conn, m->sql) && record(conn, m) &&
	    plain_run(conn, "COMMIT"))
		return OK;
	return plain_failed(conn, m->name, fault);
}

static enum err apply_all(PGconn *conn, migrate_step_fn *step, void *ctx, struct fault *fault)
{
	char answer[12];
	int latest = 0;

	if (!plain_run(conn, LOCK) || !plain_ask(conn, IS_NEW, answer, sizeof(answer)))
		return plain_failed(conn, "migrate", fault);
	if (*answer == 'f') {
		if (!plain_ask(conn, LATEST, answer, sizeof(answer)))
			return plain_failed(conn, "migrate", fault);
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

enum err migrate(const char *conninfo, migrate_step_fn *step, void *ctx, struct fault *fault)
{
	PGconn *conn = plain_open(conninfo, fault);
	enum err err = fault->err;

	if (err == OK)
		err = apply_all(conn, step, ctx, fault);
	PQfinish(conn);
	return err;
}
