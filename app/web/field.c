/* field.c: one reader a kind of field, and the loop over a handler's table. */
#include "web/field.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/config.h"
#include "base/date.h"
#include "base/text_door.h"
#include "base/utf8.h"

enum { SLUG_MOST = 80, TAGGINGS_MOST = 50 };

static enum err refuse(struct request *rq, const struct field *field, const char *detail)
{
	return fault_set(&rq->fault, ERR_INVALID, detail, field->name);
}

static enum err check_length(struct request *rq, const struct field *field,
			     struct json_object *value)
{
	size_t points = utf8_length(json_object_get_string(value),
				    (size_t)json_object_get_string_len(value));

	if (field->most && points > (size_t)field->most)
		return refuse(rq, field, "too_long");
	return OK;
}

/* The text itself: every kind of text begins with this. */
static enum err text_of(struct request *rq, const struct field *field, struct json_object *value,
			const char **text)
{
	if (!json_object_is_type(value, json_type_string))
		return refuse(rq, field, "wrong_type");
	*text = json_object_get_string(value);
	return OK;
}

static enum err read_text(struct request *rq, const struct field *field,
			  struct json_object *value, void *into)
{
	const char *text = "";

	TRY(text_of(rq, field, value, &text));
	TRY(check_length(rq, field, value));
	if (field->required && !*text)
		return refuse(rq, field, "empty");
	*(const char **)into = text;
	return OK;
}

static enum err read_body(struct request *rq, const struct field *field,
			  struct json_object *value, void *into)
{
	struct text_door door = { .max = (size_t)rq->config->text_max };

	TRY(text_of(rq, field, value, &door.given));
	door.given_len = (size_t)json_object_get_string_len(value);
	TRY(text_door(rq->arena, &door, &rq->fault));
	*(const char **)into = door.text;
	return OK;
}

static bool is_slug(const char *text)
{
	size_t length = strlen(text);

	return length > 0 && length <= SLUG_MOST &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length &&
	       text[0] != '-' && text[length - 1] != '-';
}

/* Letters and digits in groups of one to eight, the first of letters: RFC 5646, 2.1. */
static bool is_language(const char *text)
{
	size_t group = 0;

	if (!isalpha((unsigned char)*text))
		return false;
	for (; *text; text++) {
		if (*text == '-' ? group == 0 : !isalnum((unsigned char)*text) || group == 8)
			return false;
		group = *text == '-' ? 0 : group + 1;
	}
	return group > 0;
}

static bool is_url(const char *text)
{
	size_t scheme = strncasecmp(text, "https://", 8) == 0 ? 8 : 7;

	if (scheme == 7 && strncasecmp(text, "http://", 7) != 0)
		return false;
	text += scheme;
	if (!*text || *text == '/')
		return false;
	while (*text && (unsigned char)*text > ' ' && *text != 0x7f)
		text++;
	return !*text;
}

static bool is_color(const char *text)
{
	return *text == '#' && strlen(text) == 7 &&
	       strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

static bool is_date(const char *text)
{
	return date_check(text, strlen(text));
}

/* Texts that must have a form; "" is no value where none is required. */
static const struct { bool (*fits)(const char *); const char *detail; } forms[] = {
	[FIELD_SLUG] = { is_slug, "bad_key" },
	[FIELD_DATE] = { is_date, "bad_date" },
	[FIELD_URL] = { is_url, "bad_url" },
	[FIELD_LANGUAGE] = { is_language, "bad_language" },
	[FIELD_COLOR] = { is_color, "bad_color" },
};

static enum err read_form(struct request *rq, const struct field *field,
			  struct json_object *value, void *into)
{
	const char *text = "";

	TRY(text_of(rq, field, value, &text));
	if (!*text && !field->required)
		return OK;
	if (!forms[field->kind].fits(text)) {
		bool slug = strcmp(field->name, "slug") == 0;

		return refuse(rq, field, slug ? "bad_slug" : forms[field->kind].detail);
	}
	TRY(check_length(rq, field, value));
	*(const char **)into = text;
	return OK;
}

static enum err read_int(struct request *rq, const struct field *field,
			 struct json_object *value, void *into)
{
	int64_t number;

	if (!json_object_is_type(value, json_type_int))
		return refuse(rq, field, "wrong_type");
	number = json_object_get_int64(value);	/* json-c gives the nearest one it can hold */
	if (number < 0 || number > field->most)
		return refuse(rq, field, "out_of_range");
	*(int64_t *)into = number;
	return OK;
}

static enum err read_bool(struct request *rq, const struct field *field,
			  struct json_object *value, void *into)
{
	if (!json_object_is_type(value, json_type_boolean))
		return refuse(rq, field, "wrong_type");
	*(bool *)into = json_object_get_boolean(value);
	return OK;
}

static const char *plain_json(struct json_object *value)
{
	return json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN |
					      JSON_C_TO_STRING_NOSLASHESCAPE);
}

