/* help.c: help texts, written from the table of commands. */
#include "cli/help.h"

#include "cli/parse.h"

#include <string.h>

void help_program(FILE *out)
{
	fprintf(out, "Postil: read public statements, highlight and tag passages.\n\n"
		     "usage: postil COMMAND [OPTION…]\n\ncommands:\n");
	for (const struct command *command = commands; command->name; command++)
		fprintf(out, "  %-12s %s\n", command->name, command->help);
	fprintf(out, "\npostil help COMMAND says more; postil help settings lists the "
		     "settings.\n");
}

static void print_options(FILE *out, const struct option_row *row)
{
	char name[64];

	for (; row->name; row++) {
		snprintf(name, sizeof(name), "--%s%s%s", row->name, row->value ? " " : "",
			 row->value ? row->value : "");
		fprintf(out, "  %-20s %s%s\n", name, row->help,
			row->required ? " (required)" : "");
	}
}

void help_command(FILE *out, const struct command *command)
{
	fprintf(out, "postil %s: %s\n\nusage: postil %s", command->name, command->help,
		command->name);
	if (command->operands[0])
		fprintf(out, " %s", command->operands);
	for (const struct option_row *row = command->options; row->name; row++)
		if (row->required)
			fprintf(out, " --%s %s", row->name, row->value);
	fprintf(out, " [OPTION…]\n\n");
	if (command->more)
		fprintf(out, "%s\n", command->more);
	fprintf(out, "options:\n");
	print_options(out, command->options);
	print_options(out, options_of_all);
}

/* All commands whose name begins with the word: `postil help user`.  How many. */
static int help_group(FILE *out, const char *word)
{
	size_t n = strlen(word);
	int found = 0;

	for (const struct command *command = commands; command->name; command++) {
		if (strncmp(command->name, word, n) != 0 || command->name[n] != ' ')
			continue;
		if (found++ > 0)
			fputc('\n', out);
		help_command(out, command);
	}
	return found;
}

int help_run(struct cli *cli)
{
	char **words = (char **)cli->operands;
	const struct command *command;
	int taken = 0;

	if (cli->operand_count == 0) {
		help_program(stdout);
		return 0;
	}
	if (cli->operand_count == 1 && strcmp(words[0], "settings") == 0) {
		config_print_help(stdout);
		return 0;
	}
	command = parse_command(words, cli->operand_count, &taken);
	if (command && taken == cli->operand_count)
		help_command(stdout, command);
	else if (cli->operand_count != 1 || help_group(stdout, words[0]) == 0)
		return cli_misused(cli, "there is no command '%s'", words[0]);
	return 0;
}
