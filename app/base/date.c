#include "base/date.h"

static bool has_shape(const char *text, size_t len)
{
	static const char shape[] = "0000-00-00";
	size_t at;

	if (len != 4 && len != 7 && len != 10)
		return false;
	for (at = 0; at < len; at++) {
		bool digit = text[at] >= '0' && text[at] <= '9';

		if (shape[at] == '0' ? !digit : text[at] != '-')
			return false;
	}
	return true;
}

/* The number that these digits make. */
static int number(const char *digits, size_t n)
{
	int value = 0;

	for (; n > 0; n--, digits++)
		value = value * 10 + (*digits - '0');
	return value;
}

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (leap && month == 2 ? 1 : 0);
}

bool date_check(const char *text, size_t len)
{
	int year, month = 1, day = 1;

	if (!has_shape(text, len))
		return false;
	year = number(text, 4);
	if (len >= 7)
		month = number(text + 5, 2);
	if (len == 10)
		day = number(text + 8, 2);
	return year >= 1 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days_of(year, month);
}
