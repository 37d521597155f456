/*
 * time.h: two clocks.  Durations come from the monotonic one, moments from the other.
 */
#ifndef BASE_TIME_H
#define BASE_TIME_H

#include <stdint.h>

#define TIME_SIZE sizeof("2026-03-01T12:00:00.123Z")

/* Milliseconds since some moment in the past; never goes back. */
int64_t time_monotonic_ms(void);

/* The present moment, RFC 3339, UTC, with milliseconds, and a NUL. */
void time_now(char out[TIME_SIZE]);

#endif
