/* import_test.c: many texts as one action. */
#include "sandbox.h"

#include <json-c/json.h>
#include <string.h>

#include "store/action.h"
#include "store/statement.h"
#include "task/import.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { TEXT_MAX = 1000 };

static struct import_text text_of(const char *bytes, const char *place)
{
	return (struct import_text){ .bytes = bytes, .len = strlen(bytes), .place = place };
}

/* The member of a JSON object, as text.  Owned by the object. */
static const char *member(struct json_object *object, const char *key)
{
	return json_object_get_string(json_object_object_get(object, key));
}

/* The statement with this id; the caller puts it. */
static struct json_object *read_back(struct sandbox *box, int64_t id)
{
	struct item item;

	assert_int_equal(statement_get(&box->tx, id, &item), OK);
	return json_tokener_parse(item.json);
}

static const struct {
	const char *name, *bytes, *file, *line, *title;
} titles[] = {
	{ "the metadata's", "text", "a.txt", "{\"title\":\"T\"}", "T" },
	{ "the file's name", "text", "a.txt", "{\"place\":\"Vigo\"}", "a.txt" },
	{ "the file's name, no metadata", "text", "a.txt", NULL, "a.txt" },
	{ "a name that is not UTF-8", "text", "\xff.txt", NULL, "text" },
	{ "the first line", "one\ntwo", NULL, NULL, "one" },
	{ "the first line that is not empty", "\n \t\n one\r\ntwo", NULL, NULL, "one" },
	{ "the first 200 of it",
	  "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
	  "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
	  "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé", NULL, NULL,
	  "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
	  "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
	  "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé" },
};

/* The text with what a line tells about it; NULL: nothing. */
static enum err take(struct sandbox *box, struct import *import, struct import_text text,
		     const char *line)
{
	struct metadata metadata = { .line = line, .len = line ? strlen(line) : 0 };
	struct metadata_rules rules;

	metadata_rules(&rules);
	if (line) {
		TRY(metadata_read(&rules, &metadata, box->arena, &box->fault));
		text.metadata = &metadata;
	}
	return import_text(import, &text);
}

static void titles_come_from_the_first_place_that_has_one(void **state)
{
	struct sandbox *box = *state;
	struct import import;

	sandbox_project(box);
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), OK);
	for (size_t i = 0; i < COUNT(titles); i++) {
		struct import_text text = text_of(titles[i].bytes, titles[i].name);

		text.file = titles[i].file;
		assert_int_equal(take(box, &import, text, titles[i].line), OK);
	}
	assert_int_equal(import_end(&import), OK);
	for (size_t i = 0; i < COUNT(titles); i++) {
		struct json_object *made = read_back(box, (int64_t)i + 1);

		if (strcmp(member(made, "title"), titles[i].title) != 0)
			fail_msg("%s: %s", titles[i].name, member(made, "title"));
		json_object_put(made);
	}
}

static void fields_and_meta_are_kept(void **state)
{
	struct import_text text = text_of("a\r\nb", "here");
	struct sandbox *box = *state;
	struct json_object *made;
	struct import import;

	sandbox_project(box);
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), OK);
	assert_int_equal(take(box, &import, text,
			      "{\"title\":\"T\",\"date\":2015,\"kind\":\"press release\","
			      "\"delegation\":\"Kestria\",\"n\":12345678901234567890123}"), OK);
	assert_int_equal(import_end(&import), OK);
	made = read_back(box, 1);
	assert_string_equal(member(made, "text"), "a\nb");
	assert_string_equal(member(made, "date"), "2015");
	assert_string_equal(member(made, "kind"), "press release");
	assert_non_null(strstr(member(made, "delegation"), "\"state\""));
	json_object_put(made);
}

/* More than two batches, and still one action behind that which made the project. */
static void many_texts_are_one_action(void **state)
{
	struct sandbox *box = *state;
	struct json_object *actions;
	struct import import;
	const char *json;

	sandbox_project(box);
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), OK);
	for (int i = 0; i < 2 * IMPORT_BATCH + 3; i++) {
		struct import_text text = text_of("text", "place");

		assert_int_equal(import_text(&import, &text), OK);
	}
	assert_int_equal(import_end(&import), OK);
	assert_int_equal(import.count, 2 * IMPORT_BATCH + 3);
	assert_ptr_equal(box->tx.arena, box->arena);
	assert_int_equal(action_list(&box->tx, (struct page){ .limit = 10 }, 0, &json), OK);
	actions = json_tokener_parse(json);
	assert_int_equal(json_object_array_length(json_object_object_get(actions, "items")), 2);
	json_object_put(actions);
}

