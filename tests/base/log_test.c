#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"
#include "cases.h"

/* What log() writes to stderr, in one read: so it was one write. */
static char seen[16384];

static void capture(void (*log)(const void *), const void *arg)
{
	int ends[2], saved = dup(STDERR_FILENO);
	ssize_t got;

	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	log(arg);
	dup2(saved, STDERR_FILENO);
	close(saved);
	got = read(ends[0], seen, sizeof(seen) - 1);
	close(ends[0]);
	assert_true(got >= 0);
	seen[got] = '\0';
}

/* The line behind its time, which is checked here. */
static const char *behind_time(void)
{
	const char *rest = strchr(seen, ' ');

	assert_non_null(rest);
	assert_int_equal(rest - seen, strlen("time=2026-03-01T12:00:00.123Z"));
	assert_memory_equal(seen, "time=", 5);
	assert_int_equal(rest[-1], 'Z');
	return rest + 1;
}

static const struct value_row {
	const char *name;
	const char *value;
	const char *written;
} values[] = {
	{ "plain", "/api/projects/{slug}", "/api/projects/{slug}" },
	{ "nothing", "", "\"\"" },
	{ "space", "a b", "\"a b\"" },
	{ "equals sign", "a=b", "\"a=b\"" },
	{ "quotation mark", "a\"b", "\"a\\\"b\"" },
	{ "backslash", "a\\b", "\"a\\\\b\"" },
	{ "a forged line", "x\nlevel=info n=2", "\"x\\nlevel=info n=2\"" },
	{ "controls", "\x1b[31m\r\x7f", "\"\\u001b[31m\\u000d\\u007f\"" },
	{ "C1 controls", "\xc2\x9b" "31m", "\"\\u009b31m\"" },
	{ "beyond ASCII", "\xc3\xa9\xc2\xa0\xf0\x9f\x98\x80",
		"\"\xc3\xa9\xc2\xa0\xf0\x9f\x98\x80\"" },
	{ "DEL as a second byte is none", "\xd1\xbf\xc2\xbf", "\"\xd1\xbf\xc2\xbf\"" },
	{ "broken UTF-8", "a\xff\xc3", "\"a\\ufffd\\ufffd\"" },
};

static void log_value(const void *value)
{
	log_info("test", "value", (const char *)value, "n", "1");
}

static void value_is_quoted_as_the_row_says(void **state)
{
	const struct value_row *row = *state;
	char line[256];

	capture(log_value, row->value);
	snprintf(line, sizeof(line), "level=info event=test value=%s n=1\n",
		row->written);
	assert_string_equal(behind_time(), line);
}

static void log_null(const void *arg)
{
	(void)arg;
	log_warn("test", "left out", (const char *)NULL, "kept", "1");
}

static void pair_without_value_is_left_out(void **state)
{
	(void)state;
	capture(log_null, NULL);
	assert_string_equal(behind_time(), "level=warn event=test kept=1\n");
}

/* Whatever the length: one line, quotation marks closed, no character cut in two. */
static void long_line_is_cut_and_stays_a_line(void **state)
{
	static const char *const fills[] = { "a", "b ", "\xf0\x9f\x98\x80", "\n" };
	char value[5000];
	size_t fill, len, at;

	(void)state;
	for (fill = 0; fill < 4; fill++)
		for (len = 3880; len < 4080; len++) {
			for (at = 0; at < len; at++)
				value[at] = fills[fill][at % strlen(fills[fill])];
			value[at / strlen(fills[fill]) * strlen(fills[fill])] = '\0';
			capture(log_value, value);
			assert_in_range(strlen(seen), 100, 4000);
			assert_ptr_equal(strchr(seen, '\n'), seen + strlen(seen) - 1);
			assert_true(utf8_check(seen, strlen(seen), NULL));
			if (fill > 0)
				assert_non_null(strchr(strchr(seen, '"') + 1, '"'));
		}
}

static const struct level_row {
	const char *name;
	enum log_level least;
	int debug, info, warn;	/* which are written */
} levels[] = {
	{ "from debug", LOG_LEVEL_DEBUG, 1, 1, 1 },
	{ "from info", LOG_LEVEL_INFO, 0, 1, 1 },
	{ "from warn", LOG_LEVEL_WARN, 0, 0, 1 },
};

static void log_all_levels(const void *arg)
{
	(void)arg;
	log_debug("test");
	log_info("test");
	log_warn("test");
}

static void levels_below_are_not_written(void **state)
{
	const struct level_row *row = *state;

	log_set_level(row->least);
	capture(log_all_levels, NULL);
	log_set_level(LOG_LEVEL_INFO);
	assert_int_equal(strstr(seen, "level=debug event=test\n") != NULL, row->debug);
	assert_int_equal(strstr(seen, "level=info event=test\n") != NULL, row->info);
	assert_int_equal(strstr(seen, "level=warn event=test\n") != NULL, row->warn);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, values, value_is_quoted_as_the_row_says);
	CASES_TABLE(&cases, levels, levels_below_are_not_written);
	CASES_TEST(&cases, pair_without_value_is_left_out);
	CASES_TEST(&cases, long_line_is_cut_and_stays_a_line);
	return cases_run(&cases, "log");
}
