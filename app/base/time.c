#include "base/time.h"

#include <stdio.h>
#include <time.h>

int64_t time_monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void time_now(char out[TIME_SIZE])
{
	struct timespec now;
	struct tm utc;
	size_t len;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	len = strftime(out, TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(out + len, TIME_SIZE - len, ".%03dZ",
		(int)(now.tv_nsec / 1000000) % 1000);
}
