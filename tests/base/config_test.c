#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/config.h"
#include "cases.h"

#define TEN "/23456789/"
#define NINETY TEN TEN TEN TEN TEN TEN TEN TEN TEN

static char file[] = "/tmp/config_test.XXXXXX";

static void write_file(const char *text)
{
	FILE *out = fopen(file, "we");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
}

/* A clean environment before each case: what the shell has must not decide. */
static void forget_environment(void)
{
	clearenv();
}

static void defaults_without_file_and_environment(void **state)
{
	struct arena *arena = arena_new();
	struct config config;
	const char *message = NULL;

	(void)state;
	forget_environment();
	assert_int_equal(config_load(&config, arena, NULL, &message), OK);
	assert_null(message);
	assert_string_equal(config.db, "dbname=postil user=postil_web");
	assert_string_equal(config.db_ops, "dbname=postil user=postil_ops");
	assert_string_equal(config.db_owner, "dbname=postil user=postil_owner");
	assert_string_equal(config.socket_quick, "/run/postil/quick.sock");
	assert_string_equal(config.socket_long, "/run/postil/long.sock");
	assert_string_equal(config.socket_sign_in, "/run/postil/sign-in.sock");
	assert_int_equal(config.workers, 2 * sysconf(_SC_NPROCESSORS_ONLN));
	assert_int_equal(config.long_workers, 2);
	assert_int_equal(config.sign_in_workers, 2);
	assert_int_equal(config.body_max, 33554432);
	assert_int_equal(config.text_max, 4194304);
	assert_string_equal(config.origin, "");
	assert_string_equal(config.static_dir, "static");
	assert_true(config.open_projects);
	assert_int_equal(config.log, LOG_LEVEL_INFO);
	arena_free(arena);
}

static void file_is_read_with_comments_and_space(void **state)
{
	struct arena *arena = arena_new();
	struct config config;
	const char *message;

	(void)state;
	forget_environment();
	write_file("# a comment\r\n"
		   "\n"
		   "  POSTIL_DB = host=/run dbname=x  \r\n"
		   "POSTIL_ORIGIN=\n"
		   "POSTIL_OPEN_PROJECTS=no\n"
		   "POSTIL_WORKERS=3\n"
		   "POSTIL_LOG=debug");
	assert_int_equal(config_load(&config, arena, file, &message), OK);
	assert_string_equal(config.db, "host=/run dbname=x");
	assert_string_equal(config.origin, "");
	assert_false(config.open_projects);
	assert_int_equal(config.workers, 3);
	assert_int_equal(config.log, LOG_LEVEL_DEBUG);
	assert_int_equal(config.long_workers, 2);
	arena_free(arena);
}

static void environment_wins_over_the_file(void **state)
{
	struct arena *arena = arena_new();
	struct config config;
	const char *message;

	(void)state;
	forget_environment();
	write_file("POSTIL_WORKERS=3\nPOSTIL_LONG_WORKERS=4\n");
	setenv("POSTIL_WORKERS", "5", 1);
	assert_int_equal(config_load(&config, arena, file, &message), OK);
	assert_int_equal(config.workers, 5);
	assert_int_equal(config.long_workers, 4);
	arena_free(arena);
}

static void unknown_names_in_the_environment_are_not_ours(void **state)
{
	struct arena *arena = arena_new();
	struct config config;
	const char *message;

	(void)state;
	forget_environment();
	setenv("POSTIL_PORT", "8080", 1);
	assert_int_equal(config_load(&config, arena, NULL, &message), OK);
	arena_free(arena);
}

static const struct setting_row {
	const char *name;
	const char *variable, *value;
	const char *expects;	/* the end of the message; NULL: allowed */
} settings[] = {
	{ "0 workers: by cores", "POSTIL_WORKERS", "0", NULL },
	{ "a word for a number", "POSTIL_WORKERS", "many", "from 0 to 1024" },
	{ "nothing for a number", "POSTIL_WORKERS", "", "from 0 to 1024" },
	{ "a sign", "POSTIL_WORKERS", "+1", "from 0 to 1024" },
	{ "below 0", "POSTIL_WORKERS", "-1", "from 0 to 1024" },
	{ "hexadecimal", "POSTIL_WORKERS", "0x10", "from 0 to 1024" },
	{ "a unit", "POSTIL_BODY_MAX", "32M", "up to 1 GiB" },
	{ "too many workers", "POSTIL_WORKERS", "1025", "from 0 to 1024" },
	{ "beyond 64 bits", "POSTIL_WORKERS", "18446744073709551617", "from 0 to 1024" },
	{ "no long worker", "POSTIL_LONG_WORKERS", "0", "from 1 to 1024" },
	{ "no sign-in worker", "POSTIL_SIGN_IN_WORKERS", "0", "from 1 to 1024" },
	{ "1 GiB of body", "POSTIL_BODY_MAX", "1073741824", NULL },
	{ "more than 1 GiB", "POSTIL_BODY_MAX", "1073741825", "up to 1 GiB" },
	{ "no text", "POSTIL_TEXT_MAX", "0", "up to 64 MiB" },
	{ "no database", "POSTIL_DB", "", "a text of 1 to 1000 bytes" },
	{ "socket too long", "POSTIL_SOCKET_QUICK", NINETY "x",
		"a path of 1 to 90 bytes" },
	{ "socket just right", "POSTIL_SOCKET_QUICK", NINETY, NULL },
	{ "origin", "POSTIL_ORIGIN", "https://postil.example.org", NULL },
	{ "origin with a port", "POSTIL_ORIGIN", "http://[::1]:8080", NULL },
	{ "origin with a slash", "POSTIL_ORIGIN", "https://x.org/", "in lower case" },
	{ "origin in upper case", "POSTIL_ORIGIN", "https://X.org", "in lower case" },
	{ "origin without scheme", "POSTIL_ORIGIN", "x.org", "in lower case" },
	{ "origin without host", "POSTIL_ORIGIN", "https://", "in lower case" },
	{ "neither yes nor no", "POSTIL_OPEN_PROJECTS", "true", "yes or no" },
	{ "no level", "POSTIL_LOG", "loud", "debug, info or warn" },
};

