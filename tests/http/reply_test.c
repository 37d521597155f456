/* reply_test.c: answers are kept, then written once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <string.h>

#include "http/message.h"
#include "http/status.h"
#include "support/memory.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct memory memory;
static struct request rq;

static int set_up(void **state)
{
	*state = arena_new();
	memory_request(&rq, &memory, *state, ENV("REQUEST_METHOD=GET", "REQUEST_URI=/"));
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void check_header(void **state, const char *name, const char *value)
{
	const char *got = memory_header(&memory, *state, name);

	if (!got || strcmp(got, value) != 0)
		fail_msg("%s: %s", name, got ? got : "absent");
}

static void check_always(void **state)
{
	check_header(state, "Content-Security-Policy",
		     "default-src 'none'; script-src 'self'; style-src 'self'; "
		     "connect-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
		     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
	check_header(state, "X-Content-Type-Options", "nosniff");
	check_header(state, "Referrer-Policy", "same-origin");
	check_header(state, "Cache-Control", "no-store");
}

static void nothing_is_written_before_it_is_sent(void **state)
{
	(void)state;
	reply_json(&rq, 200, "{}");
	assert_int_equal(memory.out->len, 0);
	assert_false(rq.reply.started);
}

static void json_is_sent_with_its_length(void **state)
{
	reply_json(&rq, 201, "{\"a\":\"\xc3\xa9\"}");
	reply_etag(&rq, 4);
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 201);
	assert_memory_equal(memory.out->data, "Status: 201 Created\r\n", 21);
	check_header(state, "Content-Type", "application/json");
	check_header(state, "Content-Length", "10");
	check_header(state, "ETag", "\"4\"");
	check_always(state);
	assert_string_equal(memory_answer(&memory), "{\"a\":\"\xc3\xa9\"}");
	assert_int_equal(rq.reply.sent, 10);
}

static void head_sends_the_same_head_only(void **state)
{
	rq.method = METHOD_HEAD;
	reply_json(&rq, 200, "{\"a\":1}");
	assert_int_equal(reply_send(&rq), OK);
	check_header(state, "Content-Length", "7");
	check_always(state);
	assert_string_equal(memory_answer(&memory), "");
}

static void an_empty_answer_has_no_type(void **state)
{
	reply_empty(&rq, 204);
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 204);
	assert_null(memory_header(&memory, *state, "Content-Type"));
	assert_null(memory_header(&memory, *state, "Content-Length"));
	check_always(state);
}

static void a_redirect_names_its_place(void **state)
{
	reply_redirect(&rq, 303, "/login?next=/");
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 303);
	check_header(state, "Location", "/login?next=/");
}

static void a_page_is_html(void **state)
{
	reply_page(&rq, 404, "<!doctype html>");
	assert_int_equal(reply_send(&rq), OK);
	check_header(state, "Content-Type", "text/html; charset=utf-8");
	check_always(state);
}

static void a_later_answer_replaces_headers_too(void **state)
{
	reply_json(&rq, 201, "{}");
	reply_header(&rq, "Location", "/api/projects/a");
	fault_set(&rq.fault, ERR_UNAVAILABLE, "database", NULL);
	reply_fault(&rq);
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 503);
	assert_null(memory_header(&memory, *state, "Location"));
	check_header(state, "Retry-After", "1");
}

static void a_value_cannot_begin_a_header(void **state)
{
	reply_redirect(&rq, 303, "/a\r\nSet-Cookie: b=1\n\x7f");
	assert_int_equal(reply_send(&rq), OK);
	check_header(state, "Location", "/a  Set-Cookie: b=1  ");
	assert_null(memory_header(&memory, *state, "Set-Cookie"));
}

static const struct {
	struct fault fault;
	int status;
	const char *error;
	const char *detail;
	const char *field;		/* NULL: not in the answer */
	const char *message;
} faults[] = {
	{ { ERR_INVALID, "missing", "title", -1, NULL, 0 }, 422, "invalid", "missing",
	  "title", "The field is required." },
	{ { ERR_INVALID, "highlight_past_end", NULL, -1, NULL, 0 }, 422, "invalid",
	  "highlight_past_end", "end", "The highlight ends behind the text's end." },
	{ { ERR_INVALID, "unknown_actor", "speaker", -1, NULL, 0 }, 422, "invalid",
	  "unknown_actor", "speaker", "There is no such actor." },
	{ { ERR_SIGN_IN, NULL, NULL, -1, NULL, 0 }, 401, "sign_in", "sign_in", NULL,
	  "Sign in first." },
	{ { ERR_METHOD, NULL, NULL, -1, NULL, 0 }, 405, "method", "method", NULL,
	  "This address does not answer to that method." },
	{ { ERR_INVALID, "some_constraint", NULL, -1, NULL, 0 }, 422, "invalid",
	  "some_constraint", NULL, "The data are not allowed." },
	{ { ERR_INTERNAL, NULL, NULL, -1, NULL, 0 }, 500, "internal", "internal", NULL,
	  "Something went wrong here; the log says more." },
};

static const char *text_of(struct json_object *object, const char *key)
{
	return json_object_get_string(json_object_object_get(object, key));
}

static void faults_become_json(void **state)
{
	struct json_object *answer;

	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		rq.fault = faults[i].fault;
		reply_fault(&rq);
		assert_int_equal(rq.reply.status, faults[i].status);
		answer = json_tokener_parse(rq.reply.body);
		assert_string_equal(text_of(answer, "error"), faults[i].error);
		assert_string_equal(text_of(answer, "detail"), faults[i].detail);
		assert_string_equal(text_of(answer, "message"), faults[i].message);
		if (faults[i].field)
			assert_string_equal(text_of(answer, "field"), faults[i].field);
		else
			assert_false(json_object_object_get_ex(answer, "field", NULL));
		assert_false(json_object_object_get_ex(answer, "at", NULL));
		assert_false(json_object_object_get_ex(answer, "current", NULL));
		json_object_put(answer);
	}
}

