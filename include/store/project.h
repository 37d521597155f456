/*
 * project.h: projects and their members.
 *
 * project_create makes the caller its manager and gives it the default stances.
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

enum err project_create(struct tx *, const struct project_new *, struct item *) MUST_CHECK;
/* Those that the caller is a member of, by title. */
enum err project_list(struct tx *, struct page, const char **json) MUST_CHECK;
enum err project_get(struct tx *, struct item *) MUST_CHECK;
enum err member_list(struct tx *, struct page, const char **json) MUST_CHECK;

#endif
