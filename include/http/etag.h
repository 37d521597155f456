/*
 * etag.h: the revision in If-Match.  A revision's ETag is written by reply_etag.
 */
#ifndef HTTP_ETAG_H
#define HTTP_ETAG_H

#include "http/request.h"

/*
 * "3" or W/"3" gives 3 (nginx's gzip weakens ETags); absent gives 0.  A list, `*`
 * or anything else: 422 bad_revision.
 */
enum err etag_if_match(struct request *, int64_t *revision) MUST_CHECK;

/* The same, where a revision must be given: 428 revision_needed when absent. */
enum err etag_required(struct request *, int64_t *revision) MUST_CHECK;

#endif
