/*
 * multipart_fuzz.c: a body as it comes, behind a preamble that moves it across the
 * reader's window; and parts written down, which must read as they were.
 */
#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "http/multipart.h"
#include "support/memory.h"

#define TYPE "CONTENT_TYPE=multipart/form-data; boundary=\"b b\""

enum { MOST = 20, EDGE = 16 * 1024 };

struct part {
	const char *name, *filename;
	struct buf data;
};

struct parts {
	struct part list[MOST];
	int count;
};

static enum err begin(void *ctx, const struct multipart_part *part)
{
	struct parts *parts = ctx;

	CHECK(part->name && parts->count < MULTIPART_PARTS_MOST);
	CHECK(!part->filename || (*part->filename && !strpbrk(part->filename, "/\\")));
	parts->list[parts->count++] = (struct part){ part->name, part->filename, { 0 } };
	return OK;
}

static enum err data_of(void *ctx, const char *bytes, size_t n)
{
	struct parts *parts = ctx;

	CHECK(parts->count > 0 && n > 0);
	buf_put(&parts->list[parts->count - 1].data, bytes, n);
	return OK;
}

static void release(struct parts *parts)
{
	for (int i = 0; i < parts->count; i++)
		buf_free(&parts->list[i].data);
}

static enum err read_all(struct arena *arena, const struct buf *bytes, struct parts *parts)
{
	const struct multipart_sink sink = { begin, data_of, parts };
	struct memory memory;
	struct request rq;
	struct body body;

	memory_request(&rq, &memory, arena, ENV(TYPE));
	memory_body(&memory, bytes->data ? bytes->data : "", bytes->len);
	CHECK(body_open(&body, &rq, 1 << 20) == OK);
	if (multipart_read(&body, &sink) == OK)
		return OK;
	CHECK(rq.fault.err == ERR_BAD_REQUEST);
	CHECK(rq.fault.at >= 0 && rq.fault.at <= (int64_t)bytes->len);
	return rq.fault.err;
}

static void write_part(struct buf *bytes, const struct part *part)
{
	buf_printf(bytes, "--b b\r\nContent-Disposition: form-data; name=\"%s\"", part->name);
	if (part->filename)
		buf_printf(bytes, "; filename=\"%s\"", part->filename);
	buf_puts(bytes, "\r\n\r\n");
	buf_put(bytes, part->data.data, part->data.len);
	buf_puts(bytes, "\r\n");
}

static bool equal(const struct part *a, const struct part *b)
{
	return strcmp(a->name, b->name) == 0 && !a->filename == !b->filename &&
	       (!a->filename || strcmp(a->filename, b->filename) == 0) &&
	       a->data.len == b->data.len &&
	       (a->data.len == 0 || memcmp(a->data.data, b->data.data, a->data.len) == 0);
}

/* Names that need no escapes: what is read once must be read the same again. */
static bool is_plain(const struct parts *parts)
{
	for (int i = 0; i < parts->count; i++)
		if (strpbrk(parts->list[i].name, "\"\\") ||
		    (parts->list[i].filename && strchr(parts->list[i].filename, '"')))
			return false;
	return true;
}

static void check_again(struct arena *arena, const struct parts *parts)
{
	struct parts again = { 0 };
	struct buf bytes = { 0 };

	for (int i = 0; i < parts->count; i++)
		write_part(&bytes, &parts->list[i]);
	buf_puts(&bytes, "--b b--");
	CHECK(read_all(arena, &bytes, &again) == OK);
	CHECK(again.count == parts->count);
	for (int i = 0; i < again.count; i++)
		CHECK(equal(&parts->list[i], &again.list[i]));
	release(&again);
	buf_free(&bytes);
}

/* The first two bytes: how long the preamble is, around the edge of the window or none. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size };
	size_t preamble = input_below(&in, UINT16_MAX);
	struct parts parts = { 0 };
	struct buf bytes = { 0 };

	if (preamble & 1) {
		memset(buf_room(&bytes, EDGE), 'x', EDGE);
		bytes.len = EDGE - preamble / 2 % 4096;
		buf_puts(&bytes, "\r\n");
	}
	buf_put(&bytes, in.at, in.left);
	if (read_all(arena, &bytes, &parts) == OK && is_plain(&parts))
		check_again(arena, &parts);
	release(&parts);
	buf_free(&bytes);
	arena_free(arena);
	return 0;
}
