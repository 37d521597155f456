/*
 * refusal.h: what PostgreSQL refused, in our words.
 *
 * The only place that knows SQLSTATEs.  The detail is the broken constraint's name, or
 * the message of an exception of ours (SQLSTATE PT…), whose hint names the field.
 */
#ifndef DB_REFUSAL_H
#define DB_REFUSAL_H

#include "base/arena.h"
#include "base/err.h"

/* result: a failed PGresult.  The fault's texts are kept in the arena. */
enum err refusal_read(const void *result, struct arena *, struct fault *);

/* Its kind alone. */
enum err refusal_err(const void *result);

#endif
