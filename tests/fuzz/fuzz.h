/*
 * fuzz.h: what fuzz harnesses share.
 *
 * A harness is one function over bytes that nobody has chosen.  libFuzzer drives it
 * (`make fuzz`), replay.c runs it over the kept corpus (`make test`).  Beyond "does not
 * crash" each holds the program against an oracle of its own: CHECK says which.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(expected)								\
	do {									\
		if (!(expected)) {						\
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #expected); \
			abort();						\
		}								\
	} while (0)

/* What is left of the input. */
struct input {
	const uint8_t *at;
	size_t left;
};

static inline uint8_t input_byte(struct input *in)
{
	if (in->left == 0)
		return 0;
	in->left--;
	return *in->at++;
}

/* A number below `most`; 0 when most is 0. */
static inline size_t input_below(struct input *in, size_t most)
{
	size_t number = (size_t)input_byte(in) << 8;

	number |= input_byte(in);
	return most ? number % most : 0;
}

/* Up to the next `end`, which is taken too; arena, with a NUL behind. */
static inline const char *input_until(struct input *in, struct arena *arena, int end, size_t *len)
{
	const uint8_t *stop = in->left ? memchr(in->at, end, in->left) : NULL;
	size_t n = stop ? (size_t)(stop - in->at) : in->left;
	const char *text = arena_strndup(arena, (const char *)in->at, n);

	in->at += n + (stop != NULL);
	in->left -= n + (stop != NULL);
	*len = n;
	return text;
}

/* A line as a C string: a NUL ends it early. */
static inline const char *input_line(struct input *in, struct arena *arena)
{
	size_t len;

	return input_until(in, arena, '\n', &len);
}

#endif
