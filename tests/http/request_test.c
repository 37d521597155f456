/* request_test.c: a request's head, body and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <string.h>

#include "support/memory.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int set_up(void **state)
{
	*state = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static const struct {
	const char *name;
	const char *sent;
	enum method method;
} methods[] = {
	{ "get",           "REQUEST_METHOD=GET",     METHOD_GET },
	{ "head",          "REQUEST_METHOD=HEAD",    METHOD_HEAD },
	{ "post",          "REQUEST_METHOD=POST",    METHOD_POST },
	{ "put",           "REQUEST_METHOD=PUT",     METHOD_PUT },
	{ "patch",         "REQUEST_METHOD=PATCH",   METHOD_PATCH },
	{ "delete",        "REQUEST_METHOD=DELETE",  METHOD_DELETE },
	{ "options",       "REQUEST_METHOD=OPTIONS", METHOD_OTHER },
	{ "small letters", "REQUEST_METHOD=get",     METHOD_OTHER },
	{ "empty",         "REQUEST_METHOD=",        METHOD_OTHER },
	{ "absent",        "X=1",                    METHOD_OTHER },
};

static void methods_are_told_apart(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(methods); i++) {
		memory_request(&rq, &memory, *state, ENV((char *)methods[i].sent));
		if (rq.method != methods[i].method)
			fail_msg("%s: %d", methods[i].name, rq.method);
	}
}

/* Without Content-Length nothing else would tell it from a whole one. */
static void a_body_that_stops_is_refused_though_no_length_was_told(void **state)
{
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, *state, ENV("X=1"));
	memory_body(&memory, "{}", 2);
	memory.cut = true;
	assert_int_equal(request_body(&rq, 9), ERR_BAD_REQUEST);
	assert_string_equal(rq.fault.detail, "body_length");
}

/* Longer than what json-c is given at once, with a break in every kind of token. */
static void a_long_body_is_parsed_in_pieces(void **state)
{
	struct arena *arena = *state;
	struct memory memory;
	struct request rq;
	struct json_object *last;

	for (size_t blanks = 65500; blanks < 65560; blanks++) {
		char *fill = arena_alloc(arena, blanks + 1);

		memset(fill, ' ', blanks);
		memory_request(&rq, &memory, arena, ENV("CONTENT_TYPE=application/json"));
		memory.in = arena_printf(arena, "{%s\"a\\ud83d\\udd4a\":[true,-12.5e+1,\"\xf0\x9f\x95\x8a\"]}",
					 fill);
		memory.in_len = strlen(memory.in);
		assert_int_equal(request_body(&rq, memory.in_len), OK);
		assert_int_equal(request_json(&rq), OK);
		assert_null(rq.body);
		last = json_object_object_get(rq.json, "a\xf0\x9f\x95\x8a");
		assert_string_equal(json_object_to_json_string_ext(last, JSON_C_TO_STRING_PLAIN),
				    "[true,-12.5e+1,\"\xf0\x9f\x95\x8a\"]");
	}
}

static const struct {
	const char *sent;
	const char *path;
	const char *query;
} uris[] = {
	{ "REQUEST_URI=/",               "/",          "" },
	{ "REQUEST_URI=/a%2Fb?c=%20&d",  "/a%2Fb",     "c=%20&d" },
	{ "REQUEST_URI=/a?",             "/a",         "" },
	{ "REQUEST_URI=/a?b?c",          "/a",         "b?c" },
	{ "REQUEST_URI=?b",              "",           "b" },
	{ "REQUEST_URI=",                "",           "" },
	{ "REQUEST_URIS=/x",             "",           "" },
};

static void an_address_is_a_path_and_a_query(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(uris); i++) {
		memory_request(&rq, &memory, *state, ENV((char *)uris[i].sent));
		assert_string_equal(rq.path, uris[i].path);
		assert_string_equal(rq.query_string, uris[i].query);
	}
}

static void headers_are_found_by_their_whole_name(void **state)
{
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, *state,
		       ENV("HTTP_IF_MATCH_X=no", "HTTP_IF=no", "HTTP_IF_MATCH=\"3\"",
			   "EMPTY="));
	assert_string_equal(request_header(&rq, "HTTP_IF_MATCH"), "\"3\"");
	assert_null(request_header(&rq, "EMPTY"));
	assert_null(request_header(&rq, "ABSENT"));
}

