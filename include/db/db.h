/*
 * db.h: one connection to PostgreSQL, in pipeline mode, with every query prepared.
 *
 * It opens itself when first needed and again whenever it has been lost, so a worker
 * outlives its database.  A schema that the program does not fit is told apart from
 * a database that is away: the first is ERR_INTERNAL, the second ERR_UNAVAILABLE.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/err.h"

struct db;

/* Owned.  Connects later; conninfo (libpq's form) is copied. */
struct db *db_open(const char *conninfo);
void db_close(struct db *);

/* Connects, checks the schema's number and prepares, unless all that is done already. */
enum err db_ready(struct db *, struct fault *) MUST_CHECK;

#endif
