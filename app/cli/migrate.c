/* migrate.c: postil migrate. */
#include "db/migrate.h"

#include <stdio.h>

#include "cli/command.h"

static void print_step(void *ctx, int version, const char *name)
{
	int *steps = ctx;

	printf("%04d %s\n", version, name);
	fflush(stdout);
	++*steps;
}

int migrate_run(struct cli *cli)
{
	struct fault fault;
	int steps = 0;

	if (migrate(cli->config.db_owner, print_step, &steps, &fault) != OK)
		return cli_say(cli, "%s", fault.detail);
	printf("The schema is up to date%s.\n", steps ? " now" : "");
	return 0;
}
