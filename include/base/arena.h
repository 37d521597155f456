/*
 * arena.h: memory and other resources that are released all at once.
 *
 * One arena serves one request, command or job; "arena" in a header means that
 * the result lives until the arena is reset or freed.  Nothing is freed singly.
 * Everything is zeroed and aligned for any type.  Out of memory: abort.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Owned: arena_free() ends it. */
struct arena *arena_new(void);

/* Never NULL, zeroed; size 0 gives a pointer that must not be followed. */
void *arena_alloc(struct arena *, size_t size)
	__attribute__((returns_nonnull, malloc, alloc_size(2)));

/* A copy in the arena.  NULL stays NULL. */
char *arena_strdup(struct arena *, const char *text);

/* A copy of n bytes (NUL bytes included) with a NUL after them. */
char *arena_strndup(struct arena *, const char *bytes, size_t n);

char *arena_printf(struct arena *, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Have release(resource) called at reset; the last deferred is released first. */
void arena_defer(struct arena *, void (*release)(void *), void *resource);

/* Release all; one small chunk is kept for the next request, the rest goes back. */
void arena_reset(struct arena *);

/* Release all and the arena itself.  NULL is allowed. */
void arena_free(struct arena *);

#endif
