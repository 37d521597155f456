/*
 * account.h: who may sign in, and the sessions of those who did.
 *
 * Neither table is open to the web role: every function here calls a definer function.
 * Passwords and tokens come in as hashes only (see password.h; SHA-256 of a token).
 */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "db/tx.h"
#include "store/item.h"

struct account_new {
	const char *login, *name;	/* borrowed */
	const char *password_hash;	/* borrowed; as password_hash() made it */
	bool is_admin;
};

/* For sign-in.  A login that nobody has: OK, with account 0 and hash NULL. */
struct credentials {
	int64_t account;
	const char *hash;		/* arena */
	bool disabled;
};

enum err account_credentials(struct tx *, const char *login, struct credentials *) MUST_CHECK;
enum err account_create(struct tx *, const struct account_new *, struct item *) MUST_CHECK;
enum err account_list(struct tx *, struct page, const char **json) MUST_CHECK;
/* Of commands only (postil_ops).  ERR_NOT_FOUND account. */
enum err account_set_password(struct tx *, const char *login, const char *hash) MUST_CHECK;

/* {"id", "login", "name", "is_admin"} of whom enter() let in. */
enum err account_current(struct tx *, const char **json) MUST_CHECK;

struct session_new {
	int64_t account;
	const void *token_hash;		/* borrowed; 32 bytes */
	const char *user_agent;		/* borrowed; NULL: not told */
};

/* json: the account, as account_current gives it. */
enum err session_create(struct tx *, const struct session_new *, const char **json) MUST_CHECK;
enum err session_delete(struct tx *, const void *token_hash) MUST_CHECK;

#endif
