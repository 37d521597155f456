/*
 * given.h: what a test of store begins with: a project that is gone afterwards, with
 * three tags and a statement, and a look into the JSON that came back.
 */
#ifndef STORE_GIVEN_H
#define STORE_GIVEN_H

#include "task/sandbox.h"

#include <json-c/json.h>
#include <json-c/json_pointer.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "store/codebook.h"
#include "store/statement.h"

/* A sign outside of the Basic Multilingual Plane is one code point as any other. */
#define GIVEN_TEXT "Hello \xf0\x9f\x8c\x8d world. The text goes on, and."
enum { GIVEN_LENGTH = 37 };

static inline void put_json(void *json)
{
	json_object_put(json);
}

/* The value at a JSON pointer, a text without its quotation marks.  Arena. */
static inline const char *given_at(struct sandbox *box, const char *json, const char *pointer)
{
	struct json_object *whole = json_tokener_parse(json), *found;

	if (!whole)
		fail_msg("not JSON: %s", json);
	arena_defer(box->arena, put_json, whole);
	if (json_pointer_get(whole, pointer, &found) != 0)
		fail_msg("no %s in %s", pointer, json);
	if (!found)
		return "null";
	return json_object_is_type(found, json_type_string)
		? json_object_get_string(found)
		: json_object_to_json_string_ext(found, JSON_C_TO_STRING_PLAIN |
						 JSON_C_TO_STRING_NOSLASHESCAPE);
}

static inline void given_is(struct sandbox *box, const char *json, const char *pointer,
			    const char *value)
{
	const char *found = given_at(box, json, pointer);

	if (strcmp(found, value) != 0)
		fail_msg("%s is %s, not %s", pointer, found, value);
}

/* The store answered as it should: an error's detail, or none. */
static inline void given_err(struct sandbox *box, enum err err, enum err expected,
			     const char *detail)
{
	if (err != expected)
		fail_msg("%s (%s), not %s", err_name(err),
			 box->fault.detail ? box->fault.detail : "", err_name(expected));
	if (detail && strcmp(box->fault.detail, detail) != 0)
		fail_msg("%s, not %s", box->fault.detail, detail);
}

/* The members named key of all items of a list's page, with blanks between. */
static inline const char *given_items(struct sandbox *box, const char *json, const char *key)
{
	struct json_object *whole = json_tokener_parse(json), *items;
	const char *all = "";

	json_object_object_get_ex(whole, "items", &items);
	for (size_t i = 0; i < json_object_array_length(items); i++)
		all = arena_printf(box->arena, "%s%s%s", all, i ? " " : "",
				   given_at(box, json, arena_printf(box->arena, "/items/%d/%s",
								    (int)i, key)));
	json_object_put(whole);
	return all;
}

/* The cursor of the next page, decoded as the web does; NULL: there is none. */
static inline const char *given_next(struct sandbox *box, const char *json)
{
	const char *next = given_at(box, json, "/next");
	char *cursor = arena_alloc(box->arena, strlen(next) + 1);

	if (strcmp(next, "null") == 0)
		return NULL;
	assert_int_equal(sodium_base642bin((unsigned char *)cursor, strlen(next), next,
					   strlen(next), NULL, NULL, NULL,
					   sodium_base64_VARIANT_URLSAFE_NO_PADDING), 0);
	return cursor;
}

typedef enum err given_list_fn(struct sandbox *, struct page, const char **json);

/* A whole list, read in pages of that size; key: what of each item. */
static inline const char *given_list(struct sandbox *box, given_list_fn *list, int limit,
				     const char *key)
{
	struct page page = { .limit = limit };
	const char *all = "", *json;

	for (int pages = 0; pages == 0 || page.cursor; pages++) {
		assert_true(pages < 100);
		if (list(box, page, &json) != OK)
			fail_msg("%s", box->fault.detail);
		all = arena_printf(box->arena, "%s%s%s", all, *all ? " " : "",
				   given_items(box, json, key));
		page.cursor = given_next(box, json);
	}
	return all;
}

#define GIVEN_OK(box, expr) given_err(box, expr, OK, NULL)

static inline int64_t given_statement(struct sandbox *box, const char *title, const char *date)
{
	struct statement_new new = { .title = title, .text = GIVEN_TEXT, .date = date };
	struct item item;

	GIVEN_OK(box, statement_create(&box->tx, &new, &item));
	return strtoll(item.key, NULL, 10);
}

/* Inside a new project with the tags threat, norm and law. */
static inline void given_project(struct sandbox *box)
{
	int64_t added;

	sandbox_project(box);
	GIVEN_OK(box, tag_import(&box->tx, "[{\"key\":\"threat\",\"label\":\"Threat\"},"
				 "{\"key\":\"norm\",\"label\":\"Norm\"},"
				 "{\"key\":\"law\",\"label\":\"Law\",\"parent\":\"norm\"}]",
				 &added));
	assert_int_equal(added, 3);
}

#endif
