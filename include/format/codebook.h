/*
 * codebook.h: a codebook file in: {"codebook": {"name", "version", "description",
 * "tags": [{"key", "label", "parent", "color", "definition", "example"}]}}.
 *
 * All of a tag's members are text; key and label must be there, null and "" are absent.
 * Parents may come in any order: what refers to what is the database's to check.
 */
#ifndef FORMAT_CODEBOOK_H
#define FORMAT_CODEBOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct codebook {
	const char *json;		/* in, borrowed: the file */
	size_t len;			/* in, bytes */
	const char *tags;		/* out, arena: the JSON array */
	int64_t count;			/* out */
	const char *tag;		/* when refused, arena: the key or number of the tag at fault */
};

/*
 * Refused: what json_check refuses, missing, wrong_type, unknown_field, too_long,
 * bad_key, bad_color, key_twice; the member is the fault's field, codebook->tag says of
 * which tag, NULL: of the codebook itself.
 */
enum err codebook_read(struct codebook *, struct arena *, struct fault *) MUST_CHECK;

#endif
