/* cookie_test.c: the one cookie, read and set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "http/cookie.h"
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

#define HTTPS "REQUEST_SCHEME=https", "HTTP_HOST=postil.example.org"
#define LOOPBACK "REQUEST_SCHEME=http", "HTTP_HOST=127.0.0.1:8080"

static const struct {
	const char *name;
	const char *cookie;
	const char *secure;		/* the token read over https; NULL: none */
	const char *loopback;		/* … on http to a loopback address */
} cases[] = {
	{ "none",            "X=1",                                NULL, NULL },
	{ "empty",           "HTTP_COOKIE=",                       NULL, NULL },
	{ "plain name",      "HTTP_COOKIE=postil=abc",             NULL, "abc" },
	{ "host name",       "HTTP_COOKIE=__Host-postil=abc",      "abc", NULL },
	{ "both",            "HTTP_COOKIE=postil=a; __Host-postil=b", "b", "a" },
	{ "among others",    "HTTP_COOKIE=x=1; postil=abc; y=2",   NULL, "abc" },
	{ "no blank",        "HTTP_COOKIE=x=1;postil=abc",         NULL, "abc" },
	{ "longer name",     "HTTP_COOKIE=postil2=abc",            NULL, NULL },
	{ "as a value",      "HTTP_COOKIE=x=postil=abc",           NULL, NULL },
	{ "empty value",     "HTTP_COOKIE=postil=",                NULL, NULL },
	{ "empty, then not", "HTTP_COOKIE=postil=; postil=abc",    NULL, "abc" },
	{ "no equals sign",  "HTTP_COOKIE=postil",                 NULL, NULL },
	{ "semicolons only", "HTTP_COOKIE=;; ;",                   NULL, NULL },
};

static void check(const char *name, const char *got, const char *wanted)
{
	if (!got != !wanted || (got && strcmp(got, wanted) != 0))
		fail_msg("%s: %s", name, got ? got : "none");
}

static void only_the_cookie_that_fits_is_read(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(cases); i++) {
		memory_request(&rq, &memory, *state,
			       ENV((char *)cases[i].cookie, HTTPS));
		check(cases[i].name, cookie_session(&rq), cases[i].secure);
		memory_request(&rq, &memory, *state,
			       ENV((char *)cases[i].cookie, LOOPBACK));
		check(cases[i].name, cookie_session(&rq), cases[i].loopback);
	}
}

static void a_cookie_is_set_to_last(void **state)
{
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, *state, ENV(HTTPS));
	reply_empty(&rq, 204);
	cookie_set_session(&rq, "abc", 7776000);
	assert_string_equal(rq.reply.headers[0].name, "Set-Cookie");
	assert_string_equal(rq.reply.headers[0].value,
			    "__Host-postil=abc; Max-Age=7776000; Path=/; HttpOnly; "
			    "SameSite=Lax; Secure");
	memory_request(&rq, &memory, *state, ENV(LOOPBACK));
	reply_empty(&rq, 204);
	cookie_set_session(&rq, "abc", 7776000);
	assert_string_equal(rq.reply.headers[0].value,
			    "postil=abc; Max-Age=7776000; Path=/; HttpOnly; "
			    "SameSite=Lax");
}

static void a_cookie_is_taken_back(void **state)
{
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, *state, ENV(HTTPS));
	reply_empty(&rq, 204);
	cookie_clear_session(&rq);
	assert_string_equal(rq.reply.headers[0].value,
			    "__Host-postil=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; "
			    "Secure");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_the_cookie_that_fits_is_read),
		TEST(a_cookie_is_set_to_last),
		TEST(a_cookie_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
