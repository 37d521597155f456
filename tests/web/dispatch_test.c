/*
 * dispatch_test.c: whole requests through the dispatcher, and the order of refusals.
 *
 * Needs POSTIL_DB, POSTIL_DB_OPS and POSTIL_STATIC.  An account of its own is made and
 * signed in by POST /api/session, so all of it runs as in a worker.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/random.h"
#include "db/tx.h"
#include "store/account.h"
#include "store/password.h"
#include "support/memory.h"
#include "web/web.h"

#define PASSWORD "correct horse"
#define UUID "018f0000-0000-7000-8000-00000000000b"

static struct arena *arena;
static struct config config;
static struct web *web;
static char token[64], csrf[80], login[RANDOM_TOKEN_SIZE], slug[40];

struct answer {
	int status;
	const char *body, *etag, *allow, *cookie;
};

/* headers: CGI names and values, may be NULL; signed: with our cookie and CSRF token. */
static struct answer ask(const char *method, const char *uri, const char *body,
			 const char *header, bool signed_in)
{
	static struct memory memory;
	size_t size = body ? strlen(body) : 0;
	struct request rq;
	char *env[] = {
		arena_printf(arena, "REQUEST_METHOD=%s", method),
		arena_printf(arena, "REQUEST_URI=%s", uri),
		arena_printf(arena, "CONTENT_LENGTH=%zu", size),
		arena_strdup(arena, body ? "CONTENT_TYPE=application/json" : "X=1"),
		arena_strdup(arena, "HTTP_HOST=127.0.0.1"),
		arena_strdup(arena, "REQUEST_SCHEME=http"),
		arena_strdup(arena, header ? header : "X=1"),
		signed_in ? arena_printf(arena, "HTTP_COOKIE=postil=%s", token) : NULL,
		signed_in ? arena_printf(arena, "HTTP_X_CSRF_TOKEN=%s", csrf) : NULL,
		NULL,
	};

	memory_request(&rq, &memory, arena, env);
	memory_body(&memory, body ? body : "", size);
	rq.app = web;
	web_serve(&rq);
	return (struct answer){
		memory_status(&memory), memory_answer(&memory), memory_header(&memory, arena, "ETag"),
		memory_header(&memory, arena, "Allow"), memory_header(&memory, arena, "Set-Cookie"),
	};
}

static void copy_between(char *to, const char *text, const char *before, char end)
{
	const char *at = strstr(text, before);

	assert_non_null(at);
	at += strlen(before);
	memcpy(to, at, strcspn(at, (char[]){ end, '\0' }));
}

static int sign_in(void)
{
	struct answer answer = ask("POST", "/api/session",
		arena_printf(arena, "{\"login\":\"%s\",\"password\":\"" PASSWORD "\"}", login),
		NULL, false);

	assert_int_equal(answer.status, 200);
	copy_between(token, answer.cookie, "postil=", ';');
	copy_between(csrf, answer.body, "\"csrf\":\"", '"');
	return 0;
}

static enum err make_account(void)
{
	struct db *db = db_open(config.db_ops);
	struct fault fault = { 0 };
	struct account_new new = { login, "Dispatch", password_hash(arena, PASSWORD), false };
	struct item item;
	struct tx tx;
	enum err err = tx_start(&tx, db, arena, &fault);

	if (err == OK)
		err = account_create(&tx, &new, &item);
	if (err == OK)
		err = tx_finish(&tx);
	tx_end(&tx);
	db_close(db);
	return err;
}

static int set_up(void **state)
{
	const char *message;
	struct fault fault;

	(void)state;
	arena = arena_new();
	random_token(login);
	if (config_load(&config, arena, NULL, &message) != OK || make_account() != OK)
		return -1;
	web = web_open(&config, &fault);
	if (!web)
		return -1;
	sodium_bin2hex(slug, sizeof(slug), (unsigned char *)login, 16);
	sign_in();
	return ask("POST", "/api/projects",
		   arena_printf(arena, "{\"slug\":\"%s\",\"title\":\"T\"}", slug), NULL,
		   true).status == 201 ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	web_close(web);
	arena_free(arena);
	return 0;
}

static const char *in_project(const char *rest)
{
	return arena_printf(arena, "/api/projects/%s%s", slug, rest);
}

