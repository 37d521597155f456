/* columns.c: PostgreSQL's text form of a value to JSON, by the column's type. */
#include "columns.h"

#include <string.h>

/* Object identifiers of PostgreSQL's types: catalog/pg_type.dat, fixed for ever. */
enum {
	TYPE_BOOL = 16, TYPE_INT8 = 20, TYPE_INT2 = 21, TYPE_INT4 = 23, TYPE_JSON = 114,
	TYPE_FLOAT4 = 700, TYPE_FLOAT8 = 701, TYPE_TIMESTAMPTZ = 1184, TYPE_NUMERIC = 1700,
	TYPE_JSONB = 3802,
};

typedef void write_fn(struct json_writer *, const char *value, size_t len);

static void write_bool(struct json_writer *w, const char *value, size_t len)
{
	(void)len;
	json_boolean(w, *value == 't');
}

/* 2026-03-01 12:00:00.5+00 is RFC 3339 but for two places; the session's zone is UTC. */
static void write_time(struct json_writer *w, const char *value, size_t len)
{
	char out[40];

	if (len < 4 || len + 1 > sizeof(out) || memcmp(value + len - 3, "+00", 3) != 0) {
		json_text(w, value, len);	/* infinity */
		return;
	}
	memcpy(out, value, len - 3);
	out[10] = 'T';
	out[len - 3] = 'Z';
	json_text(w, out, len - 2);
}

static const struct { Oid type; write_fn *write; } kinds[] = {
	{ TYPE_INT8, json_raw },
	{ TYPE_INT4, json_raw },
	{ TYPE_JSONB, json_raw },
	{ TYPE_JSON, json_raw },
	{ TYPE_TIMESTAMPTZ, write_time },
	{ TYPE_BOOL, write_bool },
	{ TYPE_INT2, json_raw },
	{ TYPE_FLOAT4, json_raw },
	{ TYPE_FLOAT8, json_raw },
	{ TYPE_NUMERIC, json_raw },
	{ 0, json_text },
};

struct columns {
	int count;
	struct {
		const char *key;	/* as it is written; NULL: for C only */
		size_t key_len;
		write_fn *write;
	} of[];
};

static write_fn *writer_of(Oid type)
{
	size_t i = 0;

	while (kinds[i].type && kinds[i].type != type)
		i++;
	return kinds[i].write;
}

/* Our queries' names need no escapes. */
static char *quoted(struct arena *arena, const char *name, size_t len)
{
	char *key = arena_alloc(arena, len + sizeof("\"\":"));

	key[0] = '"';
	memcpy(key + 1, name, len);
	memcpy(key + 1 + len, "\":", 2);
	return key;
}

struct columns *columns_of(const PGresult *res, struct arena *arena)
{
	int count = PQnfields(res);
	struct columns *columns = arena_alloc(arena, sizeof(*columns) +
					      (size_t)count * sizeof(columns->of[0]));

	columns->count = count;
	for (int i = 0; i < count; i++) {
		const char *name = PQfname(res, i);

		if (*name == '_')
			continue;
		columns->of[i].key = quoted(arena, name, strlen(name));
		columns->of[i].key_len = strlen(name) + strlen("\"\":");
		columns->of[i].write = writer_of(PQftype(res, i));
	}
	return columns;
}

void columns_write(const struct columns *columns, const PGresult *res, int row,
		   struct json_writer *w)
{
	for (int i = 0; i < columns->count; i++) {
		size_t len = (size_t)PQgetlength(res, row, i);

		if (!columns->of[i].key)
			continue;
		json_raw_key(w, columns->of[i].key, columns->of[i].key_len);
		if (len == 0 && PQgetisnull(res, row, i))
			json_null(w);
		else
			columns->of[i].write(w, PQgetvalue(res, row, i), len);
	}
}
