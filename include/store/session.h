/*
 * session.h: sessions, as those who signed in and their owners see them.
 *
 * A session is known by its token's SHA-256 (borrowed, see token.h); to its owner by a number.
 */
#ifndef STORE_SESSION_H
#define STORE_SESSION_H

#include "db/tx.h"
#include "store/item.h"

struct session_new {
	int64_t account;
	const void *token_hash;
	const char *user_agent;		/* borrowed; NULL: not told */
	const char *address;		/* borrowed; NULL: not known */
	int64_t max_age;		/* out: seconds that it lasts at most */
};

/* json: the account, as account_current gives it. */
enum err session_create(struct tx *, struct session_new *, const char **json) MUST_CHECK;
/* Queues the end of the session with that token, if there is one. */
void session_delete(struct tx *, const void *token_hash);

/* Of whom enter() let in.  token_hash: of the session that asks. */
enum err session_list(struct tx *, struct page, const void *token_hash, const char **json) MUST_CHECK;
enum err session_end(struct tx *, int64_t id) MUST_CHECK;	/* ERR_NOT_FOUND session */
void session_end_others(struct tx *, const void *token_hash);

#endif
