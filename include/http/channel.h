/*
 * channel.h: where a request's body comes from and its answer goes.
 *
 * FastCGI in a worker, memory in tests.  abort cuts the client off so that what it
 * got so far cannot look whole; nothing is written after it.
 */
#ifndef HTTP_CHANNEL_H
#define HTTP_CHANNEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct channel {
	/* Fewer bytes than n: the end.  -1: it was cut off, or comes too slowly. */
	ptrdiff_t (*read)(void *ctx, char *into, size_t n);
	enum err (*write)(void *ctx, const char *bytes, size_t n);
	void (*abort)(void *ctx);
	/* From now on what is still to be read may take so many ms to come. */
	void (*patience)(void *ctx, int64_t ms);
	void *ctx;
};

#endif
