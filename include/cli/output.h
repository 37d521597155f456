/*
 * output.h: where a command's bytes go: standard output, or a file that appears under
 * its name only when it is whole.
 *
 * What is no regular file (/dev/null, a pipe) is written as it is.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct output {
	const char *path;		/* in, borrowed; NULL: standard output */
	bool secret;			/* in: nobody else may read the file */
	const char *target;		/* what the finished file will replace; arena */
	char *temporary;		/* NULL: the bytes go straight to where they belong; arena */
	int fd;
	bool open;
	int error;			/* the first failure: an errno, or 0 */
};

/* Each returns 0 or the errno of the first failure. */
int output_open(struct output *, struct arena *);
int output_write(struct output *, const char *bytes, size_t n);
/* Not whole, or failed before: nothing is left under the temporary name. */
int output_close(struct output *, bool whole);

#endif
