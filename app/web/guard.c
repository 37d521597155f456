/* guard.c: origin, CSRF token, then session, project and role by the database. */
#include "web/guard.h"

#include <stdbool.h>

#include "db/tx.h"
#include "http/bearer.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/origin.h"
#include "store/token.h"
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
	token = bearer_token(rq) ? NULL : cookie_session(rq);
	if (route_access(route) == ANYONE || !token)
		return OK;
	return csrf_check(rq, token);
}

/* What an API token must be good for. */
static const char *scope_of(const struct request *rq, const struct route *route)
{
	if (route_access(route) == OWN_ACCOUNT)
		return "session";
	return is_safe(rq->method) ? "read" : "write";
}

/* An API token goes before any cookie; pages know sessions alone. */
static enum err take_token(struct request *rq, const struct route *route, struct tx_entry *entry)
{
	const char *bearer = bearer_token(rq);
	const char *token = bearer ? bearer : cookie_session(rq);

	if (!token || (bearer && !route->params))
		return fault_set(&rq->fault, ERR_SIGN_IN, "sign_in", NULL);
	entry->token_hash = token_hash(rq->arena, token);
	entry->scope = bearer ? scope_of(rq, route) : NULL;
	return OK;
}

/* One transaction in which nothing can be written, not even that a token was used. */
static enum err begin_stream(struct request *rq, const struct tx_entry *entry)
{
	const struct web *web = rq->app;

	if (entry->scope) {
		token_seen(rq->tx, entry->token_hash);
		TRY(tx_finish(rq->tx));
		TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	}
	tx_begin_snapshot(rq->tx);
	return OK;
}

enum err guard_enter(struct request *rq, const struct route *route)
{
	const struct web *web = rq->app;
	struct tx_entry entry = { .least = least_of(rq, route) };

	if (route_access(route) >= READER)
		entry.slug = request_param(rq, "slug");
	TRY(take_token(rq, route, &entry));
	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	if (route->pool == STREAM)
		TRY(begin_stream(rq, &entry));
	if (route->pool == UPLOAD)
		tx_begin(rq->tx);
	tx_enter(rq->tx, &entry);
	/* Refused for certain, and before a handler looks for the cookie that is not there. */
	if (entry.scope && route_access(route) == OWN_ACCOUNT)
		return tx_finish(rq->tx);
	return OK;
}

enum err guard_pass(struct request *rq)
{
	TRY(tx_finish(rq->tx));
	return guard_enter(rq, rq->route);
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
