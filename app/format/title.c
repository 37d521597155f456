#include "format/title.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A piece of a template: words as they are, or a name that stood in braces. */
struct piece {
	const char *text;
	size_t len;
	bool is_name;
};

/* Returns the position behind the next piece; NULL: a brace has no partner. */
static const char *next_piece(const char *at, struct piece *piece)
{
	const char *close;

	*piece = (struct piece){ .text = at, .len = strcspn(at, "{}") };
	if (piece->len > 0)
		return at + piece->len;
	piece->len = 1;
	if (at[0] == at[1])
		return at + 2;
	if (at[0] == '}')
		return NULL;
	close = at + 1 + strcspn(at + 1, "{}");
	*piece = (struct piece){ at + 1, (size_t)(close - at - 1), true };
	return *close == '}' && piece->len > 0 ? close + 1 : NULL;
}

enum err title_check(const char *template, struct fault *fault)
{
	struct piece piece;
	size_t broken;

	if (!utf8_check(template, strlen(template), &broken))
		return fault_at(fault, ERR_INVALID, "title_template", (int64_t)broken);
	for (const char *at = template, *next; *at; at = next) {
		next = next_piece(at, &piece);
		if (!next)
			return fault_at(fault, ERR_INVALID, "title_template", at - template);
	}
	return OK;
}

enum err title_fill(const struct title *title, struct arena *arena, const char **text,
		    struct fault *fault)
{
	struct buf *out = arena_alloc(arena, sizeof(*out));
	struct piece piece;

	TRY(title_check(title->template, fault));
	arena_defer(arena, buf_release, out);
	buf_puts(out, "");
	for (const char *at = title->template; *at;) {
		const char *name, *value;

		at = next_piece(at, &piece);
		if (!piece.is_name) {
			buf_put(out, piece.text, piece.len);
			continue;
		}
		name = arena_strndup(arena, piece.text, piece.len);
		value = title->value(title->ctx, name);
		if (!value)
			return fault_set(fault, ERR_INVALID, "title_value", name);
		buf_puts(out, value);
	}
	*text = out->data;
	return OK;
}
