#include <string.h>

#include "base/random.h"
#include "cases.h"

static void token_is_43_url_safe_characters(void **state)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789-_";
	char token[RANDOM_TOKEN_SIZE];
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		random_token(token);
		assert_int_equal(strlen(token), 43);
		assert_int_equal(strspn(token, digits), 43);
		/* 43 × 6 bits hold two more than the token has: they are 0. */
		assert_non_null(strchr("AEIMQUYcgkosw048", token[42]));
	}
}

/*
 * Each of the 64 digits comes up at each place but the last.  That 4,000 tokens lack
 * one by chance has a probability below 1e-23.
 */
static void every_digit_comes_up_everywhere(void **state)
{
	char token[RANDOM_TOKEN_SIZE], seen[42][128] = { { 0 } };
	int i, place, byte, digits;

	(void)state;
	for (i = 0; i < 4000; i++) {
		random_token(token);
		for (place = 0; place < 42; place++)
			seen[place][(unsigned char)token[place]] = 1;
	}
	for (place = 0; place < 42; place++) {
		for (digits = 0, byte = 0; byte < 128; byte++)
			digits += seen[place][byte];
		assert_int_equal(digits, 64);
	}
}

static void tokens_differ(void **state)
{
	char a[RANDOM_TOKEN_SIZE], b[RANDOM_TOKEN_SIZE];

	(void)state;
	random_token(a);
	random_token(b);
	assert_string_not_equal(a, b);
}

static void bytes_fill_all_and_no_more(void **state)
{
	enum { N = 1 << 20 };
	unsigned char *bytes = malloc(N + 1);
	size_t i, counts[256] = { 0 };

	(void)state;
	assert_non_null(bytes);
	bytes[N] = 0x5a;
	random_bytes(bytes, N);
	random_bytes(bytes + N, 0);
	assert_int_equal(bytes[N], 0x5a);
	for (i = 0; i < N; i++)
		counts[bytes[i]]++;
	for (i = 0; i < 256; i++)	/* 4,096 expected, standard deviation 64 */
		assert_in_range(counts[i], 3200, 5000);
	free(bytes);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TEST(&cases, token_is_43_url_safe_characters);
	CASES_TEST(&cases, every_digit_comes_up_everywhere);
	CASES_TEST(&cases, tokens_differ);
	CASES_TEST(&cases, bytes_fill_all_and_no_more);
	return cases_run(&cases, "random");
}
