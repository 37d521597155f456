/* field_test.c: the fields of a body, each kind with what it takes and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "base/cases.h"
#include "base/config.h"
#include "support/memory.h"
#include "web/field.h"

struct body {
	const char *text, *note, *body, *slug, *key, *date, *url, *language, *color;
	int64_t number;
	bool flag;
	const char *meta;
	struct field_actor actor;
	const char *taggings;
};

#define AT(member) offsetof(struct body, member)

static const struct field fields[] = {
	{ "text", FIELD_TEXT, 5, AT(text), true },
	{ "note", FIELD_TEXT, 5, AT(note), false },
	{ "body", FIELD_BODY, 0, AT(body), false },
	{ "slug", FIELD_SLUG, 80, AT(slug), false },
	{ "key", FIELD_SLUG, 80, AT(key), false },
	{ "date", FIELD_DATE, 10, AT(date), false },
	{ "url", FIELD_URL, 2000, AT(url), false },
	{ "language", FIELD_LANGUAGE, 80, AT(language), false },
	{ "color", FIELD_COLOR, 7, AT(color), false },
	{ "number", FIELD_INT, 100, AT(number), false },
	{ "flag", FIELD_BOOL, 0, AT(flag), false },
	{ "meta", FIELD_OBJECT, 20, AT(meta), false },
	{ "actor", FIELD_ACTOR, 5, AT(actor), false },
	{ "taggings", FIELD_TAGGINGS, 0, AT(taggings), false },
	{ NULL, FIELD_TEXT, 0, 0, false },
};

/* Beside the required text. */
static const struct row {
	const char *name;
	const char *json;		/* members, each with its comma in front */
	const char *detail;		/* NULL: taken */
	const char *field;
} rows[] = {
	{ "nothing more", "", NULL, NULL },
	{ "unknown", ",\"x\":1", "unknown_field", "x" },
	{ "unknown null", ",\"x\":null", "unknown_field", "x" },
	{ "null is absent", ",\"note\":null,\"number\":null,\"actor\":null,\"taggings\":null", NULL, NULL },
	{ "empty text", ",\"note\":\"\"", NULL, NULL },
	{ "five code points", ",\"note\":\"aé漢🕊́\"", NULL, NULL },
	{ "six code points", ",\"note\":\"aé漢🕊́x\"", "too_long", "note" },
	{ "text of another type", ",\"note\":1", "wrong_type", "note" },
	{ "body", ",\"body\":\"a\\r\\nb\"", NULL, NULL },
	{ "empty body", ",\"body\":\"\"", "text_empty", "text" },
	{ "slug", ",\"slug\":\"a-1\"", NULL, NULL },
	{ "slug of one", ",\"slug\":\"a\"", NULL, NULL },
	{ "slug in capitals", ",\"slug\":\"A\"", "bad_slug", "slug" },
	{ "slug with a hyphen in front", ",\"slug\":\"-a\"", "bad_slug", "slug" },
	{ "slug with a hyphen behind", ",\"slug\":\"a-\"", "bad_slug", "slug" },
	{ "slug with a dot", ",\"slug\":\"a.b\"", "bad_slug", "slug" },
	{ "key with a space", ",\"key\":\"a b\"", "bad_key", "key" },
	{ "key with a line feed", ",\"key\":\"a\\n\"", "bad_key", "key" },
	{ "year", ",\"date\":\"2015\"", NULL, NULL },
	{ "month", ",\"date\":\"2015-09\"", NULL, NULL },
	{ "day", ",\"date\":\"2015-09-28\"", NULL, NULL },
	{ "no such day", ",\"date\":\"2015-02-29\"", "bad_date", "date" },
	{ "date as a number", ",\"date\":2015", "wrong_type", "date" },
	{ "http", ",\"url\":\"http://a.example/b?c#d\"", NULL, NULL },
	{ "https in capitals", ",\"url\":\"HTTPS://a.example\"", NULL, NULL },
	{ "javascript", ",\"url\":\"javascript:alert(1)\"", "bad_url", "url" },
	{ "javascript behind a space", ",\"url\":\" javascript:alert(1)\"", "bad_url", "url" },
	{ "data", ",\"url\":\"data:text/html,x\"", "bad_url", "url" },
	{ "without a host", ",\"url\":\"http:///x\"", "bad_url", "url" },
	{ "without a scheme", ",\"url\":\"//a.example\"", "bad_url", "url" },
	{ "space in a url", ",\"url\":\"http://a.example/b c\"", "bad_url", "url" },
	{ "line feed in a url", ",\"url\":\"http://a.example/\\n\"", "bad_url", "url" },
	{ "language", ",\"language\":\"zh-Hant-TW\"", NULL, NULL },
	{ "language with an underscore", ",\"language\":\"en_GB\"", "bad_language", "language" },
	{ "language with a long group", ",\"language\":\"en-abcdefghi\"", "bad_language", "language" },
	{ "language ending in a hyphen", ",\"language\":\"en-\"", "bad_language", "language" },
	{ "color", ",\"color\":\"#00fFaA\"", NULL, NULL },
	{ "short color", ",\"color\":\"#0fa\"", "bad_color", "color" },
	{ "color by name", ",\"color\":\"red\"", "bad_color", "color" },
	{ "least number", ",\"number\":0", NULL, NULL },
	{ "largest number", ",\"number\":100", NULL, NULL },
	{ "number too large", ",\"number\":101", "out_of_range", "number" },
	{ "huge number", ",\"number\":123456789012345678901234567890", "out_of_range", "number" },
	{ "negative number", ",\"number\":-1", "out_of_range", "number" },
	{ "number with a fraction", ",\"number\":1.5", "wrong_type", "number" },
	{ "number with an exponent", ",\"number\":1e1", "wrong_type", "number" },
	{ "number as a text", ",\"number\":\"1\"", "wrong_type", "number" },
	{ "boolean", ",\"flag\":true", NULL, NULL },
	{ "boolean as a number", ",\"flag\":1", "wrong_type", "flag" },
	{ "object", ",\"meta\":{\"a\":[1]}", NULL, NULL },
	{ "object that is an array", ",\"meta\":[]", "wrong_type", "meta" },
	{ "object too large", ",\"meta\":{\"a\":\"0123456789abcdef\"}", "too_long", "meta" },
	{ "actor by id", ",\"actor\":7", NULL, NULL },
	{ "actor by name", ",\"actor\":\"Mai\"", NULL, NULL },
	{ "actor by a long name", ",\"actor\":\"Mai Tran\"", "too_long", "actor" },
	{ "actor by a negative id", ",\"actor\":-7", "out_of_range", "actor" },
	{ "actor as an object", ",\"actor\":{}", "wrong_type", "actor" },
	{ "no taggings", ",\"taggings\":[]", NULL, NULL },
	{ "tagging without a stance", ",\"taggings\":[{\"tag\":\"a\"}]", NULL, NULL },
	{ "tagging with null as stance", ",\"taggings\":[{\"tag\":\"a\",\"stance\":null}]", NULL, NULL },
	{ "tagging without a tag", ",\"taggings\":[{\"stance\":\"a\"}]", "missing", "taggings" },
	{ "tagging that is a text", ",\"taggings\":[\"a\"]", "wrong_type", "taggings" },
	{ "tagging with a number", ",\"taggings\":[{\"tag\":1}]", "wrong_type", "taggings" },
	{ "tagging with more", ",\"taggings\":[{\"tag\":\"a\",\"b\":1}]", "unknown_field", "taggings" },
	{ "taggings as an object", ",\"taggings\":{}", "wrong_type", "taggings" },
};

