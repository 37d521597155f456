/*
 * token.h: what scripts show instead of a session's cookie: an account's API tokens.
 *
 * The database knows any token, a session's and a link's too, by its SHA-256 alone.  The
 * list and what changes it are about whom enter() let in.
 */
#ifndef STORE_TOKEN_H
#define STORE_TOKEN_H

#include "db/tx.h"
#include "store/item.h"

/* SHA-256.  Arena, TOKEN_HASH_BYTES. */
const void *token_hash(struct arena *, const char *token);

struct token_new {
	const char *label;		/* borrowed, like all below */
	const char *scope;		/* read or write */
	const char *project;		/* slug; NULL: good for all of the account's projects */
	const char *expires;		/* 2027-01-31, the last day, UTC; NULL: does not end by itself */
	const void *token_hash;
};

enum err token_list(struct tx *, struct page, const char **json) MUST_CHECK;
/* ERR_INVALID bad_scope, unknown_project, bad_expiry. */
enum err token_create(struct tx *, const struct token_new *, struct item *) MUST_CHECK;
enum err token_revoke(struct tx *, int64_t id) MUST_CHECK;	/* ERR_NOT_FOUND token */

/* Queues the note that it was used, where the guard's own transaction may not write. */
void token_seen(struct tx *, const void *token_hash);

#endif
