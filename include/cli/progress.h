/*
 * progress.h: how far a long command is, on stderr when that is a terminal.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool shown;			/* is anybody looking? */
	int64_t total;			/* in whatever unit done is counted */
	int64_t drawn;			/* monotonic ms */
};

void progress_begin(struct progress *, int64_t total);
/* Draws at most ten times a second.  count: of what, in words. */
void progress_at(struct progress *, int64_t done, int64_t count, const char *words);
/* Leaves an empty line for what is said next. */
void progress_end(struct progress *);

#endif
