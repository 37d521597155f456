/*
 * rows.c: the export's queries, row by row, into the plainest writer there is.  What
 * PostgreSQL, libpq's single-row mode and one C loop allow on this machine.
 *
 *	rows CONNINFO ENTER QUERY…      ENTER: an SQL text that opens the project
 *
 * Prints the bytes written (to nowhere) and the seconds taken.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/query.h"
#include "queries.h"

static char out[1 << 16];
static size_t used;
static unsigned long long written;

static void put(const char *bytes, size_t n)
{
	if (used + n > sizeof(out)) {
		written += used;
		used = 0;
	}
	if (n > sizeof(out)) {
		written += n;
		return;
	}
	memcpy(out + used, bytes, n);
	used += n;
}

/* As JSON: quoted, with the escapes that it must have. */
static void put_text(const char *text, size_t n)
{
	put("\"", 1);
	for (size_t i = 0, from = 0; i <= n; i++) {
		if (i < n && (unsigned char)text[i] >= ' ' && text[i] != '"' && text[i] != '\\')
			continue;
		put(text + from, i - from);
		if (i < n)
			put("\\u0000", 6);
		from = i + 1;
	}
	put("\"", 1);
}

static void put_row(const PGresult *res)
{
	for (int i = 0; i < PQnfields(res); i++) {
		put_text(PQfname(res, i), strlen(PQfname(res, i)));
		put(":", 1);
		put_text(PQgetvalue(res, 0, i), (size_t)PQgetlength(res, 0, i));
		put(",", 1);
	}
	put("\n", 1);
}

static void run(PGconn *conn, const char *sql)
{
	PGresult *res;
	int sent = PQsendQueryParams(conn, sql, 0, NULL, NULL, NULL, NULL, 0);

	if (!sent || !PQsetSingleRowMode(conn))
		exit(1);
	while ((res = PQgetResult(conn))) {
		if (PQresultStatus(res) == PGRES_SINGLE_TUPLE)
			put_row(res);
		else if (PQresultStatus(res) == PGRES_FATAL_ERROR) {
			fputs(PQerrorMessage(conn), stderr);
			exit(1);
		}
		PQclear(res);
	}
}

static void run_query(PGconn *conn, const char *name)
{
	for (int i = 0; i < QUERY_COUNT; i++)
		if (strcmp(queries[i].name, name) == 0)
			run(conn, queries[i].sql);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	PGconn *conn = argc > 3 ? PQconnectdb(argv[1]) : NULL;
	double began;

	if (!conn || PQstatus(conn) != CONNECTION_OK)
		return 1;
	began = now();
	run(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	run(conn, argv[2]);
	written = used = 0;
	for (int i = 3; i < argc; i++)
		run_query(conn, argv[i]);
	printf("%llu %.3f\n", written + used, now() - began);
	PQfinish(conn);
	return 0;
}
