/*
 * item.h: what a write gives back.
 */
#ifndef STORE_ITEM_H
#define STORE_ITEM_H

#include <stdbool.h>
#include <stdint.h>

/* Strings are kept in the transaction's arena. */
struct item {
	const char *json;		/* the item as it is now: the shape that GET answers */
	const char *key;		/* id, key or slug: the last piece of its path */
	int64_t revision;
	int64_t action;			/* that the write was; 0: it wrote nothing, or was none */
	bool deletable;			/* json says by deleted_at whether it is deleted */
	const char *outcome;		/* created, same, changed, restored, deleted … */
};

/* A part of a list: how many, and from where on (NULL: from the start). */
struct page {
	int limit;
	const char *cursor;		/* borrowed; decoded */
};

/* An actor as a client names it: by id or by name, or not at all. */
struct actor_ref {
	int64_t id;			/* 0: none */
	const char *name;		/* borrowed; NULL: none */
};

#endif
