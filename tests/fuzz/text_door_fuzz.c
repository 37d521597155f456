/*
 * text_door_fuzz.c: what the door lets in, against the same rules applied one after the
 * other.  The first byte is how long a text may be.
 */
#include "base/text_door.h"
#include "fuzz/oracle.h"

struct kept {
	char *text;
	size_t len, max;
	const char *detail;		/* NULL: it is let in */
	size_t at;
};

static void refuse(struct kept *kept, const char *detail, size_t at)
{
	kept->detail = detail;
	kept->at = at;
}

static void pass(struct kept *kept, const uint8_t *s, size_t len)
{
	size_t at = len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	for (size_t size; at < len && !kept->detail; at += size) {
		long point = oracle_decode(s + at, len - at, &size);

		if (point < 0)
			refuse(kept, "text_utf8", at);
		else if (point == 0)
			refuse(kept, "text_nul", at);
		else if (kept->len + size > kept->max)
			refuse(kept, "text_too_long", at);
		if (kept->detail)
			return;
		memcpy(kept->text + kept->len, point == '\r' ? "\n" : (const char *)s + at, size);
		kept->len += size;
		if (point == '\r' && at + 1 < len && s[at + 1] == '\n')
			size = 2;
	}
	if (kept->len == 0)
		refuse(kept, "text_empty", at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size };
	struct kept kept = { .max = input_byte(&in) };
	struct text_door door = { .given = (const char *)in.at, .given_len = in.left,
				  .max = kept.max };
	struct fault fault = { .at = -1 };
	enum err err = text_door(arena, &door, &fault);

	kept.text = arena_alloc(arena, kept.max + 4);
	pass(&kept, in.at, in.left);
	CHECK((err == OK) == !kept.detail);
	if (err == OK) {
		CHECK(door.len == kept.len && memcmp(door.text, kept.text, kept.len) == 0);
		CHECK(door.text[door.len] == '\0');
	} else {
		CHECK(err == ERR_INVALID && strcmp(fault.field, "text") == 0);
		CHECK(strcmp(fault.detail, kept.detail) == 0 && fault.at == (int64_t)kept.at);
	}
	arena_free(arena);
	return 0;
}
