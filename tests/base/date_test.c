#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "cases.h"

static const struct date_row {
	const char *name;
	const char *text;
	bool valid;
} dates[] = {
	{ "year", "2015", true },
	{ "month", "2015-09", true },
	{ "day", "2015-09-28", true },
	{ "first year", "0001", true },
	{ "last day", "9999-12-31", true },
	{ "leap day", "2016-02-29", true },
	{ "leap day of a fourth century", "2000-02-29", true },
	{ "no leap day", "2015-02-29", false },
	{ "no leap day in a century", "1900-02-29", false },
	{ "30 February", "2016-02-30", false },
	{ "31 April", "2015-04-31", false },
	{ "day 0", "2015-01-00", false },
	{ "month 0", "2015-00", false },
	{ "month 13", "2015-13", false },
	{ "year 0", "0000", false },
	{ "nothing", "", false },
	{ "two digits of a year", "15", false },
	{ "five digits of a year", "12015", false },
	{ "one digit of a month", "2015-9", false },
	{ "dash at the end", "2015-", false },
	{ "one digit of a day", "2015-09-2", false },
	{ "slashes", "2015/09/28", false },
	{ "no dashes", "20150928", false },
	{ "space before", " 2015", false },
	{ "space after", "2015 ", false },
	{ "a sign", "-201", false },
	{ "a sign in the month", "2015--1", false },
	{ "a letter", "2015-0a", false },
	{ "a time behind", "2015-09-28T00:00:00Z", false },
	{ "Arabic digits", "\xd9\xa2\xd9\xa0", false },
};

static void judged_as_the_row_says(void **state)
{
	const struct date_row *row = *state;

	assert_int_equal(date_check(row->text, strlen(row->text)), row->valid);
}

/* The C library's calendar: what it has to normalise is no date. */
static bool calendar_has(int year, int month, int day)
{
	struct tm tm = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day };

	timegm(&tm);
	return tm.tm_mon == month - 1 && tm.tm_mday == day;
}

static void expect_as_calendar(int year, int month, int day)
{
	char text[40];

	snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
	if (date_check(text, 10) != calendar_has(year, month, day))
		fail_msg("%s", text);
}

static void two_centuries_agree_with_the_calendar(void **state)
{
	int year, month, day;

	(void)state;
	for (year = 1899; year <= 2101; year++)
		for (month = 1; month <= 12; month++)
			for (day = 1; day <= 32; day++) {
				expect_as_calendar(year, month, day);
			}
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, dates, judged_as_the_row_says);
	CASES_TEST(&cases, two_centuries_agree_with_the_calendar);
	return cases_run(&cases, "date");
}
