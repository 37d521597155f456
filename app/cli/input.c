#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

enum { PIECE = 64 * 1024 };

static int read_all(int fd, size_t most, struct buf *out)
{
	while (out->len <= most) {
		ssize_t n = read(fd, buf_room(out, PIECE), PIECE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			return 0;
		out->len += (size_t)n;
	}
	return 0;
}

int input_read(struct input *input, struct arena *arena)
{
	struct buf *bytes = arena_alloc(arena, sizeof(*bytes));
	int fd = openat(input->folder, input->path, O_RDONLY | O_CLOEXEC);
	int err;

	if (fd < 0)
		return errno;
	arena_defer(arena, buf_release, bytes);
	err = read_all(fd, input->most, bytes);
	close(fd);
	input->bytes = bytes->data;
	input->len = bytes->len;
	return err;
}

const char *input_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
