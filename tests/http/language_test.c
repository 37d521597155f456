/* language_test.c: which language a browser's list, or an account, gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include "http/language.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const have[] = { "en", "fr", "vi", "zh-Hant", NULL };

struct wish {
	const char *asked;
	const char *got;
};

static const struct wish tags[] = {
	{ "fr", "fr" }, { "FR", "fr" }, { "fr-CA", "fr" }, { "fr-Latn-CA", "fr" },
	{ "zh-Hant-TW", "zh-Hant" }, { "zh-hant-x-a", "zh-Hant" }, { "vi-x-mine", "vi" },
	{ "zh", NULL }, { "zh-Hans", NULL }, { "f", NULL }, { "fra", NULL }, { "", NULL },
	{ "-", NULL }, { "*", NULL }, { "en-", "en" },
};

static const struct wish headers[] = {
	{ "fr-CA,fr;q=0.9,en;q=0.8", "fr" },
	{ "de,ja;q=0.9,vi;q=0.4", "vi" },
	{ "en;q=0.5, vi ; q=0.8, fr;q=0.7", "vi" },
	{ "fr, vi", "fr" },
	{ "en;q=0.3,fr;q=0.30,vi;q=0.301", "vi" },
	{ "fr;q=0,en;q=0.1", "en" },
	{ "fr;q=0", NULL },
	{ "fr;q=2,vi;q=1.0", "vi" },
	{ "fr;level=1,vi;q=0.1", "vi" },
	{ "de, *;q=0.5", NULL },
	{ ",, ,fr", "fr" },
	{ "fr;q=", NULL },
	{ "", NULL },
	{ NULL, NULL },
};

static void check(const char *got, const struct wish *wish)
{
	if (wish->got)
		assert_string_equal(got, wish->got);
	else
		assert_null(got);
}

static void a_tag_is_cut_from_its_end_until_it_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tags); i++)
		check(language_for(tags[i].asked, strlen(tags[i].asked), have), &tags[i]);
}

static void a_browser_gets_what_it_likes_best(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(headers); i++)
		check(language_accepted(headers[i].asked, have), &headers[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tag_is_cut_from_its_end_until_it_fits),
		cmocka_unit_test(a_browser_gets_what_it_likes_best),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
