/* turns_test.c: two who write to one project at once take turns, and neither is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/random.h"

enum { WAIT_MS = 200, HANGS_MS = 60000 };	/* surely it waits; it will never answer */

struct turns {
	struct arena *arena;
	PGconn *first, *second;		/* NULL: no database */
	const char *slug;		/* of a project that others see, made anew for each race */
};

static const char *ask(PGconn *conn, struct arena *arena, const char *sql)
{
	PGresult *res = PQexec(conn, sql);
	const char *value = NULL;

	if (PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1)
		value = arena_strdup(arena, PQgetvalue(res, 0, 0));
	else if (PQresultStatus(res) != PGRES_COMMAND_OK)
		value = arena_strdup(arena, PQresultErrorMessage(res));
	PQclear(res);
	return value;
}

/* A slug is lower case and has no underscores. */
static const char *random_slug(struct arena *arena)
{
	char token[RANDOM_TOKEN_SIZE];

	random_token(token);
	for (size_t i = 0; token[i]; i++)
		token[i] = (char)('a' + (unsigned char)token[i] % 26);
	return arena_printf(arena, "turns-%.20s", token);
}

static int set_up(void **state)
{
	struct turns *t = calloc(1, sizeof(*t));
	const char *where = getenv("POSTIL_DB_OPS");

	if (!t)
		return -1;
	t->arena = arena_new();
	*state = t;
	if (!where)
		return 0;
	t->first = PQconnectdb(where);
	t->second = PQconnectdb(where);
	return 0;
}

static int tear_down(void **state)
{
	struct turns *t = *state;

	PQfinish(t->first);
	PQfinish(t->second);
	arena_free(t->arena);
	free(t);
	return 0;
}

static void make_project(struct turns *t)
{
	if (!t->first)
		skip();
	t->slug = random_slug(t->arena);
	ask(t->first, t->arena, "BEGIN");
	ask(t->first, t->arena, "SELECT enter_as('admin', NULL, NULL)");
	ask(t->first, t->arena, arena_printf(t->arena,
		"SELECT project_create('%s', 'Turns', NULL, NULL, NULL)", t->slug));
	ask(t->first, t->arena, "SELECT statement_create('Hello world', '{\"title\": \"A\"}')");
	ask(t->first, t->arena, "COMMIT");
}

static const char *entered(struct turns *t, const char *sql)
{
	return arena_printf(t->arena, "SELECT enter_as('admin', '%s', NULL); %s", t->slug, sql);
}

#define PUT(id, match, end)							\
	"SELECT highlight_put('018f0000-0000-7000-8000-00000000000" id "', " match ", 1, 0, "	\
	#end ", NULL, NULL, NULL, NULL, '[]')"

static const struct {
	const char *name, *before;	/* before: done and committed by the first */
	const char *one, *end;		/* what the first does, and how it ends */
	const char *two, *comes_to;	/* what the second wants meanwhile */
} races[] = {
	{ "the same highlight", NULL, PUT("a", "NULL", 5), "COMMIT", PUT("a", "NULL", 5), "same" },
	{ "the same id", NULL, PUT("a", "NULL", 5), "COMMIT", PUT("a", "NULL", 6), "stale" },
	{ "the first gives up", NULL, PUT("a", "NULL", 5), "ROLLBACK", PUT("a", "NULL", 6),
	  "created" },
	{ "two highlights", NULL, PUT("a", "NULL", 5), "COMMIT", PUT("b", "NULL", 5), "created" },
	{ "the same revision", PUT("a", "NULL", 5), PUT("a", "1", 6), "COMMIT", PUT("a", "1", 7),
	  "stale" },
	{ "a change and a deletion", PUT("a", "NULL", 5),
	  "SELECT highlight_delete('018f0000-0000-7000-8000-00000000000a', 1)", "COMMIT",
	  PUT("a", "1", 7), "deleted" },
	{ "two deletions", PUT("a", "NULL", 5),
	  "SELECT highlight_delete('018f0000-0000-7000-8000-00000000000a', 1)", "COMMIT",
	  "SELECT highlight_delete('018f0000-0000-7000-8000-00000000000a', 1)", "deleted" },
};

/* Has it an answer within so many milliseconds? */
static int answered(PGconn *conn, int ms)
{
	struct pollfd fd = { .fd = PQsocket(conn), .events = POLLIN };

	return poll(&fd, 1, ms) > 0;
}

/* The last answer of a query that was sent. */
static const char *answer(PGconn *conn, struct arena *arena)
{
	const char *value = "";
	PGresult *res;

	while ((res = PQgetResult(conn))) {
		if (PQresultStatus(res) == PGRES_TUPLES_OK)
			value = arena_strdup(arena, PQgetvalue(res, 0, 0));
		else if (PQresultStatus(res) == PGRES_FATAL_ERROR)
			value = arena_strdup(arena, PQresultErrorMessage(res));
		PQclear(res);
	}
	return value;
}

static void run_race(struct turns *t, size_t i)
{
	if (races[i].before)
		ask(t->first, t->arena, entered(t, races[i].before));
	ask(t->first, t->arena, "BEGIN");
	ask(t->first, t->arena, entered(t, races[i].one));
	assert_true(PQsendQuery(t->second, entered(t, races[i].two)));
	assert_false(answered(t->second, WAIT_MS));
	ask(t->first, t->arena, races[i].end);
	assert_string_equal(answer(t->second, t->arena), races[i].comes_to);
}

static void test_races(void **state)
{
	struct turns *t = *state;
	const char *gaps = "SELECT max(number) - count(*) FROM action";

	for (size_t i = 0; i < sizeof(races) / sizeof(races[0]); i++) {
		print_message("%s\n", races[i].name);
		make_project(t);
		run_race(t, i);
		assert_string_equal(ask(t->first, t->arena, entered(t, gaps)), "0");
	}
}

/* Different projects never wait for each other. */
static void test_projects_do_not_wait(void **state)
{
	struct turns *t = *state;
	const char *other;

	make_project(t);
	other = arena_printf(t->arena, "SELECT enter_as('admin', NULL, NULL);"
			     " SELECT project_create('%s-2', 'T', NULL, NULL, NULL);"
			     " SELECT statement_create('a', '{\"title\": \"A\"}')", t->slug);
	ask(t->first, t->arena, "BEGIN");
	ask(t->first, t->arena, entered(t, PUT("a", "NULL", 5)));
	assert_true(PQsendQuery(t->second, other));
	assert_true(answered(t->second, HANGS_MS));
	answer(t->second, t->arena);
	ask(t->first, t->arena, "ROLLBACK");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_races, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_projects_do_not_wait, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("store/turns", tests, NULL, NULL);
}
