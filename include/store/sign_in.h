/*
 * sign_in.h: tries to sign in, throttled by the database.
 *
 * Only tries that failed count: those with one login from one address, and all from one
 * address; an address of IPv6 stands for its /64.  So nobody is locked out by what others
 * do elsewhere.  A try is begun by sign_in_try, judged outside of any transaction, since
 * that takes long, and ends with one of the other two.
 */
#ifndef STORE_SIGN_IN_H
#define STORE_SIGN_IN_H

#include "db/tx.h"

struct sign_in {
	const char *login;		/* borrowed; NULL: of whoever was let in, filled by sign_in_try */
	const char *address;		/* borrowed; NULL: not known */
	int64_t account;		/* out; 0: nobody has this login */
	const char *hash;		/* out, arena; NULL: likewise */
	bool disabled;			/* out */
};

/* ERR_TOO_MANY, with retry_after in the fault: not yet, and nothing is to be judged. */
enum err sign_in_try(struct tx *, struct sign_in *) MUST_CHECK;

/* Queue what came of it. */
void sign_in_failed(struct tx *, const struct sign_in *);
void sign_in_passed(struct tx *, const struct sign_in *);

#endif
