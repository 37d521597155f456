#include "plain.h"

#include <stdio.h>
#include <string.h>

static void ignore_notice(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
}

enum err plain_failed(PGconn *conn, const char *name, struct fault *fault)
{
	static char message[1000];
	enum err err = PQstatus(conn) == CONNECTION_OK ? ERR_INTERNAL : ERR_UNAVAILABLE;

	snprintf(message, sizeof(message), "%s: %s", name, PQerrorMessage(conn));
	message[strcspn(message, "\n")] = '\0';
	return fault_set(fault, err, message, NULL);
}

PGconn *plain_open(const char *conninfo, struct fault *fault)
{
	PGconn *conn = PQconnectdb(conninfo);

	*fault = (struct fault){ .at = -1 };
	PQsetNoticeProcessor(conn, ignore_notice, NULL);
	if (PQstatus(conn) != CONNECTION_OK)
		plain_failed(conn, "connect", fault);
	return conn;
}

bool plain_run(PGconn *conn, const char *sql)
{
	PGresult *res = PQexec(conn, sql);
	ExecStatusType status = PQresultStatus(res);

	PQclear(res);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

bool plain_ask(PGconn *conn, const char *sql, char *answer, size_t size)
{
	PGresult *res = PQexec(conn, sql);
	bool ok = PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1;

	if (ok)
		snprintf(answer, size, "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	return ok;
}
