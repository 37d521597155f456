/* stream.c: rows as they come in, so that memory stays the same however many there are. */
#include "columns.h"
#include "db/tx.h"
#include "take.h"

enum err db_each(struct tx *tx, db_row_fn *each, void *ctx)
{
	PGresult *res;
	enum err err = OK;

	TRY(take_rows(tx));
	for (;;) {
		TRY(take_row(tx, &res));
		if (!res)
			return OK;
		err = each(ctx, &(struct db_row){ .result = res });
		PQclear(res);
		TRY(err);
	}
}

struct item_stream {
	struct tx *tx;
	struct json_writer *w;
	struct columns *columns;	/* known from the first row on */
};

static enum err write_item(void *ctx, const struct db_row *row)
{
	struct item_stream *stream = ctx;

	if (!stream->columns)
		stream->columns = columns_of(row->result, stream->tx->arena);
	json_line(stream->w);
	json_open_object(stream->w);
	columns_write(stream->columns, row->result, 0, stream->w);
	json_close_object(stream->w);
	return stream->w->err;
}

enum err db_stream(struct tx *tx, struct json_writer *w)
{
	struct item_stream stream = { .tx = tx, .w = w };

	json_open_array(w);
	TRY(db_each(tx, write_item, &stream));
	if (stream.columns)		/* there was a row: the last one has its line alone too */
		json_line(w);
	json_close_array(w);
	return w->err;
}
