#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <json-c/json.h>

#include "base/json_check.h"
#include "base/json_writer.h"
#include "cases.h"

#define BLNS "../shared/data/unicode/blns/blns.json"

/* What the writer wrote, as json-c reads it.  json_check must be content too. */
static struct json_object *reread(const struct buf *out)
{
	static const struct json_limits limits = { .depth = 64 };
	struct json_tokener *tokener = json_tokener_new_ex(64);
	struct json_fault fault = { "", 0 };
	struct json_object *object;

	if (strstr(out->data, "\\u0000") == NULL)
		assert_int_equal(json_check(out->data, out->len, &limits, &fault), OK);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	object = json_tokener_parse_ex(tokener, out->data, (int)out->len + 1);
	assert_int_equal(json_tokener_get_error(tokener), json_tokener_success);
	json_tokener_free(tokener);
	return object;
}

static void expect_reread(const char *text, size_t len)
{
	struct buf out = { 0 };
	struct json_writer w;
	struct json_object *read;

	json_init(&w, &out);
	json_text(&w, text, len);
	assert_int_equal(json_finish(&w), OK);
	read = reread(&out);
	assert_int_equal(json_object_get_string_len(read), len);
	assert_memory_equal(json_object_get_string(read), text, len);
	json_object_put(read);
	buf_free(&out);
}

