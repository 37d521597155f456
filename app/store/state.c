/* state.c: each page's queries, sent together and read in the same order. */
#include "store/state.h"

#include "store/site.h"

enum { FIRST_PAGE = 50 };

/* A list whole, by its query's own rule: NULL as the limit. */
static void send_whole(struct tx *tx, enum query query)
{
	db_send(tx, query, DB_ARGS(db_text(NULL), db_text(NULL)));
}

static void send_first_page(struct tx *tx, enum query query)
{
	db_send(tx, query, DB_ARGS(db_int(tx, FIRST_PAGE + 1), db_text(NULL)));
}

static enum err read_first_page(struct tx *tx, struct json_writer *w, const char *key)
{
	json_key(w, key);
	json_open_object(w);
	TRY(db_page(tx, w, FIRST_PAGE));
	json_close_object(w);
	return OK;
}

static void send_project(struct tx *tx)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	db_send(tx, Q_PROJECT_GET, DB_NONE);
	db_send(tx, Q_MEMBER_SELF, DB_NONE);
}

/* Their language is the page's. */
static enum err read_account(struct tx *tx, struct json_writer *w)
{
	struct db_row row;

	json_key(w, "account");
	json_open_object(w);
	TRY(db_columns_row(tx, w, &row));
	json_close_object(w);
	tx->language = db_value(&row, "_language");
	return OK;
}

/* The project with one member more than the API gives: who is asking. */
static enum err read_project(struct tx *tx, struct json_writer *w)
{
	TRY(read_account(tx, w));
	json_key(w, "project");
	json_open_object(w);
	TRY(db_columns(tx, w));
	TRY(db_columns(tx, w));
	json_close_object(w);
	return OK;
}

enum err state_account(struct tx *tx, struct json_writer *w)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	return read_account(tx, w);
}

enum err state_own(struct tx *tx, const void *token_hash, struct json_writer *w)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	db_send(tx, Q_ACCOUNT_SETTINGS, DB_NONE);
	db_send(tx, Q_SESSION_LIST, DB_ARGS(db_int(tx, FIRST_PAGE + 1), db_text(NULL),
					    db_bytes(token_hash, TOKEN_HASH_BYTES)));
	send_first_page(tx, Q_TOKEN_LIST);
	send_first_page(tx, Q_PROJECT_LIST);
	TRY(read_account(tx, w));
	TRY(db_columns(tx, w));
	TRY(read_first_page(tx, w, "sessions"));
	TRY(read_first_page(tx, w, "tokens"));
	return read_first_page(tx, w, "projects");
}

enum err state_site(struct tx *tx, struct json_writer *w)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	site_send(tx);
	send_first_page(tx, Q_ACCOUNT_LIST);
	send_first_page(tx, Q_SITE_PROJECTS);
	TRY(read_account(tx, w));
	json_key(w, "site");
	json_open_object(w);
	TRY(site_write(tx, w));
	json_close_object(w);
	TRY(read_first_page(tx, w, "accounts"));
	return read_first_page(tx, w, "projects");
}

enum err state_project(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	return read_project(tx, w);
}

enum err state_projects(struct tx *tx, struct json_writer *w)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	send_first_page(tx, Q_PROJECT_LIST);
	TRY(read_account(tx, w));
	return read_first_page(tx, w, "projects");
}

enum err state_library(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	send_first_page(tx, Q_STATEMENT_LIST);
	send_whole(tx, Q_TAG_LIST);
	send_whole(tx, Q_STANCE_LIST);
	TRY(read_project(tx, w));
	TRY(read_first_page(tx, w, "statements"));
	TRY(db_nested(tx, w, "tags"));
	return db_nested(tx, w, "stances");
}

enum err state_desk(struct tx *tx, int64_t statement, struct json_writer *w)
{
	struct db_arg id = db_int(tx, statement);

	send_project(tx);
	db_send(tx, Q_ACCOUNT_SETTINGS, DB_NONE);
	db_send(tx, Q_STATEMENT_GET, DB_ARGS(id));
	db_send(tx, Q_STATEMENT_MARKS, DB_ARGS(id));
	db_send(tx, Q_LEFT_LIST, DB_ARGS(id));
	db_send(tx, Q_STATEMENT_UNCODED, DB_ARGS(id));
	send_whole(tx, Q_TAG_LIST);
	send_whole(tx, Q_STANCE_LIST);
	TRY(read_project(tx, w));
	TRY(db_columns(tx, w));
	tx->noun = "statement";
	json_key(w, "statement");
	json_open_object(w);
	TRY(db_columns(tx, w));
	TRY(db_nested(tx, w, "highlights"));
	TRY(db_nested(tx, w, "left_uncoded"));
	json_close_object(w);
	TRY(db_columns(tx, w));
	TRY(db_nested(tx, w, "tags"));
	return db_nested(tx, w, "stances");
}

enum err state_highlight(struct tx *tx, const char *id, struct json_writer *w)
{
	struct db_row place;

	tx_begin(tx);
	db_send(tx, Q_HIGHLIGHT_PLACE, DB_ARGS(db_text(id)));
	tx->noun = "highlight";
	TRY(db_row(tx, &place));
	json_key(w, "open");
	json_cstr(w, id);
	return state_desk(tx, db_number(&place, "statement"), w);
}

enum err state_codebook(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	send_whole(tx, Q_TAG_LIST);
	send_whole(tx, Q_STANCE_LIST);
	TRY(read_project(tx, w));
	TRY(db_nested(tx, w, "tags"));
	return db_nested(tx, w, "stances");
}

enum err state_activity(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	send_first_page(tx, Q_ACTION_RECENT);
	db_send(tx, Q_MEMBER_NAMES, DB_NONE);
	TRY(read_project(tx, w));
	TRY(read_first_page(tx, w, "actions"));
	return db_nested(tx, w, "members");
}

enum err state_trash(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	send_first_page(tx, Q_TRASH_LIST);
	TRY(read_project(tx, w));
	return read_first_page(tx, w, "trash");
}

enum err state_settings(struct tx *tx, struct json_writer *w)
{
	send_project(tx);
	send_first_page(tx, Q_MEMBER_LIST);
	TRY(read_project(tx, w));
	return read_first_page(tx, w, "members");
}
