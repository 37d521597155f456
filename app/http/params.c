/* params.c: lengths, names and values, one behind the other. */
#include "http/params.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

struct params {
	const unsigned char *at, *end;
};

/* One byte, or four with the first bit set. */
static bool take_length(struct params *params, size_t *length)
{
	size_t left = (size_t)(params->end - params->at);
	const unsigned char *at = params->at;

	if (left < 1 || (at[0] & 0x80 && left < 4))
		return false;
	*length = at[0];
	if (at[0] & 0x80)
		*length = (size_t)(at[0] & 0x7f) << 24 | (size_t)at[1] << 16 |
			  (size_t)at[2] << 8 | at[3];
	params->at += at[0] & 0x80 ? 4 : 1;
	return true;
}

static char *take_param(struct params *params, struct arena *arena)
{
	size_t name, value, left;
	char *entry;

	if (!take_length(params, &name) || !take_length(params, &value))
		return NULL;
	left = (size_t)(params->end - params->at);
	if (name > left || value > left - name || memchr(params->at, '\0', name + value))
		return NULL;
	entry = arena_alloc(arena, name + value + 2);
	memcpy(entry, params->at, name);
	entry[name] = '=';
	memcpy(entry + name + 1, params->at + name, value);
	params->at += name + value;
	return entry;
}

char **params_read(struct arena *arena, const char *bytes, size_t n)
{
	const unsigned char *at = (const unsigned char *)bytes;
	struct params params = { at, at + n };
	struct buf *env = arena_alloc(arena, sizeof(*env));
	char *entry = NULL;

	arena_defer(arena, buf_release, env);
	while (params.at < params.end) {
		entry = take_param(&params, arena);
		if (!entry)
			return NULL;
		buf_put(env, &entry, sizeof(entry));
	}
	entry = NULL;
	buf_put(env, &entry, sizeof(entry));
	return (char **)(void *)env->data;
}
