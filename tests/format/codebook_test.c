#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "format/codebook.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TAGS(tags) "{\"codebook\":{\"name\":\"C\",\"tags\":[" tags "]}}"

#define A9 "aaaaaaaaa"
#define A81 A9 A9 A9 A9 A9 A9 A9 A9 A9

static const struct {
	const char *name, *json;
	enum err err;
	const char *detail, *field, *tag;
} cases[] = {
	{ "no tags", TAGS(""), OK, NULL, NULL, NULL },
	{ "a tag", TAGS("{\"key\":\"a\",\"label\":\"A\",\"parent\":null}"), OK, NULL, NULL, NULL },
	{ "no JSON", "codebook", ERR_BAD_REQUEST, "json_syntax", NULL, NULL },
	{ "a list", "[]", ERR_INVALID, "wrong_type", NULL, NULL },
	{ "no codebook", "{}", ERR_INVALID, "missing", "codebook", NULL },
	{ "bare tags", "{\"tags\":[]}", ERR_INVALID, "unknown_field", "tags", NULL },
	{ "tags are missing", "{\"codebook\":{}}", ERR_INVALID, "missing", "tags", NULL },
	{ "tags are an object", "{\"codebook\":{\"tags\":{}}}",
	  ERR_INVALID, "wrong_type", "tags", NULL },
	{ "a tag is text", TAGS("\"a\""), ERR_INVALID, "wrong_type", NULL, "#1" },
	{ "a tag is null", TAGS("null"), ERR_INVALID, "wrong_type", NULL, "#1" },
	{ "no key", TAGS("{\"label\":\"A\"}"), ERR_INVALID, "missing", "key", "#1" },
	{ "no label", TAGS("{\"key\":\"a\"}"), ERR_INVALID, "missing", "label", "a" },
	{ "an empty label", TAGS("{\"key\":\"a\",\"label\":\"\"}"),
	  ERR_INVALID, "missing", "label", "a" },
	{ "the key is a number", TAGS("{\"key\":1,\"label\":\"A\"}"),
	  ERR_INVALID, "wrong_type", "key", "#1" },
	{ "a key with a capital", TAGS("{\"key\":\"aB\",\"label\":\"A\"}"),
	  ERR_INVALID, "bad_key", "key", "aB" },
	{ "a key that ends with a hyphen", TAGS("{\"key\":\"a-\",\"label\":\"A\"}"),
	  ERR_INVALID, "bad_key", "key", "a-" },
	{ "a key of 81 letters", TAGS("{\"key\":\"" A81 "\",\"label\":\"A\"}"),
	  ERR_INVALID, "too_long", "key", A81 },
	{ "a parent that is no key", TAGS("{\"key\":\"a\",\"label\":\"A\",\"parent\":\"B\"}"),
	  ERR_INVALID, "bad_key", "parent", "a" },
	{ "an empty parent", TAGS("{\"key\":\"a\",\"label\":\"A\",\"parent\":\"\"}"),
	  OK, NULL, NULL, NULL },
	{ "a color by name", TAGS("{\"key\":\"a\",\"label\":\"A\",\"color\":\"red\"}"),
	  ERR_INVALID, "bad_color", "color", "a" },
	{ "a key twice", TAGS("{\"key\":\"a\",\"label\":\"A\"},{\"key\":\"a\",\"label\":\"B\"}"),
	  ERR_INVALID, "key_twice", "key", "a" },
	{ "the second is at fault",
	  TAGS("{\"key\":\"a\",\"label\":\"A\"},{\"key\":\"b\",\"label\":\"B\",\"hue\":\"x\"}"),
	  ERR_INVALID, "unknown_field", "hue", "b" },
};

static void check_text(const char *name, const char *got, const char *want)
{
	if (!got != !want || (got && strcmp(got, want) != 0))
		fail_msg("%s: got %s, not %s", name, got ? got : "nothing",
			 want ? want : "nothing");
}

static void codebooks_are_checked(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct codebook codebook = { .json = cases[i].json, .len = strlen(cases[i].json) };
		struct fault fault = { 0 };

		if (codebook_read(&codebook, arena, &fault) != cases[i].err)
			fail_msg("%s: %s", cases[i].name, fault.detail);
		check_text(cases[i].name, fault.detail, cases[i].detail);
		check_text(cases[i].name, fault.field, cases[i].field);
		check_text(cases[i].name, codebook.tag, cases[i].tag);
	}
	arena_free(arena);
}

static void tags_come_out_without_what_is_absent(void **state)
{
	const char *json = TAGS("{\"key\":\"b\",\"label\":\"B/1\",\"parent\":\"\",\"color\":null}, {\"key\":\"a\",\"label\":\"Å\"}");
	struct codebook codebook = { .json = json, .len = strlen(json) };
	struct arena *arena = arena_new();
	struct fault fault = { 0 };

	(void)state;
	assert_int_equal(codebook_read(&codebook, arena, &fault), OK);
	assert_int_equal(codebook.count, 2);
	assert_string_equal(codebook.tags, "[{\"key\":\"b\",\"label\":\"B\\/1\"},"
					   "{\"key\":\"a\",\"label\":\"Å\"}]");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codebooks_are_checked),
		cmocka_unit_test(tags_come_out_without_what_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