/* Each row breaks two rules; the one that comes first in the API's order must answer. */
static const struct {
	const char *name;
	const char *method, *path;	/* path: behind the project's */
	const char *body, *header;
	int status;
	const char *detail;
	bool stranger;			/* without cookie and token */
} orders[] = {
	{ "404 path before 405", "BREW", "/nothing", NULL, NULL, 404, "path", false },
	{ "405 before 415", "POST", "/stances", "x", "CONTENT_TYPE=text/plain", 405, "method", false },
	{ "400 before 403 origin", "POST", "/statements", "{", "HTTP_ORIGIN=https://evil.example", 400,
	  "json_syntax", false },
	{ "403 origin before 401", "POST", "/statements", "{}", "HTTP_ORIGIN=https://evil.example", 403,
	  "origin", true },
	{ "401 before 422 field", "POST", "/statements", "{\"x\":1}", NULL, 401, "sign_in", true },
	{ "404 project before 422 field", "POST", "-none/statements", "{\"x\":1}", NULL, 404,
	  "project", false },
	{ "428 before 422 field", "PATCH", "/highlights/" UUID, "{\"x\":1}", NULL, 428,
	  "revision_needed", false },
	{ "422 field before 404 item", "PATCH", "/highlights/" UUID, "{\"x\":1}", "HTTP_IF_MATCH=\"1\"",
	  422, "unknown_field", false },
	{ "404 item before 422 by the data", "PATCH", "/highlights/" UUID, "{\"start\":9,\"end\":3}",
	  "HTTP_IF_MATCH=\"1\"", 404, "highlight", false },
	{ "422 parameter behind 401", "GET", "/statements?x=1", NULL, NULL, 401, "sign_in", true },
	{ "422 parameter behind 404 project", "GET", "-none/statements?x=1", NULL, NULL, 404, "project",
	  false },
	{ "422 parameter", "GET", "/statements?x=1", NULL, NULL, 422, "unknown_parameter", false },
	{ "422 cursor", "GET", "/statements?cursor=bm9uZQ", NULL, NULL, 422, "bad_cursor", false },
	{ "404 statement", "GET", "/statements/1", NULL, NULL, 404, "statement", false },
	{ "404 statement by a word", "GET", "/statements/x", NULL, NULL, 404, "statement", false },
	{ "422 bad uuid", "PUT", "/highlights/x", "{}", NULL, 422, "bad_uuid", false },
	{ "422 nil uuid", "PUT", "/highlights/00000000-0000-0000-0000-000000000000", "{}", NULL, 422,
	  "bad_uuid", false },
	{ "422 max uuid", "PUT", "/highlights/FFFFFFFF-ffff-ffff-ffff-ffffffffffff", "{}", NULL, 422,
	  "bad_uuid", false },
	{ "422 format", "GET", "/export?format=nothing", NULL, NULL, 422, "format", false },
	{ "401 before 422 format", "GET", "/export?format=nothing", NULL, NULL, 401, "sign_in", true },
};

static void the_first_refusal_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		struct answer answer = ask(orders[i].method, in_project(orders[i].path),
					   orders[i].body, orders[i].header, !orders[i].stranger);
		const char *detail = arena_printf(arena, "\"detail\":\"%s\"", orders[i].detail);

		if (answer.status != orders[i].status || !strstr(answer.body, detail))
			fail_msg("%s: %d %s", orders[i].name, answer.status, answer.body);
	}
}

static void a_wrong_method_says_which_there_are(void **state)
{
	(void)state;
	assert_string_equal(ask("PUT", in_project("/tags"), "{}", NULL, true).allow,
			    "GET, HEAD, POST");
}

static void a_cookie_without_its_token_is_refused(void **state)
{
	char kept = csrf[0];
	struct answer answer;

	(void)state;
	csrf[0] = csrf[0] == 'a' ? 'b' : 'a';
	answer = ask("POST", in_project("/statements"), "{}", NULL, true);
	csrf[0] = kept;
	assert_int_equal(answer.status, 403);
	assert_non_null(strstr(answer.body, "\"csrf\""));
}

static void what_is_made_is_there(void **state)
{
	struct answer answer;

	(void)state;
	answer = ask("POST", in_project("/statements"),
		     "{\"title\":\"A 🕊 title\",\"text\":\"We must 🕊 prevent conflict.\"}", NULL, true);
	assert_int_equal(answer.status, 201);
	assert_string_equal(answer.etag, "\"1\"");
	answer = ask("PUT", in_project("/highlights/" UUID),
		     "{\"statement\":1,\"start\":10,\"end\":26,\"quote\":\"prevent conflict\",\"taggings\":[]}", NULL, true);
	assert_int_equal(answer.status, 201);
	answer = ask("GET", in_project("/statements/1"), NULL, NULL, true);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "\"quote\":\"prevent conflict\""));
	assert_int_equal(ask("HEAD", in_project("/statements/1"), NULL, NULL, true).status, 200);
	answer = ask("GET", in_project("/export"), NULL, NULL, true);
	assert_int_equal(answer.status, 200);
	assert_non_null(strstr(answer.body, "\"complete\":true}"));
}

static void pages_lead_strangers_to_the_door(void **state)
{
	(void)state;
	assert_int_equal(ask("GET", "/", NULL, NULL, false).status, 303);
	assert_int_equal(ask("GET", arena_printf(arena, "/p/%s", slug), NULL, NULL, true).status, 200);
	assert_int_equal(ask("GET", "/p/nobodys-project", NULL, NULL, true).status, 404);
	assert_int_equal(ask("GET", "/nothing", NULL, NULL, true).status, 404);
	assert_int_equal(ask("GET", "/login?next=//evil.example", NULL, NULL, false).status, 200);
	assert_null(strstr(ask("GET", "/login?next=//evil.example", NULL, NULL, false).body, "evil"));
}

/* Last: it ends the session. */
static void after_signing_out_the_session_is_no_more(void **state)
{
	(void)state;
	assert_int_equal(ask("GET", "/api/session", NULL, NULL, true).status, 200);
	assert_int_equal(ask("DELETE", "/api/session", NULL, NULL, true).status, 204);
	assert_int_equal(ask("GET", "/api/session", NULL, NULL, true).status, 401);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_refusal_answers),
		cmocka_unit_test(a_wrong_method_says_which_there_are),
		cmocka_unit_test(a_cookie_without_its_token_is_refused),
		cmocka_unit_test(what_is_made_is_there),
		cmocka_unit_test(pages_lead_strangers_to_the_door),
		cmocka_unit_test(after_signing_out_the_session_is_no_more),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
