/* language.c: language tags and Accept-Language. */
#include "http/language.h"

#include <string.h>
#include <strings.h>

static const char *same(const char *tag, size_t n, const char *const have[])
{
	for (; *have; have++)
		if (strlen(*have) == n && strncasecmp(*have, tag, n) == 0)
			return *have;
	return NULL;
}

/* Without its last subtag, and without a single letter that would then stand at its end. */
static size_t shortened(const char *tag, size_t n)
{
	while (n > 0 && tag[n - 1] != '-')
		n--;
	n -= n > 0;
	return n > 2 && tag[n - 2] == '-' ? n - 2 : n;
}

const char *language_for(const char *tag, size_t n, const char *const have[])
{
	const char *found = NULL;

	for (; n > 0 && !found; n = shortened(tag, n))
		found = same(tag, n, have);
	return found;
}

/* `;q=0.8` as 800; 1000 where there is none, 0 where it makes no sense. */
static int weight(const char *s)
{
	static const int worth[] = { 1000, 100, 10, 1 };
	int sum = 0;
	size_t i = 0;

	s += strspn(s, " \t");
	if (*s != ';')
		return 1000;
	s += 1 + strspn(s + 1, " \t");
	if ((*s != 'q' && *s != 'Q') || s[1] != '=')
		return 0;
	for (s += 2; i < sizeof(worth) / sizeof(*worth) && *s >= '0' && *s <= '9'; s++) {
		sum += worth[i++] * (*s - '0');
		s += i == 1 && s[1] == '.';
	}
	return sum > 1000 ? 0 : sum;
}

const char *language_accepted(const char *header, const char *const have[])
{
	const char *best = NULL;
	int most = 0;

	while (header && *header) {
		size_t n;
		int q;

		header += strspn(header, ", \t");
		n = strcspn(header, ",; \t");
		q = weight(header + n);
		if (q > most && language_for(header, n, have)) {
			best = language_for(header, n, have);
			most = q;
		}
		header += strcspn(header, ",");
	}
	return best;
}
