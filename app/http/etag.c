/* etag.c: the revision in If-Match. */
#include "http/etag.h"

#include <stdlib.h>
#include <string.h>

/* Revisions are 32 bits wide: nine digits and more than enough. */
enum { REVISION_DIGITS = 9 };

/* "3" with its quotes; 0: it is none. */
static int64_t parse(const char *s)
{
	size_t digits;

	if (strncmp(s, "W/", 2) == 0)
		s += 2;
	if (s[0] != '"' || s[1] < '1' || s[1] > '9')
		return 0;
	digits = strspn(s + 1, "0123456789");
	if (digits > REVISION_DIGITS || strcmp(s + 1 + digits, "\"") != 0)
		return 0;
	return strtoll(s + 1, NULL, 10);
}

enum err etag_if_match(struct request *rq, int64_t *revision)
{
	const char *given = request_header(rq, "HTTP_IF_MATCH");

	*revision = given ? parse(given) : 0;
	if (given && *revision == 0)
		return fault_set(&rq->fault, ERR_INVALID, "bad_revision", "If-Match");
	return OK;
}

enum err etag_required(struct request *rq, int64_t *revision)
{
	TRY(etag_if_match(rq, revision));
	if (*revision == 0)
		return fault_set(&rq->fault, ERR_REVISION_NEEDED, "revision_needed",
				 "If-Match");
	return OK;
}
