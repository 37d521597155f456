/*
 * codebook_fuzz.c: a codebook file.  One that is taken gives JSON with as many tags as it
 * said, each with a key and a label, and reads the same when it is put into a file again.
 */
#include <json-c/json.h>

#include "base/json_check.h"
#include "format/codebook.h"
#include "fuzz/fuzz.h"

static void check_tag(struct json_object *tag)
{
	static const char *const members[] = { "key", "label", "parent", "color", "definition",
					       "example" };

	json_object_object_foreach(tag, name, value) {
		size_t i = 0;

		while (i < 6 && strcmp(members[i], name) != 0)
			i++;
		CHECK(i < 6 && json_object_is_type(value, json_type_string));
		CHECK(json_object_get_string_len(value) > 0);
		CHECK(i != 3 || json_object_get_string_len(value) == 7);
	}
	CHECK(json_object_object_get(tag, "key") && json_object_object_get(tag, "label"));
}

static void check_tags(const struct codebook *book)
{
	struct json_object *tags = json_tokener_parse(book->tags);
	struct json_fault fault;

	CHECK(json_check(book->tags, strlen(book->tags), &json_body_limits, &fault) == OK);
	CHECK((int64_t)json_object_array_length(tags) == book->count);
	for (size_t i = 0; i < json_object_array_length(tags); i++)
		check_tag(json_object_array_get_idx(tags, i));
	json_object_put(tags);
}

static void check_again(const struct codebook *book, struct arena *arena)
{
	struct codebook again = { 0 };
	struct fault fault = { .at = -1 };

	again.json = arena_printf(arena, "{\"codebook\":{\"tags\":%s}}", book->tags);
	again.len = strlen(again.json);
	CHECK(codebook_read(&again, arena, &fault) == OK);
	CHECK(again.count == book->count && strcmp(again.tags, book->tags) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct codebook book = { .json = (const char *)data, .len = size };
	struct fault fault = { .at = -1 };

	if (codebook_read(&book, arena, &fault) == OK) {
		check_tags(&book);
		check_again(&book, arena);
	} else {
		CHECK(fault.err != OK && fault.detail);
	}
	arena_free(arena);
	return 0;
}
