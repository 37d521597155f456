/* action.c: history, read and taken back. */
#include "store/action.h"

#include <string.h>

#include "read.h"

enum err action_list(struct tx *tx, struct page page, int64_t after, const char **json)
{
	send_page_of(tx, Q_ACTION_LIST, page, db_int(tx, after));
	return read_page(tx, page, json);
}

/* The narrowest filter finds the rows by its index, the others hold against them. */
static void send_filtered(struct tx *tx, struct page page, const struct action_filter *filter)
{
	struct db_arg limit = db_int(tx, page.limit + 1), cursor = db_text(page.cursor);
	struct db_arg member = db_int_or_null(tx, filter->member, -1);
	struct db_arg kind = db_text(filter->kind);

	if (filter->statement >= 0)
		db_send(tx, Q_ACTION_OF_STATEMENT,
			DB_ARGS(db_int(tx, filter->statement), limit, cursor, member, kind));
	else if (filter->member >= 0)
		db_send(tx, Q_ACTION_OF_MEMBER, DB_ARGS(limit, cursor, member, kind));
	else if (filter->kind)
		db_send(tx, Q_ACTION_OF_KIND, DB_ARGS(limit, cursor, kind));
	else
		db_send(tx, Q_ACTION_RECENT, DB_ARGS(limit, cursor));
}

enum err action_recent(struct tx *tx, struct page page, const struct action_filter *filter,
		       const char **json)
{
	send_filtered(tx, page, filter);
	return read_page(tx, page, json);
}

enum err action_undo(struct tx *tx, int64_t number, const char **json)
{
	struct json_writer *w = json_start(tx);
	const char *outcome, *way;
	struct db_row row;

	db_send(tx, Q_ACTION_UNDO, DB_ARGS(db_int(tx, number)));
	db_send(tx, Q_ACTION_CURRENT, DB_NONE);
	TRY(db_columns_row(tx, w, &row));
	TRY(json_done(w, &way));
	outcome = db_value(&row, "_outcome");
	if (strcmp(outcome, "undone") != 0) {
		fault_set(tx->fault, ERR_CONFLICT, outcome, NULL);
		tx->fault->current = way;
		return tx->fault->err;
	}
	w = json_start(tx);
	TRY(db_columns(tx, w));
	return json_done(w, json);
}
