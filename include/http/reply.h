/*
 * reply.h: the answer.
 *
 * reply_json and its like only keep an answer; reply_send writes it, with one table
 * of security headers, once the transaction is committed.  A later answer replaces an
 * earlier one whole, headers too.  A stream writes as it goes: its head leaves with
 * its first bytes, and from then on (reply.started) a failure can only reply_abort.
 *
 * Texts are borrowed until the answer is out: arena or static.
 */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct request;

enum { REPLY_HEADERS = 8 };

struct reply {
	int status;			/* 0: no answer yet */
	const char *content_type;	/* NULL: no body */
	const char *body;
	size_t body_len;
	struct reply_header {
		const char *name;
		const char *value;
	} headers[REPLY_HEADERS];
	int header_count;
	bool stream;			/* reply_stream was called: no body, no length */
	bool started;			/* its first bytes are out */
	uint64_t sent;			/* bytes of body, for the log */
};

void reply_json(struct request *, int status, const char *json);
void reply_page(struct request *, int status, const char *html);
void reply_empty(struct request *, int status);
void reply_redirect(struct request *, int status, const char *location);

/* After the answer was kept.  The name is static; control characters never get out. */
void reply_header(struct request *, const char *name, const char *value);
void reply_etag(struct request *, int64_t revision);	/* ETag: "4" */
void reply_action(struct request *, int64_t number);	/* Postil-Action: 4; 0: none */

/*
 * Keeps rq->fault as the answer: {error, detail, field?, at?, message, current?} with
 * its status.  A fault without a detail gets its class's usual one.
 */
void reply_fault(struct request *);

/* Writes the kept answer; for HEAD its headers.  A stream: what is left of it. */
enum err reply_send(struct request *);

/* Begins a download; filename may be NULL.  Nothing is written yet. */
void reply_stream(struct request *, const char *content_type, const char *filename);
/* Writes a piece; HEAD: only the head.  ERR_UNAVAILABLE client_gone: nobody listens. */
enum err reply_write(struct request *, const char *bytes, size_t n) MUST_CHECK;
/* Ends a stream that failed after its first byte, visibly. */
void reply_abort(struct request *);

#endif
