/*
 * reset.h: the one-time link by which an account gets a new password.
 *
 * A site admin makes it and hands it over; an account has one at most.  Only the SHA-256
 * of its token is kept (see token.h).
 */
#ifndef STORE_RESET_H
#define STORE_RESET_H

#include "db/tx.h"

/* Where the page is; the token stands behind the #, which no browser sends. */
#define RESET_LINK "/reset#"

/* By a site admin or the operator.  expires: RFC 3339, arena.  ERR_NOT_FOUND account. */
enum err reset_create(struct tx *, const char *login, const void *token_hash,
		      const char **expires) MUST_CHECK;

struct reset {
	const void *token_hash;
	const char *address;		/* borrowed; NULL: not known */
};

/* Whether the link is good.  ERR_TOO_MANY: not to be asked yet, as in sign_in.h. */
enum err reset_try(struct tx *, const struct reset *, bool *good) MUST_CHECK;
/* Queues that it was not. */
void reset_failed(struct tx *, const struct reset *);
/* All sessions of the account end.  False: the link was used in the meantime. */
enum err reset_use(struct tx *, const struct reset *, const char *hash, bool *good) MUST_CHECK;

#endif
