/*
 * query.h: the parameters behind the question mark.
 *
 * query_read comes first: it refuses with 422 and the field what is unknown
 * (unknown_parameter), stands twice (parameter_twice) or is no percent-encoded
 * UTF-8 text (bad_encoding).  Values are decoded, + is a space.
 */
#ifndef HTTP_QUERY_H
#define HTTP_QUERY_H

#include <stdbool.h>

#include "http/request.h"

/* known: static names, ends with NULL. */
enum err query_read(struct request *, const char *const known[]) MUST_CHECK;

/* NULL: absent or empty. */
const char *query_get(const struct request *, const char *name);

/*
 * A whole number, 0 or more; absent: *value stays as it is.  422 wrong_type or
 * out_of_range.
 */
enum err query_number(struct request *, const char *name, int64_t *value) MUST_CHECK;

/* 1 or 0; absent: *value stays as it is.  422 wrong_type. */
enum err query_flag(struct request *, const char *name, bool *value) MUST_CHECK;

/* `limit`, 50 when absent, at most 200. */
enum err query_limit(struct request *, int *limit) MUST_CHECK;

/* `cursor`, decoded; NULL: from the start.  422 bad_cursor. */
enum err query_cursor(struct request *, const char **cursor) MUST_CHECK;

#endif
