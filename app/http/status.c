/* status.c: failures and their HTTP. */
#include "http/status.h"

#include <stddef.h>

static const struct {
	int status;
	const char *detail;
} classes[ERR_COUNT] = {
	[OK]                  = { 200, "ok" },
	[ERR_BAD_REQUEST]     = { 400, "bad_request" },
	[ERR_SIGN_IN]         = { 401, "sign_in" },
	[ERR_FORBIDDEN]       = { 403, "role" },
	[ERR_NOT_FOUND]       = { 404, "path" },
	[ERR_METHOD]          = { 405, "method" },
	[ERR_CONFLICT]        = { 409, "conflict" },
	[ERR_STALE]           = { 412, "stale" },
	[ERR_TOO_LARGE]       = { 413, "body_too_large" },
	[ERR_MEDIA_TYPE]      = { 415, "content_type" },
	[ERR_INVALID]         = { 422, "invalid" },
	[ERR_REVISION_NEEDED] = { 428, "revision_needed" },
	[ERR_TOO_MANY]        = { 429, "too_many" },
	[ERR_UNAVAILABLE]     = { 503, "database" },
	[ERR_INTERNAL]        = { 500, "internal" },
};

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 303, "See Other" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 409, "Conflict" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" },
	{ 422, "Unprocessable Content" },
	{ 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
};

int status_of(enum err err)
{
	return classes[err].status;
}

const char *status_detail(enum err err)
{
	return classes[err].detail;
}

const char *status_reason(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Unknown";
}
