/*
 * action.h: history: what was done, by whom, and taking it back.
 *
 * An action is undone by another one, of kind `undo`, which can be undone in turn.  What
 * was built on it stands in the way: later actions that touched the same rows.
 */
#ifndef STORE_ACTION_H
#define STORE_ACTION_H

#include "db/tx.h"
#include "store/item.h"

/* Which actions to tell of. */
struct action_filter {
	int64_t member, statement;	/* -1: any */
	const char *kind;		/* borrowed; NULL: any */
};

/* Actions after that number with their events, ascending. */
enum err action_list(struct tx *, struct page, int64_t after, const char **json) MUST_CHECK;

/* Actions in words, newest first. */
enum err action_recent(struct tx *, struct page, const struct action_filter *,
		       const char **json) MUST_CHECK;

/*
 * json: the new action.  ERR_NOT_FOUND action; ERR_CONFLICT final, or built_on, with the
 * actions that stand in the way in fault->current.
 */
enum err action_undo(struct tx *, int64_t number, const char **json) MUST_CHECK;

#endif
