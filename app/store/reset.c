/* reset.c: one-time links, by definer functions alone. */
#include "store/reset.h"

#include "read.h"

static struct db_arg hash_arg(const void *token_hash)
{
	return db_bytes(token_hash, TOKEN_HASH_BYTES);
}

enum err reset_create(struct tx *tx, const char *login, const void *token_hash,
		      const char **expires)
{
	struct db_row row;

	db_send(tx, Q_RESET_CREATE, DB_ARGS(db_text(login), hash_arg(token_hash)));
	TRY(db_row(tx, &row));
	*expires = db_value(&row, "expires");
	return OK;
}

enum err reset_try(struct tx *tx, const struct reset *reset, bool *good)
{
	struct db_row row;

	db_send(tx, Q_RESET_TRY, DB_ARGS(hash_arg(reset->token_hash), db_text(reset->address)));
	TRY(db_row(tx, &row));
	TRY(read_wait(tx, &row));
	*good = db_truth(&row, "good");
	return OK;
}

void reset_failed(struct tx *tx, const struct reset *reset)
{
	db_do(tx, Q_SIGN_IN_FAILED, DB_ARGS(db_text(NULL), db_text(reset->address)));
}

enum err reset_use(struct tx *tx, const struct reset *reset, const char *hash, bool *good)
{
	struct db_row row;

	db_send(tx, Q_RESET_USE, DB_ARGS(hash_arg(reset->token_hash), db_text(hash),
					 db_text(reset->address)));
	TRY(db_row(tx, &row));
	*good = db_truth(&row, "_found");
	return OK;
}
