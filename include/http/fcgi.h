/*
 * fcgi.h: a worker's loop over the requests that come in on a listening socket.
 *
 * One request at a time, one arena, reset after each.  Signals are let in only while
 * the loop waits, so SIGTERM ends it after the request in hand, never within.  A
 * request that has not arrived in time is dropped: nothing that the other side does, or
 * leaves undone, keeps a worker for longer.
 */
#ifndef HTTP_FCGI_H
#define HTTP_FCGI_H

#include "http/request.h"

struct fcgi {
	int listener;			/* non-blocking; shared with other workers */
	int64_t patience;		/* ms that a request may take to arrive */
	const struct config *config;	/* borrowed */
	void (*serve)(struct request *);
	void *app;			/* borrowed; becomes rq->app */
};

/*
 * Holds SIGTERM back from here on: what arrives is answered by fcgi_loop.  Call it
 * first thing in a worker, so that nothing made later is torn down half-way.
 */
void fcgi_hold_signals(void);

/* Returns OK after SIGTERM; ERR_INTERNAL when the socket is beyond use. */
enum err fcgi_loop(const struct fcgi *) MUST_CHECK;

#endif
