/* token.c: API tokens, by definer functions alone. */
#include "store/token.h"

#include <sodium.h>
#include <string.h>

#include "read.h"

const void *token_hash(struct arena *arena, const char *token)
{
	unsigned char *hash = arena_alloc(arena, TOKEN_HASH_BYTES);

	crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
	return hash;
}

enum err token_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_TOKEN_LIST, page);
	return read_page(tx, page, json);
}

enum err token_create(struct tx *tx, const struct token_new *new, struct item *item)
{
	db_send(tx, Q_TOKEN_CREATE, DB_ARGS(db_text(new->label), db_text(new->scope),
					    db_text(new->project), db_text(new->expires),
					    db_bytes(new->token_hash, TOKEN_HASH_BYTES)));
	return read_made(tx, "id", item);
}

enum err token_revoke(struct tx *tx, int64_t id)
{
	db_send(tx, Q_TOKEN_REVOKE, DB_ARGS(db_int(tx, id)));
	return read_found(tx, "token");
}

void token_seen(struct tx *tx, const void *token_hash)
{
	db_do(tx, Q_TOKEN_SEEN, DB_ARGS(db_bytes(token_hash, TOKEN_HASH_BYTES)));
}
