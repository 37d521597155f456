/*
 * json_in.h: foreign JSON in: base/json_check first, then json-c.
 */
#ifndef FORMAT_JSON_IN_H
#define FORMAT_JSON_IN_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct json_object;

/*
 * The object that these bytes are; arena.  NULL: the fault has a detail of json_check
 * and the byte position, or is wrong_type when they are a value of another kind.
 */
struct json_object *json_in(struct arena *, const char *json, size_t len, struct fault *);

#endif
