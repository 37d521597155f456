/*
 * input.h: a file that a command was given, read whole.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

struct input {
	int folder;			/* in: what path is relative to; AT_FDCWD */
	const char *path;		/* in, borrowed */
	size_t most;			/* in: of a longer file only so many bytes and one are read */
	const char *bytes;		/* out, arena */
	size_t len;			/* out */
};

/* 0, or an errno. */
int input_read(struct input *, struct arena *);

/* The last piece of a path, within it. */
const char *input_name(const char *path);

#endif
