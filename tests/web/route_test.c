/* route_test.c: from a method and a path to a row of the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "base/cases.h"
#include "support/memory.h"
#include "web/routes.h"

static const struct row {
	const char *name;
	const char *method, *path;
	enum err err;
	const char *found;		/* the row's path, or what Allow says; NULL: neither */
	const char *slug, *id;		/* parameters */
} rows[] = {
	{ "root", "GET", "/", OK, "/", NULL, NULL },
	{ "list", "GET", "/api/projects", OK, "/api/projects", NULL, NULL },
	{ "HEAD is GET's", "HEAD", "/api/projects", OK, "/api/projects", NULL, NULL },
	{ "one parameter", "GET", "/p/demo", OK, "/p/{slug}", "demo", NULL },
	{ "two parameters", "GET", "/p/demo/s/12", OK, "/p/{slug}/s/{id}", "demo", "12" },
	{ "a word before a parameter", "GET", "/p/demo/codebook", OK, "/p/{slug}/codebook", "demo", NULL },
	{ "decoded", "GET", "/p/d%C3%A9mo", OK, "/p/{slug}", "d\xc3\xa9mo", NULL },
	{ "a slash in a parameter", "GET", "/p/a%2Fb", OK, "/p/{slug}", "a/b", NULL },
	{ "broken escape", "GET", "/p/%zz", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "NUL in a parameter", "GET", "/p/a%00b", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "closing slash", "GET", "/api/projects/", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "empty parameter", "GET", "/p//s/12", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "too long", "GET", "/p/demo/s/12/x", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "too short", "GET", "/api", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "a beginning is not enough", "GET", "/healthzz", ERR_NOT_FOUND, NULL, NULL, NULL },
	{ "other method", "PUT", "/healthz", ERR_METHOD, "GET, HEAD", NULL, NULL },
	{ "other method of several", "PUT", "/api/session", ERR_METHOD, "POST, GET, HEAD, DELETE",
	  NULL, NULL },
	{ "unheard-of method", "BREW", "/api/session", ERR_METHOD, "POST, GET, HEAD, DELETE",
	  NULL, NULL },
	{ "methods are not folded", "get", "/healthz", ERR_METHOD, "GET, HEAD", NULL, NULL },
};

static void find(void **state)
{
	const struct row *row = *state;
	struct arena *arena = arena_new();
	const struct route *route = NULL;
	const char *allow = NULL;
	struct memory memory;
	struct request rq;

	memory_request(&rq, &memory, arena,
		       ENV(arena_printf(arena, "REQUEST_METHOD=%s", row->method),
			   arena_printf(arena, "REQUEST_URI=%s", row->path)));
	assert_int_equal(route_find(&rq, &route, &allow), row->err);
	if (row->found)
		assert_string_equal(row->err == OK ? route->path : allow, row->found);
	if (row->slug)
		assert_string_equal(request_param(&rq, "slug"), row->slug);
	if (row->id)
		assert_string_equal(request_param(&rq, "id"), row->id);
	arena_free(arena);
}

static bool is_of_project(const char *path)
{
	static const char *const doors[] = { "/api/projects/{slug}", "/p/{slug}" };

	for (size_t i = 0; i < sizeof(doors) / sizeof(*doors); i++)
		if (strncmp(path, doors[i], strlen(doors[i])) == 0)
			return true;
	return false;
}

static void every_project_route_names_its_project(void **state)
{
	(void)state;
	for (const struct route *route = routes; route->method; route++)
		if (is_of_project(route->path) != (route_access(route) >= READER))
			fail_msg("%s %s", route->method, route->path);
}

static void no_route_stands_twice(void **state)
{
	(void)state;
	for (const struct route *a = routes; a->method; a++)
		for (const struct route *b = a + 1; b->method; b++)
			if (strcmp(a->method, b->method) == 0 && strcmp(a->path, b->path) == 0)
				fail_msg("%s %s", a->method, a->path);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, rows, find);
	CASES_TEST(&cases, every_project_route_names_its_project);
	CASES_TEST(&cases, no_route_stands_twice);
	return cases_run(&cases, "route");
}
