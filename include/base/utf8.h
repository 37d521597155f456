/*
 * utf8.h: UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing
 * above U+10FFFF.  NUL is a character like any other here.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Is it valid throughout?  If not, *at is the byte position at which the first
 * ill-formed or cut-off sequence begins; at may be NULL.
 */
bool utf8_check(const char *bytes, size_t len, size_t *at);

/* The bytes of the well-formed sequence that stands first: 1–4; 0: there is none. */
size_t utf8_step(const char *bytes, size_t len);

/* The number of code points in valid UTF-8. */
size_t utf8_length(const char *bytes, size_t len);

#endif
