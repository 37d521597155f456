/*
 * request.h: one request and the answer that is being made for it.
 *
 * Everything lives in rq->arena, which is reset once the answer is out.  A function
 * that fails has told why in rq->fault.  rq->route, rq->tx and rq->app belong to the
 * layers above: http never looks into them.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "http/channel.h"
#include "http/reply.h"

struct config;
struct json_object;
struct route;
struct tx;

enum method {
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_PUT,
	METHOD_PATCH,
	METHOD_DELETE,
	METHOD_OTHER,
};

enum { REQUEST_PARAMS = 4, REQUEST_QUERY = 16 };

struct param {
	const char *name;
	const char *value;		/* decoded: valid UTF-8 without NUL */
};

struct request {
	struct arena *arena;		/* borrowed */
	struct fault fault;
	const struct config *config;	/* borrowed */
	struct channel *channel;	/* borrowed */
	char **env;			/* borrowed; CGI names and values, then NULL */
	uint64_t id;			/* for the log */
	int64_t began;			/* monotonic ms */

	enum method method;
	const char *path;		/* arena; as sent, percent-encoded; no query */
	const char *query_string;	/* arena; as sent, "" when absent */
	struct param params[REQUEST_PARAMS];	/* of the path, see request_add_param */
	int param_count;
	struct param query[REQUEST_QUERY];	/* filled by query_read */
	int query_count;

	const char *body;		/* arena, a NUL behind; NULL: not read yet, or json by now */
	size_t body_len;
	const char *file_name;		/* arena; of an upload, as its sender calls it; or NULL */
	struct json_object *json;	/* arena; NULL: not read yet */

	struct reply reply;
	const struct route *route;	/* static; NULL: not found yet */
	struct tx *tx;			/* borrowed */
	void *app;			/* borrowed; what fcgi_loop was given */
};

/* Makes *rq out of env; config and app stay NULL.  A strange path is a 404 later. */
void request_begin(struct request *, char **env, struct channel *, struct arena *);

/* By its CGI name, such as "HTTP_IF_MATCH"; the first.  Borrowed; NULL: absent or empty. */
const char *request_header(const struct request *, const char *cgi_name);

/* Keeps a piece of the path, decoded, under a static name.  Undecodable: 404 path. */
enum err request_add_param(struct request *, const char *name, const char *raw,
			   size_t n) MUST_CHECK;
/* What was kept under that name; asking for a name that no route has is our bug. */
const char *request_param(const struct request *, const char *name);

/* Reads the body: 413 body_too_large above cap bytes, 400 body_length when cut off. */
enum err request_body(struct request *, size_t cap) MUST_CHECK;

/* 415 content_type unless application/json, in UTF-8.  Looks at the header alone. */
enum err request_json_type(struct request *) MUST_CHECK;

/*
 * Parses the body, which was read before, into rq->json: 415 as above, 400 not_json or
 * json_* with `at`, 422 wrong_type when it is not an object.  All that json-c gets wrong
 * was refused before it sees the body: see base/json_check.h.
 */
enum err request_json(struct request *) MUST_CHECK;

#endif
