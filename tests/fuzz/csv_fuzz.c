/*
 * csv_fuzz.c: cells, one an input line, written as a line of CSV and read back by RFC 4180.
 * Only an apostrophe before what could be a formula may have come in between.
 */
#include "format/csv.h"
#include "fuzz/fuzz.h"

enum { CELLS = 8 };

/* The next cell into out, and past the comma or line end behind it. */
static const char *read_cell(const char *at, const char *end, struct buf *out)
{
	bool quoted = at < end && *at == '"';

	buf_clear(out);
	buf_puts(out, "");
	for (at += quoted; at < end; at++) {
		if (quoted && *at == '"' && at + 1 < end && at[1] == '"')
			at++;
		else if (quoted ? *at == '"' : *at == ',' || *at == '\r')
			break;
		buf_putc(out, *at);
	}
	at += quoted;
	CHECK(at < end && (*at == ',' || *at == '\r'));
	return at + 1;
}

static void check_cell(const struct buf *read, const struct cell *meant)
{
	const char *text = read->data;
	size_t len = read->len;

	if (meant->len > 0 && memchr("=+-@\t\r", meant->text[0], 6)) {
		CHECK(text[0] == '\'');
		text++;
		len--;
	}
	CHECK(len == meant->len && memcmp(text, meant->text, len) == 0);
	CHECK(len == 0 || !memchr("=+-@\t\r", read->data[0], 6));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size };
	struct cell cells[CELLS];
	size_t count = 1 + input_byte(&in) % CELLS;
	struct buf out = { 0 }, read = { 0 };
	const char *at, *end;

	for (size_t i = 0; i < count; i++)
		cells[i].text = input_until(&in, arena, '\0', &cells[i].len);
	csv_line(&out, cells, count);
	end = out.data + out.len;
	at = out.data;
	for (size_t i = 0; i < count; i++) {
		at = read_cell(at, end, &read);
		check_cell(&read, &cells[i]);
	}
	CHECK(at + 1 == end && *at == '\n');
	buf_free(&out);
	buf_free(&read);
	arena_free(arena);
	return 0;
}
