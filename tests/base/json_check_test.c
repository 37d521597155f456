#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/json_check.h"
#include "cases.h"

#define SUITE "../shared/data/jsontestsuite/test_parsing"

static const struct document_row {
	const char *name;
	const char *json;
	const char *detail;	/* the rule that must refuse it; NULL: accepted */
	size_t at;		/* byte position */
} documents[] = {
	{ "a lone number", "-0.5e+10", NULL, 0 },
	{ "white space around", " \t\r\n{ \"a\" : [ 1 , 2 ] } \n", NULL, 0 },
	{ "all escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"", NULL, 0 },
	{ "first and last pair", "\"\\ud800\\udc00\\udbff\\udfff\"", NULL, 0 },
	{ "around the surrogates", "\"\\ud7ff\\ue000\\uffff\"", NULL, 0 },
	{ "a backslash, then u0000", "\"\\\\u0000\"", NULL, 0 },
	{ "same key in two objects", "[{\"a\":1},{\"a\":{\"a\":2}}]", NULL, 0 },
	{ "one key begins another", "{\"ab\":1,\"a\":2,\"abc\":3,\"\":4}", NULL, 0 },
	{ "empty containers", "[[],{}]", NULL, 0 },

	{ "nothing", "", "json_syntax", 0 },
	{ "white space only", " \n", "json_syntax", 2 },
	{ "BOM", "\xef\xbb\xbf{}", "json_syntax", 0 },
	{ "trailing word", "{} x", "json_syntax", 3 },
	{ "trailing comma", "[1,]", "json_syntax", 3 },
	{ "trailing comma in an object", "{\"a\":1,}", "json_syntax", 7 },
	{ "leading comma", "[,1]", "json_syntax", 1 },
	{ "leading zero", "[01]", "json_syntax", 2 },
	{ "plus", "+1", "json_syntax", 0 },
	{ "no digit behind the dot", "[1.]", "json_syntax", 3 },
	{ "no digit behind the e", "[1e+]", "json_syntax", 4 },
	{ "minus alone", "-", "json_syntax", 1 },
	{ "NaN", "NaN", "json_syntax", 0 },
	{ "half a word", "[tru]", "json_syntax", 4 },
	{ "upper case", "[True]", "json_syntax", 1 },
	{ "key without quotes", "{a:1}", "json_syntax", 1 },
	{ "no colon", "{\"a\" 1}", "json_syntax", 5 },
	{ "two values", "[1 2]", "json_syntax", 3 },
	{ "not closed", "[1", "json_syntax", 2 },
	{ "closed by the other", "[1}", "json_syntax", 2 },
	{ "text not closed", "\"abc", "json_syntax", 4 },
	{ "escape not ended", "\"\\", "json_syntax", 2 },
	{ "no such escape", "\"a\\x\"", "json_syntax", 3 },
	{ "a tab in a text", "\"a\tb\"", "json_syntax", 2 },
	{ "three hex digits", "\"\\u12g4\"", "json_syntax", 5 },
	{ "comment", "[1/**/]", "json_syntax", 2 },

	{ "Latin-1 in a text", "\"caf\xe9\"", "json_utf8", 4 },
	{ "Latin-1 in a key", "{\"\xe9\":1}", "json_utf8", 2 },
	{ "0xff outside a text", "[\xff]", "json_utf8", 1 },
	{ "surrogate as bytes", "\"\xed\xa0\x80\"", "json_utf8", 1 },
	{ "cut off character", "\"\xe2\x82\"", "json_utf8", 1 },
	{ "é outside a text", "[\xc3\xa9]", "json_syntax", 1 },

	{ "lone high surrogate", "\"a\\ud83d\"", "json_surrogate", 2 },
	{ "lone low surrogate", "\"\\ude00\"", "json_surrogate", 1 },
	{ "two high surrogates", "\"\\ud83d\\ud83d\"", "json_surrogate", 1 },
	{ "high, then the last high", "\"\\ud800\\udbff\"", "json_surrogate", 1 },
	{ "high, then what follows low", "\"\\ud800\\ue000\"", "json_surrogate", 1 },
	{ "first low alone", "\"\\udc00\"", "json_surrogate", 1 },
	{ "high, then a letter", "\"\\ud83d\\u0041\"", "json_surrogate", 1 },
	{ "high, then a line feed", "\"\\ud83d\\n\"", "json_surrogate", 1 },
	{ "lone surrogate in a key", "{\"\\ud83d\":1}", "json_surrogate", 2 },

	{ "u0000 in a text", "[\"ab\\u0000\"]", "json_nul", 4 },
	{ "u0000 in a key", "{\"\\u0000\":1}", "json_nul", 2 },

	{ "key twice", "{\"a\":1,\"b\":2,\"a\":3}", "json_duplicate", 13 },
	{ "key twice, escaped", "{\"a\":1,\"\\u0061\":2}", "json_duplicate", 7 },
	{ "key twice, short escape", "{\"\\n\":1,\"\\u000A\":2}", "json_duplicate", 8 },
	{ "key twice, a pair", "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}",
		"json_duplicate", 10 },
	{ "key twice, two bytes", "{\"\xc3\xa9\":1,\"\\u00E9\":2}", "json_duplicate", 8 },
	{ "key twice, three bytes", "{\"\xe2\x82\xac\":1,\"\\u20ac\":2}",
		"json_duplicate", 9 },
	{ "empty key twice", "{\"\":1,\"\":2}", "json_duplicate", 6 },
	{ "the first of two repetitions", "{\"b\":1,\"a\":1,\"b\":1,\"a\":1}",
		"json_duplicate", 13 },
	{ "inside, after an inner object", "[{\"a\":{\"x\":1},\"a\":2}]",
		"json_duplicate", 14 },
	{ "a key thrice", "{\"a\":1,\"a\":2,\"a\":3}", "json_duplicate", 7 },
};

static void expect(const struct json_limits *limits, const struct buf *json,
	const char *detail, size_t at)
{
	/* A copy of the very size, so that a step beyond it is seen. */
	char *exact = malloc(json->len > 0 ? json->len : 1);
	struct json_fault fault = { "", 0 };
	enum err err;

	if (exact == NULL)
		abort();
	if (json->len > 0)
		memcpy(exact, json->data, json->len);
	err = json_check(exact, json->len, limits, &fault);
	free(exact);
	if (detail == NULL) {
		assert_string_equal(fault.detail, "");
		assert_int_equal(err, OK);
		return;
	}
	assert_int_equal(err, ERR_BAD_REQUEST);
	assert_string_equal(fault.detail, detail);
	assert_int_equal(fault.at, at);
}

static void judged_as_the_row_says(void **state)
{
	const struct document_row *row = *state;
	struct buf json = { 0 };

	buf_puts(&json, row->json);
	expect(&json_body_limits, &json, row->detail, row->at);
	buf_free(&json);
}

/* Wherever a good document is cut, the rest is no document, and the end is at fault. */
static void every_beginning_of_a_document_is_refused(void **state)
{
	static const char whole[] = "{\"a\":[1.5e3,true,null,"
				    "\"\\ud83d\\ude00\\n\xc3\xa9\"]}";
	struct json_fault fault;
	size_t len;

	(void)state;
	for (len = 0; len < sizeof(whole) - 1; len++) {
		char *cut = malloc(len + 1);

		memcpy(cut, whole, len);
		assert_int_equal(json_check(cut, len, &json_body_limits, &fault),
			ERR_BAD_REQUEST);
		assert_true(fault.at <= len);
		free(cut);
	}
}

static void repeat(struct buf *buf, const char *piece, size_t times)
{
	for (; times > 0; times--)
		buf_puts(buf, piece);
}

static const struct depth_row {
	const char *name;
	size_t depth;
	const char *detail;
	size_t at;
} depths[] = {
	{ "64 deep", 64, NULL, 0 },
	{ "65 deep", 65, "json_depth", 64 },
	{ "100,000 deep", 100000, "json_depth", 64 },
};

static void depth_has_a_limit(void **state)
{
	const struct depth_row *row = *state;
	struct buf json = { 0 };

	repeat(&json, "[", row->depth);
	repeat(&json, "]", row->depth);
	expect(&json_body_limits, &json, row->detail, row->at);
	buf_free(&json);
}

static void depth_counts_what_is_open_now(void **state)
{
	static const struct json_limits limits = { .depth = 2 };
	struct buf json = { 0 };

	(void)state;
	buf_puts(&json, "[[],{},[],[{}]]");
	expect(&limits, &json, "json_depth", 11);
	buf_free(&json);
}

static const struct count_row {
	const char *name;
	size_t items;
	const char *detail;
	size_t at;
} counts[] = {
	{ "100,000 values", 99999, NULL, 0 },
	{ "100,001 values", 100000, "json_values", 200001 - 2 },
};

static void values_have_a_limit(void **state)
{
	static const struct json_limits no_limit = { .depth = 64 };
	const struct count_row *row = *state;
	struct buf json = { 0 };

	buf_puts(&json, "[0");
	repeat(&json, ",0", row->items - 1);
	buf_puts(&json, "]");
	expect(&json_body_limits, &json, row->detail, row->at);
	expect(&no_limit, &json, NULL, 0);
	buf_free(&json);
}

/* A thousand objects, each dear; the same ones of numbers, which are not. */
static void memory_has_a_limit(void **state)
{
	static const struct json_limits limits = { .depth = 64, .memory = 700 * 1000 };
	struct buf json = { 0 };

	(void)state;
	buf_puts(&json, "[{}");
	repeat(&json, ",{}", 999);
	buf_puts(&json, "]");
	assert_int_equal(json_check(json.data, json.len, &limits, &(struct json_fault){ 0 }),
			 ERR_BAD_REQUEST);
	buf_clear(&json);
	buf_puts(&json, "[10");
	repeat(&json, ",10", 999);
	buf_puts(&json, "]");
	expect(&limits, &json, NULL, 0);
	buf_free(&json);
}

/* Comparing each with each would take minutes. */
static void many_keys_are_compared_quickly(void **state)
{
	static const struct json_limits limits = { .depth = 64 };
	struct buf json = { 0 };
	size_t last;
	int i;

	(void)state;
	buf_puts(&json, "{");
	for (i = 0; i < 300000; i++)
		buf_printf(&json, "\"key %d\":%d,", i, i);
	last = json.len;
	buf_puts(&json, "\"key 123456\":0}");
	expect(&limits, &json, "json_duplicate", last);
	buf_free(&json);
}

/* --- JSONTestSuite: y_ must be accepted, n_ refused, i_ is ours to decide --- */

static const struct {
	const char *file;
	const char *detail;	/* stricter than RFC 8259, on purpose */
} stricter[] = {
	{ "y_object_duplicated_key.json", "json_duplicate" },
	{ "y_object_duplicated_key_and_value.json", "json_duplicate" },
	{ "y_object_escaped_null_in_key.json", "json_nul" },
	{ "y_string_null_escape.json", "json_nul" },
};

/* The detail that must refuse the file; "": any; NULL: it is accepted. */
static const char *expected_of(const char *file)
{
	size_t i;

	for (i = 0; i < sizeof(stricter) / sizeof(stricter[0]); i++)
		if (strcmp(file, stricter[i].file) == 0)
			return stricter[i].detail;
	if (file[0] == 'y' || strncmp(file, "i_number", 8) == 0)
		return NULL;
	return "";
}

static void read_suite_file(const char *file, struct buf *out)
{
	char path[512];
	FILE *in;

	snprintf(path, sizeof(path), SUITE "/%s", file);
	in = fopen(path, "re");
	assert_non_null(in);
	out->len += fread(buf_room(out, 1 << 20), 1, 1 << 20, in);
	fclose(in);
}

static void suite_file(void **state)
{
	const char *file = *state, *detail = expected_of(file);
	struct json_fault fault = { NULL, 0 };
	struct buf json = { 0 };
	enum err err;

	read_suite_file(file, &json);
	err = json_check(json.data, json.len, &json_body_limits, &fault);
	assert_int_equal(err, detail == NULL ? OK : ERR_BAD_REQUEST);
	assert_true(fault.at <= json.len);
	if (detail != NULL && detail[0] != '\0')
		assert_string_equal(fault.detail, detail);
	buf_free(&json);
}

static void suite_absent(void **state)
{
	(void)state;
	print_message("skipped: no " SUITE "\n");
	skip();
}

static int count_yes, count_no;

static void suite_is_whole(void **state)
{
	(void)state;
	assert_int_equal(count_yes, 95);
	assert_int_equal(count_no, 188);
}

static int is_json(const struct dirent *entry)
{
	return strstr(entry->d_name, ".json") != NULL;
}

static void add_suite(struct cases *cases, struct dirent ***entries, int *n)
{
	int i;

	*n = scandir(SUITE, entries, is_json, alphasort);
	if (*n < 0) {
		CASES_TEST(cases, suite_absent);
		return;
	}
	for (i = 0; i < *n; i++) {
		const char *file = (*entries)[i]->d_name;

		count_yes += file[0] == 'y';
		count_no += file[0] == 'n';
		cases_add(cases, file, suite_file, file);
	}
	CASES_TEST(cases, suite_is_whole);
}

int main(void)
{
	struct cases cases = { 0 };
	struct dirent **entries = NULL;
	int n, failed;

	CASES_TABLE(&cases, documents, judged_as_the_row_says);
	CASES_TABLE(&cases, depths, depth_has_a_limit);
	CASES_TABLE(&cases, counts, values_have_a_limit);
	CASES_TEST(&cases, memory_has_a_limit);
	CASES_TEST(&cases, depth_counts_what_is_open_now);
	CASES_TEST(&cases, every_beginning_of_a_document_is_refused);
	CASES_TEST(&cases, many_keys_are_compared_quickly);
	add_suite(&cases, &entries, &n);
	failed = cases_run(&cases, "json_check");
	while (n > 0)
		free(entries[--n]);
	free(entries);
	return failed;
}
