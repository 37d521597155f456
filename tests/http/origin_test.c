/* origin_test.c: ours or foreign. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/config.h"
#include "http/origin.h"
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

#define NONE "X=1"
#define HTTP "REQUEST_SCHEME=http"
#define HTTPS "REQUEST_SCHEME=https"

static const struct {
	const char *name;
	const char *own;		/* POSTIL_ORIGIN */
	const char *scheme;
	const char *host;
	const char *origin;
	const char *site;
	enum err err;
} cases[] = {
	{ "neither", "", HTTP, "HTTP_HOST=a", NONE, NONE, OK },
	{ "the same", "", HTTP, "HTTP_HOST=a:80", "HTTP_ORIGIN=http://a:80",
	  "HTTP_SEC_FETCH_SITE=same-origin", OK },
	{ "case of letters", "", HTTP, "HTTP_HOST=A", "HTTP_ORIGIN=http://a",
	  NONE, OK },
	{ "another host", "", HTTP, "HTTP_HOST=a", "HTTP_ORIGIN=http://b",
	  NONE, ERR_FORBIDDEN },
	{ "longer host", "", HTTP, "HTTP_HOST=a", "HTTP_ORIGIN=http://a.b",
	  NONE, ERR_FORBIDDEN },
	{ "another port", "", HTTP, "HTTP_HOST=a:1", "HTTP_ORIGIN=http://a:2",
	  NONE, ERR_FORBIDDEN },
	{ "another scheme", "", HTTPS, "HTTP_HOST=a", "HTTP_ORIGIN=http://a",
	  NONE, ERR_FORBIDDEN },
	{ "https by HTTPS", "", "HTTPS=on", "HTTP_HOST=a", "HTTP_ORIGIN=https://a",
	  NONE, OK },
	{ "null", "", HTTP, "HTTP_HOST=a", "HTTP_ORIGIN=null", NONE,
	  ERR_FORBIDDEN },
	{ "no host", "", HTTP, NONE, "HTTP_ORIGIN=http://a", NONE,
	  ERR_FORBIDDEN },
	{ "cross-site alone", "", HTTP, "HTTP_HOST=a", NONE,
	  "HTTP_SEC_FETCH_SITE=cross-site", ERR_FORBIDDEN },
	{ "same-site", "", HTTP, "HTTP_HOST=a", NONE,
	  "HTTP_SEC_FETCH_SITE=same-site", ERR_FORBIDDEN },
	{ "typed in", "", HTTP, "HTTP_HOST=a", NONE,
	  "HTTP_SEC_FETCH_SITE=none", ERR_FORBIDDEN },
	{ "cross-site with our origin", "", HTTP, "HTTP_HOST=a",
	  "HTTP_ORIGIN=http://a", "HTTP_SEC_FETCH_SITE=cross-site", ERR_FORBIDDEN },
	{ "setting", "https://p.org", HTTP, "HTTP_HOST=127.0.0.1:81",
	  "HTTP_ORIGIN=https://p.org", NONE, OK },
	{ "not the setting", "https://p.org", HTTP, "HTTP_HOST=a",
	  "HTTP_ORIGIN=http://a", NONE, ERR_FORBIDDEN },
};

static void foreign_pages_are_refused(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct config config = { .origin = cases[i].own };

		memory_request(&rq, &memory, *state,
			       ENV((char *)cases[i].scheme, (char *)cases[i].host,
				   (char *)cases[i].origin, (char *)cases[i].site));
		rq.config = &config;
		if (origin_check(&rq) != cases[i].err)
			fail_msg("%s", cases[i].name);
		if (cases[i].err != OK)
			assert_string_equal(rq.fault.detail, "origin");
	}
}

static const struct {
	const char *scheme;
	const char *host;
	bool loopback;
} hosts[] = {
	{ HTTP,  "HTTP_HOST=127.0.0.1",          true },
	{ HTTP,  "HTTP_HOST=127.0.0.1:8080",     true },
	{ HTTP,  "HTTP_HOST=127.8.9.1:8080",     true },
	{ HTTP,  "HTTP_HOST=localhost",          true },
	{ HTTP,  "HTTP_HOST=LocalHost:8080",     true },
	{ HTTP,  "HTTP_HOST=postil.localhost:1", true },
	{ HTTP,  "HTTP_HOST=[::1]",              true },
	{ HTTP,  "HTTP_HOST=[::1]:8080",         true },
	{ HTTPS, "HTTP_HOST=127.0.0.1",          false },
	{ HTTPS, "HTTP_HOST=localhost",          false },
	{ HTTP,  "HTTP_HOST=127.0.0.1.nip.io",   false },
	{ HTTP,  "HTTP_HOST=notlocalhost",       false },
	{ HTTP,  "HTTP_HOST=localhost.org",      false },
	{ HTTP,  "HTTP_HOST=192.168.0.1",        false },
	{ HTTP,  "HTTP_HOST=[::1]x",             false },
	{ HTTP,  "HTTP_HOST=[::2]",              false },
	{ HTTP,  "HTTP_HOST=",                   false },
	{ HTTP,  NONE,                           false },
};

static void only_loopback_http_may_do_without_secure(void **state)
{
	struct memory memory;
	struct request rq;

	for (size_t i = 0; i < COUNT(hosts); i++) {
		memory_request(&rq, &memory, *state,
			       ENV((char *)hosts[i].scheme, (char *)hosts[i].host));
		if (origin_is_loopback_http(&rq) != hosts[i].loopback)
			fail_msg("%s %s", hosts[i].scheme, hosts[i].host);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(foreign_pages_are_refused),
		TEST(only_loopback_http_may_do_without_secure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
