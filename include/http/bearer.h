/*
 * bearer.h: the token that a script sends as `Authorization: Bearer …`.
 */
#ifndef HTTP_BEARER_H
#define HTTP_BEARER_H

#include "http/request.h"

/*
 * Borrowed; "" when nothing stands behind the word.  NULL: no such header, or one of
 * another scheme, which is not ours to judge.
 */
const char *bearer_token(const struct request *);

#endif
