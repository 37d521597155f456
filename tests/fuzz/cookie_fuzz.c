/*
 * cookie_fuzz.c: the session's cookie among others, and which of its two names counts;
 * lines: Cookie, Host, anything for https, Origin, Sec-Fetch-Site, If-Match.
 */
#include <strings.h>

#include "base/config.h"
#include "fuzz/fuzz.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/etag.h"
#include "http/origin.h"
#include "support/memory.h"

/* The first cookie of that name that is not empty. */
static const char *find(struct arena *arena, const char *cookies, const char *name)
{
	char *rest = arena_strdup(arena, cookies), *one;

	while ((one = strsep(&rest, ";"))) {
		char *equals = strchr(one, '=');

		one += strspn(one, " \t");
		if (!equals || !equals[1])
			continue;
		*equals = '\0';
		if (strcmp(one, name) == 0)
			return equals + 1;
	}
	return NULL;
}

static void check_cookie(struct request *rq, const char *cookies)
{
	bool loopback = origin_is_loopback_http(rq);
	const char *token = cookie_session(rq);
	const char *wanted = find(rq->arena, cookies, loopback ? "postil" : "__Host-postil");

	CHECK(token ? wanted && strcmp(token, wanted) == 0 : !wanted);
	reply_empty(rq, 204);
	cookie_set_session(rq, "token", 60);
	CHECK(strstr(rq->reply.headers[0].value, "; HttpOnly; SameSite=Lax"));
	CHECK(loopback == !strstr(rq->reply.headers[0].value, "; Secure"));
	CHECK(loopback == (rq->reply.headers[0].value[0] == 'p'));
	if (token)
		CHECK((csrf_check(rq, token) == OK) == false);
}

/* Without Secure only where nobody can listen: a host that names another machine is none. */
static void check_loopback(struct request *rq, const char *host)
{
	size_t n = strcspn(host, ":/");

	if (!origin_is_loopback_http(rq))
		return;
	CHECK(strcmp(rq->env[2], "REQUEST_SCHEME=http") == 0);
	CHECK(strncmp(host, "127.", 4) == 0 || strncmp(host, "[::1]", 5) == 0 ||
	      (n >= 9 && strncasecmp(host + n - 9, "localhost", 9) == 0));
}

static void check_origin(struct request *rq, const char *origin, const char *site)
{
	bool ours = (!*origin || strcasecmp(origin, origin_own(rq)) == 0) &&
		    (!*site || strcmp(site, "same-origin") == 0);

	CHECK((origin_check(rq) == OK) == ours);
}

static void check_etag(struct request *rq, const char *given)
{
	int64_t revision = -1;
	char text[32];

	if (etag_if_match(rq, &revision) != OK)
		return;
	snprintf(text, sizeof(text), "\"%lld\"", (long long)revision);
	given += strncmp(given, "W/", 2) == 0 ? 2 : 0;
	CHECK(revision == 0 ? !*given : strcmp(text, given) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct config config = { .origin = "" };
	struct arena *arena = arena_new();
	struct input in = { data, size };
	struct memory memory;
	struct request rq;
	const char *lines[6];

	for (size_t i = 0; i < 6; i++)
		lines[i] = input_line(&in, arena);
	memory_request(&rq, &memory, arena,
		       ENV(arena_printf(arena, "HTTP_COOKIE=%s", lines[0]),
			   arena_printf(arena, "HTTP_HOST=%s", lines[1]),
			   arena_printf(arena, "REQUEST_SCHEME=http%s", *lines[2] ? "s" : ""),
			   arena_printf(arena, "HTTP_ORIGIN=%s", lines[3]),
			   arena_printf(arena, "HTTP_SEC_FETCH_SITE=%s", lines[4]),
			   arena_printf(arena, "HTTP_IF_MATCH=%s", lines[5])));
	rq.config = &config;
	check_loopback(&rq, lines[1]);
	check_cookie(&rq, lines[0]);
	check_origin(&rq, lines[3], lines[4]);
	check_etag(&rq, lines[5]);
	arena_free(arena);
	return 0;
}
