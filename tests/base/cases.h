/*
 * cases.h: a test program's list of cases, many of them rows of tables.
 *
 * A row's first member is its name; the test reads the row from *state.
 */
#ifndef TESTS_BASE_CASES_H
#define TESTS_BASE_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct cases {
	struct CMUnitTest *tests;
	size_t count;
};

/* name and row must live until the run. */
static inline void cases_add(struct cases *cases, const char *name,
	CMUnitTestFunction test, const void *row)
{
	size_t size = (cases->count + 1) * sizeof(*cases->tests);

	cases->tests = realloc(cases->tests, size);
	if (cases->tests == NULL)
		abort();
	cases->tests[cases->count++] = (struct CMUnitTest){
		.name = name,
		.test_func = test,
		.initial_state = (void *)(uintptr_t)row,
	};
}

#define CASES_TEST(cases, test) cases_add(cases, #test, test, NULL)

/* One case for each row of an array. */
#define CASES_TABLE(cases, rows, test)						\
	do {									\
		size_t row_;							\
		for (row_ = 0; row_ < sizeof(rows) / sizeof((rows)[0]); row_++)	\
			cases_add(cases, (rows)[row_].name, test, &(rows)[row_]);\
	} while (0)

static inline int cases_run(struct cases *cases, const char *group)
{
	int failed =
		_cmocka_run_group_tests(group, cases->tests, cases->count, NULL, NULL);

	free(cases->tests);
	return failed;
}

#endif
