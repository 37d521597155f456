/* cli.c: from the command line to a command's run. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "db/db.h"

const char *cli_option(const struct cli *cli, const char *name)
{
	for (int i = cli->given_count - 1; i >= 0; i--)
		if (strcmp(cli->given[i].row->name, name) == 0)
			return cli->given[i].value;
	return NULL;
}

const char *cli_option_at(const struct cli *cli, const char *name, int at)
{
	for (int i = 0; i < cli->given_count; i++)
		if (strcmp(cli->given[i].row->name, name) == 0 && at-- == 0)
			return cli->given[i].value;
	return NULL;
}

/* In one write, so that lines of several processes do not mix. */
__attribute__((format(printf, 2, 0)))
static void print_line(const struct cli *cli, const char *format, va_list values)
{
	char text[2000];

	vsnprintf(text, sizeof(text), format, values);
	fprintf(stderr, "postil %s: %s\n", cli->command->name, text);
}

int cli_say(const struct cli *cli, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	print_line(cli, format, values);
	va_end(values);
	return EXIT_FAILURE;
}

int cli_misused(const struct cli *cli, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	print_line(cli, format, values);
	va_end(values);
	fprintf(stderr, "Try: postil help %s\n", cli->command->name);
	return EXIT_USAGE;
}

static void close_db(void *db)
{
	db_close(db);
}

static void end_tx(void *tx)
{
	tx_end(tx);
}

/* The arena closes the database last, and ends before it what is still open. */
enum err cli_begin_as(struct cli *cli, const char *conninfo)
{
	if (!cli->db) {
		cli->db = db_open(conninfo);
		arena_defer(cli->arena, close_db, cli->db);
		arena_defer(cli->arena, end_tx, &cli->tx);
	}
	cli->fault = (struct fault){ .at = -1 };
	return tx_start(&cli->tx, cli->db, cli->arena, &cli->fault);
}

enum err cli_begin(struct cli *cli)
{
	return cli_begin_as(cli, cli->config.db_ops);
}

/* Settings are what a command needs first; help alone needs none. */
static int run_command(struct cli *cli)
{
	const char *message;

	if (cli_option(cli, "help")) {
		help_command(stdout, cli->command);
		return 0;
	}
	if (cli->command->run == help_run)
		return help_run(cli);
	cli->config_file = cli_option(cli, "config");
	if (!cli->config_file)
		cli->config_file = getenv("POSTIL_CONFIG");
	if (config_load(&cli->config, cli->arena, cli->config_file, &message) != OK) {
		cli_say(cli, "%s", message);
		return EXIT_CONFIG;
	}
	log_set_level(cli->config.log);
	return cli->command->run(cli);
}

static int misused(const char *word)
{
	if (word)
		fprintf(stderr, "postil: there is no command '%s'\n", word);
	help_program(stderr);
	return EXIT_USAGE;
}

int cli_main(int argc, char **argv)
{
	struct cli cli = { .arena = NULL };
	int taken = 0;
	int status;

	if (argc < 2)
		return misused(NULL);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		help_program(stdout);
		return 0;
	}
	cli.command = parse_command(argv + 1, argc - 1, &taken);
	if (!cli.command)
		return misused(argv[1]);
	cli.arena = arena_new();
	status = parse_words(&cli, argv + 1 + taken, argc - 1 - taken);
	if (status == 0)
		status = run_command(&cli);
	arena_free(cli.arena);
	if ((fflush(stdout) != 0 || ferror(stdout)) && status == 0)
		status = EXIT_FAILURE;
	return status;
}
