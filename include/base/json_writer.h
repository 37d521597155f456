/*
 * json_writer.h: writes JSON into a buf, and can stream it in constant memory.
 *
 * Commas are the writer's business.  Text must be valid UTF-8; only what must be
 * escaped is: the quotation mark, the backslash and the controls below U+0020.
 * Closing what was never opened, or a key outside an object, is our own bug.
 *
 * Calls do not fail one by one: the first failure of a flush is kept, what is
 * written after it is thrown away, and json_finish() tells.
 */
#ifndef BASE_JSON_WRITER_H
#define BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define JSON_FLUSH_SIZE ((size_t)64 * 1024)

/* Send the buf's bytes on.  The writer empties the buf afterwards. */
typedef enum err json_flush_fn(void *ctx, struct buf *);

struct json_writer {
	struct buf *out;	/* borrowed */
	json_flush_fn *flush;	/* NULL: all stays in out */
	void *ctx;		/* borrowed, for flush */
	enum err err;		/* the first failure of flush */
	int depth;		/* objects and arrays now open */
	bool comma;		/* a comma stands before the next key or value */
	bool line;		/* so does a line feed */
};

/* What the buf already holds stays in front. */
void json_init(struct json_writer *, struct buf *out);

/* Flush whenever, after a value, out holds more than JSON_FLUSH_SIZE bytes. */
void json_stream(struct json_writer *, json_flush_fn *, void *ctx);

void json_open_object(struct json_writer *);
void json_close_object(struct json_writer *);
void json_open_array(struct json_writer *);
void json_close_array(struct json_writer *);

void json_key(struct json_writer *, const char *name);
/* A key as it is written, its quotation marks and the colon with it. */
void json_raw_key(struct json_writer *, const char *key, size_t len);

void json_text(struct json_writer *, const char *text, size_t len);
void json_cstr(struct json_writer *, const char *text);	/* NULL: null */
void json_int(struct json_writer *, int64_t);
void json_boolean(struct json_writer *, bool);		/* json-c has json_bool */
void json_null(struct json_writer *);

/* One whole JSON value, put as it is. */
void json_raw(struct json_writer *, const char *json, size_t len);

/* What comes next, key, value or bracket, begins on a new line. */
void json_line(struct json_writer *);

/* All is closed: flush the rest (when streaming) and tell how it went. */
enum err json_finish(struct json_writer *) MUST_CHECK;

#endif