static void a_fault_may_say_where_and_what_is_there_now(void **state)
{
	(void)state;
	rq.fault = (struct fault){ ERR_STALE, "stale", NULL, 0, "{\"revision\":3}", 0 };
	reply_fault(&rq);
	assert_int_equal(rq.reply.status, 412);
	assert_string_equal(rq.reply.body,
			    "{\"error\":\"stale\",\"detail\":\"stale\",\"at\":0,"
			    "\"message\":"
			    "\"It was changed in the meantime; see its present state.\","
			    "\"current\":{\"revision\":3}}");
}

/* Each class has a status of its own, a reason, and a sentence. */
static void every_class_is_spoken_for(void **state)
{
	(void)state;
	for (int i = OK + 1; i < ERR_COUNT; i++) {
		enum err err = (enum err)i;

		assert_string_not_equal(status_reason(status_of(err)), "Unknown");
		assert_non_null(message_of(status_detail(err))->detail);
		for (int j = i + 1; j < ERR_COUNT; j++)
			assert_int_not_equal(status_of(err), status_of((enum err)j));
	}
}

/* What else some answers say in a header; NULL: no such header. */
static const struct {
	struct fault fault;
	const char *retry_after, *authenticate;
} hints[] = {
	{ { ERR_TOO_MANY, "too_many", NULL, -1, NULL, 480 }, "480", NULL },
	{ { ERR_TOO_MANY, "too_many", NULL, -1, NULL, 0 }, NULL, NULL },
	{ { ERR_UNAVAILABLE, "database", NULL, -1, NULL, 0 }, "1", NULL },
	{ { ERR_SIGN_IN, "bad_bearer", NULL, -1, NULL, 0 }, NULL, "Bearer" },
	{ { ERR_FORBIDDEN, "scope", NULL, -1, NULL, 0 }, NULL, NULL },
};

static void check_hint(void **state, const char *name, const char *value)
{
	if (value)
		check_header(state, name, value);
	else
		assert_null(memory_header(&memory, *state, name));
}

static void a_fault_says_when_and_how_to_try_again(void **state)
{
	for (size_t i = 0; i < COUNT(hints); i++) {
		buf_clear(memory.out);
		rq.fault = hints[i].fault;
		reply_fault(&rq);
		assert_int_equal(reply_send(&rq), OK);
		check_hint(state, "Retry-After", hints[i].retry_after);
		check_hint(state, "WWW-Authenticate", hints[i].authenticate);
		rq.reply = (struct reply){ 0 };
	}
}

static void a_stream_sends_its_head_with_its_first_bytes(void **state)
{
	reply_stream(&rq, "text/csv; charset=utf-8", "de\"mo.csv");
	assert_false(rq.reply.started);
	assert_int_equal(memory.out->len, 0);
	assert_int_equal(reply_write(&rq, "a,b", 3), OK);
	assert_true(rq.reply.started);
	assert_int_equal(reply_write(&rq, "\0c", 2), OK);
	assert_int_equal(reply_send(&rq), OK);
	check_header(state, "Content-Type", "text/csv; charset=utf-8");
	check_header(state, "Content-Disposition", "attachment; filename=\"de_mo.csv\"");
	assert_null(memory_header(&memory, *state, "Content-Length"));
	check_always(state);
	assert_memory_equal(memory_answer(&memory), "a,b\0c", 5);
	assert_int_equal(rq.reply.sent, 5);
	assert_false(memory.aborted);
}

static void a_stream_may_stay_empty(void **state)
{
	reply_stream(&rq, "text/csv", NULL);
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 200);
	assert_null(memory_header(&memory, *state, "Content-Disposition"));
	assert_string_equal(memory_answer(&memory), "");
}

static void a_stream_that_has_not_begun_may_become_a_fault(void **state)
{
	(void)state;
	reply_stream(&rq, "text/csv", NULL);
	fault_set(&rq.fault, ERR_NOT_FOUND, "project", NULL);
	reply_fault(&rq);
	assert_int_equal(reply_send(&rq), OK);
	assert_int_equal(memory_status(&memory), 404);
}

static void a_broken_stream_is_cut_off(void **state)
{
	(void)state;
	reply_stream(&rq, "text/csv", NULL);
	assert_int_equal(reply_write(&rq, "a", 1), OK);
	reply_abort(&rq);
	assert_true(memory.aborted);
}

static void a_client_that_left_is_noticed(void **state)
{
	(void)state;
	memory.gone = true;
	reply_stream(&rq, "text/csv", NULL);
	assert_int_equal(reply_write(&rq, "a", 1), ERR_UNAVAILABLE);
	assert_string_equal(rq.fault.detail, "client_gone");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_written_before_it_is_sent),
		TEST(json_is_sent_with_its_length),
		TEST(head_sends_the_same_head_only),
		TEST(an_empty_answer_has_no_type),
		TEST(a_redirect_names_its_place),
		TEST(a_page_is_html),
		TEST(a_later_answer_replaces_headers_too),
		TEST(a_value_cannot_begin_a_header),
		TEST(faults_become_json),
		TEST(a_fault_may_say_where_and_what_is_there_now),
		TEST(a_fault_says_when_and_how_to_try_again),
		TEST(every_class_is_spoken_for),
		TEST(a_stream_sends_its_head_with_its_first_bytes),
		TEST(a_stream_may_stay_empty),
		TEST(a_stream_that_has_not_begun_may_become_a_fault),
		TEST(a_broken_stream_is_cut_off),
		TEST(a_client_that_left_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
