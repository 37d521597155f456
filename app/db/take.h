/*
 * take.h: the results of a pipeline, one after the other.
 */
#ifndef DB_TAKE_H
#define DB_TAKE_H

#include <libpq-fe.h>

#include "db/tx.h"

/* The whole result of the next query that was sent with db_send; arena. */
enum err take_result(struct tx *, PGresult **) MUST_CHECK;

/*
 * The same query row by row: NULL in *res is its end.  The caller clears each.
 * take_rows must be called once before the first take_row.
 */
enum err take_rows(struct tx *) MUST_CHECK;
enum err take_row(struct tx *, PGresult **) MUST_CHECK;

/* Sends Sync when that was not done, and reads up to it, keeping the first failure. */
void take_rest(struct tx *);

#endif
