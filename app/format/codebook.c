#include "format/codebook.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "format/json_in.h"

struct member {
	const char *name;
	bool must;
	enum json_type type;
	size_t most;			/* code points of a text; 0: any */
	bool (*fits)(const char *);	/* NULL: any text does */
	const char *detail;		/* when it does not */
};

static bool is_key(const char *text)
{
	size_t len = strlen(text);

	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len &&
	       text[0] != '-' && text[len - 1] != '-';
}

static bool is_color(const char *text)
{
	return text[0] == '#' && strlen(text) == 7 &&
	       strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

static const struct member file_members[] = {
	{ "codebook",    true,  json_type_object, 0, NULL, NULL },
	{ 0 }
};

static const struct member codebook_members[] = {
	{ "name",        false, json_type_string, 0, NULL, NULL },
	{ "version",     false, json_type_string, 0, NULL, NULL },
	{ "description", false, json_type_string, 0, NULL, NULL },
	{ "tags",        true,  json_type_array,  0, NULL, NULL },
	{ 0 }
};

/* What the database holds them to; but it could not say which tag is at fault. */
static const struct member tag_members[] = {
	{ "key",         true,  json_type_string, 80,    is_key,   "bad_key" },
	{ "label",       true,  json_type_string, 200,   NULL,     NULL },
	{ "parent",      false, json_type_string, 80,    is_key,   "bad_key" },
	{ "color",       false, json_type_string, 7,     is_color, "bad_color" },
	{ "definition",  false, json_type_string, 20000, NULL,     NULL },
	{ "example",     false, json_type_string, 20000, NULL,     NULL },
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

/* The detail of what is wrong with a member, or NULL. */
static const char *judge(const struct member *member, struct json_object *value)
{
	const char *text;

	if (value && !json_object_is_type(value, member->type))
		return "wrong_type";
	if (is_absent(value))
		return member->must ? "missing" : NULL;
	if (member->type != json_type_string)
		return NULL;
	text = json_object_get_string(value);
	if (member->most && utf8_length(text, strlen(text)) > member->most)
		return "too_long";
	return member->fits && !member->fits(text) ? member->detail : NULL;
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
		const char *detail =
			judge(members, json_object_object_get(object, members->name));

		if (detail)
			return fault_set(fault, ERR_INVALID, detail, members->name);
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

/* "" is the same as absent here, but not to the database. */
static void drop_absent(struct json_object *tag)
{
	for (const struct member *member = tag_members; member->name; member++)
		if (is_absent(json_object_object_get(tag, member->name)))
			json_object_object_del(tag, member->name);
}

/* seen: an object whose members are the keys so far. */
static enum err check_once(struct json_object *seen, const char *key, struct fault *fault)
{
	if (json_object_object_get_ex(seen, key, NULL))
		return fault_set(fault, ERR_INVALID, "key_twice", "key");
	json_object_object_add(seen, key, NULL);
	return OK;
}

static void release_object(void *object)
{
	json_object_put(object);
}

static enum err check_tags(struct codebook *codebook, struct json_object *tags,
			   struct arena *arena, struct fault *fault)
{
	struct json_object *seen = json_object_new_object();
	size_t count = json_object_array_length(tags);

	arena_defer(arena, release_object, seen);
	for (size_t i = 0; i < count; i++) {
		struct json_object *tag = json_object_array_get_idx(tags, i);

		codebook->tag = name_tag(tag, i, arena);
		TRY(check(tag, tag_members, arena, fault));
		TRY(check_once(seen, codebook->tag, fault));
		drop_absent(tag);
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
