/*
 * format.h: THE table of formats: name, media type, file extension, writer.
 *
 * A format is known by its name in ?format= and --format.  Nothing here knows the
 * database: a writer gets cells and leaves bytes.  A project's own shape, JSON, has
 * no writer of its own: rows become JSON as they come (task/export).
 */
#ifndef FORMAT_FORMAT_H
#define FORMAT_FORMAT_H

#include <stddef.h>

#include "base/buf.h"

/* One cell of a table.  Borrowed, valid UTF-8. */
struct cell {
	const char *text;		/* NULL: nothing known; written as empty */
	size_t len;			/* bytes */
};

/* Puts one line of a table, its end included. */
typedef void format_line_fn(struct buf *, const struct cell cells[], size_t count);

struct format {
	const char *name;
	const char *media_type;		/* as in Content-Type */
	const char *extension;		/* without the dot */
	format_line_fn *line;		/* NULL: JSON */
};

extern const struct format formats[];
extern const size_t format_count;

/* Static.  NULL as name is "json", the default; NULL as answer: there is none such. */
const struct format *format_find(const char *name);

#endif
