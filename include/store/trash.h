/*
 * trash.h: what is deleted: statements and highlights.
 *
 * Undoing the action that an item names restores it; a purge is for good.
 */
#ifndef STORE_TRASH_H
#define STORE_TRASH_H

#include "db/tx.h"
#include "store/item.h"

/* Latest first. */
enum err trash_list(struct tx *, struct page, const char **json) MUST_CHECK;

/* A statement and what is marked in it.  ERR_NOT_FOUND statement: none in the trash. */
enum err trash_purge_statement(struct tx *, int64_t id) MUST_CHECK;
/* ERR_NOT_FOUND highlight. */
enum err trash_purge_highlight(struct tx *, const char *id) MUST_CHECK;
enum err trash_purge_all(struct tx *) MUST_CHECK;

#endif
