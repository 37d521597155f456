/*
 * field.h: the fields of a JSON body, read by a table into a struct.
 *
 * A handler lists its fields once: name, kind, rule, place in the struct.  Whatever is
 * not in the list, missing, of another type or out of bounds is 422 with the field.
 * `null` is the same as absent.  Texts are borrowed from the request's JSON (arena).
 */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H

#include <stddef.h>

#include "http/request.h"

/* An actor is named by its id or by its name. */
struct field_actor {
	int64_t id;			/* 0: not given as an id */
	const char *name;		/* NULL: not given as a name */
};

enum field_kind {
	FIELD_TEXT,			/* const char *; most: code points */
	FIELD_BODY,			/* const char *; a statement's text, through text_door */
	FIELD_SLUG,			/* const char *; slugs and keys */
	FIELD_DATE,			/* const char *; 2015, 2015-09 or 2015-09-28 */
	FIELD_URL,			/* const char *; http or https */
	FIELD_LANGUAGE,			/* const char *; BCP 47 by its form */
	FIELD_COLOR,			/* const char *; #rrggbb */
	FIELD_INT,			/* int64_t; most: the largest; never negative */
	FIELD_BOOL,			/* bool */
	FIELD_OBJECT,			/* const char *; JSON text of an object; most: bytes */
	FIELD_ACTOR,			/* struct field_actor; most: code points of the name */
	FIELD_TAGGINGS,			/* const char *; JSON text of [{tag, stance}] */
};

struct field {
	const char *name;		/* NULL ends the table */
	enum field_kind kind;
	int64_t most;
	size_t offset;			/* in the struct that fields_read fills */
	bool required;			/* and not empty */
};

/* into: zeroed by the caller; what is absent stays as it is. */
enum err fields_read(struct request *, const struct field fields[], void *into) MUST_CHECK;

/* Whether the body has the field at all, and not as null. */
bool field_given(const struct request *, const char *name);

#endif