static void no_two_requests_have_the_same_id(void **state)
{
	struct memory memory;
	struct request one, two;

	memory_request(&one, &memory, *state, ENV("X=1"));
	memory_request(&two, &memory, *state, ENV("X=1"));
	assert_int_not_equal(one.id, two.id);
}

static void path_parameters_are_decoded(void **state)
{
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, *state, ENV("REQUEST_URI=/"));
	assert_int_equal(request_add_param(&rq, "slug", "a%20b/c", 5), OK);
	assert_int_equal(request_add_param(&rq, "id", "7", 1), OK);
	assert_string_equal(request_param(&rq, "slug"), "a b");
	assert_string_equal(request_param(&rq, "id"), "7");
	assert_int_equal(request_add_param(&rq, "bad", "%ff", 3), ERR_NOT_FOUND);
	assert_string_equal(rq.fault.detail, "path");
}

#define TOLD "body_length"
#define LARGE "body_too_large"

static const struct {
	const char *name;
	const char *length;
	const char *body;
	size_t cap;
	const char *detail;		/* NULL: taken */
	enum err err;
} bodies[] = {
	{ "as long as told",    "CONTENT_LENGTH=5",  "hello",  9, NULL, OK },
	{ "length not told",    "X=1",               "hello",  9, NULL, OK },
	{ "length is garbage",  "CONTENT_LENGTH=x5", "hello",  9, NULL, OK },
	{ "length is negative", "CONTENT_LENGTH=-5", "hello",  9, NULL, OK },
	{ "just fits",          "CONTENT_LENGTH=5",  "hello",  5, NULL, OK },
	{ "just fits, untold",  "X=1",               "hello",  5, NULL, OK },
	{ "empty",              "CONTENT_LENGTH=0",  "",       9, NULL, OK },
	{ "empty, untold",      "X=1",               "",       9, NULL, OK },
	{ "cut off",            "CONTENT_LENGTH=6",  "hello",  9, TOLD, ERR_BAD_REQUEST },
	{ "longer than told",   "CONTENT_LENGTH=4",  "hello",  9, TOLD, ERR_BAD_REQUEST },
	{ "told too large",     "CONTENT_LENGTH=6",  "",       5, LARGE, ERR_TOO_LARGE },
	{ "too large, untold",  "X=1",               "hello!", 5, LARGE, ERR_TOO_LARGE },
	{ "overflowing length", "CONTENT_LENGTH=99999999999999999999", "", 5,
	  LARGE, ERR_TOO_LARGE },
};

static void a_body_is_read_up_to_its_cap(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(bodies); i++) {
		memory_request(&rq, &memory, *state, ENV((char *)bodies[i].length));
		memory_body(&memory, bodies[i].body, strlen(bodies[i].body));
		if (request_body(&rq, bodies[i].cap) != bodies[i].err)
			fail_msg("%s", bodies[i].name);
		if (bodies[i].detail)
			assert_string_equal(rq.fault.detail, bodies[i].detail);
		else
			assert_string_equal(rq.body, bodies[i].body);
	}
}

static void a_large_body_comes_whole(void **state)
{
	size_t n = (size_t)300 * 1000;
	char *body = arena_alloc(*state, n);
	struct memory memory;
	struct request rq;

	memset(body, 'x', n);
	body[n - 1] = '!';
	memory_request(&rq, &memory, *state, ENV("X=1"));
	memory_body(&memory, body, n);
	assert_int_equal(request_body(&rq, n), OK);
	assert_int_equal(rq.body_len, n);
	assert_memory_equal(rq.body, body, n);
}

