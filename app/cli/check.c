/* check.c: postil check: what is wrong, one line each, and what was looked at. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/time.h"
#include "cli/checked.h"
#include "cli/refused.h"
#include "task/check.h"

/* What is looked at now is told to a person only, and wiped out again. */
static void begin(void *ctx, const char *part, int at, int parts)
{
	const bool *watched = ctx;

	if (*watched)
		fprintf(stderr, "\r\033[K%d of %d: %s", at + 1, parts, part);
}

static void found(void *ctx, const struct check_finding *finding)
{
	const bool *watched = ctx;

	if (*watched)
		fputs("\r\033[K", stderr);
	printf("%s %s %s: %s\n", finding->project, finding->table, finding->key,
	       finding->what);
	fflush(stdout);
}

static enum err look(struct cli *cli, const char *conninfo, struct check *check)
{
	TRY(cli_begin_as(cli, conninfo));
	tx_begin_snapshot(&cli->tx);
	TRY(check_database(&cli->tx, check));
	return tx_finish(&cli->tx);
}

static void sum_up(const struct check *check, int64_t ms)
{
	printf("Looked at %lld projects, %lld actions, %lld statements and %lld highlights "
	       "in %lld.%lld s: ",
	       (long long)check->projects, (long long)check->actions,
	       (long long)check->statements, (long long)check->highlights,
	       (long long)ms / 1000, (long long)ms % 1000 / 100);
	if (check->faults == 0)
		printf("nothing is wrong.\n");
	else
		printf("%lld %s wrong.\n", (long long)check->faults,
		       check->faults == 1 ? "thing is" : "things are");
}

int checked(struct cli *cli, const char *conninfo, const char *slug)
{
	bool watched = isatty(STDERR_FILENO) == 1;
	struct check check = { .slug = slug, .begin = begin, .found = found, .ctx = &watched };
	int64_t start = time_monotonic_ms();
	enum err err = look(cli, conninfo, &check);

	if (watched)
		fputs("\r\033[K", stderr);
	if (err == ERR_NOT_FOUND)
		return cli_say(cli, "there is no project %s", slug);
	if (err != OK)
		return refused(cli, NULL);
	if (check.faults > 0 || !cli_option(cli, "quiet"))
		sum_up(&check, time_monotonic_ms() - start);
	return check.faults == 0 ? 0 : EXIT_FAILURE;
}

int check_run(struct cli *cli)
{
	return checked(cli, cli->config.db_ops, cli_option(cli, "project"));
}
