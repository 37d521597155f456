#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/time.h"

enum { WIDTH = 40, EVERY_MS = 100 };

void progress_begin(struct progress *progress, int64_t total)
{
	progress->shown = isatty(STDERR_FILENO) == 1;
	progress->total = total > 0 ? total : 1;
	progress->drawn = 0;
}

void progress_at(struct progress *progress, int64_t done, int64_t count, const char *words)
{
	static const char full[] = "########################################";
	int64_t now = time_monotonic_ms();
	int filled;

	if (!progress->shown || now - progress->drawn < EVERY_MS)
		return;
	progress->drawn = now;
	if (done > progress->total)
		done = progress->total;
	filled = (int)(done * WIDTH / progress->total);
	fprintf(stderr, "\r[%-*.*s] %3d %%  %lld %s ", WIDTH, filled, full,
		(int)(done * 100 / progress->total), (long long)count, words);
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->shown && progress->drawn > 0)
		fputs("\r\033[K", stderr);
}