static const struct {
	const char *sent;
	enum err err;
} types[] = {
	{ "CONTENT_TYPE=application/json",                    OK },
	{ "CONTENT_TYPE=Application/JSON",                    OK },
	{ "CONTENT_TYPE=application/json; charset=utf-8",     OK },
	{ "CONTENT_TYPE=application/json ;charset=UTF-8",     OK },
	{ "CONTENT_TYPE=application/json; charset=\"utf-8\"", OK },
	{ "CONTENT_TYPE=application/json;",                   OK },
	{ "CONTENT_TYPE=application/json; charset=latin1",    ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=application/jsonl",                   ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=application/json-patch+json",         ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=text/plain",                          ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=text/plain; application/json",        ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=application/x-www-form-urlencoded",   ERR_MEDIA_TYPE },
	{ "CONTENT_TYPE=",                                    ERR_MEDIA_TYPE },
	{ "X=1",                                              ERR_MEDIA_TYPE },
};

static void only_json_in_utf8_is_taken(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(types); i++) {
		memory_request(&rq, &memory, *state, ENV((char *)types[i].sent));
		if (request_json_type(&rq) != types[i].err)
			fail_msg("%s", types[i].sent);
		if (types[i].err != OK)
			assert_string_equal(rq.fault.detail, "content_type");
	}
}

#define JSON "CONTENT_TYPE=application/json"
#define BAD ERR_BAD_REQUEST

static const struct {
	const char *name;
	const char *body;
	const char *detail;		/* NULL: taken */
	int64_t at;
	enum err err;
} documents[] = {
	{ "an object",       "{\"a\":1}",           NULL,             -1, OK },
	{ "blanks around",   " \r\n\t{} \n",        NULL,             -1, OK },
	{ "nothing",         "",                    "not_json",       -1, BAD },
	{ "blanks only",     "  ",                  "json_syntax",    2,  BAD },
	{ "cut off",         "{\"a\":",             "json_syntax",    5,  BAD },
	{ "trailing comma",  "{\"a\":1,}",          "json_syntax",    7,  BAD },
	{ "two documents",   "{}{}",                "json_syntax",    2,  BAD },
	{ "invalid UTF-8",   "{\"a\":\"\xff\"}",    "json_utf8",      6,  BAD },
	{ "NUL escape",      "{\"a\":\"\\u0000\"}", "json_nul",       6,  BAD },
	{ "lone surrogate",  "{\"a\":\"\\ud800\"}", "json_surrogate", 6,  BAD },
	{ "a key twice",     "{\"a\":1,\"a\":2}",   "json_duplicate", 7,  BAD },
	{ "an array",        "[]",                  "wrong_type",     -1, ERR_INVALID },
	{ "a text",          "\"a\"",               "wrong_type",     -1, ERR_INVALID },
	{ "null",            "null",                "wrong_type",     -1, ERR_INVALID },
};

static void only_well_formed_objects_get_through(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(documents); i++) {
		memory_request(&rq, &memory, *state, ENV(JSON));
		memory_body(&memory, documents[i].body, strlen(documents[i].body));
		assert_int_equal(request_body(&rq, 100), OK);
		if (request_json(&rq) != documents[i].err)
			fail_msg("%s", documents[i].name);
		if (documents[i].err == OK) {
			assert_true(json_object_is_type(rq.json, json_type_object));
			continue;
		}
		assert_string_equal(rq.fault.detail, documents[i].detail);
		if (rq.fault.at != documents[i].at)
			fail_msg("%s: at %d", documents[i].name, (int)rq.fault.at);
	}
}

/* json-c must not have a lower limit than json_check. */
static void an_object_may_be_as_deep_as_the_limit(void **state)
{
	struct memory memory;
	struct request rq;
	struct buf body = { 0 };

	buf_puts(&body, "{\"a\":");
	for (int i = 0; i < 63; i++)
		buf_putc(&body, '[');
	for (int i = 0; i < 63; i++)
		buf_putc(&body, ']');
	buf_putc(&body, '}');
	memory_request(&rq, &memory, *state, ENV(JSON));
	memory_body(&memory, body.data, body.len);
	assert_int_equal(request_body(&rq, 1000), OK);
	assert_int_equal(request_json(&rq), OK);
	buf_free(&body);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(methods_are_told_apart),
		TEST(an_address_is_a_path_and_a_query),
		TEST(headers_are_found_by_their_whole_name),
		TEST(no_two_requests_have_the_same_id),
		TEST(path_parameters_are_decoded),
		TEST(a_body_is_read_up_to_its_cap),
		TEST(a_large_body_comes_whole),
		TEST(a_body_that_stops_is_refused_though_no_length_was_told),
		TEST(a_long_body_is_parsed_in_pieces),
		TEST(only_json_in_utf8_is_taken),
		TEST(only_well_formed_objects_get_through),
		TEST(an_object_may_be_as_deep_as_the_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
