/* query_test.c: the parameters behind the question mark. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "http/query.h"
#include "support/memory.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const known[] = { "q", "limit", "cursor", "after", NULL };

static int set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static enum err read(struct request *rq, struct arena *arena, const char *query)
{
	static struct memory memory;

	memory_request(rq, &memory, arena,
		       ENV(arena_printf(arena, "REQUEST_URI=/list?%s", query)));
	return query_read(rq, known);
}

static const struct {
	const char *name;
	const char *query;
	const char *q;			/* NULL: absent */
	const char *detail;		/* NULL: taken */
	const char *field;
} cases[] = {
	{ "none",               "",              NULL,         NULL, NULL },
	{ "one",                "q=abc",         "abc",        NULL, NULL },
	{ "escapes and plus",   "q=a+b%2B%c3%a9", "a b+\xc3\xa9", NULL, NULL },
	{ "escaped name",       "%71=abc",       "abc",        NULL, NULL },
	{ "an equals sign in",  "q=a=b",         "a=b",        NULL, NULL },
	{ "second",             "limit=3&q=abc", "abc",        NULL, NULL },
	{ "empty pairs",        "&&q=abc&",      "abc",        NULL, NULL },
	{ "empty value",        "q=",            NULL,         NULL, NULL },
	{ "no equals sign",     "q",             NULL,         NULL, NULL },
	{ "unknown",            "q=a&x=1",       NULL, "unknown_parameter", "x" },
	{ "unknown, escaped",   "%22=1",         NULL, "unknown_parameter", "\"" },
	{ "nameless",           "=1",            NULL, "unknown_parameter", "" },
	{ "twice",              "q=a&q=a",       NULL, "parameter_twice",   "q" },
	{ "twice, once empty",  "q=&q=a",        NULL, "parameter_twice",   "q" },
	{ "broken escape",      "q=%zz",         NULL, "bad_encoding",      "q" },
	{ "invalid UTF-8",      "q=%ff",         NULL, "bad_encoding",      "q" },
	{ "NUL",                "q=%00",         NULL, "bad_encoding",      "q" },
	{ "broken name",        "%ff=1",         NULL, "bad_encoding",      NULL },
};

static void parameters_are_read_or_refused(void **state)
{
	struct request rq;

	for (size_t i = 0; i < COUNT(cases); i++) {
		enum err err = read(&rq, *state, cases[i].query);
		const char *q = err == OK ? query_get(&rq, "q") : NULL;

		if (err != (cases[i].detail ? ERR_INVALID : OK))
			fail_msg("%s: %s", cases[i].name, err_name(err));
		if (cases[i].detail && strcmp(rq.fault.detail, cases[i].detail) != 0)
			fail_msg("%s: %s", cases[i].name, rq.fault.detail);
		if (cases[i].field && strcmp(rq.fault.field, cases[i].field) != 0)
			fail_msg("%s: field %s", cases[i].name, rq.fault.field);
		if (!q != !cases[i].q || (q && strcmp(q, cases[i].q) != 0))
			fail_msg("%s: q is %s", cases[i].name, q ? q : "absent");
	}
}

static const struct {
	const char *query;
	int limit;			/* 0: refused */
	const char *detail;
} limits[] = {
	{ "",                             50,  NULL },
	{ "limit=",                       50,  NULL },
	{ "limit=1",                      1,   NULL },
	{ "limit=200",                    200, NULL },
	{ "limit=0",                      0,   "out_of_range" },
	{ "limit=201",                    0,   "out_of_range" },
	{ "limit=-1",                     0,   "out_of_range" },
	{ "limit=99999999999999999999",   0,   "out_of_range" },
	{ "limit=-99999999999999999999",  0,   "out_of_range" },
	{ "limit=4294967297",             0,   "out_of_range" },
	{ "limit=1.5",                    0,   "wrong_type" },
	{ "limit=1e2",                    0,   "wrong_type" },
	{ "limit=ten",                    0,   "wrong_type" },
	{ "limit=+1",                     0,   "wrong_type" },
	{ "limit=-",                      0,   "wrong_type" },
	{ "limit=--1",                    0,   "wrong_type" },
};

