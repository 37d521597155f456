/*
 * guard.h: who asks, and may they.
 *
 * guard_origin judges the request itself (403); guard_enter queues the check of
 * session, project and role as the transaction's first query, so it costs no round
 * trip and no later query runs for a stranger.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include "web/routes.h"

/* Unsafe methods: same origin, and the CSRF token that belongs to the cookie. */
enum err guard_origin(struct request *, const struct route *) MUST_CHECK;

/* Starts rq->tx and queues enter.  401 at once when there is no session cookie. */
enum err guard_enter(struct request *, const struct route *) MUST_CHECK;

/* For a page that anyone may see: enter without asking for more.  401: nobody is signed in. */
enum err guard_look(struct request *) MUST_CHECK;

/*
 * A refused field must not tell a stranger anything: runs the queued enter alone and
 * gives its refusal, if it refuses, else the one that rq->fault held.
 */
enum err guard_first(struct request *) MUST_CHECK;
/* Whether enter is queued and nothing behind it. */
bool guard_is_alone(const struct request *);

/* SHA-256 of a session token: what the database knows it by.  Arena, 32 bytes. */
const void *guard_token_hash(struct arena *, const char *token);

#endif
