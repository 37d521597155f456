/*
 * target.h: the database that a backup is restored into, before and after.
 *
 * Asked as its owner, and without the schema that queries are prepared for.  On failure
 * the fault's detail is PostgreSQL's message, static until the next call.
 */
#ifndef DB_TARGET_H
#define DB_TARGET_H

#include "base/arena.h"
#include "base/err.h"

struct target {
	int server;			/* major version */
	const char *missing_role;	/* of sql/roles.sql; NULL: all are there; arena */
	const char *holds;		/* something that is there already; NULL: empty; arena */
};

enum err target_look(const char *conninfo, struct arena *, struct target *,
		     struct fault *) MUST_CHECK;

/* {"table": rows, …}, of the schema as it was restored.  Arena. */
enum err target_count(const char *conninfo, struct arena *, const char **json,
		      struct fault *) MUST_CHECK;

/* Lets the planner know what has come in. */
enum err target_analyze(const char *conninfo, struct fault *) MUST_CHECK;

#endif
