/* session.c: signing in and out. */
#include <sodium.h>

#include "base/random.h"
#include "db/tx.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "store/account.h"
#include "store/password.h"
#include "web/field.h"
#include "web/guard.h"
#include "web/handlers.h"
#include "web/web.h"

struct sign_in {
	const char *login, *password;
};

static const struct field sign_in_fields[] = {
	{ "login", FIELD_TEXT, 200, offsetof(struct sign_in, login), true },
	{ "password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct sign_in, password), true },
	{ 0 },
};

/* {"account": {…}, "csrf": "…"} */
static void answer_session(struct request *rq, const char *account, const char *token)
{
	reply_json(rq, 200, arena_printf(rq->arena, "{\"account\":%s,\"csrf\":\"%s\"}", account,
					 csrf_token(rq->arena, token)));
}

/* The same time and the same answer, whether it is the login or the password. */
static enum err verify(struct request *rq, const struct sign_in *in, struct credentials *found)
{
	struct web *web = rq->app;
	bool right;

	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	TRY(account_credentials(rq->tx, in->login, found));
	TRY(tx_finish(rq->tx));
	right = password_verify(found->hash, in->password);
	if (!right || found->disabled)
		return fault_set(&rq->fault, ERR_SIGN_IN, "wrong_login", NULL);
	return OK;
}

/* POST /api/session  {"login": …, "password": …} */
enum err web_session_create(struct request *rq)
{
	char *token = arena_alloc(rq->arena, RANDOM_TOKEN_SIZE);
	struct sign_in in = { 0 };
	struct credentials found;
	struct session_new new;
	struct web *web = rq->app;
	const char *account;

	TRY(fields_read(rq, sign_in_fields, &in));
	TRY(verify(rq, &in, &found));
	random_token(token);
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	new.account = found.account;
	new.token_hash = guard_token_hash(rq->arena, token);
	new.user_agent = request_header(rq, "HTTP_USER_AGENT");
	TRY(session_create(rq->tx, &new, &account));
	answer_session(rq, account, token);
	cookie_set_session(rq, token);
	return OK;
}

/* GET /api/session */
enum err web_session_get(struct request *rq)
{
	const char *account;

	TRY(account_current(rq->tx, &account));
	answer_session(rq, account, cookie_session(rq));
	return OK;
}

/* DELETE /api/session */
enum err web_session_delete(struct request *rq)
{
	TRY(session_delete(rq->tx, guard_token_hash(rq->arena, cookie_session(rq))));
	reply_empty(rq, 204);
	cookie_clear_session(rq);
	return OK;
}
