/* export.c: a project to standard output or to a file, whole or not at all. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/refused.h"
#include "task/export.h"

struct receiver {
	struct cli *cli;
	struct output output;
};

static int said(const struct receiver *to, int error)
{
	return cli_say(to->cli, "%s: %s", to->output.path ? to->output.path : "standard output",
		       strerror(error));
}

static enum err begin(void *ctx, const struct format *format)
{
	struct receiver *to = ctx;

	(void)format;
	to->output.error = output_open(&to->output, to->cli->arena);
	return to->output.error == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err write_piece(void *ctx, const char *bytes, size_t n)
{
	struct receiver *to = ctx;

	to->output.error = output_write(&to->output, bytes, n);
	return to->output.error == 0 ? OK : ERR_UNAVAILABLE;
}

static enum err export(struct receiver *to, const struct format *format)
{
	const struct export_sink sink = { begin, write_piece, to };
	struct cli *cli = to->cli;
	const char *login = cli_option(cli, "as");

	TRY(cli_begin(cli));
	tx_begin_snapshot(&cli->tx);
	tx_enter_as(&cli->tx, login ? login : "admin", cli_option(cli, "project"), "reader");
	TRY(export_project(&cli->tx, format, &sink));
	return tx_finish(&cli->tx);
}

int export_run(struct cli *cli)
{
	struct receiver to = { .cli = cli, .output = { .path = cli_option(cli, "output") } };
	const struct format *format = format_find(cli_option(cli, "format"));
	enum err err;
	int error;

	if (!format)
		return cli_misused(cli, "there is no format %s", cli_option(cli, "format"));
	signal(SIGPIPE, SIG_IGN);	/* a reader that left is an error like any other */
	err = export(&to, format);
	error = output_close(&to.output, err == OK);
	if (error != 0)
		return said(&to, error);
	return err == OK ? 0 : refused(cli, NULL);
}
