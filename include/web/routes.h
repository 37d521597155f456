/*
 * routes.h: everything this program answers to is one table, in routes.c.
 *
 * Nothing else lists paths.  A piece in braces matches one segment and is kept as a
 * parameter of that name.
 */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include <stdbool.h>

#include "http/request.h"
#include "web/rights.h"

/*
 * Which workers: nginx sends what is long or heavy to a pool of its own, and what hashes
 * passwords to another, the sign-in pool; any worker can serve any route.  STREAM is of
 * the long pool too, and reads in one READ ONLY, REPEATABLE READ transaction.  So is
 * UPLOAD, whose body is a file: the guard is asked before a byte of it is read, and again
 * in the explicit transaction in which the handler writes.
 */
enum pool { QUICK, LONG, STREAM, UPLOAD, HASHING };

typedef enum err handler_fn(struct request *);

struct route {
	const char *method;
	const char *path;
	enum right right;
	enum pool pool;
	handler_fn *handler;
	const char *const *params;	/* known query parameters; NULL: pages look at none */
};

extern const struct route routes[];	/* ends with a row whose method is NULL */

/* Does the path say all that there is to say?  Then the body may be left out. */
bool route_is_verb(const struct route *);

/* The least that the route's right asks for. */
enum access route_access(const struct route *);

const char *pool_word(enum pool);

/*
 * The row for this request, its parameters kept.  HEAD finds GET's row.  404 path;
 * 405 method, with *allow the methods there are.
 */
enum err route_find(struct request *, const struct route **, const char **allow) MUST_CHECK;

#endif
