/*
 * statement.h: one document as it was published.
 *
 * Its text is immutable; offsets count code points from the start of the version's
 * body.  The text has come through base/text_door before it gets here.
 */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "db/tx.h"
#include "store/item.h"

struct statement_new {			/* strings: borrowed; NULL: not given */
	const char *title, *text;
	const char *language;		/* BCP 47 */
	const char *date;		/* 2015, 2015-09 or 2015-09-28 */
	const char *place, *kind, *forum, *meeting, *agenda_item, *symbol, *publisher;
	const char *source_url, *accessed_on, *licence;
	const char *meta;		/* JSON object */
	struct actor_ref speaker, delegation, on_behalf_of;
};

enum err statement_create(struct tx *, const struct statement_new *, struct item *) MUST_CHECK;
/* By date, newest first, then id; words: NULL or what each title must have. */
enum err statement_list(struct tx *, struct page, const char *words, const char **json) MUST_CHECK;
/* With its text and the highlights of its present version, in reading order. */
enum err statement_get(struct tx *, int64_t id, struct item *) MUST_CHECK;
/*
 * Soft: what is marked in it is hidden with it, and undoing brings all back.  item: the
 * new revision only.  ERR_STALE stale, with its state in fault->current; a deleted one is
 * ERR_NOT_FOUND statement.
 */
enum err statement_delete(struct tx *, int64_t id, int64_t revision, struct item *) MUST_CHECK;

#endif
