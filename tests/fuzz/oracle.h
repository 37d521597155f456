/*
 * oracle.h: UTF-8 and percent-encoding once more, as plainly as can be: by arithmetic
 * where the program has tables.
 */
#ifndef FUZZ_ORACLE_H
#define FUZZ_ORACLE_H

#include "fuzz/fuzz.h"

/* The code point that stands first, and how many bytes it takes; -1: there is none. */
static inline long oracle_decode(const uint8_t *s, size_t len, size_t *size)
{
	static const long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	long point;
	size_t n;

	if (len == 0)
		return -1;
	n = s[0] < 0x80 ? 1 : s[0] < 0xc0 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf8 ? 4 : 0;
	if (n == 0 || n > len)
		return -1;
	point = n == 1 ? s[0] : s[0] & (0x7f >> n);
	for (size_t i = 1; i < n; i++) {
		if (s[i] / 64 != 2)
			return -1;
		point = point * 64 + s[i] % 64;
	}
	*size = n;
	return point < least[n] || point > 0x10ffff || point / 0x800 == 0x1b ? -1 : point;
}

/* Where the first fault is; len: nowhere. */
static inline size_t oracle_utf8(const void *bytes, size_t len)
{
	const uint8_t *s = bytes;
	size_t at = 0, size;

	while (at < len && oracle_decode(s + at, len - at, &size) >= 0)
		at += size;
	return at;
}

/* Decodes n bytes; arena, NULL: they cannot be. */
static inline char *oracle_unescape(struct arena *arena, const char *s, size_t n, bool form)
{
	char *out = arena_alloc(arena, n + 1);
	size_t len = 0;

	for (size_t i = 0; i < n; i++, len++) {
		static const char digits[] = "0123456789abcdef0123456789ABCDEF";
		const char *high, *low;

		out[len] = s[i] == '+' && form ? ' ' : s[i];
		if (s[i] != '%')
			continue;
		high = i + 2 < n && s[i + 1] ? strchr(digits, s[i + 1]) : NULL;
		low = i + 2 < n && s[i + 2] ? strchr(digits, s[i + 2]) : NULL;
		if (!high || !low)
			return NULL;
		out[len] = (char)((high - digits) % 16 * 16 + (low - digits) % 16);
		i += 2;
	}
	return oracle_utf8(out, len) == len && strlen(out) == len ? out : NULL;
}

#endif
