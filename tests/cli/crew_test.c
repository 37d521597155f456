/*
 * crew_test.c: how the dead are counted.  The workers are children that do nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/time.h"
#include "cli/crew.h"

enum { WORKERS = 4, OLD = 60 * 1000 };

static pid_t idle_child(void)
{
	pid_t pid = fork();

	if (pid == 0)
		for (;;)
			pause();
	assert_true(pid > 0);
	return pid;
}

/* Workers of one pool, so many milliseconds old. */
static struct crew crew_of(int64_t age)
{
	struct crew crew = { .count = WORKERS, .room = WORKERS };

	crew.members = calloc(WORKERS, sizeof(*crew.members));
	assert_non_null(crew.members);
	for (int i = 0; i < WORKERS; i++)
		crew.members[i] = (struct member){
			.pid = idle_child(), .pool = CREW_QUICK,
			.born = time_monotonic_ms() - age,
		};
	return crew;
}

/* Kills them all and waits until they can be buried, which is left to crew_reap. */
static void kill_all(const struct crew *crew)
{
	siginfo_t info;

	crew_kill(crew);
	for (size_t i = 0; i < crew->count; i++)
		assert_int_equal(waitid(P_PID, (id_t)crew->members[i].pid, &info,
					WEXITED | WNOWAIT), 0);
}

static void test_those_who_die_together_are_one_failure(void **state)
{
	struct crew crew = crew_of(0);

	(void)state;
	kill_all(&crew);
	assert_int_equal(crew_reap(&crew), 0);
	assert_int_equal(crew.count, 0);
	assert_int_equal(crew.pools[CREW_QUICK].failures, 1);
	assert_true(crew.pools[CREW_QUICK].not_before > 0);
	assert_int_equal(crew.pools[CREW_LONG].failures, 0);
	free(crew.members);
}

static void test_one_after_the_other_is_one_more_each_time(void **state)
{
	int failures = 0;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct crew crew = crew_of(0);

		crew.pools[CREW_QUICK].failures = failures;
		kill_all(&crew);
		crew_reap(&crew);
		failures = crew.pools[CREW_QUICK].failures;
		assert_int_equal(failures, i + 1);
		free(crew.members);
	}
}

static void test_a_grown_up_is_no_failure(void **state)
{
	struct crew crew = crew_of(OLD);

	(void)state;
	crew.pools[CREW_QUICK].failures = 5;
	kill_all(&crew);
	crew_reap(&crew);
	assert_int_equal(crew.pools[CREW_QUICK].failures, 0);
	assert_int_equal(crew.pools[CREW_QUICK].not_before, 0);
	free(crew.members);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_those_who_die_together_are_one_failure),
		cmocka_unit_test(test_one_after_the_other_is_one_more_each_time),
		cmocka_unit_test(test_a_grown_up_is_no_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
