/* reset.c: a new password by a one-time link. */
#include "store/reset.h"

#include <stddef.h>

#include "base/random.h"
#include "http/address.h"
#include "store/password.h"
#include "store/token.h"
#include "web/field.h"
#include "web/handlers.h"
#include "web/web.h"

static const struct field no_fields[] = { { 0 } };

/* POST /api/accounts/{login}/reset  {} */
enum err web_reset_create(struct request *rq)
{
	char *token = arena_alloc(rq->arena, RANDOM_TOKEN_SIZE);
	const char *expires;

	TRY(fields_read(rq, no_fields, NULL));
	random_token(token);
	TRY(reset_create(rq->tx, request_param(rq, "login"), token_hash(rq->arena, token),
			 &expires));
	reply_json(rq, 200, arena_printf(rq->arena, "{\"link\":\"" RESET_LINK "%s\","
					 "\"expires\":\"%s\"}", token, expires));
	return OK;
}

struct reset_body {
	const char *token, *password;
};

static const struct field fields[] = {
	{ "token", FIELD_TEXT, 200, offsetof(struct reset_body, token), true },
	{ "password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct reset_body, password), true },
	{ 0 },
};

static enum err start(struct request *rq)
{
	const struct web *web = rq->app;

	return tx_start(rq->tx, web->db, rq->arena, &rq->fault);
}

static enum err bad_reset(struct request *rq)
{
	return fault_set(&rq->fault, ERR_INVALID, "bad_reset", "token");
}

/* Only a good link makes us hash. */
static enum err check(struct request *rq, const struct reset *reset)
{
	bool good;

	TRY(start(rq));
	TRY(reset_try(rq->tx, reset, &good));
	TRY(tx_finish(rq->tx));
	if (good)
		return OK;
	TRY(start(rq));
	reset_failed(rq->tx, reset);
	TRY(tx_finish(rq->tx));
	return bad_reset(rq);
}

/* POST /api/reset  {"token": …, "password": …} */
enum err web_reset_use(struct request *rq)
{
	struct reset reset = { .address = address_of(rq) };
	struct reset_body in = { 0 };
	const char *hash;
	bool good;

	TRY(fields_read(rq, fields, &in));
	TRY(password_check(&rq->fault, in.password));
	reset.token_hash = token_hash(rq->arena, in.token);
	TRY(check(rq, &reset));
	hash = password_hash(rq->arena, in.password);
	TRY(start(rq));
	TRY(reset_use(rq->tx, &reset, hash, &good));
	if (!good)
		return bad_reset(rq);
	reply_empty(rq, 204);
	return OK;
}