static void value_is_judged_as_the_row_says(void **state)
{
	const struct setting_row *row = *state;
	struct arena *arena = arena_new();
	struct config config;
	const char *message = "";
	enum err err;

	forget_environment();
	setenv(row->variable, row->value, 1);
	err = config_load(&config, arena, NULL, &message);
	assert_int_equal(err, row->expects == NULL ? OK : ERR_INVALID);
	if (row->expects != NULL) {
		assert_memory_equal(message, "the environment: ", 17);
		assert_non_null(strstr(message, row->variable));
		assert_non_null(strstr(message, row->value));
		assert_non_null(strstr(message, row->expects));
	}
	arena_free(arena);
}

static const struct file_row {
	const char *name;
	const char *text;
	const char *message;	/* behind the file's name */
} files[] = {
	{ "unknown name", "\nPOSTIL_WORKRES=3\n",
		", line 2: there is no setting 'POSTIL_WORKRES'" },
	{ "not ours", "PATH=/bin\n", ", line 1: there is no setting 'PATH'" },
	{ "lower case", "postil_db=x\n", ", line 1: there is no setting 'postil_db'" },
	{ "no equals sign", "POSTIL_DB\n", ", line 1: 'POSTIL_DB' is not KEY=VALUE" },
	{ "bad value", "POSTIL_LOG=info\nPOSTIL_LOG=x\n",
		", line 2: POSTIL_LOG: 'x' is not debug, info or warn" },
	{ "bad, though the environment is good", "POSTIL_WORKERS=x",
		", line 1: POSTIL_WORKERS: 'x' is not a whole number from 0 to 1024" },
};

static void file_is_refused_with_its_line(void **state)
{
	const struct file_row *row = *state;
	struct arena *arena = arena_new();
	struct config config;
	const char *message = "";

	forget_environment();
	setenv("POSTIL_WORKERS", "1", 1);
	write_file(row->text);
	assert_int_equal(config_load(&config, arena, file, &message), ERR_INVALID);
	assert_memory_equal(message, file, strlen(file));
	assert_string_equal(message + strlen(file), row->message);
	arena_free(arena);
}

static const struct unreadable_row {
	const char *name;
	const char *path;
	const char *message;
} unreadable[] = {
	{ "no such file", "/nowhere/postil.conf",
		"/nowhere/postil.conf: No such file or directory" },
	{ "a directory", "/tmp", "/tmp: Is a directory" },
};

static void unreadable_file_is_named(void **state)
{
	const struct unreadable_row *row = *state;
	struct arena *arena = arena_new();
	struct config config;
	const char *message = "";

	forget_environment();
	assert_int_equal(config_load(&config, arena, row->path, &message), ERR_INVALID);
	assert_string_equal(message, row->message);
	arena_free(arena);
}

static void help_names_every_setting_of_these_tests(void **state)
{
	char *help = NULL;
	size_t i, len;
	FILE *out = open_memstream(&help, &len);

	(void)state;
	assert_non_null(out);
	config_print_help(out);
	fclose(out);
	for (i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		assert_non_null(strstr(help, settings[i].variable));
	assert_non_null(strstr(help, "POSTIL_LONG_WORKERS=2\n"));
	free(help);
}

int main(void)
{
	struct cases cases = { 0 };
	int failed, fd = mkstemp(file);

	if (fd < 0)
		return 1;
	close(fd);
	CASES_TEST(&cases, defaults_without_file_and_environment);
	CASES_TEST(&cases, file_is_read_with_comments_and_space);
	CASES_TEST(&cases, environment_wins_over_the_file);
	CASES_TEST(&cases, unknown_names_in_the_environment_are_not_ours);
	CASES_TABLE(&cases, settings, value_is_judged_as_the_row_says);
	CASES_TABLE(&cases, files, file_is_refused_with_its_line);
	CASES_TABLE(&cases, unreadable, unreadable_file_is_named);
	CASES_TEST(&cases, help_names_every_setting_of_these_tests);
	failed = cases_run(&cases, "config");
	unlink(file);
	return failed;
}
