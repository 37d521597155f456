/*
 * codebook.h: tags, and the short list of stances.
 */
#ifndef STORE_CODEBOOK_H
#define STORE_CODEBOOK_H

#include "db/tx.h"
#include "store/item.h"

struct tag_new {			/* strings: borrowed; NULL: not given */
	const char *key, *label;
	const char *parent;		/* a key */
	const char *color, *definition, *example;
	int64_t position;		/* -1: behind its siblings */
};

enum err tag_create(struct tx *, const struct tag_new *, struct item *) MUST_CHECK;
enum err tag_list(struct tx *, struct page, const char **json) MUST_CHECK;
enum err stance_list(struct tx *, struct page, const char **json) MUST_CHECK;

/*
 * Many tags as one action.  tags: JSON [{key, label, parent, color, definition,
 * example}], in any order; a tag that is there already with equal content is passed
 * over.  A fault names the tag in fault->field.  *added: how many are new.
 */
enum err tag_import(struct tx *, const char *tags, int64_t *added) MUST_CHECK;

#endif
