/* upload.c: from the body, or from the one field that it has, into memory. */
#include "web/upload.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/config.h"
#include "http/multipart.h"

/*
 * STEP: bytes.  PATIENCE, ms: an upload comes straight from its sender, and holds a worker
 * while it does; 8 MiB take a minute on the slowest line that anybody would send them by.
 */
enum { STEP = 64 * 1024, PATIENCE = 120 * 1000 };

struct upload {
	struct request *rq;
	struct buf *bytes;
	size_t most;
	bool found;			/* the field */
};

/* Twice as much as a text may have, since CRLF become LF, and a mark before it. */
size_t upload_most(const struct config *config)
{
	return 2 * (size_t)config->text_max + 3;
}

static bool is_full(const struct upload *up)
{
	return up->bytes->len > up->most;
}

static void keep(struct upload *up, const char *bytes, size_t n)
{
	size_t room = up->most + 1 - up->bytes->len;

	buf_put(up->bytes, bytes, n < room ? n : room);
}

static enum err read_raw(struct upload *up, struct body *body)
{
	char *step = arena_alloc(up->rq->arena, STEP);
	size_t got;

	do {
		TRY(body_read(body, step, STEP, &got));
		keep(up, step, got);
	} while (got == STEP && !is_full(up));
	return OK;
}

static enum err begin_part(void *ctx, const struct multipart_part *part)
{
	struct upload *up = ctx;
	struct fault *fault = &up->rq->fault;

	if (strcmp(part->name, "file") != 0)
		return fault_set(fault, ERR_INVALID, "unknown_field", part->name);
	if (up->found)
		return fault_set(fault, ERR_INVALID, "parameter_twice", "file");
	up->found = true;
	up->rq->file_name = part->filename;
	return OK;
}

static enum err keep_part(void *ctx, const char *bytes, size_t n)
{
	struct upload *up = ctx;

	keep(up, bytes, n);
	return is_full(up) ? ERR_TOO_LARGE : OK;
}

/* Once it is full nobody wants the rest, nor to know what is wrong with that. */
static enum err read_multipart(struct upload *up, struct body *body)
{
	const struct multipart_sink sink = { begin_part, keep_part, up };
	enum err err = multipart_read(body, &sink);

	if (is_full(up))
		return OK;
	TRY(err);
	if (!up->found)
		return fault_set(&up->rq->fault, ERR_INVALID, "missing", "file");
	return OK;
}

enum err upload_read(struct request *rq)
{
	struct upload up = { .rq = rq, .bytes = arena_alloc(rq->arena, sizeof(*up.bytes)),
			     .most = upload_most(rq->config) };
	struct body body;

	TRY(body_open(&body, rq, (uint64_t)rq->config->import_max));
	rq->channel->patience(rq->channel->ctx, PATIENCE);
	arena_defer(rq->arena, buf_release, up.bytes);
	buf_puts(up.bytes, "");
	TRY(multipart_is_told(rq) ? read_multipart(&up, &body) : read_raw(&up, &body));
	rq->body = up.bytes->data;
	rq->body_len = up.bytes->len;
	return OK;
}
