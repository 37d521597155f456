#include <string.h>

#include "base/text_door.h"
#include "cases.h"

#define BYTES(literal) literal, sizeof(literal) - 1
#define BOM "\xef\xbb\xbf"

static const struct text_row {
	const char *name;
	const char *given;
	size_t len;
	const char *inside;	/* NULL: refused */
	const char *detail;	/* the rule that must refuse it */
	int64_t at;		/* byte position in what was given */
} texts[] = {
	{ "plain", BYTES("plain"), "plain", NULL, 0 },
	{ "nothing is trimmed", BYTES(" \t a \n\n"), " \t a \n\n", NULL, 0 },
	{ "nothing is normalised", BYTES("e\xcc\x81 \xc3\xa9"),
		"e\xcc\x81 \xc3\xa9", NULL, 0 },
	{ "CRLF", BYTES("a\r\nb\r\n"), "a\nb\n", NULL, 0 },
	{ "lone CR", BYTES("a\rb\r"), "a\nb\n", NULL, 0 },
	{ "CR, CRLF, LF CR", BYTES("\r\r\n\n\r"), "\n\n\n\n", NULL, 0 },
	{ "BOM", BYTES(BOM "a"), "a", NULL, 0 },
	{ "only one BOM is dropped", BYTES(BOM BOM "a"), BOM "a", NULL, 0 },
	{ "a BOM inside stays", BYTES("a" BOM), "a" BOM, NULL, 0 },
	{ "other separators stay", BYTES("\xe2\x80\xa8\xc2\x85\f"),
		"\xe2\x80\xa8\xc2\x85\f", NULL, 0 },
	{ "just as long as allowed", BYTES("0123456789"), "0123456789", NULL, 0 },
	{ "short enough once inside", BYTES(BOM "0123\r\n6789"), "0123\n6789", NULL, 0 },

	{ "nothing", BYTES(""), NULL, "text_empty", 0 },
	{ "a BOM alone", BYTES(BOM), NULL, "text_empty", 3 },
	{ "a byte too long", BYTES("0123456789x"), NULL, "text_too_long", 10 },
	{ "no room for the last character", BYTES("012345678\xc3\xa9"),
		NULL, "text_too_long", 9 },
	{ "too long behind CRLF", BYTES("\r\n123456789x"), NULL, "text_too_long", 11 },
	{ "Latin-1", BYTES("caf\xe9"), NULL, "text_utf8", 3 },
	{ "behind BOM and CRLF", BYTES(BOM "\r\n\xff"), NULL, "text_utf8", 5 },
	{ "half a BOM", BYTES("\xef\xbb"), NULL, "text_utf8", 0 },
	{ "surrogate", BYTES("a\xed\xa0\x80"), NULL, "text_utf8", 1 },
	{ "NUL", BYTES("ab\0c"), NULL, "text_nul", 2 },
	{ "NUL at the end", BYTES("ab\0"), NULL, "text_nul", 2 },
	{ "NUL before bad UTF-8", BYTES("a\0\xff"), NULL, "text_nul", 1 },
	{ "bad UTF-8 before NUL", BYTES("\xff\0"), NULL, "text_utf8", 0 },
	{ "bad UTF-8 before too long", BYTES("\xff" "0123456789"), NULL, "text_utf8", 0 },
};

static void let_in_or_refused_as_the_row_says(void **state)
{
	const struct text_row *row = *state;
	struct arena *arena = arena_new();
	/* A copy of the very size, so that a step beyond it is seen. */
	char *given = memcpy(arena_alloc(arena, row->len), row->given, row->len);
	struct text_door door = { .given = given, .given_len = row->len, .max = 10 };
	struct fault fault = { .detail = "" };
	enum err err = text_door(arena, &door, &fault);

	if (row->inside != NULL) {
		assert_int_equal(err, OK);
		assert_int_equal(door.len, strlen(row->inside));
		assert_string_equal(door.text, row->inside);
	} else {
		assert_int_equal(err, ERR_INVALID);
		assert_int_equal(fault.err, ERR_INVALID);
		assert_string_equal(fault.detail, row->detail);
		assert_string_equal(fault.field, "text");
		assert_int_equal(fault.at, row->at);
	}
	arena_free(arena);
}

static void four_mebibytes_come_in(void **state)
{
	enum { MAX = 4194304 };
	struct arena *arena = arena_new();
	struct text_door door = { .given_len = MAX, .max = MAX };
	char *given = arena_alloc(arena, MAX + 1);
	struct fault fault;

	(void)state;
	door.given = memset(given, 'a', MAX + 1);
	assert_int_equal(text_door(arena, &door, &fault), OK);
	assert_int_equal(door.len, MAX);
	door.given_len = MAX + 1;
	assert_int_equal(text_door(arena, &door, &fault), ERR_INVALID);
	assert_string_equal(fault.detail, "text_too_long");
	assert_int_equal(fault.at, MAX);
	arena_free(arena);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, texts, let_in_or_refused_as_the_row_says);
	CASES_TEST(&cases, four_mebibytes_come_in);
	return cases_run(&cases, "text_door");
}