/* printf 'onetwo' | sha256sum */
#define ONETWO "25b6746d5172ed6352966a013d93ac846e1110d5a25e8f183b5931f4688842a1"

static void the_action_says_what_came_in(void **state)
{
	struct import_text one = text_of("one", "here"), two = text_of("two", "there");
	struct sandbox *box = *state;
	struct import import;
	const char *json;

	sandbox_project(box);
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), OK);
	assert_int_equal(import_text(&import, &one), OK);
	assert_int_equal(import_text(&import, &two), OK);
	assert_int_equal(import_end(&import), OK);
	assert_int_equal(action_list(&box->tx, (struct page){ .limit = 10 }, 1, &json), OK);
	assert_non_null(strstr(json, "\"format\": \"txt\""));
	assert_non_null(strstr(json, "\"statements\": 2"));
	assert_non_null(strstr(json, ONETWO));
}

static const struct {
	const char *name, *bytes, *line, *detail;
} refused[] = {
	{ "not UTF-8", "a\xff", NULL, "text_utf8" },
	{ "nothing in it", "", NULL, "text_empty" },
	{ "a kind that is none", "a", "{\"kind\":\"speech\"}", "bad_kind" },
	{ "a date that no calendar has", "a", "{\"date\":\"2015-02-30\"}", "bad_date" },
	{ "an address that is none", "a", "{\"source_url\":\"javascript:1\"}", "bad_url" },
};

/* Before and behind the text at fault stand good ones of the same batch. */
static enum err import_three(struct sandbox *box, struct import *import, size_t i)
{
	struct import_text good = text_of("good", "good");
	struct import_text bad = text_of(refused[i].bytes, refused[i].name);

	TRY(import_begin(import, &box->tx, TEXT_MAX));
	TRY(import_text(import, &good));
	TRY(take(box, import, bad, refused[i].line));
	TRY(import_text(import, &good));
	return import_end(import);
}

static void what_is_refused_is_named(void **state)
{
	struct sandbox *box = *state;
	struct import import;

	for (size_t i = 0; i < COUNT(refused); i++) {
		sandbox_project(box);
		if (import_three(box, &import, i) != ERR_INVALID)
			fail_msg("%s: was not refused", refused[i].name);
		assert_string_equal(box->fault.detail, refused[i].detail);
		assert_string_equal(import.refused, refused[i].name);
	}
}

static void a_text_over_the_limit_is_refused(void **state)
{
	char bytes[TEXT_MAX + 2] = { 0 };
	struct sandbox *box = *state;
	struct import_text text;
	struct import import;

	sandbox_project(box);
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), OK);
	memset(bytes, 'a', TEXT_MAX);
	text = text_of(bytes, "just fits");
	assert_int_equal(import_text(&import, &text), OK);
	bytes[TEXT_MAX] = 'a';
	text = text_of(bytes, "one more");
	assert_int_equal(import_text(&import, &text), ERR_INVALID);
	assert_string_equal(box->fault.detail, "text_too_long");
	assert_int_equal(box->fault.at, TEXT_MAX);
}

static void who_may_not_is_told_at_the_beginning(void **state)
{
	struct sandbox *box = *state;
	struct import import;

	sandbox_start(box);
	tx_begin(&box->tx);
	tx_enter_as(&box->tx, "admin", "no-such-project", "curator");
	assert_int_equal(import_begin(&import, &box->tx, TEXT_MAX), ERR_NOT_FOUND);
	assert_string_equal(box->fault.detail, "project");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(titles_come_from_the_first_place_that_has_one),
		cmocka_unit_test(fields_and_meta_are_kept),
		cmocka_unit_test(many_texts_are_one_action),
		cmocka_unit_test(the_action_says_what_came_in),
		cmocka_unit_test(what_is_refused_is_named),
		cmocka_unit_test(a_text_over_the_limit_is_refused),
		cmocka_unit_test(who_may_not_is_told_at_the_beginning),
	};

	return cmocka_run_group_tests(tests, sandbox_open, sandbox_close);
}
