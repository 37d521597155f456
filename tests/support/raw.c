/* raw.c: SQL as it comes. */
#include "raw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LOGIN(who) "'" RAW_NAME "-" who "'"

static const char *const making[] = {
	"SET client_min_messages = warning",
	"BEGIN",
	"SET SESSION AUTHORIZATION postil_ops",
	"SELECT account_create(" LOGIN("mia") ", 'Mia', 'hash', false),"
	"       account_create(" LOGIN("cleo") ", 'Cleo', 'hash', false),"
	"       account_create(" LOGIN("ann") ", 'Ann', 'hash', false),"
	"       account_create(" LOGIN("bob") ", 'Bob', 'hash', false),"
	"       account_create(" LOGIN("rex") ", 'Rex', 'hash', false),"
	"       account_create(" LOGIN("out") ", 'Out', 'hash', false)",
	"SELECT enter_as(" LOGIN("mia") ", NULL, NULL)",
	"SELECT project_create('" RAW_NAME "', 'Raw', NULL, 'en', NULL)",
	"SELECT tag_create('threat', 'Threat', NULL, NULL, NULL, NULL, NULL)",
	"SELECT tag_create('norm', 'Norm', NULL, NULL, NULL, NULL, NULL)",
	"SELECT tag_create('law', 'Law', 'norm', NULL, NULL, NULL, NULL)",
	"SELECT act('import')",
	"SELECT statement_add('" RAW_TEXT "', '{\"title\": \"One\"}')",
	"SELECT statement_add('" RAW_TEXT "', '{\"title\": \"Two\"}')",
	"SET SESSION AUTHORIZATION postil_owner",
	"INSERT INTO member (project_id, id, name, login, account_id, role)"
	" SELECT current_project(), 1 + row_number() OVER (ORDER BY m.role), a.name, a.login,"
	"        a.id, m.role"
	"   FROM (VALUES (" LOGIN("cleo") ", 'curator'), (" LOGIN("ann") ", 'annotator'),"
	"                (" LOGIN("bob") ", 'annotator'), (" LOGIN("rex") ", 'reader')) AS m (login, role)"
	"   JOIN account a ON a.login = m.login",
	"SET SESSION AUTHORIZATION postil_ops",
};

static PGresult *run(struct raw *raw, const char *sql)
{
	PGresult *res = PQexec(raw->conn, sql);
	ExecStatusType status = PQresultStatus(res);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
		return res;
	PQclear(res);
	fail_msg("%s\n%s", sql, PQerrorMessage(raw->conn));
	return NULL;
}

void raw_do(struct raw *raw, const char *sql)
{
	if (!raw->conn)
		skip();
	PQclear(run(raw, sql));
}

int raw_open(void **state)
{
	struct raw *raw = calloc(1, sizeof(*raw));
	const char *where = getenv("POSTIL_DB_OWNER");

	if (!raw)
		return -1;
	*state = raw;
	raw->arena = arena_new();
	if (!where)
		return 0;
	raw->conn = PQconnectdb(arena_printf(raw->arena, "%s user=postgres", where));
	for (size_t i = 0; i < sizeof(making) / sizeof(making[0]); i++)
		raw_do(raw, making[i]);
	return 0;
}

int raw_close(void **state)
{
	struct raw *raw = *state;

	PQfinish(raw->conn);
	arena_free(raw->arena);
	free(raw);
	return 0;
}

void raw_role(struct raw *raw, const char *role)
{
	raw_do(raw, arena_printf(raw->arena, "SET SESSION AUTHORIZATION %s", role));
}

void raw_enter(struct raw *raw, const char *who)
{
	raw_role(raw, "postil_ops");
	raw_do(raw, arena_printf(raw->arena, "SELECT enter_as('" RAW_NAME "-%s', '" RAW_NAME
				 "', NULL)", who));
}

const char *raw_value(struct raw *raw, const char *sql)
{
	const char *value = NULL;
	PGresult *res;

	if (!raw->conn)
		skip();
	res = run(raw, sql);
	if (PQntuples(res) != 1)
		fail_msg("%s: %d rows", sql, PQntuples(res));
	if (!PQgetisnull(res, 0, 0))
		value = arena_strdup(raw->arena, PQgetvalue(res, 0, 0));
	PQclear(res);
	return value;
}

void raw_equals(struct raw *raw, const char *sql, const char *value)
{
	const char *found = raw_value(raw, sql);

	if (!found || strcmp(found, value) != 0)
		fail_msg("%s\nis %s\nnot %s", sql, found ? found : "NULL", value);
}

static const char *field_of(const PGresult *res, int code)
{
	const char *text = PQresultErrorField(res, code);

	return text ? text : "";
}

void raw_refused(struct raw *raw, const char *sql, const char *sqlstate, const char *detail)
{
	const char *state, *message, *constraint;
	PGresult *res;

	raw_do(raw, "SAVEPOINT refused");
	res = PQexec(raw->conn, sql);
	state = arena_strdup(raw->arena, field_of(res, PG_DIAG_SQLSTATE));
	message = arena_strdup(raw->arena, field_of(res, PG_DIAG_MESSAGE_PRIMARY));
	constraint = arena_strdup(raw->arena, field_of(res, PG_DIAG_CONSTRAINT_NAME));
	PQclear(res);
	raw_do(raw, "ROLLBACK TO refused");
	if (strcmp(state, sqlstate) != 0 ||
	    (strcmp(message, detail) != 0 && strcmp(constraint, detail) != 0))
		fail_msg("%s\nrefused with %s %s %s\nnot %s %s", sql, state, message, constraint,
			 sqlstate, detail);
}
