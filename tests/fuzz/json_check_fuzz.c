/*
 * json_check_fuzz.c: what json_check lets through json-c must parse, whole and strictly;
 * what it refuses is refused for what a second reader (grammar.h) finds wrong as well.
 */
#include <json-c/json.h>

#include "base/json_check.h"
#include "fuzz/grammar.h"
#include "fuzz/oracle.h"

/* Low enough for inputs to reach them. */
static const struct json_limits limits = { .depth = 8, .values = 60 };

/* In pieces, as http/request does with a long body. */
static struct json_object *parse(const uint8_t *json, size_t len, size_t step)
{
	struct json_tokener *tokener = json_tokener_new_ex(32);
	struct json_object *object = NULL;

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	for (size_t at = 0, n; at < len; at += n) {
		n = step < len - at ? step : len - at;
		object = json_tokener_parse_ex(tokener, (const char *)json + at, (int)n);
		if (json_tokener_get_error(tokener) != json_tokener_continue)
			break;
	}
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		object = json_tokener_parse_ex(tokener, " ", 1);
	if (json_tokener_get_error(tokener) != json_tokener_success)
		object = json_object_new_string("not parsed by json-c");
	json_tokener_free(tokener);
	return object;
}

/* The keys that json-c kept, of all objects. */
static size_t count_keys(struct json_object *object)
{
	size_t count = 0;

	if (json_object_is_type(object, json_type_array))
		for (size_t i = 0; i < json_object_array_length(object); i++)
			count += count_keys(json_object_array_get_idx(object, i));
	if (!json_object_is_type(object, json_type_object))
		return count;
	json_object_object_foreach(object, key, value) {
		(void)key;
		count += 1 + count_keys(value);
	}
	return count;
}

static void check_accepted(const uint8_t *json, size_t len, const struct grammar *grammar)
{
	struct json_object *object = parse(json, len, len);
	struct json_object *pieces = parse(json, len, 1 + len % 7);

	CHECK(json_object_equal(object, pieces));
	json_object_put(pieces);
	CHECK(grammar->valid && !grammar->nul && !grammar->lone);
	CHECK(oracle_utf8(json, len) == len);
	CHECK(grammar->depth <= limits.depth && grammar->values <= limits.values);
	CHECK(!json_object_is_type(object, json_type_string) ||
	      strcmp(json_object_get_string(object), "not parsed by json-c") != 0);
	CHECK(count_keys(object) == grammar->keys);
	json_object_put(object);
}

/* In JSON that is none beyond `at`, the fault at `at` must be one all the same. */
static void check_place(const uint8_t *json, size_t len, const struct json_fault *fault)
{
	const uint8_t *at = json + fault->at;
	size_t left = len - fault->at, size;

	CHECK(fault->at <= len);
	if (strcmp(fault->detail, "json_utf8") == 0)
		CHECK(oracle_decode(at, left, &size) < 0);
	if (strcmp(fault->detail, "json_nul") == 0)
		CHECK(left >= 6 && memcmp(at, "\\u0000", 6) == 0);
	if (strcmp(fault->detail, "json_surrogate") == 0)
		CHECK(left >= 6 && memcmp(at, "\\u", 2) == 0 && strchr("dD", at[2]));
	if (strcmp(fault->detail, "json_duplicate") == 0)
		CHECK(left >= 2 && *at == '"');
	if (strcmp(fault->detail, "json_depth") == 0)
		CHECK(left >= 1 && strchr("[{", *at));
}

/* Keys of the same text: json-c, to whom they are one, has fewer. */
static bool has_key_twice(const uint8_t *json, size_t len, const struct grammar *grammar)
{
	struct json_object *object = parse(json, len, len);
	size_t kept = count_keys(object);

	json_object_put(object);
	return kept < grammar->keys;
}

static void check_refused(const uint8_t *json, size_t len, const struct grammar *grammar,
			  const struct json_fault *fault)
{
	const struct { const char *detail; bool so; } faults[] = {
		{ "json_utf8", oracle_utf8(json, len) < len },
		{ "json_nul", grammar->nul },
		{ "json_surrogate", grammar->lone },
		{ "json_depth", grammar->depth > limits.depth },
		{ "json_values", grammar->values > limits.values },
		{ "json_duplicate", grammar->keys > 1 },
	};

	check_place(json, len, fault);
	if (!grammar->valid)
		return;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (strcmp(fault->detail, faults[i].detail) == 0) {
			CHECK(faults[i].so);
			if (i == 5 && !grammar->nul && !grammar->lone && grammar->depth < 30)
				CHECK(has_key_twice(json, len, grammar));
			return;
		}
	CHECK(!"a detail that this JSON does not deserve");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct grammar grammar = grammar_judge(data, size);
	struct json_fault fault = { NULL, 0 };

	if (json_check((const char *)data, size, &limits, &fault) == OK)
		check_accepted(data, size, &grammar);
	else
		check_refused(data, size, &grammar, &fault);
	return 0;
}
