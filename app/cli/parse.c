/* parse.c: the command line, read by the table of commands. */
#include "cli/parse.h"

#include <string.h>

const struct option_row options_of_all[] = {
	{ "config", "FILE", "settings as KEY=VALUE lines; else the file of POSTIL_CONFIG",
	  false },
	{ "help", NULL, "this text", false },
	{ NULL, NULL, NULL, false },
};

/* How many words the name takes when the words begin with it, or 0. */
static int words_taken(const char *name, char **words, int count)
{
	int taken = 0;

	while (*name) {
		size_t length = strcspn(name, " ");

		if (taken == count || strlen(words[taken]) != length ||
		    strncmp(words[taken], name, length) != 0)
			return 0;
		taken++;
		name += length + (name[length] == ' ');
	}
	return taken;
}

const struct command *parse_command(char **words, int count, int *taken)
{
	for (const struct command *command = commands; command->name; command++) {
		*taken = words_taken(command->name, words, count);
		if (*taken > 0)
			return command;
	}
	return NULL;
}

/* Whose name is the first n bytes of text. */
static const struct option_row *find_row(const struct option_row *rows, const char *text,
					 size_t n)
{
	for (; rows->name; rows++)
		if (strlen(rows->name) == n && strncmp(rows->name, text, n) == 0)
			return rows;
	return NULL;
}

/* The option at words[0], which begins with dashes; *used: how many words it took. */
static int take_option(struct cli *cli, char **words, int count, int *used)
{
	const char *text = words[0] + 2;
	size_t n = strcspn(text, "=");
	const struct option_row *row = find_row(cli->command->options, text, n);
	const char *value = text[n] == '=' ? text + n + 1 : NULL;

	*used = 1;
	if (!row)
		row = find_row(options_of_all, text, n);
	if (!row)
		return cli_misused(cli, "there is no option --%.*s", (int)n, text);
	if (!row->value && value)
		return cli_misused(cli, "--%s takes no value", row->name);
	if (row->value && !value && count == 1)
		return cli_misused(cli, "--%s needs a value: %s", row->name, row->value);
	if (row->value && !value) {
		value = words[1];
		*used = 2;
	}
	cli->given[cli->given_count++] = (struct given){ row, value ? value : "" };
	return 0;
}

static int take_words(struct cli *cli, char **words, int count)
{
	bool options_over = false;
	int used;

	for (int i = 0; i < count; i += used) {
		int status = 0;

		used = 1;
		if (!options_over && strcmp(words[i], "--") == 0)
			options_over = true;
		else if (!options_over && strncmp(words[i], "--", 2) == 0)
			status = take_option(cli, words + i, count - i, &used);
		else if (!options_over && words[i][0] == '-' && words[i][1])
			status = cli_misused(cli, "there is no option %s", words[i]);
		else
			cli->operands[cli->operand_count++] = words[i];
		if (status != 0)
			return status;
	}
	return 0;
}

static int check_counts(const struct cli *cli)
{
	const struct command *command = cli->command;

	if (cli_option(cli, "help"))
		return 0;
	if (cli->operand_count < command->least)
		return cli_misused(cli, "%s is missing", command->operands);
	if (cli->operand_count > command->most)
		return cli_misused(cli, "what is '%s'?", cli->operands[command->most]);
	for (const struct option_row *row = command->options; row->name; row++)
		if (row->required && !cli_option(cli, row->name))
			return cli_misused(cli, "--%s %s is missing", row->name,
					   row->value);
	return 0;
}

int parse_words(struct cli *cli, char **words, int count)
{
	size_t most = (size_t)count + 1;
	int status;

	cli->operands = arena_alloc(cli->arena, most * sizeof(*cli->operands));
	cli->given = arena_alloc(cli->arena, most * sizeof(*cli->given));
	status = take_words(cli, words, count);
	return status != 0 ? status : check_counts(cli);
}
