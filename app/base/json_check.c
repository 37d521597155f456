#include "base/json_check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

const struct json_limits json_body_limits = {
	.depth = 64, .values = 100000, .memory = (size_t)80 << 20,
};

/* Bytes that json-c 0.16 takes for each, beside its texts; those it has twice for a while. */
enum { OBJECT_COST = 800, ARRAY_COST = 400, KEY_COST = 200, OTHER_COST = 100, TEXT_TIMES = 2 };

struct key {
	const char *text;	/* unescaped */
	size_t len;
	size_t at;
};

struct check {
	const char *json;
	size_t len, at;
	const struct json_limits *limits;
	int depth;
	size_t values, memory;
	struct buf keys;	/* struct key: of all objects now open, the inner last */
	struct arena *arena;	/* holds the keys that had to be unescaped */
	struct json_fault *fault;
};

static enum err value(struct check *);

static enum err refuse(struct check *c, const char *detail, size_t at)
{
	*c->fault = (struct json_fault){ detail, at };
	return ERR_BAD_REQUEST;
}

/* The next byte; -1: there is none. */
static int peek(const struct check *c)
{
	return c->at < c->len ? (unsigned char)c->json[c->at] : -1;
}

static bool take(struct check *c, int byte)
{
	if (peek(c) != byte)
		return false;
	c->at++;
	return true;
}

/* What stands here must not: where it is not even UTF-8, that is the better word. */
static enum err syntax(struct check *c)
{
	bool broken = peek(c) >= 0x80 && utf8_step(c->json + c->at, c->len - c->at) == 0;

	return refuse(c, broken ? "json_utf8" : "json_syntax", c->at);
}

static void skip_space(struct check *c)
{
	while (peek(c) == ' ' || peek(c) == '\n' || peek(c) == '\r' || peek(c) == '\t')
		c->at++;
}

static bool is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

static enum err digits(struct check *c)
{
	if (!is_digit(peek(c)))
		return syntax(c);
	while (is_digit(peek(c)))
		c->at++;
	return OK;
}

static enum err number(struct check *c)
{
	take(c, '-');
	if (!take(c, '0'))
		TRY(digits(c));
	if (take(c, '.'))
		TRY(digits(c));
	if (!take(c, 'e') && !take(c, 'E'))
		return OK;
	if (!take(c, '+'))
		take(c, '-');
	return digits(c);
}

static enum err literal(struct check *c, const char *word)
{
	for (; *word != '\0'; word++)
		if (!take(c, *word))
			return syntax(c);
	return OK;
}

