/* bearer.c: Authorization, RFC 6750. */
#include "http/bearer.h"

#include <string.h>
#include <strings.h>

const char *bearer_token(const struct request *rq)
{
	static const char scheme[] = "Bearer";
	const char *s = request_header(rq, "HTTP_AUTHORIZATION");
	size_t length = sizeof(scheme) - 1;

	if (!s || strncasecmp(s, scheme, length) != 0 || (s[length] && s[length] != ' '))
		return NULL;
	return s + length + strspn(s + length, " ");
}
