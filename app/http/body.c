/* body.c: a request's body in pieces. */
#include "http/body.h"

#include <stdlib.h>

static int64_t told_length(const struct request *rq)
{
	const char *text = request_header(rq, "CONTENT_LENGTH");
	char *end;
	long long length;

	if (!text || text[0] < '0' || text[0] > '9')
		return -1;
	length = strtoll(text, &end, 10);
	return *end ? -1 : length;
}

static enum err too_large(struct request *rq)
{
	return fault_set(&rq->fault, ERR_TOO_LARGE, "body_too_large", NULL);
}

enum err body_open(struct body *body, struct request *rq, uint64_t cap)
{
	*body = (struct body){ .rq = rq, .cap = cap, .told = told_length(rq) };
	return body->told >= 0 && (uint64_t)body->told > cap ? too_large(rq) : OK;
}

/* Not as long as was told: now, at its end, or already. */
static bool is_misjudged(const struct body *body, bool ended)
{
	uint64_t told = (uint64_t)body->told;

	return body->told >= 0 && (ended ? body->taken != told : body->taken > told);
}

/* One byte past the cap is too much already, and is the last that is read. */
enum err body_read(struct body *body, char *into, size_t n, size_t *got)
{
	struct channel *channel = body->rq->channel;
	uint64_t left = body->cap + 1 - body->taken;
	size_t want = n < left ? n : (size_t)left;
	ptrdiff_t taken = channel->read(channel->ctx, into, want);

	*got = taken > 0 ? (size_t)taken : 0;
	body->taken += *got;
	if (body->taken > body->cap)
		return too_large(body->rq);
	if (taken < 0 || is_misjudged(body, *got < want))
		return fault_set(&body->rq->fault, ERR_BAD_REQUEST, "body_length", NULL);
	return OK;
}
