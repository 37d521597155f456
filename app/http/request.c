/* request.c: a request's head and body, and its JSON. */
#include "http/request.h"

#include <assert.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json_check.h"
#include "base/random.h"
#include "base/time.h"
#include "http/body.h"
#include "http/percent.h"

enum { BODY_STEP = 64 * 1024, PARSED_AT_ONCE = 1024 * 1024 };	/* bytes */

static const struct {
	const char *name;
	enum method method;
} methods[] = {
	{ "GET",    METHOD_GET },
	{ "HEAD",   METHOD_HEAD },
	{ "POST",   METHOD_POST },
	{ "PUT",    METHOD_PUT },
	{ "PATCH",  METHOD_PATCH },
	{ "DELETE", METHOD_DELETE },
};

static enum method method_of(const char *name)
{
	for (size_t i = 0; name && i < sizeof(methods) / sizeof(methods[0]); i++)
		if (strcmp(name, methods[i].name) == 0)
			return methods[i].method;
	return METHOD_OTHER;
}

/* Counts on from a random number, so that lines of different workers differ. */
static uint64_t next_id(void)
{
	static uint64_t id;

	if (id == 0)
		random_bytes(&id, sizeof(id));
	return ++id;
}

static void split_uri(struct request *rq, const char *uri)
{
	size_t length = strcspn(uri, "?");

	rq->path = arena_strndup(rq->arena, uri, length);
	rq->query_string = arena_strdup(rq->arena, uri[length] ? uri + length + 1 : "");
}

void request_begin(struct request *rq, char **env, struct channel *channel,
		   struct arena *arena)
{
	const char *uri;

	*rq = (struct request){
		.arena = arena,
		.fault = { .at = -1 },
		.channel = channel,
		.env = env,
		.id = next_id(),
		.began = time_monotonic_ms(),
	};
	rq->method = method_of(request_header(rq, "REQUEST_METHOD"));
	uri = request_header(rq, "REQUEST_URI");
	split_uri(rq, uri ? uri : "");
}

const char *request_header(const struct request *rq, const char *cgi_name)
{
	size_t length = strlen(cgi_name);

	for (char **entry = rq->env; *entry; entry++)
		if (strncmp(*entry, cgi_name, length) == 0 && (*entry)[length] == '=')
			return (*entry)[length + 1] ? *entry + length + 1 : NULL;
	return NULL;
}

enum err request_add_param(struct request *rq, const char *name, const char *raw,
			   size_t n)
{
	const char *value = percent_decode(rq->arena, raw, n, PERCENT_PATH);

	if (!value)
		return fault_set(&rq->fault, ERR_NOT_FOUND, "path", NULL);
	assert(rq->param_count < REQUEST_PARAMS);
	rq->params[rq->param_count++] = (struct param){ name, value };
	return OK;
}

const char *request_param(const struct request *rq, const char *name)
{
	for (int i = 0; i < rq->param_count; i++)
		if (strcmp(rq->params[i].name, name) == 0)
			return rq->params[i].value;
	assert(!"the route has a parameter of that name");
	abort();
}

enum err request_body(struct request *rq, size_t cap)
{
	struct buf *buf = arena_alloc(rq->arena, sizeof(*buf));
	size_t step = BODY_STEP, got;
	struct body body;

	TRY(body_open(&body, rq, cap));
	if (body.told >= 0)
		step = (size_t)body.told + 1;
	arena_defer(rq->arena, buf_release, buf);
	do {
		TRY(body_read(&body, buf_room(buf, step), step, &got));
		buf->len += got;
	} while (got == step);
	buf->data[buf->len] = '\0';
	rq->body = buf->data;
	rq->body_len = buf->len;
	return OK;
}

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

enum err request_json_type(struct request *rq)
{
	static const char type[] = "application/json";
	const char *s = request_header(rq, "CONTENT_TYPE");

	if (!s || strncasecmp(s, type, sizeof(type) - 1) != 0)
		return fault_set(&rq->fault, ERR_MEDIA_TYPE, "content_type", NULL);
	s = skip_blanks(s + sizeof(type) - 1);
	if (*s == ';')
		s = skip_blanks(s + 1);
	if (*s == '\0' || strcasecmp(s, "charset=utf-8") == 0 ||
	    strcasecmp(s, "charset=\"utf-8\"") == 0)
		return OK;
	return fault_set(&rq->fault, ERR_MEDIA_TYPE, "content_type", NULL);
}

static void put_json(void *json)
{
	json_object_put(json);
}

/* The pages that lie wholly within these bytes, which nobody reads again. */
static void give_back(const char *bytes, size_t n)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t before = (page - (uintptr_t)bytes % page) % page;	/* to the first whole page */

	if (n >= before + page)
		madvise((char *)bytes + before, (n - before) / page * page, MADV_DONTNEED);
}

/*
 * The body passed json_check, so that only a bug of ours can make this fail.  json-c takes
 * as much memory as a long text has, and for a while as much again: so what it has read
 * goes back while it reads.
 */
static enum err parse_json(struct request *rq)
{
	struct json_tokener *tokener = json_tokener_new_ex(json_body_limits.depth + 2);

	for (size_t at = 0, n; at < rq->body_len && !rq->json; at += n) {
		n = rq->body_len - at < BODY_STEP ? rq->body_len - at : BODY_STEP;
		rq->json = json_tokener_parse_ex(tokener, rq->body + at, (int)n);
		if (rq->body_len > PARSED_AT_ONCE)
			give_back(rq->body + at, n);
	}
	json_tokener_free(tokener);
	rq->body = NULL;
	if (!rq->json)
		return fault_set(&rq->fault, ERR_INTERNAL, NULL, NULL);
	arena_defer(rq->arena, put_json, rq->json);
	return OK;
}

enum err request_json(struct request *rq)
{
	struct json_fault why;

	TRY(request_json_type(rq));
	assert(rq->body);
	if (rq->body_len == 0)
		return fault_set(&rq->fault, ERR_BAD_REQUEST, "not_json", NULL);
	if (json_check(rq->body, rq->body_len, &json_body_limits, &why) != OK)
		return fault_at(&rq->fault, ERR_BAD_REQUEST, why.detail, (int64_t)why.at);
	if (rq->body[strspn(rq->body, " \t\r\n")] != '{')
		return fault_set(&rq->fault, ERR_INVALID, "wrong_type", NULL);
	return parse_json(rq);
}
