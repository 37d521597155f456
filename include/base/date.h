/*
 * date.h: a date as precise as it is known: 2015, 2015-09 or 2015-09-28.
 * Its length is its precision.  Years 0001–9999, Gregorian.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>

/* Is this a date that the calendar has, in exactly one of the three shapes? */
bool date_check(const char *text, size_t len);

#endif
