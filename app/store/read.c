/* read.c: an item, or a page of a list. */
#include "read.h"

#include <string.h>

enum err read_item(struct tx *tx, const char *key, struct item *item)
{
	struct json_writer *w = json_start(tx);
	struct db_row row;

	memset(item, 0, sizeof(*item));
	TRY(db_columns_row(tx, w, &row));
	item->key = db_value(&row, key);
	item->revision = db_number(&row, "revision");
	item->action = db_number(&row, "_action");
	item->deletable = db_has(&row, "deleted_at");
	return json_done(w, &item->json);
}

enum err read_made(struct tx *tx, const char *key, struct item *item)
{
	TRY(read_item(tx, key, item));
	item->outcome = "created";
	return OK;
}

/* What a write may come to, in the database's word and in ours. */
static const struct {
	const char *outcome;
	enum err err;
	const char *detail, *field;
} outcomes[] = {
	{ "created",  OK,            NULL, NULL },
	{ "same",     OK,            NULL, NULL },
	{ "changed",  OK,            NULL, NULL },
	{ "restored", OK,            NULL, NULL },
	{ "stale",    ERR_STALE,     "stale", NULL },
	{ "deleted",  ERR_CONFLICT,  "deleted", NULL },
	{ "taken",    ERR_CONFLICT,  "key_taken", "key" },
	{ "member",   ERR_CONFLICT,  "member_taken", NULL },
	{ "missing",  ERR_NOT_FOUND, NULL, NULL },	/* and there is no item to read either */
};

/* What stands in the way.  It always says whether it is deleted, also where it cannot be. */
static const char *current_of(struct tx *tx, const struct item *item)
{
	if (item->deletable)
		return item->json;
	return arena_printf(tx->arena, "%.*s,\"deleted_at\":null}",
			    (int)strlen(item->json) - 1, item->json);
}

/* The item behind the outcome; a refusal shows it. */
static enum err read_behind(struct tx *tx, const char *outcome, const char *key,
			    struct item *item)
{
	size_t i = 0;

	TRY(read_item(tx, key, item));
	item->outcome = outcome;
	while (strcmp(outcomes[i].outcome, outcome) != 0)
		i++;
	if (outcomes[i].err == OK)
		return OK;
	fault_set(tx->fault, outcomes[i].err, outcomes[i].detail, outcomes[i].field);
	tx->fault->current = current_of(tx, item);
	return tx->fault->err;
}

enum err read_written(struct tx *tx, const char *key, struct item *item)
{
	struct db_row row;

	TRY(db_row(tx, &row));
	return read_behind(tx, db_value(&row, "_outcome"), key, item);
}

enum err read_gone(struct tx *tx, const char *gone, const char *key, struct item *item)
{
	const char *outcome;
	struct db_row row;

	TRY(db_row(tx, &row));
	outcome = db_value(&row, "_outcome");
	if (strcmp(outcome, gone) != 0)
		return read_behind(tx, outcome, key, item);
	*item = (struct item){
		.outcome = gone,
		.revision = db_number(&row, "_revision"),
		.action = db_number(&row, "_action"),
	};
	return OK;
}

void send_page(struct tx *tx, enum query query, struct page page)
{
	db_send(tx, query, DB_ARGS(db_int(tx, page.limit + 1), db_text(page.cursor)));
}

void send_page_of(struct tx *tx, enum query query, struct page page, struct db_arg third)
{
	db_send(tx, query, DB_ARGS(db_int(tx, page.limit + 1), db_text(page.cursor), third));
}

enum err read_found(struct tx *tx, const char *noun)
{
	struct db_row row;

	TRY(db_row(tx, &row));
	if (db_truth(&row, "_found"))
		return OK;
	return fault_set(tx->fault, ERR_NOT_FOUND, noun, NULL);
}

enum err read_wait(struct tx *tx, const struct db_row *row)
{
	int wait = (int)db_number(row, "wait");

	if (wait == 0)
		return OK;
	fault_set(tx->fault, ERR_TOO_MANY, "too_many", NULL);
	tx->fault->retry_after = wait;
	return tx->fault->err;
}

enum err read_page(struct tx *tx, struct page page, const char **json)
{
	struct json_writer *w = json_start(tx);

	TRY(db_page(tx, w, page.limit));
	return json_done(w, json);
}
