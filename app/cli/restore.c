/* restore.c: postil restore. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/checked.h"
#include "cli/progress.h"
#include "task/backup.h"

enum { MEGABYTE = 1000 * 1000 };

static void progress(void *ctx, int64_t done, int64_t total)
{
	struct progress *shown = ctx;

	shown->total = total;
	progress_at(shown, done, done / MEGABYTE, "MB");
}

static void step(void *ctx, int version, const char *name)
{
	progress_end(ctx);
	printf("%04d %s\n", version, name);
	fflush(stdout);
}

static int restore(struct cli *cli, int fd)
{
	struct progress shown;
	struct restore from = { .conninfo = cli->config.db_owner, .path = cli->operands[0],
				.fd = fd, .progress = progress, .step = step, .ctx = &shown };
	const char *why;

	progress_begin(&shown, 0);
	why = restore_read(&from, cli->arena);
	progress_end(&shown);
	if (why)
		return cli_say(cli, "%s", why);
	printf("Restored %lld rows, as they were at %s.\n", (long long)from.rows, from.made);
	fflush(stdout);
	return checked(cli, cli->config.db_owner, NULL);
}

int restore_run(struct cli *cli)
{
	int fd = open(cli->operands[0], O_RDONLY | O_CLOEXEC);
	int status;

	if (fd < 0)
		return cli_say(cli, "%s: %s", cli->operands[0], strerror(errno));
	signal(SIGPIPE, SIG_IGN);	/* pg_restore says itself why it reads no more */
	status = restore(cli, fd);
	close(fd);
	return status;
}
