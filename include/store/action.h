/*
 * action.h: history, read.
 */
#ifndef STORE_ACTION_H
#define STORE_ACTION_H

#include "db/tx.h"
#include "store/item.h"

/* Actions after that number with their events, ascending. */
enum err action_list(struct tx *, struct page, int64_t after, const char **json) MUST_CHECK;

#endif
