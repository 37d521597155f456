/* backup.c: postil backup: a file that is whole, or none. */
#include "task/backup.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/refused.h"

struct receiver {
	struct cli *cli;		/* borrowed */
	struct output output;
};

/* Opened with the first byte: until then whatever stops us leaves no file. */
static enum err write_piece(void *ctx, const char *bytes, size_t n)
{
	struct receiver *to = ctx;

	if (!to->output.open && output_open(&to->output, to->cli->arena) != 0)
		return ERR_UNAVAILABLE;
	return output_write(&to->output, bytes, n) == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err back_up(struct cli *cli, struct backup *backup)
{
	TRY(cli_begin_as(cli, cli->config.db_owner));
	tx_begin_snapshot(&cli->tx);
	TRY(backup_write(&cli->tx, backup));
	return tx_finish(&cli->tx);
}

int backup_run(struct cli *cli)
{
	const char *path = cli->operands[0];
	bool piped = strcmp(path, "-") == 0;
	struct receiver to = { .cli = cli,
			       .output = { .path = piped ? NULL : path, .secret = true } };
	struct backup backup = { .conninfo = cli->config.db_owner, .write = write_piece,
				 .ctx = &to };
	enum err err;
	int error;

	signal(SIGPIPE, SIG_IGN);	/* a reader that left is an error like any other */
	err = back_up(cli, &backup);
	error = output_close(&to.output, err == OK);
	if (error != 0)
		return cli_say(cli, "%s: %s", piped ? "standard output" : path,
			       strerror(error));
	if (backup.why)
		return cli_say(cli, "%s", backup.why);
	return err == OK ? 0 : refused(cli, NULL);
}
