/*
 * query_fuzz.c: parameters against a reader that decodes all of them first; what is
 * accepted must read the same once it is encoded again.
 */
#include "fuzz/oracle.h"
#include "http/percent.h"
#include "http/query.h"
#include "support/memory.h"

#include <sodium.h>

static const char *const known[] = { "limit", "cursor", "q", "after", "dry_run", NULL };

enum { KNOWN = sizeof(known) / sizeof(known[0]) - 1 };

/* The values by the order of known; what is wrong with the first that is wrong, or NULL. */
static const char *judge(struct arena *arena, const char *s, const char *values[KNOWN])
{
	while (*s) {
		size_t n = strcspn(s, "&"), name_len = strcspn(s, "=&"), i = 0;
		const char *name = oracle_unescape(arena, s, name_len, true);
		const char *value = name_len == n ? "" : oracle_unescape(arena, s + name_len + 1,
									 n - name_len - 1, true);

		s += n + (s[n] == '&');
		if (n == 0)
			continue;
		if (!name)
			return "bad_encoding";
		while (known[i] && strcmp(known[i], name) != 0)
			i++;
		if (!known[i])
			return "unknown_parameter";
		if (!value)
			return "bad_encoding";
		if (values[i])
			return "parameter_twice";
		values[i] = value;
	}
	return NULL;
}

static void check_values(const struct request *rq, const char *values[KNOWN])
{
	for (size_t i = 0; i < KNOWN; i++) {
		const char *got = query_get(rq, known[i]);

		CHECK(got ? values[i] && strcmp(got, values[i]) == 0 : !values[i] || !*values[i]);
	}
}

static void check_readers(struct request *rq)
{
	const char *cursor, *given = query_get(rq, "cursor");
	int64_t after = -1;
	bool flag = false;
	int limit;

	if (query_number(rq, "after", &after) == OK)
		CHECK(query_get(rq, "after") ? after >= 0 : after == -1);
	if (query_limit(rq, &limit) == OK)
		CHECK(limit >= 1 && limit <= 200);
	if (query_flag(rq, "dry_run", &flag) == OK && query_get(rq, "dry_run"))
		CHECK(flag == (*query_get(rq, "dry_run") == '1'));
	if (query_cursor(rq, &cursor) == OK && cursor) {
		size_t room = sodium_base64_ENCODED_LEN(strlen(cursor),
							sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		char *again = arena_alloc(rq->arena, room);

		sodium_bin2base64(again, room, (const unsigned char *)cursor, strlen(cursor),
				  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		CHECK(strcmp(again, given) == 0);
	}
}

static const char *encode_again(struct request *rq)
{
	const char *text = "";

	for (int i = 0; i < rq->query_count; i++)
		text = arena_printf(rq->arena, "%s&%s=%s", text, rq->query[i].name,
				    percent_encode(rq->arena, rq->query[i].value));
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *text = arena_strndup(arena, (const char *)data, size);
	const char *values[KNOWN] = { NULL };
	struct memory memory;
	struct request rq;
	const char *wrong;

	memory_request(&rq, &memory, arena, ENV(arena_printf(arena, "REQUEST_URI=/?%s", text)));
	wrong = judge(arena, text, values);
	if (query_read(&rq, known) != OK) {
		CHECK(wrong && strcmp(wrong, rq.fault.detail) == 0);
	} else {
		CHECK(!wrong);
		check_values(&rq, values);
		check_readers(&rq);
		rq.query_string = encode_again(&rq);
		CHECK(query_read(&rq, known) == OK);
		check_values(&rq, values);
	}
	arena_free(arena);
	return 0;
}
