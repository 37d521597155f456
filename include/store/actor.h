/*
 * actor.h: who speaks or holds a position.
 */
#ifndef STORE_ACTOR_H
#define STORE_ACTOR_H

#include "db/tx.h"
#include "store/item.h"

/* By name; words: NULL or what each name or alias must have the beginnings of. */
enum err actor_list(struct tx *, struct page, const char *words, const char **json) MUST_CHECK;

#endif
