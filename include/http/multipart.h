/*
 * multipart.h: multipart/form-data (RFC 7578, on RFC 2046), read as it comes.
 *
 * Memory is constant, however long parts are; their heads and their number have limits.
 * Strict: what two readers could take in two ways (a folded or a second header, a
 * parameter twice, a boundary that goes on, a transfer encoding) is refused.
 *
 * 400 multipart with the byte position in the body, multipart_head when a part's head is
 * longer than MULTIPART_HEAD_MOST, multipart_parts above MULTIPART_PARTS_MOST; and what
 * body_read or the sink refuse.
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H

#include <stdbool.h>

#include "http/body.h"

enum { MULTIPART_HEAD_MOST = 8192, MULTIPART_PARTS_MOST = 16 };

/* Arena. */
struct multipart_part {
	const char *name;		/* of the field */
	const char *filename;		/* without its folders; NULL: none */
};

/* What becomes of the parts; an error of either ends the reading. */
struct multipart_sink {
	enum err (*begin)(void *ctx, const struct multipart_part *);
	enum err (*data)(void *ctx, const char *bytes, size_t n);
	void *ctx;			/* borrowed */
};

/* Does Content-Type say that it is one? */
bool multipart_is_told(const struct request *);

/* Reads the body to its end. */
enum err multipart_read(struct body *, const struct multipart_sink *) MUST_CHECK;

#endif
