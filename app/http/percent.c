/* percent.c: percent-encoding, both ways. */
#include "http/percent.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte that the %XX at s means; -1: it is none. */
static int escaped_byte(const char *s, size_t left)
{
	int high, low;

	if (left < 3)
		return -1;
	high = hex_digit(s[1]);
	low = hex_digit(s[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Into out, which has room for n bytes; the length, or -1 at a broken escape. */
static ptrdiff_t unescape(char *out, const char *s, size_t n, enum percent form)
{
	ptrdiff_t len = 0;

	for (size_t i = 0; i < n; i++) {
		int byte = (unsigned char)s[i];

		if (byte == '%') {
			byte = escaped_byte(s + i, n - i);
			if (byte < 0)
				return -1;
			i += 2;
		} else if (byte == '+' && form == PERCENT_FORM) {
			byte = ' ';
		}
		out[len++] = (char)byte;
	}
	return len;
}

const char *percent_decode(struct arena *arena, const char *s, size_t n,
			   enum percent form)
{
	char *out = arena_alloc(arena, n + 1);
	ptrdiff_t len = unescape(out, s, n, form);

	if (len < 0 || !utf8_check(out, (size_t)len, NULL))
		return NULL;
	return memchr(out, '\0', (size_t)len) ? NULL : out;
}

static bool is_plain(unsigned char c)
{
	return (c < 0x80 && isalnum(c)) || (c && strchr("-._~/", c));
}

const char *percent_encode(struct arena *arena, const char *s)
{
	static const char digits[] = "0123456789ABCDEF";
	char *out = arena_alloc(arena, 3 * strlen(s) + 1);
	char *to = out;

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (is_plain(c)) {
			*to++ = (char)c;
			continue;
		}
		*to++ = '%';
		*to++ = digits[c >> 4];
		*to++ = digits[c & 15];
	}
	return out;
}
