/*
 * left.h: paragraphs that were read and left uncoded on purpose.
 *
 * A paragraph is a line of the statement's present version, [start, end) in code points,
 * without its line feed.  Either deed may be repeated: what is so already stays so.
 */
#ifndef STORE_LEFT_H
#define STORE_LEFT_H

#include "db/tx.h"
#include "store/item.h"

struct paragraph {
	int64_t statement;
	int64_t start, end;
};

/* ERR_INVALID not_a_paragraph: no line begins and ends just there. */
enum err left_put(struct tx *, const struct paragraph *, struct item *) MUST_CHECK;
/* end: of no account.  item: the action only. */
enum err left_delete(struct tx *, const struct paragraph *, struct item *) MUST_CHECK;

#endif
