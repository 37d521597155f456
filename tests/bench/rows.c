/*
 * rows.c: queries, row by row, into the plainest JSON writer there is.  What PostgreSQL,
 * libpq's single-row mode and one C loop allow on this machine.
 *
 *	rows CONNINFO SQL…
 *
 * Prints the bytes written (to nowhere) and the seconds taken.
 */
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

static unsigned char is_special(char byte)
{
	return ((unsigned char)byte < ' ') | (byte == '"') | (byte == '\\');
}

/* Without a branch, so that the compiler takes many bytes at once. */
static bool has_special(const char *text, size_t n)
{
	unsigned char found = 0;

	for (size_t i = 0; i < n; i++)
		found |= is_special(text[i]);
	return found;
}

static void put_escaped(const char *text, size_t n)
{
	size_t from = 0;

	for (size_t i = 0; i < n; i++) {
		if (!is_special(text[i]))
			continue;
		put(text + from, i - from);
		put((const char[]){ '\\', text[i] == '\n' ? 'n' : text[i] }, 2);
		from = i + 1;
	}
	put(text + from, n - from);
}

static void put_text(const char *text, size_t n)
{
	put("\"", 1);
	if (has_special(text, n))
		put_escaped(text, n);
	else
		put(text, n);
	put("\"", 1);
}

/* Numbers and JSON stand for themselves: bool, int8, int2, int4, json, jsonb. */
static bool is_bare(Oid type)
{
	return type == 16 || (type >= 20 && type <= 23 && type != 22) || type == 114 ||
	       type == 3802;
}

static void put_row(const PGresult *res)
{
	put("{", 1);
	for (int i = 0; i < PQnfields(res); i++) {
		const char *value = PQgetvalue(res, 0, i);
		size_t length = (size_t)PQgetlength(res, 0, i);

		put_text(PQfname(res, i), strlen(PQfname(res, i)));
		put(":", 1);
		if (PQgetisnull(res, 0, i))
			put("null", 4);
		else if (is_bare(PQftype(res, i)))
			put(value, length);
		else
			put_text(value, length);
		put(",", 1);
	}
	put("}\n", 2);
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

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	PGconn *conn = argc > 2 ? PQconnectdb(argv[1]) : NULL;
	double began = now();

	if (!conn || PQstatus(conn) != CONNECTION_OK)
		return 1;
	for (int i = 2; i < argc; i++)
		run(conn, argv[i]);
	printf("%llu %.3f\n", written + used, now() - began);
	PQfinish(conn);
	return 0;
}
