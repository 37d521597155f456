/*
 * language.h: which of the languages that there are somebody wants (RFC 4647, 3.4: what
 * is asked for is cut from its end until it fits, so that fr-CA takes fr).
 */
#ifndef HTTP_LANGUAGE_H
#define HTTP_LANGUAGE_H

#include <stddef.h>

/* The one of have[], which ends with NULL, for a tag of n bytes.  NULL: none. */
const char *language_for(const char *tag, size_t n, const char *const have[]);

/* The one that Accept-Language likes best; of equals the first.  NULL: none of them. */
const char *language_accepted(const char *header, const char *const have[]);

#endif
