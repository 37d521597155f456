/*
 * export.h: all of a project, or all its taggings, as bytes of a format.
 *
 * Memory is constant, whatever the project's size; the same data gives the same
 * bytes.  What cannot look whole when it is not: JSON ends with "complete":true,
 * and nothing is said to be written that was not read to its end.
 */
#ifndef TASK_EXPORT_H
#define TASK_EXPORT_H

#include <stddef.h>

#include "base/err.h"
#include "db/tx.h"
#include "format/format.h"

/*
 * Where the bytes go.  An error of either callback ends the export and is what
 * export_project() returns; when the receiver is gone, ERR_UNAVAILABLE will do.
 */
struct export_sink {
	/* Once: the guard has let us pass and the first byte comes next. */
	enum err (*begin)(void *ctx, const struct format *);
	enum err (*write)(void *ctx, const char *bytes, size_t n);
	void *ctx;			/* borrowed */
};

/*
 * The caller has called tx_begin_snapshot() and then queued the guard, whose answer
 * is read here; it calls tx_finish() afterwards.  An error before sink->begin was
 * called is a refusal to be answered as any other; an error after it: abort, what
 * was written is not whole.
 */
enum err export_project(struct tx *, const struct format *,
			const struct export_sink *) MUST_CHECK;

#endif
