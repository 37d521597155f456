/* session.c: sessions, by definer functions alone. */
#include "store/session.h"

#include "read.h"

static struct db_arg hash_arg(const void *token_hash)
{
	return db_bytes(token_hash, TOKEN_HASH_BYTES);
}

enum err session_create(struct tx *tx, struct session_new *new, const char **json)
{
	struct json_writer *w = json_start(tx);
	struct db_row row;

	db_send(tx, Q_SESSION_CREATE, DB_ARGS(db_int(tx, new->account), hash_arg(new->token_hash),
					      db_text(new->user_agent), db_text(new->address)));
	TRY(db_columns_row(tx, w, &row));
	new->max_age = db_number(&row, "_max_age");
	return json_done(w, json);
}

void session_delete(struct tx *tx, const void *token_hash)
{
	db_do(tx, Q_SESSION_DELETE, DB_ARGS(hash_arg(token_hash)));
}

enum err session_list(struct tx *tx, struct page page, const void *token_hash, const char **json)
{
	send_page_of(tx, Q_SESSION_LIST, page, hash_arg(token_hash));
	return read_page(tx, page, json);
}

enum err session_end(struct tx *tx, int64_t id)
{
	db_send(tx, Q_SESSION_END, DB_ARGS(db_int(tx, id)));
	return read_found(tx, "session");
}

void session_end_others(struct tx *tx, const void *token_hash)
{
	db_do(tx, Q_SESSION_END_OTHERS, DB_ARGS(hash_arg(token_hash)));
}
