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

/* Unsafe methods: same origin, and with a session the CSRF token that belongs to it. */
enum err guard_origin(struct request *, const struct route *) MUST_CHECK;

/*
 * Starts rq->tx and queues enter: by the API token when there is one, else by the
 * session's cookie.  401 at once when there is neither.
 */
enum err guard_enter(struct request *, const struct route *) MUST_CHECK;

/*
 * The queued guard decides now, before work that strangers shall not cause; what follows
 * is a new transaction, behind the same guard.
 */
enum err guard_pass(struct request *) MUST_CHECK;

/* For a page that anyone may see: enter without asking for more.  401: nobody is signed in. */
enum err guard_look(struct request *) MUST_CHECK;

/*
 * A refused field must not tell a stranger anything: runs the queued enter alone and
 * gives its refusal, if it refuses, else the one that rq->fault held.
 */
enum err guard_first(struct request *) MUST_CHECK;
/* Whether enter is queued and nothing behind it. */
bool guard_is_alone(const struct request *);

#endif
