/* query.c: the parameters behind the question mark. */
#include "http/query.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "http/percent.h"

enum { LIMIT_USUAL = 50, LIMIT_MOST = 200 };

static enum err refuse(struct request *rq, const char *detail, const char *field)
{
	return fault_set(&rq->fault, ERR_INVALID, detail, field);
}

/* The same name as in known, static; NULL: not there. */
static const char *find_known(const char *const known[], const char *name)
{
	while (*known && strcmp(*known, name) != 0)
		known++;
	return *known;
}

static enum err keep(struct request *rq, const char *name, const char *raw, size_t n)
{
	const char *value = percent_decode(rq->arena, raw, n, PERCENT_FORM);

	if (!value)
		return refuse(rq, "bad_encoding", name);
	for (int i = 0; i < rq->query_count; i++)
		if (rq->query[i].name == name)
			return refuse(rq, "parameter_twice", name);
	assert(rq->query_count < REQUEST_QUERY);
	rq->query[rq->query_count++] = (struct param){ name, value };
	return OK;
}

/* One name=value of n bytes. */
static enum err read_pair(struct request *rq, const char *const known[], const char *pair,
			  size_t n)
{
	const char *equals = memchr(pair, '=', n);
	size_t name_len = equals ? (size_t)(equals - pair) : n;
	size_t value_at = equals ? name_len + 1 : n;
	const char *given = percent_decode(rq->arena, pair, name_len, PERCENT_FORM);
	const char *name;

	if (!given)
		return refuse(rq, "bad_encoding", NULL);
	name = find_known(known, given);
	if (!name)
		return refuse(rq, "unknown_parameter", given);
	return keep(rq, name, pair + value_at, n - value_at);
}

enum err query_read(struct request *rq, const char *const known[])
{
	const char *s = rq->query_string;

	rq->query_count = 0;
	while (*s) {
		size_t n = strcspn(s, "&");

		if (n > 0)
			TRY(read_pair(rq, known, s, n));
		s += n;
		s += *s == '&';
	}
	return OK;
}

const char *query_get(const struct request *rq, const char *name)
{
	for (int i = 0; i < rq->query_count; i++)
		if (strcmp(rq->query[i].name, name) == 0)
			return rq->query[i].value[0] ? rq->query[i].value : NULL;
	return NULL;
}

static bool is_whole_number(const char *text)
{
	size_t digits;

	text += *text == '-';
	digits = strspn(text, "0123456789");
	return digits > 0 && text[digits] == '\0';
}

enum err query_number(struct request *rq, const char *name, int64_t *value)
{
	const char *text = query_get(rq, name);
	long long number;

	if (!text)
		return OK;
	if (!is_whole_number(text))
		return refuse(rq, "wrong_type", name);
	errno = 0;
	number = strtoll(text, NULL, 10);
	if (errno == ERANGE || number < 0)
		return refuse(rq, "out_of_range", name);
	*value = number;
	return OK;
}

enum err query_flag(struct request *rq, const char *name, bool *value)
{
	const char *text = query_get(rq, name);

	if (!text)
		return OK;
	if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
		return refuse(rq, "wrong_type", name);
	*value = *text == '1';
	return OK;
}

enum err query_limit(struct request *rq, int *limit)
{
	int64_t number = LIMIT_USUAL;

	TRY(query_number(rq, "limit", &number));
	if (number < 1 || number > LIMIT_MOST)
		return refuse(rq, "out_of_range", "limit");
	*limit = (int)number;
	return OK;
}

enum err query_cursor(struct request *rq, const char **cursor)
{
	const char *given = query_get(rq, "cursor");
	size_t most = given ? strlen(given) : 0;
	char *text;
	size_t len;

	*cursor = NULL;
	if (!given)
		return OK;
	text = arena_alloc(rq->arena, most + 1);
	if (sodium_base642bin((unsigned char *)text, most, given, most, NULL, &len, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    len == 0 || !utf8_check(text, len, NULL) || memchr(text, '\0', len))
		return refuse(rq, "bad_cursor", "cursor");
	text[len] = '\0';
	*cursor = text;
	return OK;
}
