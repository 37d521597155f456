/*
 * web.h: what a worker has at hand for every request, and the dispatcher.
 *
 * web_serve finds the route, reads the body, lets the guard decide, calls the
 * handler, commits, and only then writes the answer.
 */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include "base/config.h"
#include "db/db.h"
#include "http/request.h"

struct shells;

struct web {
	struct arena *arena;		/* owned; the worker's own, this struct included */
	const struct config *config;	/* borrowed */
	struct db *db;			/* owned; this worker's one connection */
	struct shells *shells;		/* arena; the page shells, read at the start */
};

/*
 * Owned.  NULL with a reason in *fault when the worker cannot do its work at all: the
 * schema does not fit this program, or a page shell is missing.  A database that is
 * away is no such reason.
 */
struct web *web_open(const struct config *, struct fault *);
void web_close(struct web *);

/* Serves one request; rq->app is the struct web. */
void web_serve(struct request *);

#endif
