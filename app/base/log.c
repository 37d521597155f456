#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/time.h"
#include "base/utf8.h"

struct line {
	char data[4000];
	size_t len;
	bool full;
};

#define RESERVED 2	/* a closing quotation mark and the line feed always fit */

static enum log_level least = LOG_LEVEL_INFO;

void log_set_level(enum log_level level)
{
	least = level;
}

/* What does not fit is dropped, and all that comes after it. */
static void put(struct line *line, const char *bytes, size_t n)
{
	line->full = line->full || line->len + n + RESERVED > sizeof(line->data);
	if (line->full)
		return;
	memcpy(line->data + line->len, bytes, n);
	line->len += n;
}

static bool is_plain(const char *value)
{
	const char *byte;

	for (byte = value; *byte != '\0'; byte++)
		if (*byte <= ' ' || *byte > '~' || strchr("\"\\=", *byte) != NULL)
			return false;
	return byte > value;
}

static void put_code(struct line *line, unsigned char code)
{
	static const char hex[] = "0123456789abcdef";

	put(line, "\\u00", 4);
	put(line, &hex[code >> 4], 1);
	put(line, &hex[code & 15], 1);
}

/* Controls, C1 among them, must not reach a terminal; nor must broken UTF-8. */
static void put_character(struct line *line, const char *at, size_t step)
{
	bool c1 = step == 2 && at[0] == '\xc2' && (unsigned char)at[1] < 0xa0;

	if (step == 0)
		put(line, "\\ufffd", 6);
	else if (*at == '\n')
		put(line, "\\n", 2);
	else if (*at == '"' || *at == '\\')
		put(line, (const char[]){ '\\', *at }, 2);
	else if (c1 || (step == 1 && (*at < ' ' || *at == 0x7f)))
		put_code(line, (unsigned char)at[step - 1]);
	else
		put(line, at, step);
}

static void put_quoted(struct line *line, const char *value)
{
	size_t left, step;

	put(line, "\"", 1);
	for (left = strlen(value); left > 0; left -= step, value += step) {
		step = utf8_step(value, left);
		put_character(line, value, step);
		step = step > 0 ? step : 1;
	}
	line->data[line->len++] = '"';
}

static void put_pair(struct line *line, const char *key, const char *value)
{
	if (value == NULL || line->full)
		return;
	if (line->len > 0)
		put(line, " ", 1);
	put(line, key, strlen(key));
	put(line, "=", 1);
	if (line->full)
		return;
	if (!is_plain(value))
		put_quoted(line, value);
	else
		for (; *value != '\0'; value++)
			put(line, value, 1);
}

void log_line(enum log_level level, const char *event, ...)
{
	static const char *const names[] = { "debug", "info", "warn" };
	struct line line = { .len = 0 };
	char now[TIME_SIZE];
	const char *key;
	va_list pairs;

	if (level < least)
		return;
	time_now(now);
	put_pair(&line, "time", now);
	put_pair(&line, "level", names[level]);
	put_pair(&line, "event", event);
	va_start(pairs, event);
	while ((key = va_arg(pairs, const char *)) != NULL)
		put_pair(&line, key, va_arg(pairs, const char *));
	va_end(pairs);
	line.data[line.len++] = '\n';

	/* When stderr itself fails there is nowhere left to say so. */
	(void)!write(STDERR_FILENO, line.data, line.len);
}
