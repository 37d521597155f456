#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "format/metadata.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static enum err map(struct metadata_rules *rules, const char *text, struct fault *fault)
{
	return metadata_map(rules, arena_strdup(arena, text), fault);
}

/* NULL as value: the field must be absent. */
static const struct {
	const char *name, *line;
	const char *map, *title;
	enum metadata_field field;
	const char *value, *meta;
} taken[] = {
	{ "an API field", "{\"file\":\"a.txt\",\"place\":\"Vigo\"}",
	  NULL, NULL, METADATA_PLACE, "Vigo", NULL },
	{ "the file", "{\"file\":\"a.txt\"}",
	  NULL, NULL, METADATA_FILE, "a.txt", NULL },
	{ "another name", "{\"file\":\"a\",\"year\":\"2015\"}",
	  "date=year", NULL, METADATA_DATE, "2015", NULL },
	{ "a number", "{\"file\":\"a\",\"year\":2015}",
	  "date=year", NULL, METADATA_DATE, "2015", NULL },
	{ "null", "{\"file\":\"a\",\"place\":null}",
	  NULL, NULL, METADATA_PLACE, NULL, NULL },
	{ "empty", "{\"file\":\"a\",\"place\":\"\"}",
	  NULL, NULL, METADATA_PLACE, NULL, NULL },
	{ "escapes", "{\"file\":\"a\",\"place\":\"\\u00c5rhus \\ud83d\\udcde\"}",
	  NULL, NULL, METADATA_PLACE, "Århus 📞", NULL },
	{ "the rest", "{\"file\":\"a\",\"role\":\"Chair\",\"n\":[1,{\"x\":\"}\\\"\"}]}",
	  NULL, NULL, METADATA_FILE, "a", "{\"role\":\"Chair\",\"n\":[1,{\"x\":\"}\\\"\"}]}" },
	{ "large numbers stay", " { \"file\" : \"a\" , \"n\" : 123456789012345678901234 }",
	  NULL, NULL, METADATA_FILE, "a", "{\"n\" : 123456789012345678901234 }" },
	{ "meta of its own", "{\"meta\":{\"a\":1, \"b\":{\"c\":2}},\"file\":\"a\",\"d\":3}",
	  NULL, NULL, METADATA_FILE, "a", "{\"a\":1,\"b\":{\"c\":2},\"d\":3}" },
	{ "meta is empty", "{\"meta\":{},\"file\":\"a\"}",
	  NULL, NULL, METADATA_FILE, "a", NULL },
	{ "a field that is taken from elsewhere", "{\"file\":\"a\",\"date\":\"x\",\"year\":1}",
	  "date=year", NULL, METADATA_DATE, "1", "{\"date\":\"x\"}" },
	{ "a title made", "{\"file\":\"a\",\"delegation\":\"Fiji\",\"year\":2015}",
	  NULL, "{delegation}, {year}", METADATA_TITLE, "Fiji, 2015", "{\"year\":2015}" },
	{ "a title made of a field", "{\"file\":\"a\",\"year\":2015}",
	  "date=year", "On {date}", METADATA_TITLE, "On 2015", NULL },
	{ "its own title is kept", "{\"file\":\"a\",\"title\":\"T\"}",
	  NULL, "{file}: {title}", METADATA_TITLE, "a: T", "{\"title\":\"T\"}" },
	{ "braces in a title", "{\"file\":\"a\"}",
	  NULL, "{{{file}}}", METADATA_TITLE, "{a}", NULL },
};

static void check_text(const char *name, const char *got, const char *want)
{
	if (!got != !want || (got && strcmp(got, want) != 0))
		fail_msg("%s: got %s, not %s", name, got ? got : "nothing",
			 want ? want : "nothing");
}

static void lines_are_taken_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(taken); i++) {
		struct metadata metadata = { .line = taken[i].line, .len = strlen(taken[i].line) };
		struct metadata_rules rules;
		struct fault fault = { 0 };

		metadata_rules(&rules);
		rules.title = taken[i].title;
		if (taken[i].map)
			assert_int_equal(map(&rules, taken[i].map, &fault), OK);
		if (metadata_read(&rules, &metadata, arena, &fault) != OK)
			fail_msg("%s: %s", taken[i].name, fault.detail);
		check_text(taken[i].name, metadata.field[taken[i].field], taken[i].value);
		check_text(taken[i].name, metadata.meta, taken[i].meta);
	}
}

