/* rows.c: what a query found, as JSON or for C to read. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "db/tx.h"
#include "take.h"

/* A query that must find one row. */
static enum err take_single(struct tx *tx, PGresult **res)
{
	TRY(take_result(tx, res));
	if (PQntuples(*res) == 1)
		return OK;
	if (PQntuples(*res) == 0)
		return fault_set(tx->fault, ERR_NOT_FOUND, tx->noun ? tx->noun : "item", NULL);
	return fault_set(tx->fault, ERR_INTERNAL, "internal", NULL);
}

enum err db_row(struct tx *tx, struct db_row *row)
{
	PGresult *res;

	TRY(take_single(tx, &res));
	row->result = res;
	row->at = 0;
	return OK;
}

const char *db_value(const struct db_row *row, const char *column)
{
	int at = PQfnumber(row->result, column);

	if (at < 0 || PQgetisnull(row->result, row->at, at))
		return NULL;
	return PQgetvalue(row->result, row->at, at);
}

bool db_has(const struct db_row *row, const char *column)
{
	return PQfnumber(row->result, column) >= 0;
}

int64_t db_number(const struct db_row *row, const char *column)
{
	const char *value = db_value(row, column);

	return value ? strtoll(value, NULL, 10) : 0;
}

bool db_truth(const struct db_row *row, const char *column)
{
	const char *value = db_value(row, column);

	return value && *value == 't';
}

const char *db_cell(const struct db_row *row, int at, size_t *len)
{
	if (PQgetisnull(row->result, row->at, at)) {
		*len = 0;
		return NULL;
	}
	*len = (size_t)PQgetlength(row->result, row->at, at);
	return PQgetvalue(row->result, row->at, at);
}

const char *db_cell_name(const struct db_row *row, int at)
{
	return at < PQnfields(row->result) ? PQfname(row->result, at) : NULL;
}

enum err db_columns_row(struct tx *tx, struct json_writer *w, struct db_row *row)
{
	PGresult *res;

	TRY(take_single(tx, &res));
	row->result = res;
	row->at = 0;
	columns_write(columns_of(res, tx->arena), res, 0, w);
	return OK;
}

enum err db_columns(struct tx *tx, struct json_writer *w)
{
	struct db_row row;

	return db_columns_row(tx, w, &row);
}

static void write_rows(struct tx *tx, const PGresult *res, int count, struct json_writer *w)
{
	const struct columns *columns = columns_of(res, tx->arena);

	json_open_array(w);
	for (int i = 0; i < count; i++) {
		json_open_object(w);
		columns_write(columns, res, i, w);
		json_close_object(w);
	}
	json_close_array(w);
}

enum err db_items(struct tx *tx, struct json_writer *w)
{
	PGresult *res;

	TRY(take_result(tx, &res));
	write_rows(tx, res, PQntuples(res), w);
	return OK;
}

enum err db_nested(struct tx *tx, struct json_writer *w, const char *key)
{
	json_key(w, key);
	return db_items(tx, w);
}

/* Where the next page begins, opaque and safe in a URL: base64url without padding. */
static void write_cursor(struct tx *tx, const char *cursor, struct json_writer *w)
{
	size_t size = sodium_base64_ENCODED_LEN(strlen(cursor),
						sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = arena_alloc(tx->arena, size);

	sodium_bin2base64(text, size, (const unsigned char *)cursor, strlen(cursor),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	json_cstr(w, text);
}

enum err db_page(struct tx *tx, struct json_writer *w, int limit)
{
	struct db_row last = { .at = limit - 1 };
	PGresult *res;
	int count;

	TRY(take_result(tx, &res));
	count = PQntuples(res);
	json_key(w, "items");
	write_rows(tx, res, count < limit ? count : limit, w);
	json_key(w, "next");
	last.result = res;
	if (count > limit)
		write_cursor(tx, db_value(&last, "_cursor"), w);
	else
		json_null(w);
	return OK;
}

struct json_writer *json_start(struct tx *tx)
{
	struct json_writer *w = arena_alloc(tx->arena, sizeof(*w));
	struct buf *buf = arena_alloc(tx->arena, sizeof(*buf));

	arena_defer(tx->arena, buf_release, buf);
	json_init(w, buf);
	json_open_object(w);
	return w;
}

enum err json_done(struct json_writer *w, const char **json)
{
	json_close_object(w);
	TRY(json_finish(w));
	*json = w->out->data;
	return OK;
}
