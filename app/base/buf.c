#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP ((size_t)256)

static void grow(struct buf *buf, size_t n)
{
	size_t cap = buf->cap > 0 ? buf->cap : FIRST_CAP;

	if (n > PTRDIFF_MAX / 2 - buf->len - 1)
		abort();
	while (cap <= buf->len + n)
		cap *= 2;
	buf->data = realloc(buf->data, cap);
	if (buf->data == NULL)
		abort();
	buf->cap = cap;
}

char *buf_room(struct buf *buf, size_t n)
{
	if (n >= buf->cap - buf->len)	/* a NUL stands behind */
		grow(buf, n);
	return buf->data + buf->len;
}

void buf_put(struct buf *buf, const void *bytes, size_t n)
{
	char *room = buf_room(buf, n);

	if (n > 0)
		memcpy(room, bytes, n);
	room[n] = '\0';
	buf->len += n;
}

void buf_putc(struct buf *buf, char byte)
{
	char *room = buf_room(buf, 1);

	room[0] = byte;
	room[1] = '\0';
	buf->len++;
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	char *room;
	int len;

	assert(format != NULL);
	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);

	room = buf_room(buf, (size_t)len);
	va_start(args, format);
	vsnprintf(room, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}

void buf_release(void *buf)
{
	buf_free(buf);
}