static void a_limit_is_a_number_within_bounds(void **state)
{
	struct request rq;

	for (size_t i = 0; i < COUNT(limits); i++) {
		int limit = 0;
		enum err err;

		assert_int_equal(read(&rq, *state, limits[i].query), OK);
		err = query_limit(&rq, &limit);
		if (err != (limits[i].detail ? ERR_INVALID : OK) ||
		    limit != limits[i].limit)
			fail_msg("%s: %s, %d", limits[i].query, err_name(err), limit);
		if (!limits[i].detail)
			continue;
		assert_string_equal(rq.fault.field, "limit");
		if (strcmp(rq.fault.detail, limits[i].detail) != 0)
			fail_msg("%s: %s", limits[i].query, rq.fault.detail);
	}
}

static void a_number_may_be_as_large_as_it_gets(void **state)
{
	struct request rq;
	int64_t after = 7;

	assert_int_equal(read(&rq, *state, ""), OK);
	assert_int_equal(query_number(&rq, "after", &after), OK);
	assert_int_equal(after, 7);
	assert_int_equal(read(&rq, *state, "after=9223372036854775807"), OK);
	assert_int_equal(query_number(&rq, "after", &after), OK);
	assert_true(after == INT64_MAX);
}

static const struct {
	const char *query;
	const char *cursor;		/* NULL: none */
	enum err err;
} cursors[] = {
	{ "",                         NULL,            OK },
	{ "cursor=",                  NULL,            OK },
	{ "cursor=MjAxNS0wOS0yOCAxNw", "2015-09-28 17", OK },
	{ "cursor=w6k_",              "\xc3\xa9?",     OK },
	{ "cursor=MjAxNS0wOS0yOCAxNw==", NULL,         ERR_INVALID },
	{ "cursor=a",                 NULL,            ERR_INVALID },
	{ "cursor=a%20b",             NULL,            ERR_INVALID },
	{ "cursor=w6k/",              NULL,            ERR_INVALID },
	{ "cursor=_w",                NULL,            ERR_INVALID },	/* byte ff */
	{ "cursor=AA",                NULL,            ERR_INVALID },	/* NUL */
	{ "cursor=Mh",                NULL,            ERR_INVALID },	/* loose bits */
	{ "cursor=%c3%a9",            NULL,            ERR_INVALID },
};

static void a_cursor_is_base64url_of_text(void **state)
{
	struct request rq;
	const char *cursor;

	for (size_t i = 0; i < COUNT(cursors); i++) {
		enum err err;

		assert_int_equal(read(&rq, *state, cursors[i].query), OK);
		err = query_cursor(&rq, &cursor);
		if (err != cursors[i].err)
			fail_msg("%s: %s", cursors[i].query, err_name(err));
		if (err != OK)
			assert_string_equal(rq.fault.detail, "bad_cursor");
		else if (!cursors[i].cursor)
			assert_null(cursor);
		else
			assert_string_equal(cursor, cursors[i].cursor);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void a_flag_is_one_or_zero(void **state)
{
	static const struct {
		const char *query;
		enum err err;
		bool flag;
	} flags[] = {
		{ "after=1", OK, true }, { "after=0", OK, false }, { "after=", OK, true },
		{ "q=x", OK, true }, { "after=yes", ERR_INVALID, true },
		{ "after=01", ERR_INVALID, true }, { "after=10", ERR_INVALID, true },
	};

	for (size_t i = 0; i < COUNT(flags); i++) {
		struct request rq;
		bool flag = true;

		assert_int_equal(read(&rq, *state, flags[i].query), OK);
		assert_int_equal(query_flag(&rq, "after", &flag), flags[i].err);
		assert_int_equal(flag, flags[i].flag);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(parameters_are_read_or_refused),
		TEST(a_limit_is_a_number_within_bounds),
		TEST(a_number_may_be_as_large_as_it_gets),
		TEST(a_cursor_is_base64url_of_text),
		TEST(a_flag_is_one_or_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
