/* reply.c: keeps the answer, and writes it when its time has come. */
#include "http/reply.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/json_writer.h"
#include "http/message.h"
#include "http/request.h"
#include "http/status.h"

/* On every answer that the program makes. */
static const struct reply_header always[] = {
	{ "Content-Security-Policy",
	  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
	  "img-src 'self' blob: data:; font-src 'self'; form-action 'self'; "
	  "base-uri 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cache-Control", "no-store" },
};

enum { ALWAYS_COUNT = sizeof(always) / sizeof(always[0]) };

static void keep(struct request *rq, struct reply reply)
{
	assert(!rq->reply.started);
	if (reply.body)
		reply.body_len = strlen(reply.body);
	rq->reply = reply;
}

void reply_json(struct request *rq, int status, const char *json)
{
	keep(rq, (struct reply){
		.status = status,
		.content_type = "application/json",
		.body = json,
	});
}

void reply_page(struct request *rq, int status, const char *html)
{
	keep(rq, (struct reply){
		.status = status,
		.content_type = "text/html; charset=utf-8",
		.body = html,
	});
}

void reply_empty(struct request *rq, int status)
{
	keep(rq, (struct reply){ .status = status });
}

void reply_redirect(struct request *rq, int status, const char *location)
{
	reply_empty(rq, status);
	reply_header(rq, "Location", location);
}

void reply_header(struct request *rq, const char *name, const char *value)
{
	struct reply *reply = &rq->reply;

	assert(reply->status != 0 && !reply->started);
	assert(reply->header_count < REPLY_HEADERS);
	reply->headers[reply->header_count++] = (struct reply_header){ name, value };
}

void reply_etag(struct request *rq, int64_t revision)
{
	const char *tag = arena_printf(rq->arena, "\"%lld\"", (long long)revision);

	reply_header(rq, "ETag", tag);
}

void reply_action(struct request *rq, int64_t number)
{
	if (number > 0)
		reply_header(rq, "Postil-Action",
			     arena_printf(rq->arena, "%lld", (long long)number));
}

static struct buf *new_buf(struct request *rq)
{
	struct buf *buf = arena_alloc(rq->arena, sizeof(*buf));

	arena_defer(rq->arena, buf_release, buf);
	return buf;
}

static const char *fault_json(struct request *rq, const struct fault *fault)
{
	const char *detail = fault->detail ? fault->detail : status_detail(fault->err);
	const struct message *message = message_of(detail);
	const char *field = fault->field ? fault->field : message->field;
	struct buf *buf = new_buf(rq);
	struct json_writer w;
	enum err err;

	json_init(&w, buf);
	json_open_object(&w);
	json_key(&w, "error");
	json_cstr(&w, err_name(fault->err));
	json_key(&w, "detail");
	json_cstr(&w, detail);
	if (field) {
		json_key(&w, "field");
		json_cstr(&w, field);
	}
	if (fault->at >= 0) {
		json_key(&w, "at");
		json_int(&w, fault->at);
	}
	json_key(&w, "message");
	json_cstr(&w, message->text);
	if (fault->current) {
		json_key(&w, "current");
		json_raw(&w, fault->current, strlen(fault->current));
	}
	json_close_object(&w);
	err = json_finish(&w);
	assert(err == OK);
	(void)err;
	return buf->data;
}

void reply_fault(struct request *rq)
{
	int wait = rq->fault.retry_after;

	reply_json(rq, status_of(rq->fault.err), fault_json(rq, &rq->fault));
	if (rq->fault.err == ERR_SIGN_IN)	/* which no browser asks its user about */
		reply_header(rq, "WWW-Authenticate", "Bearer");
	if (wait == 0 && rq->fault.err == ERR_UNAVAILABLE)
		wait = 1;
	if (wait > 0)
		reply_header(rq, "Retry-After", arena_printf(rq->arena, "%d", wait));
}

/* A line feed in a value would begin a header of its own: controls become spaces. */
static void put_header(struct buf *head, const struct reply_header *header)
{
	size_t value_at;

	buf_puts(head, header->name);
	buf_puts(head, ": ");
	value_at = head->len;
	buf_puts(head, header->value);
	for (size_t i = value_at; i < head->len; i++)
		if ((unsigned char)head->data[i] < ' ' || head->data[i] == 0x7f)
			head->data[i] = ' ';
	buf_puts(head, "\r\n");
}

static void put_head(struct buf *head, const struct reply *reply)
{
	const char *reason = status_reason(reply->status);

	buf_printf(head, "Status: %d %s\r\n", reply->status, reason);
	if (reply->content_type)
		buf_printf(head, "Content-Type: %s\r\n", reply->content_type);
	if (reply->body)
		buf_printf(head, "Content-Length: %zu\r\n", reply->body_len);
	for (int i = 0; i < ALWAYS_COUNT; i++)
		put_header(head, &always[i]);
	for (int i = 0; i < reply->header_count; i++)
		put_header(head, &reply->headers[i]);
	buf_puts(head, "\r\n");
}

static enum err write_out(struct request *rq, const char *bytes, size_t n)
{
	if (rq->channel->write(rq->channel->ctx, bytes, n) == OK)
		return OK;
	return fault_set(&rq->fault, ERR_UNAVAILABLE, "client_gone", NULL);
}

static enum err write_head(struct request *rq)
{
	struct buf *head = new_buf(rq);

	assert(rq->reply.status != 0);
	rq->reply.started = true;
	put_head(head, &rq->reply);
	return write_out(rq, head->data, head->len);
}

enum err reply_send(struct request *rq)
{
	struct reply *reply = &rq->reply;

	if (!reply->started)
		TRY(write_head(rq));
	if (!reply->body || rq->method == METHOD_HEAD)
		return OK;
	reply->sent = reply->body_len;
	return write_out(rq, reply->body, reply->body_len);
}

/* A quoted string has no place for these. */
static const char *plain_name(struct request *rq, const char *name)
{
	char *plain = arena_strdup(rq->arena, name);

	for (char *c = plain; *c; c++)
		if (*c == '"' || *c == '\\')
			*c = '_';
	return plain;
}

void reply_stream(struct request *rq, const char *content_type, const char *filename)
{
	keep(rq, (struct reply){
		.status = 200,
		.content_type = content_type,
		.stream = true,
	});
	if (filename)
		reply_header(rq, "Content-Disposition",
			     arena_printf(rq->arena, "attachment; filename=\"%s\"",
					  plain_name(rq, filename)));
}

enum err reply_write(struct request *rq, const char *bytes, size_t n)
{
	assert(rq->reply.stream);
	if (!rq->reply.started)
		TRY(write_head(rq));
	if (rq->method == METHOD_HEAD)
		return OK;
	rq->reply.sent += n;
	return write_out(rq, bytes, n);
}

void reply_abort(struct request *rq)
{
	rq->channel->abort(rq->channel->ctx);
}
