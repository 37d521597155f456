/* origin.c: ours or foreign. */
#include "http/origin.h"

#include <string.h>
#include <strings.h>

#include "base/config.h"

static const char *scheme_of(const struct request *rq)
{
	const char *scheme = request_header(rq, "REQUEST_SCHEME");
	const char *https = request_header(rq, "HTTPS");

	if (scheme)
		return scheme;
	return https && strcasecmp(https, "on") == 0 ? "https" : "http";
}

const char *origin_own(struct request *rq)
{
	const char *host = request_header(rq, "HTTP_HOST");

	if (rq->config && rq->config->origin[0])
		return rq->config->origin;
	return arena_printf(rq->arena, "%s://%s", scheme_of(rq), host ? host : "");
}

enum err origin_check(struct request *rq)
{
	const char *site = request_header(rq, "HTTP_SEC_FETCH_SITE");
	const char *origin = request_header(rq, "HTTP_ORIGIN");

	if (site && strcmp(site, "same-origin") != 0)
		return fault_set(&rq->fault, ERR_FORBIDDEN, "origin", NULL);
	if (origin && strcasecmp(origin, origin_own(rq)) != 0)
		return fault_set(&rq->fault, ERR_FORBIDDEN, "origin", NULL);
	return OK;
}

static bool is_address(const char *host, size_t n)
{
	return n > 0 && strspn(host, "0123456789.") >= n;
}

bool origin_is_loopback_http(struct request *rq)
{
	static const char http[] = "http://";
	static const char name[] = "localhost";
	const char *host = origin_own(rq);
	size_t n;

	if (strncasecmp(host, http, sizeof(http) - 1) != 0)
		return false;
	host += sizeof(http) - 1;
	if (strncmp(host, "[::1]", 5) == 0)
		return host[5] == '\0' || host[5] == ':';
	n = strcspn(host, ":/");
	if (strncmp(host, "127.", 4) == 0)
		return is_address(host, n);
	if (n < sizeof(name) - 1 || strncasecmp(host + n - (sizeof(name) - 1), name,
						sizeof(name) - 1) != 0)
		return false;
	return n == sizeof(name) - 1 || host[n - sizeof(name)] == '.';
}