static const struct text_row {
	const char *name;
	const char *text;
	const char *json;	/* nothing more may be escaped than this */
} texts[] = {
	{ "nothing", "", "\"\"" },
	{ "plain", "plain", "\"plain\"" },
	{ "quotation marks", "\"a\"", "\"\\\"a\\\"\"" },
	{ "backslash", "a\\", "\"a\\\\\"" },
	{ "short escapes", "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
	{ "other controls", "\x01\x1b\x1f", "\"\\u0001\\u001b\\u001f\"" },
	{ "slash and angle bracket stay", "</b>", "\"</b>\"" },
	{ "DEL stays", "\x7f", "\"\x7f\"" },
	{ "beyond ASCII stays", "\xc3\xa9\xf0\x9f\x98\x80",
		"\"\xc3\xa9\xf0\x9f\x98\x80\"" },
	{ "line separator stays", "\xe2\x80\xa8", "\"\xe2\x80\xa8\"" },
};

static void text_is_escaped_no_more_than_needed(void **state)
{
	const struct text_row *row = *state;
	struct buf out = { 0 };
	struct json_writer w;

	json_init(&w, &out);
	json_cstr(&w, row->text);
	assert_string_equal(out.data, row->json);
	buf_free(&out);
	expect_reread(row->text, strlen(row->text));
}

static void every_byte_below_128_returns(void **state)
{
	char text[3] = "x x";
	int byte;

	(void)state;
	for (byte = 0; byte < 128; byte++) {
		text[1] = (char)byte;
		expect_reread(text, sizeof(text));
	}
}

/* Eight bytes are looked at together: wherever the one among them stands, it is seen. */
static void an_escape_is_seen_at_every_place(void **state)
{
	static const char found[] = "\"\\\n\x01\x1f";
	char text[] = "0123456789abcdefghi\xc3\xa9";
	size_t len = sizeof(text) - 1, at, i;

	(void)state;
	for (at = 0; at + 2 < len; at++) {
		char kept = text[at];

		for (i = 0; i < sizeof(found) - 1; i++) {
			text[at] = found[i];
			expect_reread(text, len);
			expect_reread(text + at, len - at);
		}
		text[at] = kept;
	}
}

static void blns_strings_return(void **state)
{
	struct json_object *list = json_object_from_file(BLNS);
	size_t i;

	(void)state;
	if (list == NULL) {
		print_message("skipped: no " BLNS "\n");
		skip();
	}
	assert_true(json_object_array_length(list) > 500);
	for (i = 0; i < json_object_array_length(list); i++) {
		struct json_object *item = json_object_array_get_idx(list, i);

		expect_reread(json_object_get_string(item),
			(size_t)json_object_get_string_len(item));
	}
	json_object_put(list);
}

static void write_sample(struct json_writer *w)
{
	json_open_object(w);
	json_key(w, "id");
	json_int(w, INT64_MIN);
	json_key(w, "a \"key\"");
	json_cstr(w, NULL);
	json_key(w, "list");
	json_open_array(w);
	json_boolean(w, true);
	json_boolean(w, false);
	json_open_array(w);
	json_close_array(w);
	json_open_object(w);
	json_close_object(w);
	json_null(w);
	json_raw(w, "{\"x\":1.50}", 10);
	json_int(w, INT64_MAX);
	json_close_array(w);
	json_raw_key(w, "\"last\":", 7);
	json_text(w, "abcd", 2);
	json_close_object(w);
}

static void commas_stand_where_they_must(void **state)
{
	struct buf out = { 0 };
	struct json_writer w;

	(void)state;
	buf_puts(&out, "> ");
	json_init(&w, &out);
	write_sample(&w);
	assert_int_equal(json_finish(&w), OK);
	assert_string_equal(out.data,
		"> {\"id\":-9223372036854775808,\"a \\\"key\\\"\":null,\"list\":"
		"[true,false,[],{},null,{\"x\":1.50},9223372036854775807],"
		"\"last\":\"ab\"}");
	buf_free(&out);
}

static void lines_break_before_what_follows(void **state)
{
	struct buf out = { 0 };
	struct json_writer w;

	(void)state;
	json_init(&w, &out);
	json_open_object(&w);
	json_line(&w);
	json_key(&w, "a");
	json_open_array(&w);
	json_line(&w);
	json_int(&w, 1);
	json_line(&w);
	json_int(&w, 2);
	json_line(&w);
	json_close_array(&w);
	json_line(&w);
	json_key(&w, "b");
	json_null(&w);
	json_close_object(&w);
	assert_string_equal(out.data, "{\n\"a\":[\n1,\n2\n],\n\"b\":null}");
	buf_free(&out);
}

/* --- trees by chance, the same in every run --- */

static unsigned int chance(unsigned int *seed, unsigned int below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static const char *const pieces[] = {
	"a", "\"", "\\", "\n", "\x01", "/", "\xc3\xa9", "\xf0\x9f\x98\x80", "u0041",
};

#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

static const char *chance_text(unsigned int *seed)
{
	static char text[64];
	unsigned int n = chance(seed, 8);
	char *end = text;

	for (*end = '\0'; n > 0; n--)
		end = stpcpy(end, pieces[chance(seed, PIECES)]);
	return text;
}

static struct json_object *chance_tree(unsigned int *seed, int depth);

static struct json_object *chance_container(unsigned int *seed, int depth)
{
	bool is_array = chance(seed, 2) == 0;
	struct json_object *tree;
	unsigned int n;

	tree = is_array ? json_object_new_array() : json_object_new_object();
	for (n = chance(seed, 5); n > 0; n--) {
		struct json_object *item = chance_tree(seed, depth - 1);

		if (is_array)
			json_object_array_add(tree, item);
		else
			json_object_object_add(tree, chance_text(seed), item);
	}
	return tree;
}

static struct json_object *chance_tree(unsigned int *seed, int depth)
{
	switch (chance(seed, depth > 0 ? 6 : 4)) {
	case 0:
		return json_object_new_string(chance_text(seed));
	case 1:
		return json_object_new_int64((int64_t)chance(seed, 1 << 20) - (1 << 19));
	case 2:
		return json_object_new_boolean((json_bool)chance(seed, 2));
	case 3:
		return NULL;
	default:
		return chance_container(seed, depth);
	}
}

static void write_tree(struct json_writer *w, struct json_object *tree);

static void write_container(struct json_writer *w, struct json_object *tree)
{
	size_t i;

	if (json_object_is_type(tree, json_type_object)) {
		json_open_object(w);
		json_object_object_foreach(tree, key, item) {
			json_key(w, key);
			write_tree(w, item);
		}
		json_close_object(w);
		return;
	}
	json_open_array(w);
	for (i = 0; i < json_object_array_length(tree); i++)
		write_tree(w, json_object_array_get_idx(tree, i));
	json_close_array(w);
}

static void write_tree(struct json_writer *w, struct json_object *tree)
{
	switch (json_object_get_type(tree)) {
	case json_type_null:
		json_null(w);
		break;
	case json_type_boolean:
		json_boolean(w, json_object_get_boolean(tree));
		break;
	case json_type_int:
		json_int(w, json_object_get_int64(tree));
		break;
	case json_type_string:
		json_cstr(w, json_object_get_string(tree));
		break;
	default:
		write_container(w, tree);
	}
}

static void chance_trees_return(void **state)
{
	unsigned int seed;

	(void)state;
	for (seed = 1; seed <= 2000; seed++) {
		unsigned int running = seed;
		struct json_object *tree = chance_container(&running, 6), *read;
		struct buf out = { 0 };
		struct json_writer w;

		json_init(&w, &out);
		write_tree(&w, tree);
		assert_int_equal(json_finish(&w), OK);
		read = reread(&out);
		if (!json_object_equal(tree, read))
			fail_msg("seed %u: %s", seed, out.data);
		json_object_put(tree);
		json_object_put(read);
		buf_free(&out);
	}
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, texts, text_is_escaped_no_more_than_needed);
	CASES_TEST(&cases, every_byte_below_128_returns);
	CASES_TEST(&cases, an_escape_is_seen_at_every_place);
	CASES_TEST(&cases, blns_strings_return);
	CASES_TEST(&cases, commas_stand_where_they_must);
	CASES_TEST(&cases, lines_break_before_what_follows);
	CASES_TEST(&cases, chance_trees_return);
	return cases_run(&cases, "json_writer");
}
