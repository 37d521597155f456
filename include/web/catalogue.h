/*
 * catalogue.h: what the program says in each language there is a static/i18n/{tag}.json
 * for.  Pages read those files themselves; C fills the words of their shells.
 */
#ifndef WEB_CATALOGUE_H
#define WEB_CATALOGUE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { CATALOGUE_LANGUAGES = 32 };

struct json_object;

struct catalogues {
	const char *languages[CATALOGUE_LANGUAGES + 1];	/* en first, the others by tag; then NULL */
	struct json_object *sayings[CATALOGUE_LANGUAGES];
	size_t count;
};

/* Arena.  NULL with the file's name in fault->field when one cannot be read. */
struct catalogues *catalogues_open(struct arena *, const char *static_dir, struct fault *);

/* In that language, else in English; NULL: no text has this key. */
const char *catalogue_text(const struct catalogues *, size_t language, const char *key);

#endif
