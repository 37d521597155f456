/*
 * body.h: a request's body in pieces, as it comes, for what is never held whole.
 */
#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include "http/request.h"

struct body {
	struct request *rq;		/* borrowed */
	uint64_t cap, taken;		/* bytes */
	int64_t told;			/* Content-Length; -1: the request does not say */
};

/* 413 body_too_large at once when it is told to be longer than cap. */
enum err body_open(struct body *, struct request *, uint64_t cap) MUST_CHECK;

/*
 * Up to n bytes; *got is fewer only at the end.  413 past the cap, 400 body_length when
 * the body was cut off, came too slowly, or is not as long as was told.
 */
enum err body_read(struct body *, char *into, size_t n, size_t *got) MUST_CHECK;

#endif
