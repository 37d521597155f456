/* parse_test.c: the command line, read by the table of commands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/parse.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { WORDS = 8 };

static int count_words(const char *const words[])
{
	int count = 0;

	while (count < WORDS && words[count])
		count++;
	return count;
}

static const struct {
	const char *words[WORDS];
	const char *command;		/* NULL: none */
	int taken;
} names[] = {
	{ { "serve" },                "serve",       1 },
	{ { "serve", "user" },        "serve",       1 },
	{ { "user", "add" },          "user add",    2 },
	{ { "user", "passwd", "x" },  "user passwd", 2 },
	{ { "user" },                 NULL,          0 },
	{ { "user", "adds" },         NULL,          0 },
	{ { "user add" },             NULL,          0 },
	{ { "serv" },                 NULL,          0 },
	{ { "" },                     NULL,          0 },
	{ { NULL },                   NULL,          0 },
};

static void commands_are_found_by_their_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *const *words = names[i].words;
		const struct command *command;
		int taken = 0;

		command = parse_command((char **)words, count_words(words), &taken);
		if (!command != !names[i].command)
			fail_msg("case %zu: %s", i, command ? command->name : "none");
		if (!command)
			continue;
		assert_string_equal(command->name, names[i].command);
		assert_int_equal(taken, names[i].taken);
	}
}

static const struct option_row options[] = {
	{ "name", "NAME", "", true },
	{ "map", "A=B", "", false },
	{ "admin", NULL, "", false },
	{ NULL, NULL, NULL, false },
};

static const struct command sample = {
	.name = "sample", .operands = "FILE…", .least = 1, .most = 2, .options = options,
};

static const struct {
	const char *what;
	const char *words[WORDS];
	const char *name;		/* the option's value; NULL: refused */
	int operands;
} lines[] = {
	{ "value apart",        { "--name", "n", "f" },            "n", 1 },
	{ "value joined",       { "--name=n", "f" },               "n", 1 },
	{ "empty value",        { "--name=", "f" },                "", 1 },
	{ "equals in a value",  { "--name=a=b", "f" },             "a=b", 1 },
	{ "dashes as a value",  { "--name", "--admin", "f" },      "--admin", 1 },
	{ "options last",       { "f", "g", "--name", "n" },       "n", 2 },
	{ "the last one wins",  { "--name=a", "--name=b", "f" },   "b", 1 },
	{ "after --",           { "--name=n", "--", "--admin" },   "n", 1 },
	{ "a lone dash",        { "--name=n", "-" },               "n", 1 },
	{ "of all commands",    { "--config", "c", "--name=n", "f" }, "n", 1 },
	{ "help asks no more",  { "--help", "--name=n" },          "n", 0 },
	{ "unknown",            { "--nome=n", "f" },               NULL, 0 },
	{ "abbreviated",        { "--nam=n", "f" },                NULL, 0 },
	{ "longer",             { "--names=n", "f" },              NULL, 0 },
	{ "one dash",           { "-name", "n", "f" },             NULL, 0 },
	{ "value missing",      { "f", "--name" },                 NULL, 0 },
	{ "value of a switch",  { "--admin=1", "--name=n", "f" },  NULL, 0 },
	{ "required missing",   { "f" },                           NULL, 0 },
	{ "too few",            { "--name=n" },                    NULL, 0 },
	{ "too many",           { "--name=n", "a", "b", "c" },     NULL, 0 },
};

/* What is refused is told on stderr, which is not looked at here. */
static int parse_quietly(struct cli *cli, const char *const words[])
{
	int stderr_kept = dup(STDERR_FILENO);
	int status;

	if (!freopen("/dev/null", "w", stderr))
		return -1;
	status = parse_words(cli, (char **)words, count_words(words));
	fflush(stderr);
	dup2(stderr_kept, STDERR_FILENO);
	close(stderr_kept);
	return status;
}

static void lines_are_read_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct cli cli = { .arena = arena_new(), .command = &sample };
		int status = parse_quietly(&cli, lines[i].words);

		if (status != (lines[i].name ? 0 : EXIT_USAGE))
			fail_msg("%s: %d", lines[i].what, status);
		if (status == 0) {
			assert_string_equal(cli_option(&cli, "name"), lines[i].name);
			assert_int_equal(cli.operand_count, lines[i].operands);
		}
		arena_free(cli.arena);
	}
}

static void an_option_may_be_given_several_times(void **state)
{
	const char *words[] = { "--map=a=1", "--name=n", "--map", "b=2", "f" };
	struct cli cli = { .arena = arena_new(), .command = &sample };

	(void)state;
	assert_int_equal(parse_words(&cli, (char **)words, (int)COUNT(words)), 0);
	assert_string_equal(cli_option_at(&cli, "map", 0), "a=1");
	assert_string_equal(cli_option_at(&cli, "map", 1), "b=2");
	assert_null(cli_option_at(&cli, "map", 2));
	assert_null(cli_option(&cli, "admin"));
	arena_free(cli.arena);
}

/* What help is written from. */
static void every_command_is_described(void **state)
{
	(void)state;
	for (const struct command *command = commands; command->name; command++) {
		assert_true(strlen(command->help) > 0 && strlen(command->help) <= 60);
		assert_null(strchr(command->help, '\n'));
		assert_true(command->least <= command->most);
		assert_int_equal(command->most > 0, command->operands[0] != '\0');
		assert_non_null(command->run);
		for (const struct option_row *row = command->options; row->name; row++)
			assert_true(strlen(row->help) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_are_found_by_their_words),
		cmocka_unit_test(lines_are_read_or_refused),
		cmocka_unit_test(an_option_may_be_given_several_times),
		cmocka_unit_test(every_command_is_described),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
