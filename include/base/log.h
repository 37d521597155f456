/*
 * log.h: one event, one logfmt line on stderr, one write(2).
 *
 *	time=2026-03-01T12:00:00.123Z level=info event=started pid=12
 *
 * Values are quoted and escaped when they need it; a line that would pass
 * 4,000 bytes is cut.  Never log bodies, tokens, passwords or notes.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stddef.h>

enum log_level {
	LOG_LEVEL_DEBUG,
	LOG_LEVEL_INFO,
	LOG_LEVEL_WARN,
};

/* Lines below this level are not written.  At the start: LOG_LEVEL_INFO. */
void log_set_level(enum log_level);

/*
 * An event, then keys and values in turn; a pair whose value is NULL is left out:
 *	log_info("started", "pid", "12", "socket", path);
 */
#define log_debug(...) log_line(LOG_LEVEL_DEBUG, __VA_ARGS__, (const char *)NULL)
#define log_info(...)  log_line(LOG_LEVEL_INFO, __VA_ARGS__, (const char *)NULL)
#define log_warn(...)  log_line(LOG_LEVEL_WARN, __VA_ARGS__, (const char *)NULL)

/* What they stand for: the first key that is NULL ends the list. */
void log_line(enum log_level, const char *event, ...) __attribute__((sentinel));

#endif
