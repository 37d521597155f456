/*
 * random.h: bytes nobody can guess, from the kernel.  Should it refuse: abort.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>

#define RANDOM_TOKEN_BYTES 32				/* 256 bits */
#define RANDOM_TOKEN_SIZE (43 + 1)			/* as base64url, and a NUL */

void random_bytes(void *out, size_t n);

/* A new token: 43 characters of [A-Za-z0-9_-], without padding, and a NUL. */
void random_token(char out[RANDOM_TOKEN_SIZE]);

#endif
