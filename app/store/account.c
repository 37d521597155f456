/* account.c: accounts, by definer functions alone. */
#include "store/account.h"

#include "read.h"

enum err account_hash(struct tx *tx, const char *login, const char **hash)
{
	struct db_row row;

	db_send(tx, Q_ACCOUNT_PASSWORD, DB_ARGS(db_text(login)));
	TRY(db_row(tx, &row));
	*hash = db_value(&row, "password_hash");
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

static struct db_arg bool_or_null(const bool *value)
{
	return value ? db_bool(*value) : db_text(NULL);
}

enum err account_change(struct tx *tx, const struct account_change *change, struct item *item)
{
	db_send(tx, Q_ACCOUNT_CHANGE, DB_ARGS(db_text(change->login), db_text(change->name),
					      bool_or_null(change->is_admin),
					      bool_or_null(change->disabled)));
	return read_item(tx, "login", item);
}

enum err account_set_password(struct tx *tx, const char *login, const char *hash)
{
	db_send(tx, Q_ACCOUNT_SET_PASSWORD, DB_ARGS(db_text(login), db_text(hash)));
	return read_found(tx, "account");
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

enum err account_change_own(struct tx *tx, const struct account_own *change, const char **json)
{
	db_send(tx, Q_ACCOUNT_CHANGE_OWN,
		DB_ARGS(db_text(change->name), db_text(change->password_hash),
			db_bytes(change->kept, TOKEN_HASH_BYTES)));
	return read_account(tx, json);
}

static enum err read_settings(struct tx *tx, const char **json)
{
	struct item item;

	TRY(read_item(tx, "settings", &item));
	*json = item.json;
	return OK;
}

enum err account_settings(struct tx *tx, const char **json)
{
	db_send(tx, Q_ACCOUNT_SETTINGS, DB_NONE);
	return read_settings(tx, json);
}

enum err account_settings_put(struct tx *tx, const char *settings, const char **json)
{
	db_send(tx, Q_ACCOUNT_SETTINGS_PUT, DB_ARGS(db_text(settings)));
	return read_settings(tx, json);
}

void account_rehash(struct tx *tx, const struct sign_in *who, const char *hash)
{
	db_do(tx, Q_ACCOUNT_REHASH, DB_ARGS(db_int(tx, who->account), db_text(who->hash),
					    db_text(hash)));
}
