/*
 * proof.h: that whoever asks knows the password of an account.
 *
 * Throttled by address and login, and nothing is hashed while one has to wait.  For a
 * login that nobody has all goes the same way as for a wrong password: as many queries,
 * and one hash of the same costs.
 */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "http/request.h"
#include "store/sign_in.h"

struct proof {
	struct sign_in who;		/* in: login; the rest is filled */
	const char *password;		/* in, borrowed */
	bool right;			/* out; false has been counted */
};

/*
 * In rq->tx, which has begun: it is ended, since hashing takes long.  Whoever goes on
 * after a right proof begins anew and says sign_in_passed.  ERR_TOO_MANY: wait.
 */
enum err proof_check(struct request *, struct proof *) MUST_CHECK;

#endif
