#include <string.h>
#include <time.h>

#include "base/time.h"
#include "cases.h"

static void monotonic_counts_milliseconds(void **state)
{
	static const struct timespec pause = { .tv_nsec = 20000000 };
	int64_t before = time_monotonic_ms(), after;

	(void)state;
	nanosleep(&pause, NULL);
	after = time_monotonic_ms();
	assert_in_range(after - before, 19, 10000);
}

static void now_is_rfc_3339_in_utc(void **state)
{
	time_t before = time(NULL), after;
	char now[TIME_SIZE];
	struct tm tm = { 0 };
	char *rest;

	(void)state;
	setenv("TZ", "Asia/Kathmandu", 1);
	tzset();
	time_now(now);
	after = time(NULL);
	assert_int_equal(strlen(now), strlen("2026-03-01T12:00:00.123Z"));
	rest = strptime(now, "%Y-%m-%dT%H:%M:%S", &tm);
	assert_non_null(rest);
	assert_in_range(timegm(&tm), before, after);
	assert_int_equal(rest[0], '.');
	assert_int_equal(strspn(rest + 1, "0123456789"), 3);
	assert_string_equal(rest + 4, "Z");
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TEST(&cases, monotonic_counts_milliseconds);
	CASES_TEST(&cases, now_is_rfc_3339_in_utc);
	return cases_run(&cases, "time");
}
