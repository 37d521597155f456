/* etag_test.c: the revision in If-Match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include "http/etag.h"
#include "support/memory.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *sent;
	int64_t revision;		/* -1: refused */
} cases[] = {
	{ "X=1",                             0 },
	{ "HTTP_IF_MATCH=",                  0 },
	{ "HTTP_IF_MATCH=\"1\"",             1 },
	{ "HTTP_IF_MATCH=\"999999999\"",     999999999 },
	{ "HTTP_IF_MATCH=W/\"3\"",           3 },
	{ "HTTP_IF_MATCH=w/\"3\"",           -1 },
	{ "HTTP_IF_MATCH=3",                 -1 },
	{ "HTTP_IF_MATCH=*",                 -1 },
	{ "HTTP_IF_MATCH=\"*\"",             -1 },
	{ "HTTP_IF_MATCH=\"3\", \"4\"",      -1 },
	{ "HTTP_IF_MATCH=\"3\" ",            -1 },
	{ "HTTP_IF_MATCH=\"3",               -1 },
	{ "HTTP_IF_MATCH=\"",                -1 },
	{ "HTTP_IF_MATCH=\"\"",              -1 },
	{ "HTTP_IF_MATCH=\"0\"",             -1 },
	{ "HTTP_IF_MATCH=\"03\"",            -1 },
	{ "HTTP_IF_MATCH=\"-3\"",            -1 },
	{ "HTTP_IF_MATCH=\"3a\"",            -1 },
	{ "HTTP_IF_MATCH=\"9999999999\"",    -1 },
};

static void a_revision_is_one_quoted_number(void **state)
{
	struct arena *arena = arena_new();
	struct memory memory;
	struct request rq;
	int64_t revision;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum err err;

		memory_request(&rq, &memory, arena, ENV((char *)cases[i].sent));
		err = etag_if_match(&rq, &revision);
		if (err != (cases[i].revision < 0 ? ERR_INVALID : OK))
			fail_msg("%s: %s", cases[i].sent, err_name(err));
		if (err == OK)
			assert_true(revision == cases[i].revision);
		else
			assert_string_equal(rq.fault.detail, "bad_revision");
	}
	arena_free(arena);
}

static void where_it_must_be_given_absence_is_a_fault(void **state)
{
	struct arena *arena = arena_new();
	struct memory memory;
	struct request rq;
	int64_t revision;

	(void)state;
	memory_request(&rq, &memory, arena, ENV("X=1"));
	assert_int_equal(etag_required(&rq, &revision), ERR_REVISION_NEEDED);
	memory_request(&rq, &memory, arena, ENV("HTTP_IF_MATCH=*"));
	assert_int_equal(etag_required(&rq, &revision), ERR_INVALID);
	memory_request(&rq, &memory, arena, ENV("HTTP_IF_MATCH=\"7\""));
	assert_int_equal(etag_required(&rq, &revision), OK);
	assert_true(revision == 7);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_revision_is_one_quoted_number),
		cmocka_unit_test(where_it_must_be_given_absence_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
