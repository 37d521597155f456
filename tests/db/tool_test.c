/*
 * tool_test.c: what a child is told, and how its end is told.  The child is a script that
 * stands for pg_dump and pg_restore.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "db/tool.h"

/* Says where to connect, its own argument, its password and what it reads. */
static const char script[] =
	"#!/bin/sh\n"
	"printf '%s|%s|%s|' \"$1\" \"$3\" \"${PGPASSWORD-none}\"\n"
	"cat\n"
	"[ \"$3\" != die ] || kill -9 $$\n"
	"[ \"$3\" != fail ] || exit 3\n";

struct box {
	struct arena *arena;
	char dir[32];
};

static int set_up(void **state)
{
	struct box *box = calloc(1, sizeof(*box));
	const char *path;
	FILE *file;

	box->arena = arena_new();
	snprintf(box->dir, sizeof(box->dir), "/tmp/postil-tool-XXXXXX");
	assert_non_null(mkdtemp(box->dir));
	path = arena_printf(box->arena, "%s/stand-in", box->dir);
	file = fopen(path, "we");
	fputs(script, file);
	fclose(file);
	chmod(path, 0700);
	setenv("PATH", arena_printf(box->arena, "%s:/usr/bin:/bin", box->dir), 1);
	setenv("PGPASSWORD", "of the environment", 1);
	*state = box;
	return 0;
}

static int tear_down(void **state)
{
	struct box *box = *state;

	unlink(arena_printf(box->arena, "%s/stand-in", box->dir));
	rmdir(box->dir);
	arena_free(box->arena);
	free(box);
	return 0;
}

/* All that the stand-in says; *end: how it ended. */
static const char *run(struct box *box, const char *conninfo, const char *word, const char **end)
{
	const char *args[] = { word, NULL };
	struct tool tool = { .name = "stand-in", .conninfo = conninfo, .args = args,
			     .child_end = STDOUT_FILENO };
	struct buf *said = arena_alloc(box->arena, sizeof(*said));
	const char *why = tool_start(&tool, box->arena);
	ssize_t got;

	if (why)
		fail_msg("%s", why);
	arena_defer(box->arena, buf_release, said);
	while ((got = read(tool.fd, buf_room(said, 4096), 4096)) > 0)
		said->len += (size_t)got;
	buf_putc(said, '\0');
	*end = tool_end(&tool, box->arena);
	return said->data;
}

static const struct {
	const char *conninfo, *said;
} told[] = {
	{ "dbname=postil user=postil_owner",
	  "--dbname=user='postil_owner' dbname='postil' |word|of the environment|" },
	{ "host=/tmp/x password=secret dbname=p",
	  "--dbname=dbname='p' host='/tmp/x' |word|secret|" },
	{ "postgresql://o:s%20ecret@db.example.org:5433/p?sslmode=require",
	  "--dbname=user='o' dbname='p' host='db.example.org' port='5433' sslmode='require' "
	  "|word|s ecret|" },
	{ "dbname='a b' user='o\\'k\\\\'",
	  "--dbname=user='o\\'k\\\\' dbname='a b' |word|of the environment|" },
	{ "", "--dbname=|word|of the environment|" },
};

static void test_told(void **state)
{
	struct box *box = *state;
	const char *end;

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		assert_string_equal(run(box, told[i].conninfo, "word", &end), told[i].said);
		assert_null(end);
	}
}

static void test_no_connection_string(void **state)
{
	struct box *box = *state;
	const char *args[] = { NULL };
	struct tool tool = { .name = "stand-in", .conninfo = "no such thing", .args = args,
			     .child_end = STDOUT_FILENO };

	assert_string_equal(tool_start(&tool, box->arena),
			    "POSTIL_DB_OWNER is no connection string");
}

static void test_missing(void **state)
{
	struct box *box = *state;
	const char *args[] = { NULL };
	struct tool tool = { .name = "postil-none", .conninfo = "", .server = 15, .args = args,
			     .child_end = STDIN_FILENO };

	assert_string_equal(tool_start(&tool, box->arena),
			    "postil-none is missing: install postgresql-client-15");
}

static void test_ends(void **state)
{
	struct box *box = *state;
	const char *end;

	run(box, "", "fail", &end);
	assert_string_equal(end, "stand-in failed with exit status 3");
	run(box, "", "die", &end);
	assert_string_equal(end, "stand-in was ended by signal 9");
	run(box, "", "word", &end);
	assert_null(end);
}

/* What is written reaches it, and its end is waited for. */
static void test_written(void **state)
{
	struct box *box = *state;
	const char *args[] = { "fail", NULL };
	struct tool tool = { .name = "stand-in", .conninfo = "", .args = args,
			     .child_end = STDIN_FILENO };

	assert_null(tool_start(&tool, box->arena));
	assert_int_equal(write(tool.fd, "bytes\n", 6), 6);
	assert_string_equal(tool_end(&tool, box->arena), "stand-in failed with exit status 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_connection_string, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_written, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("db/tool", tests, NULL, NULL);
}
