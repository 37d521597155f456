/*
 * csrf.h: the token that a page must send back with what it changes.
 *
 * HMAC-SHA256(session token, "csrf") in hex: nothing is stored.
 */
#ifndef HTTP_CSRF_H
#define HTTP_CSRF_H

#include "http/request.h"

/* Arena. */
const char *csrf_token(struct arena *, const char *session_token);

/* 403 csrf unless X-CSRF-Token belongs to the session token; in constant time. */
enum err csrf_check(struct request *, const char *session_token) MUST_CHECK;

#endif
