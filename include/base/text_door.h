/*
 * text_door.h: how the text of a statement comes in.
 *
 * Two things change at the door and nothing else ever: one leading BOM is
 * dropped; CRLF and lone CR become LF.  No trimming, no normalisation.
 *
 * Refused, ERR_INVALID with field "text" and the byte position in the bytes as
 * they were given; the first fault wins: text_utf8, text_nul, text_empty,
 * text_too_long (there: where the first character begins that does not fit).
 */
#ifndef BASE_TEXT_DOOR_H
#define BASE_TEXT_DOOR_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct text_door {
	const char *given;	/* in, borrowed */
	size_t given_len;	/* in, bytes */
	size_t max;		/* in: bytes that the text may have once inside */
	const char *text;	/* out, arena, with a NUL after it */
	size_t len;		/* out, bytes */
};

enum err text_door(struct arena *, struct text_door *, struct fault *) MUST_CHECK;

#endif
