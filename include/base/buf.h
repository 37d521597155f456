/*
 * buf.h: bytes that grow.
 *
 * { 0 } is an empty buf.  Owned: buf_free() ends it (to leave that to an arena:
 * arena_defer(arena, buf_release, buf)).  Once anything was put, data[len] is a NUL
 * that does not count, so data can be read as a C string.  Out of memory: abort.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
	char *data;		/* NULL until the first put */
	size_t len;		/* bytes put */
	size_t cap;		/* bytes allocated */
};

void buf_put(struct buf *, const void *bytes, size_t n);
void buf_putc(struct buf *, char byte);
void buf_puts(struct buf *, const char *text);
void buf_printf(struct buf *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Room for n more bytes behind len, for a read(2); add what came to len. */
char *buf_room(struct buf *, size_t n);

/* Empty, but keep the memory. */
void buf_clear(struct buf *);

/* Empty, and give the memory back. */
void buf_free(struct buf *);

/* buf_free() in the shape arena_defer() asks for. */
void buf_release(void *buf);

#endif
