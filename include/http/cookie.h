/*
 * cookie.h: the one cookie, which holds the session token.
 *
 * __Host-postil, Secure; on http to a loopback address it is `postil`, without Secure.
 * Only the one that fits the request is read.
 */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "http/request.h"

/* The session token as sent.  Arena; NULL: absent. */
const char *cookie_session(struct request *);

/* After the answer was kept. */
/* max_age: seconds. */
void cookie_set_session(struct request *, const char *token, int64_t max_age);
void cookie_clear_session(struct request *);

#endif
