/*
 * query.h: the texts that the build makes out of sql/.  Static, immutable.
 *
 * queries[Q_X] is the query `x` of sql/queries; migrations are in ascending order.
 */
#ifndef DB_QUERY_H
#define DB_QUERY_H

#include "queries.h"

struct query_text {
	const char *name;
	const char *sql;
	int parameters;			/* how many $n it has */
};

struct migration {
	int version;
	const char *name;
	int oldest_binary;		/* the oldest schema number that still works with it */
	const char *sql;
};

extern const struct query_text queries[QUERY_COUNT];
extern const struct migration migrations[];
extern const int migration_count;

#endif
