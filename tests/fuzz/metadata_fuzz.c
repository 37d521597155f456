/*
 * metadata_fuzz.c: a map (FIELD=MEMBER), a title's template, and a line of metadata; one
 * input line each, the line last.  Of a line that is taken no member is lost or invented:
 * each gives a field or stands in meta, byte for byte.
 */
#include <json-c/json.h>

#include "base/json_check.h"
#include "base/utf8.h"
#include "format/metadata.h"
#include "format/title.h"
#include "fuzz/fuzz.h"

static const size_t most[METADATA_FIELDS] = {
#define X(constant, name, points) points,
	METADATA_LIST(X)
#undef X
};

static bool gives_field(const struct metadata_rules *rules, const char *member)
{
	for (int i = 0; i < METADATA_FIELDS; i++)
		if (strcmp(rules->member[i], member) == 0 && (i != METADATA_TITLE || !rules->title))
			return true;
	return false;
}

/* Is there, as it is here, and without a value only where it has none? */
static void check_member(struct json_object *meta, const char *name, struct json_object *value)
{
	struct json_object *kept = NULL;

	if (!value)
		return;
	CHECK(json_object_object_get_ex(meta, name, &kept));
	CHECK(json_object_equal(kept, value));
}

static size_t check_own(struct json_object *meta, struct json_object *own)
{
	json_object_object_foreach(own, name, value) {
		CHECK(json_object_object_get_ex(meta, name, NULL));
		check_member(meta, name, value);
	}
	return (size_t)json_object_object_length(own);
}

static void check_meta(const struct metadata_rules *rules, const struct metadata *metadata)
{
	struct json_object *line = json_tokener_parse(metadata->line);
	struct json_object *meta = json_tokener_parse(metadata->meta ? metadata->meta : "{}");
	size_t expected = 0;
	struct json_fault fault;

	if (metadata->meta)
		CHECK(json_check(metadata->meta, strlen(metadata->meta), &json_body_limits, &fault) == OK);
	json_object_object_foreach(line, name, value) {
		if (strcmp(name, "meta") == 0) {
			expected += value ? check_own(meta, value) : 0;
		} else if (!gives_field(rules, name)) {
			check_member(meta, name, value);
			expected += value != NULL;
		}
	}
	CHECK((size_t)json_object_object_length(meta) == expected);
	json_object_put(meta);
	json_object_put(line);
}

static void check_fields(const struct metadata *metadata)
{
	for (int i = 0; i < METADATA_FIELDS; i++) {
		const char *text = metadata->field[i];

		if (!text)
			continue;
		CHECK(utf8_check(text, strlen(text), NULL));
		CHECK(utf8_length(text, strlen(text)) <= most[i]);
	}
}

/* Braces all have partners: only then may a line be read with it. */
static bool read_rules(struct metadata_rules *rules, struct input *in, struct arena *arena)
{
	const char *map = input_line(in, arena), *title = input_line(in, arena);
	struct fault fault = { .at = -1 };

	metadata_rules(rules);
	if (*map && metadata_map(rules, arena_strdup(arena, map), &fault) != OK)
		CHECK(fault.err == ERR_INVALID && fault.detail);
	rules->title = *title ? title : NULL;
	return !rules->title || title_check(title, &fault) == OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size };
	struct fault fault = { .at = -1 };
	struct metadata metadata = { 0 };
	struct metadata_rules rules;

	if (read_rules(&rules, &in, arena)) {
		metadata.line = arena_strndup(arena, (const char *)in.at, in.left);
		metadata.len = in.left;
		if (metadata_read(&rules, &metadata, arena, &fault) == OK) {
			check_fields(&metadata);
			check_meta(&rules, &metadata);
		} else {
			CHECK(fault.err != OK && fault.detail);
		}
	}
	arena_free(arena);
	return 0;
}