static enum err read_object(struct request *rq, const struct field *field,
			    struct json_object *value, void *into)
{
	const char *json = plain_json(value);

	if (!json_object_is_type(value, json_type_object))
		return refuse(rq, field, "wrong_type");
	if (strlen(json) > (size_t)field->most)
		return refuse(rq, field, "too_long");
	*(const char **)into = json;
	return OK;
}

static enum err read_actor(struct request *rq, const struct field *field,
			   struct json_object *value, void *into)
{
	static const struct field as_id = { .most = INT64_C(1) << 53 };
	struct field_actor *actor = into;
	struct field id = as_id;

	id.name = field->name;
	if (json_object_is_type(value, json_type_int))
		return read_int(rq, &id, value, &actor->id);
	return read_text(rq, field, value, &actor->name);
}

static enum err check_tagging(struct request *rq, const struct field *field,
			      struct json_object *tagging)
{
	struct json_object *tag = NULL, *stance = NULL;

	if (!json_object_is_type(tagging, json_type_object))
		return refuse(rq, field, "wrong_type");
	json_object_object_get_ex(tagging, "tag", &tag);
	json_object_object_get_ex(tagging, "stance", &stance);
	json_object_object_foreach(tagging, key, value) {
		(void)value;
		if (strcmp(key, "tag") != 0 && strcmp(key, "stance") != 0)
			return refuse(rq, field, "unknown_field");
	}
	if (!tag)
		return refuse(rq, field, "missing");
	if (!json_object_is_type(tag, json_type_string) ||
	    (stance && !json_object_is_type(stance, json_type_string)))
		return refuse(rq, field, "wrong_type");
	return OK;
}

static enum err read_taggings(struct request *rq, const struct field *field,
			      struct json_object *value, void *into)
{
	if (!json_object_is_type(value, json_type_array))
		return refuse(rq, field, "wrong_type");
	if (json_object_array_length(value) > TAGGINGS_MOST)
		return refuse(rq, field, "too_many_taggings");
	for (size_t i = 0; i < json_object_array_length(value); i++)
		TRY(check_tagging(rq, field, json_object_array_get_idx(value, i)));
	*(const char **)into = plain_json(value);
	return OK;
}

static enum err (*const readers[])(struct request *, const struct field *,
				   struct json_object *, void *) = {
	[FIELD_TEXT] = read_text,
	[FIELD_BODY] = read_body,
	[FIELD_SLUG] = read_form,
	[FIELD_DATE] = read_form,
	[FIELD_URL] = read_form,
	[FIELD_LANGUAGE] = read_form,
	[FIELD_COLOR] = read_form,
	[FIELD_INT] = read_int,
	[FIELD_BOOL] = read_bool,
	[FIELD_OBJECT] = read_object,
	[FIELD_ACTOR] = read_actor,
	[FIELD_TAGGINGS] = read_taggings,
};

static enum err refuse_unknown(struct request *rq, const struct field fields[])
{
	json_object_object_foreach(rq->json, key, value) {
		const struct field *field = fields;

		(void)value;
		while (field->name && strcmp(field->name, key) != 0)
			field++;
		if (!field->name)
			return fault_set(&rq->fault, ERR_INVALID, "unknown_field", key);
	}
	return OK;
}

enum err fields_read(struct request *rq, const struct field fields[], void *into)
{
	TRY(refuse_unknown(rq, fields));
	for (const struct field *field = fields; field->name; field++) {
		struct json_object *value = NULL;

		json_object_object_get_ex(rq->json, field->name, &value);
		if (value)
			TRY(readers[field->kind](rq, field, value, (char *)into + field->offset));
		else if (field->required)
			return refuse(rq, field, "missing");
	}
	return OK;
}

bool field_given(const struct request *rq, const char *name)
{
	struct json_object *value = NULL;

	return json_object_object_get_ex(rq->json, name, &value) && value;
}