static const struct {
	const char *name, *line, *title;
	enum err err;
	const char *detail, *field;
} refused[] = {
	{ "no JSON", "nothing", NULL, ERR_BAD_REQUEST, "json_syntax", NULL },
	{ "cut off", "{\"file\":\"a\"", NULL, ERR_BAD_REQUEST, "json_syntax", NULL },
	{ "a key twice", "{\"a\":1,\"a\":2}", NULL, ERR_BAD_REQUEST, "json_duplicate", NULL },
	{ "an array", "[1]", NULL, ERR_INVALID, "wrong_type", NULL },
	{ "null", "null", NULL, ERR_INVALID, "wrong_type", NULL },
	{ "a field that is a list", "{\"place\":[]}", NULL, ERR_INVALID, "wrong_type", "place" },
	{ "a field that is true", "{\"date\":true}", NULL, ERR_INVALID, "wrong_type", "date" },
	{ "an actor's number", "{\"speaker\":7}", NULL, ERR_INVALID, "wrong_type", "speaker" },
	{ "meta is text", "{\"meta\":\"a\"}", NULL, ERR_INVALID, "wrong_type", "meta" },
	{ "meta has it too", "{\"meta\":{\"a\":1},\"a\":2}", NULL,
	  ERR_INVALID, "json_duplicate", "meta" },
	{ "a text of its own", "{\"text\":\"a\"}", NULL, ERR_INVALID, "unknown_field", "text" },
	{ "nothing for the title", "{\"a\":1}", "{b}", ERR_INVALID, "title_value", "b" },
	{ "null for the title", "{\"a\":null}", "{a}", ERR_INVALID, "title_value", "a" },
	{ "a list for the title", "{\"a\":[]}", "{a}", ERR_INVALID, "title_value", "a" },
	{ "a brace alone", "{}", "a{b", ERR_INVALID, "title_template", NULL },
	{ "the other alone", "{}", "a}b", ERR_INVALID, "title_template", NULL },
	{ "no name", "{}", "{}", ERR_INVALID, "title_template", NULL },
	{ "a name within a name", "{}", "{a{b}}", ERR_INVALID, "title_template", NULL },
};

static void broken_lines_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++) {
		struct metadata metadata = { .line = refused[i].line,
					     .len = strlen(refused[i].line) };
		struct metadata_rules rules;
		struct fault fault = { 0 };

		metadata_rules(&rules);
		rules.title = refused[i].title;
		if (metadata_read(&rules, &metadata, arena, &fault) != refused[i].err)
			fail_msg("%s: not refused so", refused[i].name);
		check_text(refused[i].name, fault.detail, refused[i].detail);
		check_text(refused[i].name, fault.field, refused[i].field);
	}
}

/* A speaker of this many letters of two bytes. */
static enum err read_speaker(int letters, struct fault *fault)
{
	struct metadata metadata = { 0 };
	struct metadata_rules rules;
	struct buf line = { 0 };
	enum err err;

	buf_puts(&line, "{\"file\":\"a\",\"who\":\"");
	for (int i = 0; i < letters; i++)
		buf_puts(&line, "é");
	buf_puts(&line, "\"}");
	metadata.line = line.data;
	metadata.len = line.len;
	metadata_rules(&rules);
	rules.member[METADATA_SPEAKER] = "who";
	err = metadata_read(&rules, &metadata, arena, fault);
	buf_free(&line);
	return err;
}

static void lengths_are_counted_in_code_points(void **state)
{
	struct fault fault = { 0 };

	(void)state;
	assert_int_equal(read_speaker(200, &fault), OK);
	assert_int_equal(read_speaker(201, &fault), ERR_INVALID);
	assert_string_equal(fault.detail, "too_long");
	assert_string_equal(fault.field, "speaker");
}

static const struct {
	const char *map, *detail;
} maps[] = {
	{ "date",       "map_form" },
	{ "=year",      "map_form" },
	{ "date=",      "map_form" },
	{ "text=body",  "map_field" },
	{ "meta=x",     "map_field" },
	{ "Date=year",  "map_field" },
	{ "title=name", "map_twice" },
};

static void broken_maps_are_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(maps); i++) {
		struct metadata_rules rules;
		struct fault fault = { 0 };

		metadata_rules(&rules);
		assert_int_equal(map(&rules, "title=label", &fault), OK);
		assert_int_equal(map(&rules, maps[i].map, &fault), ERR_INVALID);
		check_text(maps[i].map, fault.detail, maps[i].detail);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_are_taken_apart, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(broken_lines_are_refused, open_arena, close_arena),
		cmocka_unit_test_setup_teardown(lengths_are_counted_in_code_points, open_arena,
						close_arena),
		cmocka_unit_test_setup_teardown(broken_maps_are_refused, open_arena, close_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
