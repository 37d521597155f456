#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cases.h"

static void grows_byte_by_byte_and_ends_with_nul(void **state)
{
	struct buf buf = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < 10000; i++) {
		buf_putc(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.data[buf.len], '\0');
	}
	assert_int_equal(buf.len, 10000);
	assert_true(buf.cap > buf.len);
	for (i = 0; i < 10000; i++)
		assert_int_equal(buf.data[i], 'a' + i % 26);
	buf_free(&buf);
}

static void put_takes_nothing_and_nul_bytes(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	buf_put(&buf, NULL, 0);
	assert_string_equal(buf.data, "");
	buf_put(&buf, "a\0b", 3);
	buf_puts(&buf, "cd");
	assert_int_equal(buf.len, 5);
	assert_memory_equal(buf.data, "a\0bcd", 6);
	buf_free(&buf);
}

static void printf_takes_any_length(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	buf_puts(&buf, ">");
	buf_printf(&buf, "%0*d", 5000, 7);
	buf_printf(&buf, "%s", "");
	assert_int_equal(buf.len, 5001);
	assert_int_equal(strlen(buf.data), 5001);
	buf_free(&buf);
}

static void room_is_for_writing_behind_len(void **state)
{
	struct buf buf = { 0 };

	(void)state;
	buf_puts(&buf, "ab");
	memset(buf_room(&buf, 4096), 'x', 4096);
	assert_int_equal(buf.len, 2);
	buf.len += 4096;
	buf_puts(&buf, "c");
	assert_memory_equal(buf.data, "abxx", 4);
	assert_string_equal(buf.data + 4097, "xc");
	buf_free(&buf);
}

static void clear_keeps_the_memory(void **state)
{
	struct buf buf = { 0 };
	char *data;

	(void)state;
	buf_clear(&buf);
	assert_null(buf.data);
	buf_printf(&buf, "%0*d", 5000, 7);
	data = buf.data;
	buf_clear(&buf);
	assert_int_equal(buf.len, 0);
	assert_string_equal(buf.data, "");
	buf_puts(&buf, "again");
	assert_ptr_equal(buf.data, data);
	buf_free(&buf);
	assert_null(buf.data);
	assert_int_equal(buf.cap, 0);
}

static void an_arena_can_release_it(void **state)
{
	struct arena *arena = arena_new();
	struct buf buf = { 0 };

	(void)state;
	arena_defer(arena, buf_release, &buf);
	buf_puts(&buf, "x");
	arena_free(arena);
	assert_null(buf.data);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TEST(&cases, grows_byte_by_byte_and_ends_with_nul);
	CASES_TEST(&cases, put_takes_nothing_and_nul_bytes);
	CASES_TEST(&cases, printf_takes_any_length);
	CASES_TEST(&cases, room_is_for_writing_behind_len);
	CASES_TEST(&cases, clear_keeps_the_memory);
	CASES_TEST(&cases, an_arena_can_release_it);
	return cases_run(&cases, "buf");
}
