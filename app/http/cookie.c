/* cookie.c: the session's cookie, read and set. */
#include "http/cookie.h"

#include <string.h>

#include "http/origin.h"

struct kind {
	const char *name;
	const char *attributes;
};

static const struct kind secure = {
	"__Host-postil", "; Path=/; HttpOnly; SameSite=Lax; Secure"
};
static const struct kind loopback = {
	"postil", "; Path=/; HttpOnly; SameSite=Lax"
};

static const struct kind *kind_of(struct request *rq)
{
	return origin_is_loopback_http(rq) ? &loopback : &secure;
}

const char *cookie_session(struct request *rq)
{
	const char *name = kind_of(rq)->name;
	const char *s = request_header(rq, "HTTP_COOKIE");
	size_t length = strlen(name);

	while (s && *s) {
		size_t n;

		s += strspn(s, "; \t");
		n = strcspn(s, ";");
		if (n > length + 1 && strncmp(s, name, length) == 0 && s[length] == '=')
			return arena_strndup(rq->arena, s + length + 1, n - length - 1);
		s += n;
	}
	return NULL;
}

static void set(struct request *rq, const char *token, int64_t max_age)
{
	const struct kind *kind = kind_of(rq);

	reply_header(rq, "Set-Cookie",
		     arena_printf(rq->arena, "%s=%s; Max-Age=%lld%s", kind->name, token,
				  (long long)max_age, kind->attributes));
}

void cookie_set_session(struct request *rq, const char *token, int64_t max_age)
{
	set(rq, token, max_age);
}

void cookie_clear_session(struct request *rq)
{
	set(rq, "", 0);
}
