/* statement.c: the documents. */
#include "store/statement.h"

#include <string.h>

#include "read.h"

static void put_text(struct json_writer *w, const char *key, const char *text)
{
	if (!text)
		return;
	json_key(w, key);
	json_cstr(w, text);
}

/* An id, or a name to be matched or made. */
static void put_actor(struct json_writer *w, const char *key, const struct actor_ref *actor)
{
	if (!actor->id) {
		put_text(w, key, actor->name);
		return;
	}
	json_key(w, key);
	json_int(w, actor->id);
}

/* All but the text, which goes on its own and is never escaped. */
static void put_fields(struct json_writer *w, const struct statement_new *new)
{
	const struct { const char *key, *text; } texts[] = {
		{ "title", new->title },
		{ "language", new->language },
		{ "date", new->date },
		{ "place", new->place },
		{ "kind", new->kind },
		{ "forum", new->forum },
		{ "meeting", new->meeting },
		{ "agenda_item", new->agenda_item },
		{ "symbol", new->symbol },
		{ "publisher", new->publisher },
		{ "source_url", new->source_url },
		{ "accessed_on", new->accessed_on },
		{ "licence", new->licence },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		put_text(w, texts[i].key, texts[i].text);
	put_actor(w, "speaker", &new->speaker);
	put_actor(w, "delegation", &new->delegation);
	put_actor(w, "on_behalf_of", &new->on_behalf_of);
	if (new->meta) {
		json_key(w, "meta");
		json_raw(w, new->meta, strlen(new->meta));
	}
}

static void put_empty(struct json_writer *w, const char *key)
{
	json_key(w, key);
	json_open_array(w);
	json_close_array(w);
}

enum err statement_create(struct tx *tx, const struct statement_new *new, struct item *item)
{
	struct json_writer *w = json_start(tx);
	const char *fields;
	struct db_row row;

	put_fields(w, new);
	TRY(json_done(w, &fields));
	db_send(tx, Q_STATEMENT_CREATE, DB_ARGS(db_text(new->text), db_text(fields)));
	w = json_start(tx);
	TRY(db_columns_row(tx, w, &row));
	put_empty(w, "highlights");
	put_empty(w, "left_uncoded");
	*item = (struct item){
		.key = db_value(&row, "id"),
		.revision = db_number(&row, "revision"),
		.action = db_number(&row, "_action"),
		.outcome = "created",
	};
	return json_done(w, &item->json);
}

enum err statement_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_STATEMENT_LIST, page);
	return read_page(tx, page, json);
}

static enum err asked_of(struct tx *tx, const struct statement_filter *filter, const char **json)
{
	struct json_writer *w = json_start(tx);

	put_text(w, "q", filter->q);
	put_text(w, "speaker", filter->speaker);
	put_text(w, "delegation", filter->delegation);
	put_text(w, "tag", filter->tag);
	put_text(w, "stance", filter->stance);
	put_text(w, "from", filter->from);
	put_text(w, "to", filter->to);
	put_text(w, "state", filter->state);
	return json_done(w, json);
}

enum err statement_find(struct tx *tx, struct page page, const struct statement_filter *filter,
			const char **json)
{
	const char *asked;

	TRY(asked_of(tx, filter, &asked));
	send_page_of(tx, Q_STATEMENT_FIND, page, db_text(asked));
	return read_page(tx, page, json);
}

enum err statement_get(struct tx *tx, int64_t id, struct item *item)
{
	struct db_arg statement = db_int(tx, id);
	struct json_writer *w;
	struct db_row row;

	db_send(tx, Q_STATEMENT_GET, DB_ARGS(statement));
	db_send(tx, Q_STATEMENT_HIGHLIGHTS, DB_ARGS(statement));
	db_send(tx, Q_LEFT_LIST, DB_ARGS(statement));
	w = json_start(tx);
	tx->noun = "statement";
	TRY(db_columns_row(tx, w, &row));
	TRY(db_nested(tx, w, "highlights"));
	TRY(db_nested(tx, w, "left_uncoded"));
	*item = (struct item){
		.key = db_value(&row, "id"),
		.revision = db_number(&row, "revision"),
	};
	return json_done(w, &item->json);
}

enum err statement_patch(struct tx *tx, const struct statement_patch *patch, struct item *item)
{
	struct db_arg statement = db_int(tx, patch->id);
	struct json_writer *w = json_start(tx);
	const char *fields;

	put_fields(w, &patch->facts);
	put_text(w, "state", patch->state);
	TRY(json_done(w, &fields));
	db_send(tx, Q_STATEMENT_PATCH,
		DB_ARGS(statement, db_int(tx, patch->revision), db_text(fields)));
	db_send(tx, Q_STATEMENT_STATE, DB_ARGS(statement));
	tx->noun = "statement";
	return read_written(tx, "id", item);
}

enum err statement_delete(struct tx *tx, int64_t id, int64_t revision, struct item *item)
{
	struct db_arg statement = db_int(tx, id);

	db_send(tx, Q_STATEMENT_DELETE, DB_ARGS(statement, db_int(tx, revision)));
	db_send(tx, Q_STATEMENT_STATE, DB_ARGS(statement));
	tx->noun = "statement";
	return read_gone(tx, "gone", "id", item);
}
