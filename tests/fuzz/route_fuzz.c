/*
 * route_fuzz.c: any method and path.  A row that is found is found again, with the same
 * parameters, by its path written anew in the one canonical way.
 */
#include "fuzz/oracle.h"
#include "http/percent.h"
#include "support/memory.h"
#include "web/routes.h"

static const struct route *find(struct request *rq, const char *method, const char *path,
				struct arena *arena)
{
	static struct memory memory;
	const struct route *route = NULL;
	const char *allow = NULL;
	enum err err;

	memory_request(rq, &memory, arena, ENV(arena_printf(arena, "REQUEST_METHOD=%s", method),
					       arena_printf(arena, "REQUEST_URI=%s", path)));
	err = route_find(rq, &route, &allow);
	if (err == OK)
		return route;
	CHECK(err == ERR_NOT_FOUND || (err == ERR_METHOD && *allow));
	return NULL;
}

/* All of it encoded but letters, digits and - . _ ~: a slash of its own too. */
static const char *encode(struct arena *arena, const char *value)
{
	const char *text = "";

	for (; *value; value++)
		text = *value == '/' ? arena_printf(arena, "%s%%2F", text)
				     : arena_printf(arena, "%s%s", text,
						    percent_encode(arena, (char[]){ *value, 0 }));
	return text;
}

/* The pattern with the parameters in their places. */
static const char *rewrite(struct request *rq, const struct route *route)
{
	const char *text = "";

	for (const char *at = route->path; *at;) {
		size_t n = strcspn(at, "{");

		text = arena_printf(rq->arena, "%s%.*s", text, (int)n, at);
		at += n;
		if (!*at)
			break;
		n = strcspn(at, "}");
		text = arena_printf(rq->arena, "%s%s", text,
				    encode(rq->arena, request_param(rq, arena_strndup(rq->arena, at + 1, n - 1))));
		at += n + 1;
	}
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size < 4096 ? size : 4096 };
	const char *method = input_line(&in, arena);
	const char *path = input_line(&in, arena);
	struct request rq, again;
	const struct route *route = find(&rq, method, path, arena);

	if (route) {
		CHECK(find(&again, method, rewrite(&rq, route), arena) == route);
		CHECK(again.param_count == rq.param_count);
		for (int i = 0; i < rq.param_count; i++) {
			CHECK(strcmp(rq.params[i].value, again.params[i].value) == 0);
			CHECK(oracle_utf8(rq.params[i].value, strlen(rq.params[i].value)) ==
			      strlen(rq.params[i].value));
		}
	}
	arena_free(arena);
	return 0;
}
