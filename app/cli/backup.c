/* backup.c: postil backup: a file that is whole, or none. */
#include "task/backup.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/refused.h"

static enum err write_piece(void *ctx, const char *bytes, size_t n)
{
	return output_write(ctx, bytes, n) == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err back_up(struct cli *cli, struct backup *backup, struct output *output)
{
	TRY(cli_begin_as(cli, cli->config.db_owner));
	if (output_open(output, cli->arena) != 0)
		return ERR_UNAVAILABLE;
	tx_begin_snapshot(&cli->tx);
	TRY(backup_write(&cli->tx, backup));
	return tx_finish(&cli->tx);
}

int backup_run(struct cli *cli)
{
	const char *path = cli->operands[0];
	struct output output = { .path = strcmp(path, "-") == 0 ? NULL : path, .secret = true };
	struct backup backup = { .conninfo = cli->config.db_owner, .write = write_piece,
				 .ctx = &output };
	enum err err;
	int error;

	signal(SIGPIPE, SIG_IGN);	/* a reader that left is an error like any other */
	err = back_up(cli, &backup, &output);
	error = output_close(&output, err == OK);
	if (error != 0)
		return cli_say(cli, "%s: %s", output.path ? path : "standard output",
			       strerror(error));
	if (backup.why)
		return cli_say(cli, "%s", backup.why);
	return err == OK ? 0 : refused(cli, NULL);
}
