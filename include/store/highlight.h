/*
 * highlight.h: a stretch of a statement that a member marked.
 *
 * Offsets count Unicode code points from the start of the version's body, half-open:
 * [start, end).  The quote is cut by the database, never taken from the client, so a
 * stored highlight always quotes what it points at.
 *
 * item.json is always the present state.  A wish that does not fit it is refused with
 * ERR_STALE stale or ERR_CONFLICT deleted and that state in fault->current; an id that
 * never was is ERR_NOT_FOUND highlight.  Nothing is written then.
 */
#ifndef STORE_HIGHLIGHT_H
#define STORE_HIGHLIGHT_H

#include "db/tx.h"
#include "store/item.h"

struct highlight_new {			/* strings: borrowed */
	const char *id;			/* UUID, either case */
	int64_t revision;		/* from If-Match; 0: create */
	int64_t statement;
	int64_t start, end;		/* fit into 32 bits */
	const char *quote;		/* NULL: do not compare */
	const char *note;		/* NULL or "": none */
	struct actor_ref actor;
	const char *taggings;		/* JSON [{tag, stance}]; NULL: none */
};

/* The same, where only what is given changes. */
struct highlight_patch {
	const char *id;
	int64_t revision;
	int64_t start, end;		/* -1: as it is */
	const char *quote;
	const char *note;		/* NULL: as it is; "": none */
	struct actor_ref actor;		/* none: as it is */
	const char *taggings;		/* NULL: as they are */
};

/* outcome: created, same, changed or restored. */
enum err highlight_put(struct tx *, const struct highlight_new *, struct item *) MUST_CHECK;
enum err highlight_patch(struct tx *, const struct highlight_patch *, struct item *) MUST_CHECK;
/* item.revision is the deleted row's new one: PUT with it takes the deletion back. */
enum err highlight_delete(struct tx *, const char *id, int64_t revision, struct item *) MUST_CHECK;
/* A deleted one is ERR_NOT_FOUND highlight. */
enum err highlight_get(struct tx *, const char *id, struct item *) MUST_CHECK;

#endif
