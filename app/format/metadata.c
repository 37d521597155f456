#include "format/metadata.h"

#include <assert.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "format/json_in.h"
#include "format/title.h"

static const struct {
	const char *name;
	size_t most;			/* code points */
} fields[METADATA_FIELDS] = {
#define X(constant, name, most) { #name, most },
	METADATA_LIST(X)
#undef X
};

/* One line on its way in. */
struct reading {
	const struct metadata_rules *rules;
	struct metadata *metadata;
	struct arena *arena;
	struct fault *fault;
	struct json_object *line;
	struct buf *meta;		/* on its way out */
};

void metadata_rules(struct metadata_rules *rules)
{
	memset(rules, 0, sizeof(*rules));
	for (int i = 0; i < METADATA_FIELDS; i++)
		rules->member[i] = fields[i].name;
}

const char *metadata_name(enum metadata_field field)
{
	return fields[field].name;
}

static int find_field(const char *name)
{
	for (int i = 0; i < METADATA_FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return i;
	return -1;
}

enum err metadata_map(struct metadata_rules *rules, char *map, struct fault *fault)
{
	char *equals = strchr(map, '=');
	int field;

	if (!equals || equals == map || !equals[1])
		return fault_set(fault, ERR_INVALID, "map_form", map);
	*equals = '\0';
	field = find_field(map);
	if (field < 0)
		return fault_set(fault, ERR_INVALID, "map_field", map);
	if (rules->member[field] != fields[field].name)
		return fault_set(fault, ERR_INVALID, "map_twice", map);
	rules->member[field] = equals + 1;
	return OK;
}

/* A number names no actor: in the API it would be an id, and ids are ours alone. */
static bool is_actor(int field)
{
	return field == METADATA_SPEAKER || field == METADATA_DELEGATION ||
	       field == METADATA_ON_BEHALF_OF;
}

static bool is_words(struct json_object *value, bool text_only)
{
	if (json_object_is_type(value, json_type_string))
		return true;
	return !text_only && (json_object_is_type(value, json_type_int) ||
			      json_object_is_type(value, json_type_double));
}

/* Text, or a number's digits.  Arena; NULL: neither, or nothing in it. */
static const char *words(struct reading *in, struct json_object *value)
{
	const char *text;

	if (!value || !is_words(value, false))
		return NULL;
	text = json_object_get_string(value);
	return text[0] ? arena_strdup(in->arena, text) : NULL;
}

/* The database would say that something is too long, but not which field. */
static enum err check_length(struct reading *in, int field)
{
	const char *text = in->metadata->field[field];

	if (text && utf8_length(text, strlen(text)) > fields[field].most)
		return fault_set(in->fault, ERR_INVALID, "too_long", fields[field].name);
	return OK;
}

static enum err read_field(struct reading *in, int field)
{
	const char *member = in->rules->member[field];
	struct json_object *value = json_object_object_get(in->line, member);

	if (field == METADATA_TITLE && in->rules->title)
		return OK;
	if (value && !is_words(value, is_actor(field)))
		return fault_set(in->fault, ERR_INVALID, "wrong_type", fields[field].name);
	in->metadata->field[field] = words(in, value);
	return check_length(in, field);
}

/* A member of the line by its own name, else the field of that name. */
static const char *title_value(void *ctx, const char *name)
{
	struct reading *in = ctx;
	struct json_object *value;
	int field = find_field(name);

	if (json_object_object_get_ex(in->line, name, &value))
		return words(in, value);
	return field >= 0 ? in->metadata->field[field] : NULL;
}

static enum err read_title(struct reading *in)
{
	struct title title = { in->rules->title, title_value, in };

	if (!in->rules->title)
		return OK;
	TRY(title_fill(&title, in->arena, &in->metadata->field[METADATA_TITLE], in->fault));
	return check_length(in, METADATA_TITLE);
}

static bool gives_field(const struct reading *in, const char *member)
{
	for (int i = 0; i < METADATA_FIELDS; i++)
		if (strcmp(in->rules->member[i], member) == 0 &&
		    (i != METADATA_TITLE || !in->rules->title))
			return true;
	return false;
}

/*
 * Members are copied byte for byte, since json-c would round large numbers.  It keeps
 * their order, so that its members and those of the raw text can be walked in step.
 * json_check has passed the text: what follows need not look for its end.
 */

/* From the opening quotation mark of a text to its closing one. */
static const char *text_end(const char *at)
{
	for (at++; *at != '"'; at++)
		if (*at == '\\')
			at++;
	return at;
}

/* From the beginning of a member to the comma or bracket behind it. */
static const char *member_end(const char *at)
{
	int depth = 0;

	for (;; at++) {
		if (*at == '"')
			at = text_end(at);
		else if (*at == '{' || *at == '[')
			depth++;
		else if (depth == 0 && (*at == ',' || *at == '}'))
			return at;
		else if (*at == '}' || *at == ']')
			depth--;
	}
}

/* From the bracket or comma before a member to its key. */
static const char *member_begin(const char *at)
{
	return at + 1 + strspn(at + 1, " \t\r\n");
}

static void put_member(struct buf *meta, const char *begin, const char *end)
{
	if (meta->len > 1)
		buf_putc(meta, ',');
	buf_put(meta, begin, (size_t)(end - begin));
}

/* All members of the line's own meta, whose member begins here. */
static enum err put_own_meta(struct reading *in, struct json_object *own, const char *begin)
{
	const char *at = text_end(begin) + 1;

	if (!own)
		return OK;
	if (!json_object_is_type(own, json_type_object))
		return fault_set(in->fault, ERR_INVALID, "wrong_type", "meta");
	at += strcspn(at, "{");
	json_object_object_foreach(own, key, value) {
		const char *from = member_begin(at);

		(void)value;
		if (json_object_object_get_ex(in->line, key, NULL) && !gives_field(in, key))
			return fault_set(in->fault, ERR_INVALID, "json_duplicate", "meta");
		at = member_end(from);
		put_member(in->meta, from, at);
	}
	return OK;
}

/* What gives no field. */
static enum err put_rest(struct reading *in)
{
	const char *at = in->metadata->line + strspn(in->metadata->line, " \t\r\n");

	json_object_object_foreach(in->line, key, value) {
		const char *from = member_begin(at);

		at = member_end(from);
		if (strcmp(key, "meta") == 0)
			TRY(put_own_meta(in, value, from));
		else if (value && !gives_field(in, key))
			put_member(in->meta, from, at);
	}
	return OK;
}

static enum err read_meta(struct reading *in)
{
	struct buf *meta = arena_alloc(in->arena, sizeof(*meta));

	arena_defer(in->arena, buf_release, meta);
	in->meta = meta;
	buf_putc(meta, '{');
	TRY(put_rest(in));
	buf_putc(meta, '}');
	in->metadata->meta = meta->len > 2 ? meta->data : NULL;
	return OK;
}

enum err metadata_read(const struct metadata_rules *rules, struct metadata *metadata,
		       struct arena *arena, struct fault *fault)
{
	struct reading in = { rules, metadata, arena, fault, NULL, NULL };

	in.line = json_in(arena, metadata->line, metadata->len, fault);
	if (!in.line)
		return fault->err;
	if (json_object_object_get_ex(in.line, "text", NULL))
		return fault_set(fault, ERR_INVALID, "unknown_field", "text");
	for (int field = 0; field < METADATA_FIELDS; field++)
		TRY(read_field(&in, field));
	TRY(read_title(&in));
	return read_meta(&in);
}
