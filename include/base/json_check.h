/*
 * json_check.h: is this JSON that we dare to give to json-c?
 *
 * One pass: RFC 8259 grammar, valid UTF-8, surrogates in pairs, no \u0000, no
 * key twice in an object (compared unescaped), depth, number of values and the memory
 * that json-c will take within limits.  It exists since json-c accepts some broken JSON even in strict mode,
 * turns a lone surrogate into U+FFFD, and lets the last of equal keys win.
 *
 * A refusal is ERR_BAD_REQUEST with a detail and the byte position of the fault:
 * json_syntax json_utf8 json_surrogate json_nul json_duplicate json_depth json_values
 */
#ifndef BASE_JSON_CHECK_H
#define BASE_JSON_CHECK_H

#include <stddef.h>

#include "base/err.h"

struct json_limits {
	int depth;		/* objects and arrays within each other */
	size_t values;		/* of any type, keys not counted; 0: no limit */
	size_t memory;		/* bytes that json-c would take for it; 0: no limit */
};

struct json_fault {
	const char *detail;	/* static */
	size_t at;		/* byte position from 0; the length: it ends too early */
};

/*
 * For the body of a request: depth 64, 100,000 values, 80 MiB.  Each of 100,000 empty
 * objects costs json-c 800 bytes, so only a long body of very many values has more
 * than it may; that is json_values too.
 */
extern const struct json_limits json_body_limits;

enum err json_check(const char *json, size_t len, const struct json_limits *,
	struct json_fault *) MUST_CHECK;

#endif
