/*
 * account.h: who may sign in.
 *
 * The table is not open to the web role: every function here calls a definer function.
 * Passwords come in as hashes only (see password.h).
 */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "db/tx.h"
#include "store/item.h"
#include "store/sign_in.h"

struct account_new {
	const char *login, *name;	/* borrowed */
	const char *password_hash;	/* borrowed; as password_hash() made it */
	bool is_admin;
};

/* Of whoever has this login; NULL: nobody.  For commands; sign-in has sign_in_try. */
enum err account_hash(struct tx *, const char *login, const char **hash) MUST_CHECK;
enum err account_create(struct tx *, const struct account_new *, struct item *) MUST_CHECK;
enum err account_list(struct tx *, struct page, const char **json) MUST_CHECK;

/* What a site admin changes of the account with this login; NULL: it stays. */
struct account_change {
	const char *login;		/* borrowed, like all below */
	const char *name;
	const bool *is_admin, *disabled;
};
/* ERR_NOT_FOUND account; ERR_CONFLICT last_admin.  A disabled account's sessions end. */
enum err account_change(struct tx *, const struct account_change *, struct item *) MUST_CHECK;

/* Of commands only (postil_ops).  ERR_NOT_FOUND account. */
enum err account_set_password(struct tx *, const char *login, const char *hash) MUST_CHECK;

/* {"id", "login", "name", "is_admin"} of whom enter() let in. */
enum err account_current(struct tx *, const char **json) MUST_CHECK;

/* What someone changes about himself; NULL: it stays. */
struct account_own {
	const char *name;		/* borrowed */
	const char *password_hash;	/* borrowed; ends all sessions but one */
	const void *kept;		/* borrowed; that one, by its token's SHA-256 */
};
enum err account_change_own(struct tx *, const struct account_own *, const char **json) MUST_CHECK;

/* {"settings": {…}}: the caller's own, an object of whatever pages keep there. */
enum err account_settings(struct tx *, const char **json) MUST_CHECK;
enum err account_settings_put(struct tx *, const char *settings, const char **json) MUST_CHECK;

/* Queues a hash of the same password with today's costs. */
void account_rehash(struct tx *, const struct sign_in *, const char *hash);

#endif
