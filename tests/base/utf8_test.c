#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cases.h"

#define SUITE "../shared/data/unicode/utf8tests/utf8tests.txt"

static const struct text_row {
	const char *name;
	const char *bytes;
	bool valid;
	size_t at;		/* of the first fault; when valid: code points */
} texts[] = {
	{ "nothing", "", true, 0 },
	{ "ASCII", "plain", true, 5 },
	{ "two, three, four bytes", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", true, 3 },
	{ "U+10FFFF", "\xf4\x8f\xbf\xbf", true, 1 },
	{ "a noncharacter is a character", "\xef\xbf\xbf", true, 1 },
	{ "a BOM is a character", "\xef\xbb\xbfx", true, 2 },
	{ "a lone continuation", "ab\x80", false, 2 },
	{ "Latin-1", "caf\xe9", false, 3 },
	{ "cut off", "abc\xe2\x82", false, 3 },
	{ "cut off by a letter", "\xf0\x9f\x98z", false, 0 },
	{ "overlong slash", "x\xc0\xaf", false, 1 },
	{ "overlong in three", "x\xe0\x9f\xbf", false, 1 },
	{ "overlong in four", "x\xf0\x8f\xbf\xbf", false, 1 },
	{ "surrogate", "\xed\xa0\x80", false, 0 },
	{ "above U+10FFFF", "\xf4\x90\x80\x80", false, 0 },
	{ "five bytes", "\xf8\x88\x80\x80\x80", false, 0 },
	{ "0xff", "0123456789\xff", false, 10 },
	{ "behind a run of eights", "01234567\xc3\xa9" "01234567" "012\xc3", false, 21 },
	{ "good ones before the bad", "\xc3\xa9\xc3\xa9\xc3", false, 4 },
};

static void checked_as_the_row_says(void **state)
{
	const struct text_row *row = *state;
	size_t len = strlen(row->bytes), at = 999;

	assert_int_equal(utf8_check(row->bytes, len, &at), row->valid);
	assert_int_equal(utf8_check(row->bytes, len, NULL), row->valid);
	if (row->valid)
		assert_int_equal(utf8_length(row->bytes, len), row->at);
	assert_int_equal(at, row->valid ? 999 : row->at);
}

static void nul_is_a_character(void **state)
{
	(void)state;
	assert_true(utf8_check("a\0b", 3, NULL));
	assert_int_equal(utf8_length("a\0b", 3), 3);
	assert_int_equal(utf8_step("\0", 1), 1);
	assert_int_equal(utf8_step("", 0), 0);
}

/* The plain reading of RFC 3629: decode, then ask whether this was the shortest form. */
static size_t reference_step(const unsigned char *b, size_t len)
{
	static const unsigned int least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t i, n = 0;
	unsigned int point;

	while (b[0] << n & 0x80)
		n++;
	if (n == 0)
		return 1;
	if (n == 1 || n > 4 || n > len)
		return 0;
	point = b[0] & (0x7fU >> n);
	for (i = 1; i < n; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (b[i] & 0x3f);
	}
	if (point < least[n] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		return 0;
	return n;
}

/* Of each byte what matters of it: the borders of every range in the syntax. */
static const unsigned char borders[] = {
	0x00, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xff,
};

#define BORDERS sizeof(borders)

static void expect_as_reference(const unsigned char *b)
{
	size_t len;

	for (len = 1; len <= 4; len++)
		if (utf8_step((const char *)b, len) != reference_step(b, len))
			fail_msg("%02x%02x%02x%02x of %zu", b[0], b[1], b[2], b[3], len);
}

static void every_beginning_is_judged_like_the_reference(void **state)
{
	unsigned int first_two, i, j;

	(void)state;
	for (first_two = 0; first_two < 0x10000; first_two++)
		for (i = 0; i < BORDERS; i++)
			for (j = 0; j < BORDERS; j++) {
				unsigned char b[] = { first_two >> 8, first_two & 255,
						      borders[i], borders[j] };
				expect_as_reference(b);
			}
}

/* --- utf8tests.txt: n:valid:text, n:valid hex:E2 80, n:invalid hex:E2 --- */

struct suite_line {
	char *number, *kind, *value, *kept;
};

static size_t unhex(const char *hex, char *out)
{
	size_t n = 0;
	char digits[3] = { 0 };

	for (hex += strspn(hex, " "); isxdigit((unsigned char)hex[0]);
	     hex += strspn(hex, " ")) {
		digits[0] = *hex++;
		digits[1] = *hex++;
		out[n++] = (char)strtoul(digits, NULL, 16);
	}
	return n;
}

static void judge_suite_line(const struct suite_line *line)
{
	char bytes[512], kept[512];
	bool valid = strstr(line->kind, "invalid") == NULL;
	size_t at = 0, n;

	if (strstr(line->kind, "hex") != NULL)
		n = unhex(line->value, bytes);
	else
		n = (size_t)snprintf(bytes, sizeof(bytes), "%s", line->value);
	if (utf8_check(bytes, n, &at) != valid)
		fail_msg("%s %s", line->number, line->kind);
	if (valid)
		return;
	/* Invalid: what stands before the fault is what the suite keeps. */
	assert_true(unhex(line->kept, kept) >= at);
	assert_memory_equal(bytes, kept, at);
}

static void utf8tests(void **state)
{
	FILE *in = fopen(SUITE, "re");
	char text[2048];
	int judged = 0;

	(void)state;
	if (in == NULL) {
		print_message("skipped: no " SUITE "\n");
		skip();
	}
	while (fgets(text, sizeof(text), in) != NULL) {
		char *rest = text;
		struct suite_line line;

		text[strcspn(text, "\n")] = '\0';
		if (text[0] == '#' || text[0] == '\0')
			continue;
		line.number = strsep(&rest, ":");
		line.kind = strsep(&rest, ":");
		line.value = strsep(&rest, ":");
		line.kept = rest;
		judge_suite_line(&line);
		judged++;
	}
	fclose(in);
	assert_true(judged > 200);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, texts, checked_as_the_row_says);
	CASES_TEST(&cases, nul_is_a_character);
	CASES_TEST(&cases, every_beginning_is_judged_like_the_reference);
	CASES_TEST(&cases, utf8tests);
	return cases_run(&cases, "utf8");
}
