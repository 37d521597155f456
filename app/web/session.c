/* session.c: signing in and out, and the sessions that one has. */
#include "store/session.h"

#include <string.h>

#include "base/random.h"
#include "base/utf8.h"
#include "db/tx.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "store/account.h"
#include "store/password.h"
#include "store/token.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/proof.h"
#include "web/web.h"

struct sign_in_body {
	const char *login, *password;
};

static const struct field sign_in_fields[] = {
	{ "login", FIELD_TEXT, 200, offsetof(struct sign_in_body, login), true },
	{ "password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct sign_in_body, password), true },
	{ 0 },
};

/* {"account": {…}, "csrf": "…"} */
static void answer_session(struct request *rq, const char *account, const char *token)
{
	reply_json(rq, 200, arena_printf(rq->arena, "{\"account\":%s,\"csrf\":\"%s\"}", account,
					 csrf_token(rq->arena, token)));
}

/* A browser may call itself anything; what is no text is not kept. */
static const char *user_agent(const struct request *rq)
{
	const char *name = request_header(rq, "HTTP_USER_AGENT");

	return name && utf8_check(name, strlen(name), NULL) ? name : NULL;
}

/* The session that the browser had before ends, whoever's it was. */
static void end_former(struct request *rq)
{
	const char *former = cookie_session(rq);

	if (former)
		session_delete(rq->tx, token_hash(rq->arena, former));
}

/* In one transaction: what was wrong before is forgotten, and the session begins. */
static enum err begin(struct request *rq, const struct proof *proof, const char *token)
{
	struct session_new new = {
		.account = proof->who.account,
		.token_hash = token_hash(rq->arena, token),
		.user_agent = user_agent(rq),
		.address = proof->who.address,
	};
	const char *account;

	sign_in_passed(rq->tx, &proof->who);
	if (password_is_outdated(proof->who.hash))
		account_rehash(rq->tx, &proof->who, password_hash(rq->arena, proof->password));
	end_former(rq);
	TRY(session_create(rq->tx, &new, &account));
	answer_session(rq, account, token);
	cookie_set_session(rq, token, new.max_age);
	return OK;
}

/* POST /api/session  {"login": …, "password": …} */
enum err web_session_create(struct request *rq)
{
	char *token = arena_alloc(rq->arena, RANDOM_TOKEN_SIZE);
	const struct web *web = rq->app;
	struct sign_in_body in = { 0 };
	struct proof proof = { 0 };

	TRY(fields_read(rq, sign_in_fields, &in));
	proof.who.login = in.login;
	proof.password = in.password;
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	TRY(proof_check(rq, &proof));
	if (!proof.right)
		return fault_set(&rq->fault, ERR_SIGN_IN, "wrong_login", NULL);
	random_token(token);
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	return begin(rq, &proof, token);
}

/* GET /api/session */
enum err web_session_get(struct request *rq)
{
	const char *account;

	TRY(account_current(rq->tx, &account));
	answer_session(rq, account, cookie_session(rq));
	return OK;
}

/* The token that asks, as the database knows it. */
static const void *own_hash(struct request *rq)
{
	return token_hash(rq->arena, cookie_session(rq));
}

/* DELETE /api/session */
enum err web_session_delete(struct request *rq)
{
	session_delete(rq->tx, own_hash(rq));
	reply_empty(rq, 204);
	cookie_clear_session(rq);
	return OK;
}

/* GET /api/account/sessions */
enum err web_session_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, session_list(rq->tx, page, own_hash(rq), &json), &page, &json);
}

/* DELETE /api/account/sessions: all but this one. */
enum err web_session_end_others(struct request *rq)
{
	session_end_others(rq->tx, own_hash(rq));
	reply_empty(rq, 204);
	return OK;
}

/* DELETE /api/account/sessions/{id} */
enum err web_session_end(struct request *rq)
{
	int64_t id;

	TRY(path_id(rq, "id", "session", &id));
	TRY(session_end(rq->tx, id));
	reply_empty(rq, 204);
	return OK;
}
