/* help.c: help texts, written from the table of commands. */
#include "cli/help.h"

#include "cli/parse.h"

#include <stdbool.h>
#include <string.h>

#include "web/routes.h"

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

static void print_rights(FILE *out)
{
	for (size_t i = 0; i < RIGHT_COUNT; i++)
		fprintf(out, "%s\t%s\n", rights[i].key, access_word(rights[i].least));
}

/* What may stand behind the path's question mark; `*`: pages look at nothing there. */
static void print_parameters(FILE *out, const char *const *params)
{
	if (!params) {
		fputc('*', out);
		return;
	}
	for (size_t i = 0; params[i]; i++)
		fprintf(out, "%s%s", i ? "," : "", params[i]);
}

static void print_routes(FILE *out)
{
	for (const struct route *route = routes; route->method; route++) {
		fprintf(out, "%s\t%s\t%s\t%s\t", route->method, route->path,
			rights[route->right].key, pool_word(route->pool));
		print_parameters(out, route->params);
		fputc('\n', out);
	}
}

/* What else there is to be told about than commands. */
static const struct {
	const char *word;
	void (*print)(FILE *);
} topics[] = {
	{ "settings", config_print_help },
	{ "rights", print_rights },
	{ "routes", print_routes },
};

static bool help_topic(const char *word)
{
	for (size_t i = 0; i < sizeof(topics) / sizeof(*topics); i++)
		if (strcmp(topics[i].word, word) == 0) {
			topics[i].print(stdout);
			return true;
		}
	return false;
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
	if (cli->operand_count == 1 && help_topic(words[0]))
		return 0;
	command = parse_command(words, cli->operand_count, &taken);
	if (command && taken == cli->operand_count)
		help_command(stdout, command);
	else if (cli->operand_count != 1 || help_group(stdout, words[0]) == 0)
		return cli_misused(cli, "there is no command '%s'", words[0]);
	return 0;
}
