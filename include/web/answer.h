/*
 * answer.h: what handlers have in common: path parameters in, items out.
 */
#ifndef WEB_ANSWER_H
#define WEB_ANSWER_H

#include "http/request.h"
#include "store/item.h"

/* A positive number in the path; anything else names nothing: 404 detail. */
enum err path_id(struct request *, const char *name, const char *detail, int64_t *id) MUST_CHECK;

/* The same of a place in a text, which may be 0. */
enum err path_offset(struct request *, const char *name, const char *detail,
		     int64_t *offset) MUST_CHECK;

/*
 * A UUID in the path, but not nil or max (RFC 9562, 5.9 and 5.10), of any version and
 * in either case.  Anything else is refused with that err and detail.
 */
enum err path_uuid(struct request *, enum err, const char *detail, const char **uuid) MUST_CHECK;

/* The page asked for by `limit` and `cursor`. */
enum err query_page(struct request *, struct page *) MUST_CHECK;

/*
 * A list, or why there is none: what the database could not read is the cursor.  json is
 * looked at last, so it may point to what the call beside it fills.
 */
enum err answer_list(struct request *, enum err, const struct page *,
		     const char *const *json) MUST_CHECK;

/* 200 with ETag; 201 with Location too when the outcome is `created`. */
enum err answer_item(struct request *, const struct item *) MUST_CHECK;

/* 201 without a revision, for what has none.  path: of the new item, arena or static. */
enum err answer_created(struct request *, const struct item *, const char *path) MUST_CHECK;

#endif
