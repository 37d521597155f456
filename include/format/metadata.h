/*
 * metadata.h: what a JSON Lines file tells about texts: one object a line.
 *
 * A member named like a field of the API gives that field, `file` names the text;
 * rules may take a field from a member of another name.  A number stands for its
 * digits; null and "" are absent.  Members that give no field go to `meta`, byte for
 * byte, beside those of the line's own `meta`.
 */
#ifndef FORMAT_METADATA_H
#define FORMAT_METADATA_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* Constant, the API's name, the code points that it may have. */
#define METADATA_LIST(X)				\
	X(FILE,         file,         4096)		\
	X(TITLE,        title,        1000)		\
	X(LANGUAGE,     language,     80)		\
	X(DATE,         date,         1000)		\
	X(SPEAKER,      speaker,      200)		\
	X(DELEGATION,   delegation,   200)		\
	X(ON_BEHALF_OF, on_behalf_of, 200)		\
	X(PLACE,        place,        1000)		\
	X(KIND,         kind,         1000)		\
	X(FORUM,        forum,        1000)		\
	X(MEETING,      meeting,      1000)		\
	X(AGENDA_ITEM,  agenda_item,  1000)		\
	X(SYMBOL,       symbol,       1000)		\
	X(PUBLISHER,    publisher,    1000)		\
	X(SOURCE_URL,   source_url,   2000)		\
	X(ACCESSED_ON,  accessed_on,  1000)		\
	X(LICENCE,      licence,      1000)

enum metadata_field {
#define X(constant, name, most) METADATA_##constant,
	METADATA_LIST(X)
#undef X
	METADATA_FIELDS
};

struct metadata_rules {
	const char *member[METADATA_FIELDS];	/* which member gives this field */
	const char *title;		/* template, see format/title.h; NULL: the member */
};

struct metadata {
	const char *line;		/* in, borrowed: one JSON object */
	size_t len;			/* in, bytes */
	const char *field[METADATA_FIELDS];	/* out, arena; NULL: absent */
	const char *meta;		/* out, arena: a JSON object; NULL: nothing is left */
};

/* Each field from the member of its own name.  Strings: static. */
void metadata_rules(struct metadata_rules *);

/*
 * "date=year": date is taken from year.  ERR_INVALID: map_form (not of this form),
 * map_field (no such field), map_twice (the field has its member already).
 * The text is borrowed and cut in two.
 */
enum err metadata_map(struct metadata_rules *, char *map, struct fault *) MUST_CHECK;

/* The API's name of a field.  Static. */
const char *metadata_name(enum metadata_field);

/*
 * Fill the outs.  Refused: what json_check refuses, wrong_type, too_long, a `text` of
 * its own (unknown_field: texts come from files), a member twice in meta
 * (json_duplicate), and what the title's template asks of a line that has it not.
 * The fault's field is the API's name.
 */
enum err metadata_read(const struct metadata_rules *, struct metadata *, struct arena *,
		       struct fault *) MUST_CHECK;

#endif
