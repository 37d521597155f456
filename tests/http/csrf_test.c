/* csrf_test.c: the token that a page sends back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "http/csrf.h"
#include "support/memory.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* printf csrf | openssl dgst -sha256 -hmac abc */
#define RIGHT "fbea432c92e6f5bdd3ec23b4af488572b99ac1a001d1e1cb049229b0ab9a28a2"

static void it_is_the_hmac_of_the_session_token(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(csrf_token(arena, "abc"), RIGHT);
	assert_string_not_equal(csrf_token(arena, "abd"), RIGHT);
	arena_free(arena);
}

static const struct {
	const char *name;
	const char *sent;
	enum err err;
} cases[] = {
	{ "right",    "HTTP_X_CSRF_TOKEN=" RIGHT,     OK },
	{ "absent",   "X=1",                          ERR_FORBIDDEN },
	{ "empty",    "HTTP_X_CSRF_TOKEN=",           ERR_FORBIDDEN },
	{ "too long", "HTTP_X_CSRF_TOKEN=" RIGHT "0", ERR_FORBIDDEN },
	{ "short",    "HTTP_X_CSRF_TOKEN=abc",        ERR_FORBIDDEN },
	{ "wrong",    "HTTP_X_CSRF_TOKEN="
		      "00000000000000000000000000000000"
		      "00000000000000000000000000000000", ERR_FORBIDDEN },
};

static void only_the_right_token_passes(void **state)
{
	struct arena *arena = arena_new();
	struct memory memory;
	struct request rq;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		memory_request(&rq, &memory, arena, ENV((char *)cases[i].sent));
		if (csrf_check(&rq, "abc") != cases[i].err)
			fail_msg("%s", cases[i].name);
		if (cases[i].err != OK)
			assert_string_equal(rq.fault.detail, "csrf");
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_the_hmac_of_the_session_token),
		cmocka_unit_test(only_the_right_token_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
