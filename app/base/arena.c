#include "base/arena.h"

#include <assert.h>
#include <sanitizer/asan_interface.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)
#define LARGE_SIZE (CHUNK_SIZE / 4)	/* from here on a chunk of its own */
#define ALIGNMENT sizeof(max_align_t)

/*
 * Under AddressSanitizer what was not handed out is poisoned, and a gap stands
 * behind each piece; so a step beyond one's own memory is seen here as well.
 */
#if __has_feature(address_sanitizer) || defined(__SANITIZE_ADDRESS__)
#define GAP ALIGNMENT
#else
#define GAP 0
#endif

struct chunk {
	struct chunk *next;
	size_t size, used;
	max_align_t data[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *resource;
};

struct arena {
	struct chunk *chunks;	/* the first is the one being filled */
	struct deferred *deferred;
};

static void *must(void *memory)
{
	if (memory == NULL)
		abort();
	return memory;
}

struct arena *arena_new(void)
{
	return must(calloc(1, sizeof(struct arena)));
}

static struct chunk *chunk_new(size_t size)
{
	struct chunk *chunk = must(malloc(sizeof(*chunk) + size));

	*chunk = (struct chunk){ .size = size };
	ASAN_POISON_MEMORY_REGION(chunk->data, size);
	return chunk;
}

static void chunk_free(struct chunk *chunk)
{
	ASAN_UNPOISON_MEMORY_REGION(chunk->data, chunk->size);
	free(chunk);
}

/* A large piece goes behind the first chunk, which is filled further. */
static struct chunk *chunk_add(struct arena *arena, size_t size)
{
	struct chunk *chunk = chunk_new(size < LARGE_SIZE ? CHUNK_SIZE : size);
	struct chunk **place = &arena->chunks;

	if (size >= LARGE_SIZE && arena->chunks != NULL)
		place = &arena->chunks->next;
	chunk->next = *place;
	*place = chunk;
	return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct chunk *chunk = arena->chunks;
	size_t taken;
	void *piece;

	if (size > PTRDIFF_MAX - 2 * ALIGNMENT)
		abort();
	taken = (size + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (chunk == NULL || taken > chunk->size - chunk->used)
		chunk = chunk_add(arena, taken);
	piece = (char *)chunk->data + chunk->used;
	chunk->used += taken;
	ASAN_UNPOISON_MEMORY_REGION(piece, size);
	return memset(piece, 0, size);
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_strndup(arena, text, strlen(text));
}

char *arena_strndup(struct arena *arena, const char *bytes, size_t n)
{
	char *copy = arena_alloc(arena, n + 1);

	if (n > 0)
		memcpy(copy, bytes, n);
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int len;

	assert(format != NULL);
	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);

	text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

void arena_defer(struct arena *arena, void (*release)(void *), void *resource)
{
	struct deferred *deferred = arena_alloc(arena, sizeof(*deferred));

	*deferred = (struct deferred){ arena->deferred, release, resource };
	arena->deferred = deferred;
}

static void release_deferred(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->next;
		deferred->release(deferred->resource);
	}
}

/* Free the chunks; the first small one is emptied and returned, if there is one. */
static struct chunk *chunks_free(struct chunk *chunk)
{
	struct chunk *kept = NULL, *next;

	for (; chunk != NULL; chunk = next) {
		next = chunk->next;
		if (kept != NULL || chunk->size > CHUNK_SIZE) {
			chunk_free(chunk);
			continue;
		}
		kept = chunk;
		kept->next = NULL;
		kept->used = 0;
		ASAN_POISON_MEMORY_REGION(kept->data, kept->size);
	}
	return kept;
}

void arena_reset(struct arena *arena)
{
	release_deferred(arena);
	arena->chunks = chunks_free(arena->chunks);
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	if (arena->chunks != NULL)
		chunk_free(arena->chunks);
	free(arena);
}
