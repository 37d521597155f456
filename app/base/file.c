/* file.c: reading a file at once. */
#include "base/file.h"

#include <stdio.h>

enum { READ_SIZE = 65536 };

struct buf *file_read(struct arena *arena, const char *path)
{
	struct buf *buf = arena_alloc(arena, sizeof(*buf));
	FILE *file = fopen(path, "re");
	size_t n = 1;

	if (!file)
		return NULL;
	arena_defer(arena, buf_release, buf);
	while (n > 0) {
		n = fread(buf_room(buf, READ_SIZE), 1, READ_SIZE, file);
		buf->len += n;
	}
	buf_put(buf, "", 0);
	fclose(file);
	return buf;
}
