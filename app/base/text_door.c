#include "base/text_door.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

static const char bom[] = { '\xef', '\xbb', '\xbf' };

static enum err refuse(struct fault *fault, const char *detail, size_t at)
{
	fault_at(fault, ERR_INVALID, detail, (int64_t)at);
	fault->field = "text";
	return ERR_INVALID;
}

static bool has_bom(const struct text_door *door)
{
	return door->given_len >= sizeof(bom) &&
	       memcmp(door->given, bom, sizeof(bom)) == 0;
}

/* Put the character that begins at *at, its line end made LF, and step over it. */
static enum err pass(struct text_door *door, char *inside, size_t *at,
	struct fault *fault)
{
	const char *given = door->given + *at;
	size_t left = door->given_len - *at;
	size_t step = utf8_step(given, left);

	if (step == 0)
		return refuse(fault, "text_utf8", *at);
	if (given[0] == '\0')
		return refuse(fault, "text_nul", *at);
	if (step > door->max - door->len)
		return refuse(fault, "text_too_long", *at);

	memcpy(inside + door->len, given, step);
	if (given[0] == '\r')
		inside[door->len] = '\n';
	door->len += step;
	*at += left >= 2 && memcmp(given, "\r\n", 2) == 0 ? 2 : step;
	return OK;
}

enum err text_door(struct arena *arena, struct text_door *door, struct fault *fault)
{
	size_t most = door->given_len < door->max ? door->given_len : door->max;
	char *inside = arena_alloc(arena, most + 1);
	size_t at = has_bom(door) ? sizeof(bom) : 0;

	door->text = inside;
	door->len = 0;
	while (at < door->given_len)
		TRY(pass(door, inside, &at, fault));
	if (door->len == 0)
		return refuse(fault, "text_empty", at);
	return OK;
}
