#include "format/csv.h"

#include <stdbool.h>
#include <string.h>

static bool is_formula(const struct cell *cell)
{
	return memchr("=+-@\t\r", cell->text[0], 6);
}

static bool needs_quotes(const struct cell *cell)
{
	if (cell->text[0] == ' ' || cell->text[cell->len - 1] == ' ')
		return true;
	for (size_t i = 0; i < cell->len; i++)
		if (memchr("\",;\t\r\n", cell->text[i], 6))
			return true;
	return false;
}

static void put_doubled(struct buf *out, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		const char *mark = memchr(text, '"', (size_t)(end - text));
		const char *stop = mark ? mark + 1 : end;

		buf_put(out, text, (size_t)(stop - text));
		if (mark)
			buf_putc(out, '"');
		text = stop;
	}
}

static void put_cell(struct buf *out, const struct cell *cell)
{
	bool quotes;

	if (cell->len == 0)
		return;
	quotes = needs_quotes(cell);
	if (quotes)
		buf_putc(out, '"');
	if (is_formula(cell))
		buf_putc(out, '\'');
	put_doubled(out, cell->text, cell->len);
	if (quotes)
		buf_putc(out, '"');
}

void csv_line(struct buf *out, const struct cell cells[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_putc(out, ',');
		put_cell(out, &cells[i]);
	}
	buf_put(out, "\r\n", 2);
}
