/* guard.c: origin, CSRF token, then session, project and role by the database. */
#include "web/guard.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "db/tx.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/origin.h"
#include "web/web.h"

/* What enter() is asked for; NULL: any account. */
static const char *least_of(const struct request *rq, const struct route *route)
{
	enum access access = route_access(route);

	if (access == PROJECT_MAKER && !rq->config->open_projects)
		access = SITE_ADMIN;
	if (access == SITE_ADMIN)
		return "admin";
	return access >= READER ? access_word(access) : NULL;
}

static bool is_safe(enum method method)
{
	return method == METHOD_GET || method == METHOD_HEAD;
}

enum err guard_origin(struct request *rq, const struct route *route)
{
	const char *token;

	if (is_safe(rq->method))
		return OK;
	TRY(origin_check(rq));
	token = cookie_session(rq);
	if (route_access(route) == ANYONE || !token)
		return OK;
	return csrf_check(rq, token);
}

const void *guard_token_hash(struct arena *arena, const char *token)
{
	unsigned char *hash = arena_alloc(arena, crypto_hash_sha256_BYTES);

	crypto_hash_sha256(hash, (const unsigned char *)token, strlen(token));
	return hash;
}

enum err guard_enter(struct request *rq, const struct route *route)
{
	struct web *web = rq->app;
	const char *token = cookie_session(rq);
	const char *slug = route_access(route) >= READER ? request_param(rq, "slug") : NULL;

	if (!token)
		return fault_set(&rq->fault, ERR_SIGN_IN, "sign_in", NULL);
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	if (route->pool == STREAM)
		tx_begin_snapshot(rq->tx);
	if (route->pool == UPLOAD)
		tx_begin(rq->tx);
	tx_enter(rq->tx, db_bytes(guard_token_hash(rq->arena, token), crypto_hash_sha256_BYTES),
		 slug, least_of(rq, route));
	return OK;
}

enum err guard_look(struct request *rq)
{
	static const struct route open = { .right = PROJECT_LIST, .pool = QUICK };

	return guard_enter(rq, &open);
}

bool guard_is_alone(const struct request *rq)
{
	return rq->tx->used && rq->tx->guard && rq->tx->sent == rq->tx->guard;
}

enum err guard_first(struct request *rq)
{
	struct fault held = rq->fault;

	rq->fault = (struct fault){ .at = -1 };
	if (tx_finish(rq->tx) == OK)
		rq->fault = held;
	return rq->fault.err;
}
