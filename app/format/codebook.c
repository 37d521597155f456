#include "format/codebook.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "format/json_in.h"

struct member {
	const char *name;
	bool must;
	enum json_type type;
};

static const struct member file_members[] = {
	{ "codebook",    true,  json_type_object },
	{ 0 }
};

static const struct member codebook_members[] = {
	{ "name",        false, json_type_string },
	{ "version",     false, json_type_string },
	{ "description", false, json_type_string },
	{ "tags",        true,  json_type_array  },
	{ 0 }
};

static const struct member tag_members[] = {
	{ "key",         true,  json_type_string },
	{ "label",       true,  json_type_string },
	{ "parent",      false, json_type_string },
	{ "color",       false, json_type_string },
	{ "definition",  false, json_type_string },
	{ "example",     false, json_type_string },
	{ 0 }
};

static bool is_member(const struct member *members, const char *name)
{
	for (; members->name; members++)
		if (strcmp(members->name, name) == 0)
			return true;
	return false;
}

static bool is_absent(struct json_object *value)
{
	return !value || (json_object_is_type(value, json_type_string) &&
			  json_object_get_string_len(value) == 0);
}

/* Has the object these members and no others? */
static enum err check(struct json_object *object, const struct member *members,
		      struct arena *arena, struct fault *fault)
{
	if (!json_object_is_type(object, json_type_object))
		return fault_set(fault, ERR_INVALID, "wrong_type", NULL);
	json_object_object_foreach(object, name, any) {
		(void)any;
		if (!is_member(members, name))
			return fault_set(fault, ERR_INVALID, "unknown_field",
					 arena_strdup(arena, name));
	}
	for (; members->name; members++) {
		struct json_object *value = json_object_object_get(object, members->name);

		if (members->must && is_absent(value))
			return fault_set(fault, ERR_INVALID, "missing", members->name);
		if (value && !json_object_is_type(value, members->type))
			return fault_set(fault, ERR_INVALID, "wrong_type", members->name);
	}
	return OK;
}

/* A tag's key when it has one, else its place: "#3". */
static const char *name_tag(struct json_object *tag, size_t at, struct arena *arena)
{
	struct json_object *key = NULL;

	if (json_object_is_type(tag, json_type_object))
		key = json_object_object_get(tag, "key");
	if (json_object_is_type(key, json_type_string) && !is_absent(key))
		return arena_strdup(arena, json_object_get_string(key));
	return arena_printf(arena, "#%zu", at + 1);
}

static enum err check_tags(struct codebook *codebook, struct json_object *tags,
			   struct arena *arena, struct fault *fault)
{
	size_t count = json_object_array_length(tags);

	for (size_t i = 0; i < count; i++) {
		struct json_object *tag = json_object_array_get_idx(tags, i);

		codebook->tag = name_tag(tag, i, arena);
		TRY(check(tag, tag_members, arena, fault));
	}
	codebook->tag = NULL;
	codebook->count = (int64_t)count;
	return OK;
}

enum err codebook_read(struct codebook *codebook, struct arena *arena, struct fault *fault)
{
	struct json_object *file = json_in(arena, codebook->json, codebook->len, fault);
	struct json_object *inner, *tags;

	if (!file)
		return fault->err;
	TRY(check(file, file_members, arena, fault));
	inner = json_object_object_get(file, "codebook");
	TRY(check(inner, codebook_members, arena, fault));
	tags = json_object_object_get(inner, "tags");
	TRY(check_tags(codebook, tags, arena, fault));
	codebook->tags = json_object_to_json_string_ext(tags, JSON_C_TO_STRING_PLAIN);
	return OK;
}
