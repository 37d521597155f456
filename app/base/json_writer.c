#include "base/json_writer.h"

#include <assert.h>
#include <string.h>

/* What stands behind the backslash; 'u': \u00xx; 0: the byte stands for itself. */
static const char escapes[256] = {
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b', 't', 'n', 'u', 'f', 'r', 'u', 'u',
	'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
	['"'] = '"',
	['\\'] = '\\',
};

void json_init(struct json_writer *w, struct buf *out)
{
	*w = (struct json_writer){ .out = out };
}

void json_stream(struct json_writer *w, json_flush_fn *flush, void *ctx)
{
	w->flush = flush;
	w->ctx = ctx;
}

/* After a failure the bytes are dropped, so memory stays bounded all the same. */
static void send_on(struct json_writer *w)
{
	if (w->err == OK)
		w->err = w->flush(w->ctx, w->out);
	buf_clear(w->out);
}

static void begin(struct json_writer *w)
{
	if (w->comma)
		buf_putc(w->out, ',');
	if (w->line)
		buf_putc(w->out, '\n');
	w->comma = false;
	w->line = false;
}

static void end(struct json_writer *w)
{
	w->comma = true;
	if (w->flush != NULL && w->out->len > JSON_FLUSH_SIZE)
		send_on(w);
}

static void bracket_open(struct json_writer *w, char bracket)
{
	begin(w);
	buf_putc(w->out, bracket);
	w->depth++;
}

static void bracket_close(struct json_writer *w, char bracket)
{
	assert(w->depth > 0);
	w->depth--;
	w->comma = false;
	begin(w);
	buf_putc(w->out, bracket);
	end(w);
}

void json_open_object(struct json_writer *w)
{
	bracket_open(w, '{');
}

void json_close_object(struct json_writer *w)
{
	bracket_close(w, '}');
}

void json_open_array(struct json_writer *w)
{
	bracket_open(w, '[');
}

void json_close_array(struct json_writer *w)
{
	bracket_close(w, ']');
}

static void put_escape(struct buf *out, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";
	const char text[] = {
		'\\', escapes[byte], '0', '0', hex[byte >> 4], hex[byte & 15],
	};

	buf_put(out, text, escapes[byte] == 'u' ? sizeof(text) : 2);
}

/* In bit 7 of each of eight bytes: may it be one that is escaped?  At times one that is not. */
static uint64_t suspects(uint64_t bytes)
{
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t quote = bytes ^ each * '"', backslash = bytes ^ each * '\\';

	return (((bytes - each * ' ') & ~bytes) | ((quote - each) & ~quote) |
		((backslash - each) & ~backslash)) & each * 0x80;
}

/* How many bytes stand for themselves before the first that does not. */
static size_t plain_length(const char *text, size_t len)
{
	size_t at = 0;
	uint64_t bytes;

	for (; len - at >= sizeof(bytes); at += sizeof(bytes)) {
		memcpy(&bytes, text + at, sizeof(bytes));
		if (suspects(bytes))
			break;
	}
	while (at < len && escapes[(unsigned char)text[at]] == 0)
		at++;
	return at;
}

static void put_quoted(struct buf *out, const char *text, size_t len)
{
	size_t at = 0;

	buf_putc(out, '"');
	while (at < len) {
		size_t plain = plain_length(text + at, len - at);

		buf_put(out, text + at, plain);
		at += plain;
		if (at < len)
			put_escape(out, (unsigned char)text[at++]);
	}
	buf_putc(out, '"');
}

void json_key(struct json_writer *w, const char *name)
{
	assert(w->depth > 0);
	begin(w);
	put_quoted(w->out, name, strlen(name));
	buf_putc(w->out, ':');
}

void json_raw_key(struct json_writer *w, const char *key, size_t len)
{
	assert(w->depth > 0);
	begin(w);
	buf_put(w->out, key, len);
}

void json_text(struct json_writer *w, const char *text, size_t len)
{
	begin(w);
	put_quoted(w->out, text, len);
	end(w);
}

void json_cstr(struct json_writer *w, const char *text)
{
	if (text == NULL)
		json_null(w);
	else
		json_text(w, text, strlen(text));
}

/* By hand: printf took half the time of a row. */
void json_int(struct json_writer *w, int64_t number)
{
	char text[sizeof("-9223372036854775808")];
	size_t at = sizeof(text);
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		text[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		text[--at] = '-';
	json_raw(w, text + at, sizeof(text) - at);
}

void json_boolean(struct json_writer *w, bool truth)
{
	begin(w);
	buf_puts(w->out, truth ? "true" : "false");
	end(w);
}

void json_null(struct json_writer *w)
{
	json_raw(w, "null", 4);
}

void json_raw(struct json_writer *w, const char *json, size_t len)
{
	begin(w);
	buf_put(w->out, json, len);
	end(w);
}

void json_line(struct json_writer *w)
{
	w->line = true;
}

enum err json_finish(struct json_writer *w)
{
	assert(w->depth == 0 || w->err != OK);
	if (w->flush != NULL && w->out->len > 0)
		send_on(w);
	return w->err;
}
