/* web.c: the dispatcher.  One request's path, in the order in which it may be refused. */
#include "web/web.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/time.h"
#include "db/tx.h"
#include "http/query.h"
#include "web/guard.h"
#include "web/page.h"
#include "web/routes.h"
#include "web/shell.h"
#include "web/upload.h"

struct web *web_open(const struct config *config, struct fault *fault)
{
	struct arena *arena = arena_new();
	struct web *web = arena_alloc(arena, sizeof(*web));

	web->arena = arena;
	web->config = config;
	web->db = db_open(config->db);
	web->shells = shells_open(arena, config->static_dir, fault);
	if (web->shells && db_ready(web->db, fault) != ERR_INTERNAL)
		return web;
	web_close(web);
	return NULL;
}

void web_close(struct web *web)
{
	if (!web)
		return;
	db_close(web->db);
	arena_free(web->arena);
}

static bool takes_body(enum method method)
{
	return method == METHOD_POST || method == METHOD_PUT || method == METHOD_PATCH;
}

static enum err read_body(struct request *rq, const struct route *route)
{
	if (!takes_body(rq->method))
		return OK;
	TRY(request_body(rq, (size_t)rq->config->body_max));
	if (route_is_verb(route) && rq->body_len == 0 && !request_header(rq, "CONTENT_TYPE"))
		return OK;
	return request_json(rq);
}

/*
 * Nobody is listened to who may not send it, and no transaction waits for a slow sender;
 * so who may is asked twice.
 */
static enum err prepare_upload(struct request *rq, const struct route *route)
{
	TRY(guard_origin(rq, route));
	TRY(guard_enter(rq, route));
	TRY(tx_finish(rq->tx));
	TRY(upload_read(rq));
	return guard_enter(rq, route);
}

static enum err prepare(struct request *rq, const struct route **route, const char **allow)
{
	TRY(route_find(rq, route, allow));
	rq->route = *route;
	if ((*route)->pool == UPLOAD)
		return prepare_upload(rq, *route);
	TRY(read_body(rq, *route));
	TRY(guard_origin(rq, *route));
	return route_access(*route) == ANYONE ? OK : guard_enter(rq, *route);
}

/* The handler, and then the commit: until that is confirmed nothing counts as done. */
static enum err handle(struct request *rq, const struct route *route)
{
	enum err err = route->params ? query_read(rq, route->params) : OK;

	if (err == OK)
		err = route->handler(rq);
	if (err == OK)
		return tx_finish(rq->tx);
	return guard_is_alone(rq) ? guard_first(rq) : err;
}

static void answer_fault(struct request *rq, const char *allow)
{
	if (page_is_asked(rq))
		page_fault(rq);
	else
		reply_fault(rq);
	if (rq->fault.err == ERR_METHOD)
		reply_header(rq, "Allow", allow);
}

static void log_request(const struct request *rq, const struct route *route)
{
	char id[24], status[12], ms[24], account[24];

	snprintf(id, sizeof(id), "%016llx", (unsigned long long)rq->id);
	snprintf(status, sizeof(status), "%d", rq->reply.status);
	snprintf(ms, sizeof(ms), "%lld", (long long)(time_monotonic_ms() - rq->began));
	snprintf(account, sizeof(account), "%lld", (long long)rq->tx->account);
	log_info("request", "id", id, "method", route ? route->method : "-",
		 "route", route ? route->path : "-", "status", status, "ms", ms,
		 "account", rq->tx->account ? account : NULL,
		 "detail", rq->fault.err == OK ? NULL : rq->fault.detail, NULL);
}

void web_serve(struct request *rq)
{
	const struct web *web = rq->app;
	const struct route *route = NULL;
	const char *allow = NULL;
	struct tx tx = { .arena = rq->arena, .fault = &rq->fault };
	enum err err;

	rq->config = web->config;
	rq->tx = &tx;
	err = prepare(rq, &route, &allow);
	if (err == OK)
		err = handle(rq, route);
	tx_end(&tx);
	if (err != OK && rq->reply.started) {
		reply_abort(rq);
	} else {
		if (err != OK)
			answer_fault(rq, allow);
		reply_send(rq);
	}
	log_request(rq, route);
}
