/*
 * plain.h: a connection without pipeline and prepared queries, for what is done where
 * the schema is not, or not yet, the one of this program.
 */
#ifndef DB_PLAIN_H
#define DB_PLAIN_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "base/err.h"

/* Owned: PQfinish() ends it, also where it failed: *fault then says why. */
PGconn *plain_open(const char *conninfo, struct fault *);

/* Commands without an answer, one after the other. */
bool plain_run(PGconn *, const char *sql);
/* One value of one row; false when the query failed. */
bool plain_ask(PGconn *, const char *sql, char *answer, size_t size);

/* The detail is PostgreSQL's message behind the name, static until the next call. */
enum err plain_failed(PGconn *, const char *name, struct fault *);

#endif
