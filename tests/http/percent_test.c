/* percent_test.c: percent-encoding, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "http/percent.h"

static const struct {
	const char *name;
	const char *given;
	enum percent form;
	const char *decoded;		/* NULL: refused */
} cases[] = {
	{ "plain",                "abc-1_~.", PERCENT_PATH, "abc-1_~." },
	{ "nothing",              "",         PERCENT_PATH, "" },
	{ "escapes, both cases",  "%41%c3%A9", PERCENT_PATH, "A\xc3\xa9" },
	{ "escaped percent",      "100%25",   PERCENT_FORM, "100%" },
	{ "plus in a path",       "a+b",      PERCENT_PATH, "a+b" },
	{ "plus in a query",      "a+b",      PERCENT_FORM, "a b" },
	{ "escaped plus",         "a%2Bb",    PERCENT_FORM, "a+b" },
	{ "escaped slash",        "a%2fb",    PERCENT_PATH, "a/b" },
	{ "raw UTF-8",            "\xc3\xa9", PERCENT_PATH, "\xc3\xa9" },
	{ "cut after %",          "a%",       PERCENT_PATH, NULL },
	{ "cut after a digit",    "a%4",      PERCENT_PATH, NULL },
	{ "no hex digit",         "%4g",      PERCENT_PATH, NULL },
	{ "NUL",                  "a%00b",    PERCENT_PATH, NULL },
	{ "lone byte of UTF-8",   "%c3",      PERCENT_PATH, NULL },
	{ "surrogate",            "%ed%a0%80", PERCENT_PATH, NULL },
	{ "overlong slash",       "%c0%af",   PERCENT_PATH, NULL },
};

static void decodes(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *given = cases[i].given;
		const char *decoded = percent_decode(arena, given, strlen(given),
						     cases[i].form);
		const char *wanted = cases[i].decoded;

		if (!decoded != !wanted || (decoded && strcmp(decoded, wanted) != 0))
			fail_msg("%s: %s", cases[i].name, decoded ? decoded : "refused");
	}
	arena_free(arena);
}

static void reads_no_further_than_told(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(percent_decode(arena, "ab%41", 2, PERCENT_PATH), "ab");
	assert_null(percent_decode(arena, "ab%41", 4, PERCENT_PATH));
	arena_free(arena);
}

static void encodes(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(percent_encode(arena, "/p/a-b?q=1&x=\xc3\xa9 %\r\n"),
			    "/p/a-b%3Fq%3D1%26x%3D%C3%A9%20%25%0D%0A");
	assert_string_equal(percent_encode(arena, ""), "");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(reads_no_further_than_told),
		cmocka_unit_test(encodes),
	};

	return cmocka_run_group_tests_name("http/percent", tests, NULL, NULL);
}
