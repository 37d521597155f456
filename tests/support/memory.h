/*
 * memory.h: a request's channel in memory, for tests.
 *
 *	struct memory memory;
 *	struct request rq;
 *	memory_request(&rq, &memory, arena, ENV("REQUEST_METHOD=GET", "REQUEST_URI=/"));
 */
#ifndef SUPPORT_MEMORY_H
#define SUPPORT_MEMORY_H

#include <stdbool.h>

#include "base/buf.h"
#include "http/request.h"

struct memory {
	const char *in;			/* borrowed; the body */
	size_t in_len;
	bool cut;			/* set by a test: the body ends too early */
	int64_t patience;		/* ms that were asked for, for what is to come */
	struct buf *out;		/* arena; what was written */
	bool aborted;
	bool gone;			/* set by a test: nobody takes what is written */
	struct channel channel;
};

#define ENV(...) (char *[]){ __VA_ARGS__, NULL }

/* Begins *rq without a body; memory_body gives it one. */
void memory_request(struct request *rq, struct memory *, struct arena *, char **env);
void memory_body(struct memory *, const char *body, size_t n);

/* The answer's status, 0 when there is none, and where its body begins. */
int memory_status(const struct memory *);
const char *memory_answer(const struct memory *);

/* A header of the answer: "ETag".  Arena; NULL: absent. */
const char *memory_header(const struct memory *, struct arena *, const char *name);

#endif
