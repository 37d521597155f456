/*
 * percent.h: percent-encoding, RFC 3986.
 */
#ifndef HTTP_PERCENT_H
#define HTTP_PERCENT_H

#include <stddef.h>

#include "base/arena.h"

enum percent { PERCENT_PATH, PERCENT_FORM };	/* form: + is a space */

/* Decodes n bytes of s.  Arena; NULL: a broken escape, invalid UTF-8 or a NUL. */
const char *percent_decode(struct arena *, const char *s, size_t n, enum percent);

/* Encodes all but unreserved characters and `/`.  Arena. */
const char *percent_encode(struct arena *, const char *s);

#endif
