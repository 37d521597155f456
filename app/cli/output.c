#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(struct output *output)
{
	if (output->error == 0)
		output->error = errno;
	return output->error;
}

/* Beside the file that it will be, with the rights that a new file gets, or none. */
static int open_temporary(struct output *output, struct arena *arena)
{
	mode_t mask = umask(0);

	umask(mask);
	output->temporary = arena_printf(arena, "%s.XXXXXX", output->target);
	output->fd = mkstemp(output->temporary);
	if (output->fd < 0 || fchmod(output->fd, output->secret ? 0600 : 0666 & ~mask) != 0)
		return failed(output);
	return 0;
}

/* A link is followed, so that what it points at is replaced, not the link. */
static const char *follow(const char *path, struct arena *arena)
{
	char *real = realpath(path, NULL);
	const char *target = arena_strdup(arena, real ? real : path);

	free(real);
	return target;
}

int output_open(struct output *output, struct arena *arena)
{
	struct stat facts;

	output->open = true;
	output->fd = STDOUT_FILENO;
	if (!output->path)
		return 0;
	output->target = follow(output->path, arena);
	if (stat(output->target, &facts) != 0 || S_ISREG(facts.st_mode))
		return open_temporary(output, arena);
	output->fd = open(output->target, O_WRONLY | O_CLOEXEC);
	return output->fd < 0 ? failed(output) : 0;
}

int output_write(struct output *output, const char *bytes, size_t n)
{
	while (n > 0 && output->error == 0) {
		ssize_t done = write(output->fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return failed(output);
		bytes += done;
		n -= (size_t)done;
	}
	return output->error;
}

/* Renamed only once it is safe on the disk. */
static void finish(struct output *output, bool whole)
{
	if (!whole || output->error != 0)
		unlink(output->temporary);
	else if (rename(output->temporary, output->target) != 0)
		failed(output);
}

int output_close(struct output *output, bool whole)
{
	if (!output->open || output->fd < 0)
		return output->error;
	if (output->temporary && whole && fsync(output->fd) != 0)
		failed(output);
	if (close(output->fd) != 0)
		failed(output);
	if (output->temporary)
		finish(output, whole);
	return output->error;
}