static void release(void *json)
{
	json_object_put(json);
}

static enum err read_fields(struct arena *arena, struct request *rq, const char *json,
			    struct body *body)
{
	static struct config config = { .text_max = 100 };
	static struct memory memory;

	memory_request(rq, &memory, arena, ENV("REQUEST_METHOD=POST", "REQUEST_URI=/"));
	rq->config = &config;
	rq->json = json_tokener_parse(json);
	assert_non_null(rq->json);
	arena_defer(arena, release, rq->json);
	return fields_read(rq, fields, body);
}

static void read_row(void **state)
{
	const struct row *row = *state;
	struct arena *arena = arena_new();
	struct body body = { 0 };
	struct request rq;
	enum err err = read_fields(arena, &rq, arena_printf(arena, "{\"text\":\"a\"%s}", row->json),
				   &body);

	assert_int_equal(err, row->detail ? ERR_INVALID : OK);
	if (row->detail) {
		assert_string_equal(rq.fault.detail, row->detail);
		assert_string_equal(rq.fault.field, row->field);
	}
	arena_free(arena);
}

static void values_come_to_their_places(void **state)
{
	struct arena *arena = arena_new();
	struct body body = { .number = -1 };
	struct request rq;

	(void)state;
	assert_int_equal(read_fields(arena, &rq, "{\"text\":\"a\",\"body\":\"x\\r\\ny\",\"flag\":true,"
				     "\"actor\":7,\"taggings\":[{\"tag\":\"é/\"}]}", &body), OK);
	assert_string_equal(body.text, "a");
	assert_string_equal(body.body, "x\ny");
	assert_true(body.flag);
	assert_int_equal(body.actor.id, 7);
	assert_int_equal(body.number, -1);
	assert_string_equal(body.taggings, "[{\"tag\":\"é/\"}]");
	arena_free(arena);
}

static const struct row required[] = {
	{ "required and absent", "{}", "missing", "text" },
	{ "required and null", "{\"text\":null}", "missing", "text" },
	{ "required and empty", "{\"text\":\"\"}", "empty", "text" },
};

static void read_required(void **state)
{
	const struct row *row = *state;
	struct arena *arena = arena_new();
	struct body body = { 0 };
	struct request rq;

	assert_int_equal(read_fields(arena, &rq, row->json, &body), ERR_INVALID);
	assert_string_equal(rq.fault.detail, row->detail);
	assert_string_equal(rq.fault.field, row->field);
	arena_free(arena);
}

static void more_than_fifty_taggings_are_too_many(void **state)
{
	struct arena *arena = arena_new();
	struct body body = { 0 };
	struct buf json = { 0 };
	struct request rq;

	(void)state;
	buf_puts(&json, "{\"text\":\"a\",\"taggings\":[{\"tag\":\"t\"}");
	for (int i = 0; i < 50; i++)
		buf_puts(&json, ",{\"tag\":\"t\"}");
	buf_puts(&json, "]}");
	assert_int_equal(read_fields(arena, &rq, json.data, &body), ERR_INVALID);
	assert_string_equal(rq.fault.detail, "too_many_taggings");
	buf_free(&json);
	arena_free(arena);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, rows, read_row);
	CASES_TABLE(&cases, required, read_required);
	CASES_TEST(&cases, values_come_to_their_places);
	CASES_TEST(&cases, more_than_fifty_taggings_are_too_many);
	return cases_run(&cases, "field");
}
