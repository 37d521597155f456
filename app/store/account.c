/* account.c: accounts and sessions, by definer functions alone. */
#include "store/account.h"

#include "read.h"

enum { TOKEN_HASH_BYTES = 32 };

enum err account_credentials(struct tx *tx, const char *login, struct credentials *found)
{
	struct db_row row;
	const char *disabled;

	db_send(tx, Q_ACCOUNT_PASSWORD, DB_ARGS(db_text(login)));
	TRY(db_row(tx, &row));
	disabled = db_value(&row, "disabled");
	*found = (struct credentials){
		.account = db_number(&row, "id"),
		.hash = db_value(&row, "password_hash"),
		.disabled = disabled && *disabled == 't',
	};
	return OK;
}

enum err account_create(struct tx *tx, const struct account_new *new, struct item *item)
{
	db_send(tx, Q_ACCOUNT_CREATE, DB_ARGS(db_text(new->login), db_text(new->name),
					      db_text(new->password_hash), db_bool(new->is_admin)));
	return read_made(tx, "login", item);
}

enum err account_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_ACCOUNT_LIST, page);
	return read_page(tx, page, json);
}

enum err account_set_password(struct tx *tx, const char *login, const char *hash)
{
	struct db_row row;

	db_send(tx, Q_ACCOUNT_SET_PASSWORD, DB_ARGS(db_text(login), db_text(hash)));
	TRY(db_row(tx, &row));
	if (*db_value(&row, "_found") != 't')
		return fault_set(tx->fault, ERR_NOT_FOUND, "account", NULL);
	return OK;
}

/* What the query queued last says of an account. */
static enum err read_account(struct tx *tx, const char **json)
{
	struct item item;

	TRY(read_item(tx, "login", &item));
	*json = item.json;
	return OK;
}

enum err account_current(struct tx *tx, const char **json)
{
	db_send(tx, Q_ACCOUNT_SELF, DB_NONE);
	return read_account(tx, json);
}

enum err session_create(struct tx *tx, const struct session_new *new, const char **json)
{
	db_send(tx, Q_SESSION_CREATE, DB_ARGS(db_int(tx, new->account),
					      db_bytes(new->token_hash, TOKEN_HASH_BYTES),
					      db_text(new->user_agent)));
	return read_account(tx, json);
}

enum err session_delete(struct tx *tx, const void *token_hash)
{
	struct db_row row;

	db_send(tx, Q_SESSION_DELETE, DB_ARGS(db_bytes(token_hash, TOKEN_HASH_BYTES)));
	return db_row(tx, &row);
}
