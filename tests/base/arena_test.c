#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "cases.h"

static bool all_zero(const unsigned char *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static const struct size_row {
	const char *name;
	size_t size;
} sizes[] = {
	{ "nothing", 0 },
	{ "a byte", 1 },
	{ "an odd few", 17 },
	{ "just below a chunk of its own", 16384 - 64 },
	{ "a chunk of its own", 16384 },
	{ "a whole chunk", 65536 },
	{ "more than a chunk", 1048577 },
};

/* Twice, with a reset between: memory used before must come back zeroed. */
static void pieces_are_zeroed_aligned_and_apart(void **state)
{
	const struct size_row *row = *state;
	struct arena *arena = arena_new();
	unsigned char *a, *b;
	int round;

	for (round = 0; round < 2; round++) {
		a = arena_alloc(arena, row->size);
		memset(a, 0xaa, row->size);
		b = arena_alloc(arena, row->size);
		assert_true(all_zero(b, row->size));
		memset(b, 0xbb, row->size);
		assert_true(row->size == 0 || (a[0] == 0xaa && a[row->size - 1] == 0xaa));
		assert_int_equal((uintptr_t)a % sizeof(max_align_t), 0);
		assert_int_equal((uintptr_t)b % sizeof(max_align_t), 0);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void many_small_pieces_keep_their_bytes(void **state)
{
	enum { MANY = 20000 };
	struct arena *arena = arena_new();
	int **pieces = arena_alloc(arena, MANY * sizeof(*pieces));
	int i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		pieces[i] = arena_alloc(arena, sizeof(int));
		*pieces[i] = i;
	}
	for (i = 0; i < MANY; i++)
		assert_int_equal(*pieces[i], i);
	arena_free(arena);
}

static void strdup_copies_and_null_stays_null(void **state)
{
	struct arena *arena = arena_new();
	char text[] = "postil";
	char *copy = arena_strdup(arena, text);

	(void)state;
	text[0] = 'x';
	assert_string_equal(copy, "postil");
	assert_null(arena_strdup(arena, NULL));
	arena_free(arena);
}

static void strndup_keeps_nul_bytes_and_ends_with_one(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_memory_equal(arena_strndup(arena, "a\0bc", 3), "a\0b", 4);
	assert_string_equal(arena_strndup(arena, NULL, 0), "");
	arena_free(arena);
}

static void printf_takes_any_length(void **state)
{
	struct arena *arena = arena_new();
	char *text = arena_printf(arena, "%s %0*d", "a", 100000, 7);

	(void)state;
	assert_string_equal(arena_printf(arena, "%s", ""), "");
	assert_int_equal(strlen(text), 100002);
	assert_int_equal(text[100001], '7');
	arena_free(arena);
}

static char released[8];

static void release_letter(void *letter)
{
	strncat(released, letter, 1);
}

static void deferred_run_once_and_the_last_first(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	released[0] = '\0';
	arena_defer(arena, release_letter, "a");
	arena_defer(arena, release_letter, "b");
	arena_defer(arena, release_letter, "c");
	assert_string_equal(released, "");
	arena_reset(arena);
	assert_string_equal(released, "cba");
	arena_defer(arena, release_letter, "d");
	arena_free(arena);
	assert_string_equal(released, "cbad");
}

static void free_takes_null(void **state)
{
	(void)state;
	arena_free(NULL);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, sizes, pieces_are_zeroed_aligned_and_apart);
	CASES_TEST(&cases, many_small_pieces_keep_their_bytes);
	CASES_TEST(&cases, strdup_copies_and_null_stays_null);
	CASES_TEST(&cases, strndup_keeps_nul_bytes_and_ends_with_one);
	CASES_TEST(&cases, printf_takes_any_length);
	CASES_TEST(&cases, deferred_run_once_and_the_last_first);
	CASES_TEST(&cases, free_takes_null);
	return cases_run(&cases, "arena");
}
