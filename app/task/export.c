/* export.c: what goes into an export, in which order. */
#include "task/export.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/json_writer.h"

/* The lists of the native export. */
static const struct {
	const char *key;
	enum query query;
} lists[] = {
	{ "stances",      Q_EXPORT_STANCES     },
	{ "tags",         Q_EXPORT_TAGS        },
	{ "actors",       Q_EXPORT_ACTORS      },
	{ "affiliations", Q_EXPORT_AFFILIATIONS },
	{ "members",      Q_EXPORT_MEMBERS     },
	{ "statements",   Q_EXPORT_STATEMENTS  },
	{ "highlights",   Q_EXPORT_HIGHLIGHTS  },
};

static const size_t list_count = sizeof(lists) / sizeof(lists[0]);

/* One export under way. */
struct output {
	struct tx *tx;
	const struct format *format;
	const struct export_sink *sink;
	struct buf *buf;		/* what waits to be written */
	bool agreed;			/* the query's columns are those of the table */
};

static enum err flush(void *ctx, struct buf *buf)
{
	const struct output *out = ctx;

	return out->sink->write(out->sink->ctx, buf->data, buf->len);
}

/* The first read: it brings the guard's answer, and only then may a byte go out. */
static enum err begin(struct output *out, struct json_writer *w)
{
	json_key(w, "project");
	json_open_object(w);
	TRY(db_columns(out->tx, w));
	json_close_object(w);
	return out->sink->begin(out->sink->ctx, out->format);
}

static enum err write_lists(struct output *out, struct json_writer *w)
{
	for (size_t i = 0; i < list_count; i++) {
		json_line(w);
		json_key(w, lists[i].key);
		TRY(db_stream(out->tx, w));
	}
	return OK;
}

static enum err write_json(struct output *out)
{
	struct json_writer w;

	db_send(out->tx, Q_EXPORT_PROJECT, DB_NONE);
	for (size_t i = 0; i < list_count; i++)
		db_send(out->tx, lists[i].query, DB_NONE);

	json_init(&w, out->buf);
	json_open_object(&w);
	json_key(&w, "format");
	json_cstr(&w, "postil");
	json_key(&w, "version");
	json_int(&w, 1);
	json_key(&w, "offset_unit");
	json_cstr(&w, "codepoint");
	TRY(begin(out, &w));
	json_stream(&w, flush, out);
	TRY(write_lists(out, &w));
	json_line(&w);
	json_key(&w, "complete");
	json_boolean(&w, true);
	json_close_object(&w);
	TRY(json_finish(&w));
	return out->sink->write(out->sink->ctx, "\n", 1);
}

/* The cells of a tagging, as the query gives them. */
static const char *const cells[] = {
	"quote", "statement", "title", "speaker", "tag", "stance", "author", "start", "end",
	"note", "date", "delegation", "on_behalf_of", "forum", "meeting", "symbol",
	"source_url", "version", "highlight",
};

enum { CELLS = sizeof(cells) / sizeof(cells[0]) };

/* Do the query and the table still name the same things in the same order? */
static bool agree(const struct db_row *row)
{
	for (int i = 0; i < CELLS; i++)
		if (!db_cell_name(row, i) || strcmp(db_cell_name(row, i), cells[i]) != 0)
			return false;
	return !db_cell_name(row, CELLS);
}

static enum err write_out(struct output *out, size_t least)
{
	enum err err;

	if (out->buf->len < least)
		return OK;
	err = flush(out, out->buf);
	buf_clear(out->buf);
	return err;
}

static void put_header(struct output *out)
{
	struct cell line[CELLS];

	for (size_t i = 0; i < CELLS; i++)
		line[i] = (struct cell){ cells[i], strlen(cells[i]) };
	out->format->line(out->buf, line, CELLS);
}

static enum err put_row(void *ctx, const struct db_row *row)
{
	struct output *out = ctx;
	struct cell line[CELLS];

	assert(out->agreed || agree(row));
	out->agreed = true;
	for (int i = 0; i < CELLS; i++)
		line[i].text = db_cell(row, i, &line[i].len);
	out->format->line(out->buf, line, CELLS);
	return write_out(out, JSON_FLUSH_SIZE);
}

/* One line a tagging. */
static enum err write_table(struct output *out)
{
	struct db_row project;

	db_send(out->tx, Q_EXPORT_PROJECT, DB_NONE);
	db_send(out->tx, Q_EXPORT_TAGGINGS, DB_NONE);
	TRY(db_row(out->tx, &project));
	TRY(out->sink->begin(out->sink->ctx, out->format));
	put_header(out);
	TRY(db_each(out->tx, put_row, out));
	return write_out(out, 1);
}

enum err export_project(struct tx *tx, const struct format *format,
			const struct export_sink *sink)
{
	struct output out = { tx, format, sink, arena_alloc(tx->arena, sizeof(*out.buf)), false };

	arena_defer(tx->arena, buf_release, out.buf);
	return format->line ? write_table(&out) : write_json(&out);
}