static int hex_digit(int byte)
{
	if (is_digit(byte))
		return byte - '0';
	byte |= 'a' ^ 'A';
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static enum err hex4(struct check *c, unsigned int *unit)
{
	int i, digit;

	*unit = 0;
	for (i = 0; i < 4; i++, c->at++) {
		digit = peek(c) < 0 ? -1 : hex_digit(peek(c));
		if (digit < 0)
			return syntax(c);
		*unit = *unit << 4 | (unsigned int)digit;
	}
	return OK;
}

/* Behind \u.  A high surrogate must be followed by a low one, which is taken too. */
static enum err unicode_escape(struct check *c, size_t from)
{
	unsigned int unit, low;

	TRY(hex4(c, &unit));
	if (unit == 0)
		return refuse(c, "json_nul", from);
	if (unit < 0xd800 || unit > 0xdfff)
		return OK;
	if (unit > 0xdbff || !take(c, '\\') || !take(c, 'u'))
		return refuse(c, "json_surrogate", from);
	TRY(hex4(c, &low));
	if (low < 0xdc00 || low > 0xdfff)
		return refuse(c, "json_surrogate", from);
	return OK;
}

static enum err escape(struct check *c)
{
	size_t from = c->at++;

	if (take(c, 'u'))
		return unicode_escape(c, from);
	if (peek(c) <= 0 || strchr("\"\\/bfnrt", peek(c)) == NULL)
		return syntax(c);
	c->at++;
	return OK;
}

static enum err character(struct check *c)
{
	size_t step = utf8_step(c->json + c->at, c->len - c->at);

	if (peek(c) < ' ' || step == 0)
		return syntax(c);
	c->at += step;
	return OK;
}

static enum err text(struct check *c)
{
	if (!take(c, '"'))
		return syntax(c);
	while (!take(c, '"'))
		TRY(peek(c) == '\\' ? escape(c) : character(c));
	return OK;
}

static size_t utf8_put(char *out, unsigned int point)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

static unsigned int hex4_value(const char *hex)
{
	unsigned int unit = 0;
	int i;

	for (i = 0; i < 4; i++)
		unit = unit << 4 | (unsigned int)hex_digit((unsigned char)hex[i]);
	return unit;
}

/* The code point that an escape means; *from is moved behind it.  It has been checked. */
static unsigned int escape_value(const char **from)
{
	static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
	const char *escape_at = *from;
	const char *letter = strchr(letters, escape_at[1]);
	unsigned int unit;

	*from += 2;
	if (escape_at[1] != 'u')
		return (unsigned char)(letter ? meant[letter - letters] : escape_at[1]);
	*from += 4;
	unit = hex4_value(escape_at + 2);
	if (unit < 0xd800 || unit > 0xdfff)
		return unit;
	*from += 6;
	return 0x10000 + ((unit - 0xd800) << 10) + (hex4_value(escape_at + 8) - 0xdc00);
}

/* An escape is never shorter than what it means: the raw length is room enough. */
static void unescape(struct arena *arena, struct key *key)
{
	const char *from = key->text, *end = from + key->len;
	char *text_out = arena_alloc(arena, key->len), *out = text_out;

	while (from < end) {
		if (*from == '\\')
			out += utf8_put(out, escape_value(&from));
		else
			*out++ = *from++;
	}
	key->text = text_out;
	key->len = (size_t)(out - text_out);
}

static enum err key_and_colon(struct check *c)
{
	struct key key = { .at = c->at, .text = c->json + c->at + 1 };

	c->memory += KEY_COST;
	TRY(text(c));
	key.len = c->at - key.at - 2;
	if (memchr(key.text, '\\', key.len) != NULL)
		unescape(c->arena, &key);
	buf_put(&c->keys, &key, sizeof(key));
	skip_space(c);
	return take(c, ':') ? OK : syntax(c);
}

static int compare_texts(const struct key *a, const struct key *b)
{
	int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static int compare_keys(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = compare_texts(a, b);

	return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

/* Sorted, equals stand side by side; nobody can choose keys that make this slow. */
static enum err no_key_twice(struct check *c, size_t keys_before)
{
	struct key *keys = (void *)(c->keys.data + keys_before);
	size_t i, n = (c->keys.len - keys_before) / sizeof(*keys);
	size_t twice = SIZE_MAX;

	c->keys.len = keys_before;
	if (n < 2)
		return OK;
	qsort(keys, n, sizeof(*keys), compare_keys);
	for (i = 1; i < n; i++)
		if (keys[i].at < twice && compare_texts(&keys[i - 1], &keys[i]) == 0)
			twice = keys[i].at;
	return twice == SIZE_MAX ? OK : refuse(c, "json_duplicate", twice);
}

static enum err members(struct check *c)
{
	size_t keys_before = c->keys.len;

	c->at++;
	skip_space(c);
	if (take(c, '}'))
		return OK;
	do {
		skip_space(c);
		TRY(key_and_colon(c));
		TRY(value(c));
	} while (take(c, ','));
	if (!take(c, '}'))
		return syntax(c);
	return no_key_twice(c, keys_before);
}

static enum err items(struct check *c)
{
	c->at++;
	skip_space(c);
	if (take(c, ']'))
		return OK;
	do
		TRY(value(c));
	while (take(c, ','));
	return take(c, ']') ? OK : syntax(c);
}

static enum err container(struct check *c)
{
	if (++c->depth > c->limits->depth)
		return refuse(c, "json_depth", c->at);
	TRY(peek(c) == '{' ? members(c) : items(c));
	c->depth--;
	return OK;
}

static enum err one_value(struct check *c)
{
	switch (peek(c)) {
	case '{':
	case '[':
		return container(c);
	case '"':
		return text(c);
	case 't':
		return literal(c, "true");
	case 'f':
		return literal(c, "false");
	case 'n':
		return literal(c, "null");
	default:
		return number(c);
	}
}

/* Counts the value that begins here; too many, or too dear? */
static bool is_too_much(struct check *c)
{
	const struct json_limits *limits = c->limits;

	c->memory += peek(c) == '{' ? OBJECT_COST : peek(c) == '[' ? ARRAY_COST : OTHER_COST;
	return (++c->values > limits->values && limits->values > 0) ||
	       (c->memory > limits->memory && limits->memory > 0);
}

/* A value and the white space on both sides. */
static enum err value(struct check *c)
{
	skip_space(c);
	if (is_too_much(c))
		return refuse(c, "json_values", c->at);
	TRY(one_value(c));
	skip_space(c);
	return OK;
}

static enum err document(struct check *c)
{
	TRY(value(c));
	return c->at == c->len ? OK : syntax(c);
}

enum err json_check(const char *json, size_t len, const struct json_limits *limits,
	struct json_fault *fault)
{
	struct check c = {
		.json = json,
		.len = len,
		.limits = limits,
		.memory = TEXT_TIMES * len,
		.arena = arena_new(),
		.fault = fault,
	};
	enum err err = document(&c);

	buf_free(&c.keys);
	arena_free(c.arena);
	return err;
}
