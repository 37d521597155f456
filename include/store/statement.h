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

/* NULL leaves a field as it is, "" takes it away; meta is replaced as a whole. */
struct statement_patch {
	int64_t id, revision;
	struct statement_new facts;	/* text: never */
	const char *state;		/* not started, in progress or done */
};

/* Strings: borrowed; NULL: whatever it is. */
struct statement_filter {
	const char *q;			/* words of title or text, all of them */
	const char *speaker, *delegation;	/* an id, a name, an alias or a code */
	const char *tag, *stance;	/* keys; of one tagging */
	const char *from, *to;		/* days, months or years, both included */
	const char *state;
};

enum err statement_create(struct tx *, const struct statement_new *, struct item *) MUST_CHECK;
/* By date, newest first, then id. */
enum err statement_list(struct tx *, struct page, const char **json) MUST_CHECK;
/*
 * The same of those that fit all that is asked, each with a snippet of its text around the
 * words.  ERR_INVALID with the field: no such actor, tag, stance or state, or no date.
 */
enum err statement_find(struct tx *, struct page, const struct statement_filter *,
			const char **json) MUST_CHECK;
/* With its text and the highlights of its present version, in reading order. */
enum err statement_get(struct tx *, int64_t id, struct item *) MUST_CHECK;
/*
 * Changes what is known of it, or how far it is coded; item: as it then stands, without
 * text and highlights.  ERR_STALE stale; a deleted one is ERR_NOT_FOUND statement.
 */
enum err statement_patch(struct tx *, const struct statement_patch *, struct item *) MUST_CHECK;
/*
 * Soft: what is marked in it is hidden with it, and undoing brings all back.  item: the
 * new revision only.  ERR_STALE stale, with its state in fault->current; a deleted one is
 * ERR_NOT_FOUND statement.
 */
enum err statement_delete(struct tx *, int64_t id, int64_t revision, struct item *) MUST_CHECK;

#endif
