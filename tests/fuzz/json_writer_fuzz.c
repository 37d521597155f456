/*
 * json_writer_fuzz.c: the input is a list of values to write.  What is written must pass
 * json_check, parse back in json-c to the same values, and be the same when streamed.
 */
#include <json-c/json.h>

#include "base/json_check.h"
#include "base/json_writer.h"
#include "fuzz/oracle.h"

enum { DEEP = 20, TEXT_MOST = 200 };

struct writing {
	struct input in;
	struct arena *arena;
	struct json_writer *whole, *streamed;	/* the same calls go to both */
	int keys;
};

#define BOTH(w, call, ...)				\
	do {						\
		call((w)->whole, __VA_ARGS__);		\
		call((w)->streamed, __VA_ARGS__);	\
	} while (0)

static void both(struct writing *w, void (*call)(struct json_writer *))
{
	call(w->whole);
	call(w->streamed);
}

static struct json_object *write_value(struct writing *w, int depth);

/* The valid beginning of some bytes; a NUL is no character of ours. */
static const char *take_text(struct writing *w, size_t *len)
{
	size_t most = input_byte(&w->in) % TEXT_MOST;
	const char *text;

	if (most > w->in.left)
		most = w->in.left;
	text = arena_strndup(w->arena, (const char *)w->in.at, most);
	w->in.at += most;
	w->in.left -= most;
	*len = strlen(text);
	*len = oracle_utf8(text, *len);
	return text;
}

static int64_t take_int(struct writing *w)
{
	uint64_t number = 0;

	for (int bytes = input_byte(&w->in) % 9; bytes > 0; bytes--)
		number = number << 8 | input_byte(&w->in);
	return (int64_t)number;
}

static struct json_object *write_text(struct writing *w)
{
	size_t len;
	const char *text = take_text(w, &len);

	BOTH(w, json_text, text, len);
	return json_object_new_string_len(text, (int)len);
}

static struct json_object *write_int(struct writing *w)
{
	int64_t number = take_int(w);

	BOTH(w, json_int, number);
	return json_object_new_int64(number);
}

/* Keys are numbered, so that none stands twice. */
static struct json_object *write_object(struct writing *w, int depth)
{
	struct json_object *object = json_object_new_object();

	both(w, json_open_object);
	for (size_t members = input_byte(&w->in) % 8; members > 0 && w->in.left > 0; members--) {
		size_t len;
		const char *text = take_text(w, &len);
		const char *key = arena_printf(w->arena, "%d%.*s", w->keys++, (int)len, text);

		BOTH(w, json_key, key);
		json_object_object_add(object, key, write_value(w, depth + 1));
	}
	both(w, json_close_object);
	return object;
}

static struct json_object *write_array(struct writing *w, int depth)
{
	struct json_object *array = json_object_new_array();

	both(w, json_open_array);
	for (size_t items = input_byte(&w->in) % 8; items > 0 && w->in.left > 0; items--) {
		if (input_byte(&w->in) & 1)
			both(w, json_line);
		json_object_array_add(array, write_value(w, depth + 1));
	}
	both(w, json_close_array);
	return array;
}

static struct json_object *write_value(struct writing *w, int depth)
{
	int kind = input_byte(&w->in) % (depth < DEEP ? 6 : 4);

	switch (kind) {
	case 0:
		both(w, json_null);
		return NULL;
	case 1:
		BOTH(w, json_boolean, true);
		return json_object_new_boolean(true);
	case 2:
		return write_int(w);
	case 3:
		return write_text(w);
	case 4:
		return write_object(w, depth);
	default:
		return write_array(w, depth);
	}
}

static enum err keep(void *ctx, struct buf *buf)
{
	buf_put(ctx, buf->data, buf->len);
	return OK;
}

static void check_output(const struct buf *out, struct json_object *meant)
{
	struct json_limits limits = { .depth = DEEP + 2, .values = 0 };
	struct json_tokener *tokener = json_tokener_new_ex(DEEP + 4);
	struct json_object *read;
	struct json_fault fault;

	CHECK(json_check(out->data, out->len, &limits, &fault) == OK);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	json_tokener_parse_ex(tokener, "[", 1);
	json_tokener_parse_ex(tokener, out->data, (int)out->len);
	read = json_tokener_parse_ex(tokener, "]", 1);
	CHECK(json_tokener_get_error(tokener) == json_tokener_success);
	CHECK(json_object_equal(json_object_array_get_idx(read, 0), meant));
	json_object_put(read);
	json_tokener_free(tokener);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = { 0 }, passing = { 0 }, streamed = { 0 };
	struct json_writer whole, stream;
	struct writing w = { { data, size }, arena_new(), &whole, &stream, 0 };
	struct json_object *meant;

	json_init(&whole, &out);
	json_init(&stream, &passing);
	json_stream(&stream, keep, &streamed);
	meant = write_value(&w, 0);
	CHECK(json_finish(&whole) == OK && json_finish(&stream) == OK);
	check_output(&out, meant);
	CHECK(out.len == streamed.len && memcmp(out.data, streamed.data, out.len) == 0);
	json_object_put(meant);
	buf_free(&out);
	buf_free(&passing);
	buf_free(&streamed);
	arena_free(w.arena);
	return 0;
}
