/* route.c: from a request's line to its row in the table. */
#include <stdbool.h>
#include <string.h>

#include "web/routes.h"

static const char *const method_names[] = {
	[METHOD_GET] = "GET",
	[METHOD_HEAD] = "GET",
	[METHOD_POST] = "POST",
	[METHOD_PUT] = "PUT",
	[METHOD_PATCH] = "PATCH",
	[METHOD_DELETE] = "DELETE",
	[METHOD_OTHER] = "",
};

/* The end of the segment that begins here. */
static const char *segment_end(const char *segment)
{
	return segment + strcspn(segment, "/");
}

/* {name} of the table against one segment of the request's path. */
static bool fits_segment(const char *pattern, const char *path)
{
	size_t length = (size_t)(segment_end(path) - path);

	if (*pattern == '{')
		return length > 0;
	return length == (size_t)(segment_end(pattern) - pattern) &&
	       memcmp(pattern, path, length) == 0;
}

static bool fits(const char *pattern, const char *path)
{
	while (*pattern == '/' && *path == '/') {
		if (!fits_segment(++pattern, ++path))
			return false;
		pattern = segment_end(pattern);
		path = segment_end(path);
	}
	return !*pattern && !*path;
}

static enum err keep_params(struct request *rq, const char *pattern)
{
	const char *path = rq->path;

	while (*pattern == '/') {
		const char *end = segment_end(++path), *name = ++pattern;

		pattern = segment_end(pattern);
		if (*name == '{') {
			size_t length = (size_t)(pattern - name) - 2;

			TRY(request_add_param(rq, arena_strndup(rq->arena, name + 1, length),
					      path, (size_t)(end - path)));
		}
		path = end;
	}
	return OK;
}

static const char *add_method(struct request *rq, const char *allow, const char *method)
{
	const char *head = strcmp(method, "GET") == 0 ? "GET, HEAD" : method;

	return *allow ? arena_printf(rq->arena, "%s, %s", allow, head) : head;
}

enum err route_find(struct request *rq, const struct route **found, const char **allow)
{
	*allow = "";
	for (const struct route *route = routes; route->method; route++) {
		if (!fits(route->path, rq->path))
			continue;
		if (strcmp(route->method, method_names[rq->method]) == 0) {
			*found = route;
			return keep_params(rq, route->path);
		}
		*allow = add_method(rq, *allow, route->method);
	}
	if (**allow)
		return fault_set(&rq->fault, ERR_METHOD, "method", NULL);
	return fault_set(&rq->fault, ERR_NOT_FOUND, "path", NULL);
}
