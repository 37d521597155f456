/* bearer_test.c: the token in Authorization. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/bearer.h"
#include "support/memory.h"

static const struct {
	const char *name, *header, *token;	/* token NULL: it is not ours to judge */
} cases[] = {
	{ "no header", NULL, NULL },
	{ "a token", "Bearer postil_x", "postil_x" },
	{ "the scheme in other letters", "bEARER postil_x", "postil_x" },
	{ "more blanks", "Bearer   postil_x", "postil_x" },
	{ "nothing behind", "Bearer", "" },
	{ "a blank behind", "Bearer ", "" },
	{ "two words", "Bearer a b", "a b" },
	{ "a longer word", "Bearers postil_x", NULL },
	{ "another scheme", "Basic YTpi", NULL },
	{ "the token alone", "postil_x", NULL },
	{ "nothing", "", NULL },
};

static void tokens_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct memory memory;
		struct request rq;
		const char *token;

		print_message("%s\n", cases[i].name);
		memory_request(&rq, &memory, arena, ENV(
			cases[i].header ? arena_printf(arena, "HTTP_AUTHORIZATION=%s",
						       cases[i].header) : "X=1"));
		token = bearer_token(&rq);
		if (cases[i].token)
			assert_string_equal(token, cases[i].token);
		else
			assert_null(token);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
