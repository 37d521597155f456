/* proof.c: a password is tried, judged, and what came of it is counted. */
#include "web/proof.h"

#include "db/tx.h"
#include "http/address.h"
#include "store/password.h"
#include "web/web.h"

enum err proof_check(struct request *rq, struct proof *proof)
{
	const struct web *web = rq->app;

	proof->who.address = address_of(rq);
	TRY(sign_in_try(rq->tx, &proof->who));
	TRY(tx_finish(rq->tx));
	proof->right = password_verify(proof->who.hash, proof->password) && !proof->who.disabled;
	if (proof->right)
		return OK;
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	sign_in_failed(rq->tx, &proof->who);
	return tx_finish(rq->tx);
}
