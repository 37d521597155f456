/*
 * title.h: a title made of a line's members: '{delegation}, {meeting}, {year}'.
 *
 * {x} stands for the member x, text or number; {{ and }} for the braces themselves.
 */
#ifndef FORMAT_TITLE_H
#define FORMAT_TITLE_H

#include "base/arena.h"
#include "base/err.h"

/* What stands for a name, or NULL when there is nothing.  Arena, borrowed or static. */
typedef const char *title_value_fn(void *ctx, const char *name);

struct title {
	const char *template;		/* borrowed */
	title_value_fn *value;
	void *ctx;			/* borrowed */
};

/* ERR_INVALID title_template, at the brace that has no partner or the byte that is no UTF-8. */
enum err title_check(const char *template, struct fault *) MUST_CHECK;

/* *text: arena.  ERR_INVALID title_value: nothing stands for the name in fault->field. */
enum err title_fill(const struct title *, struct arena *, const char **text,
		    struct fault *) MUST_CHECK;

#endif
