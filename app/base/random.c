#include "base/random.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/types.h>

void random_bytes(void *out, size_t n)
{
	unsigned char *bytes = out;
	ssize_t got;

	while (n > 0) {
		got = getrandom(bytes, n, 0);
		if (got < 0 && errno != EINTR)
			abort();
		if (got < 0)
			continue;
		bytes += got;
		n -= (size_t)got;
	}
}

void random_token(char out[RANDOM_TOKEN_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned char bytes[RANDOM_TOKEN_BYTES + 1];
	unsigned int pair;
	size_t i, bit;

	random_bytes(bytes, RANDOM_TOKEN_BYTES);
	bytes[RANDOM_TOKEN_BYTES] = 0;	/* the last digit reaches two bits into it */
	for (i = 0; i < RANDOM_TOKEN_SIZE - 1; i++) {
		bit = i * 6;
		pair = (unsigned int)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
		out[i] = digits[pair >> (10 - bit % 8) & 63];
	}
	out[i] = '\0';
}
