#include "format/json_in.h"

#include <assert.h>
#include <json-c/json.h>
#include <limits.h>

#include "base/json_check.h"

static void release_object(void *object)
{
	json_object_put(object);
}

/* json_check has passed it, so json-c can only refuse what json_check would have to. */
static struct json_object *parse(const char *json, size_t len)
{
	struct json_tokener *tokener = json_tokener_new_ex(json_body_limits.depth + 1);
	struct json_object *object;

	assert(tokener && len <= INT_MAX);
	object = json_tokener_parse_ex(tokener, json, (int)len);
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		object = json_tokener_parse_ex(tokener, " ", 1);
	json_tokener_free(tokener);
	return object;
}

struct json_object *json_in(struct arena *arena, const char *json, size_t len,
			    struct fault *fault)
{
	struct json_object *object;
	struct json_fault broken;

	if (json_check(json, len, &json_body_limits, &broken) != OK) {
		fault_at(fault, ERR_BAD_REQUEST, broken.detail, (int64_t)broken.at);
		return NULL;
	}
	object = parse(json, len);
	arena_defer(arena, release_object, object);
	if (json_object_is_type(object, json_type_object))
		return object;
	fault_set(fault, ERR_INVALID, "wrong_type", NULL);
	return NULL;
}
