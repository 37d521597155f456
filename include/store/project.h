/*
 * project.h: a project as a whole.
 *
 * project_create makes the caller its manager and gives it the default stances.  What
 * changes one asks for its revision: ERR_STALE stale with its state in fault->current.
 */
#ifndef STORE_PROJECT_H
#define STORE_PROJECT_H

#include "db/tx.h"
#include "store/item.h"

struct project_new {
	const char *slug, *title;	/* borrowed, like all below */
	const char *description, *language;	/* NULL: none */
	const char *settings;		/* JSON object; NULL: {} */
};

/* Only what is given changes. */
struct project_patch {
	int64_t revision;		/* from If-Match */
	const char *title;		/* borrowed, like all below; NULL: as it is */
	const char *description, *language;	/* "": none */
	const char *settings;		/* JSON object */
	bool archive_given, archived;	/* archived: all that is in it stays as it is */
};

enum err project_create(struct tx *, const struct project_new *, struct item *) MUST_CHECK;
enum err project_change(struct tx *, const struct project_patch *, struct item *) MUST_CHECK;
/* All of it is gone for good, its history too. */
enum err project_purge(struct tx *, int64_t revision) MUST_CHECK;
/* Those that the caller is a member of, by title. */
enum err project_list(struct tx *, struct page, const char **json) MUST_CHECK;
enum err project_get(struct tx *, struct item *) MUST_CHECK;

#endif
