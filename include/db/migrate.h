/*
 * migrate.h: brings a database to the schema that this program was built with.
 *
 * Forward only.  Each migration is one transaction under an advisory lock, so two
 * that start at once do each exactly once.  Run by the schema's owner.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "base/err.h"

/* Called after each migration that was applied. */
typedef void migrate_step_fn(void *ctx, int version, const char *name);

/* conninfo: the owner's.  On failure fault->detail is PostgreSQL's message, static until the next call. */
enum err migrate(const char *conninfo, migrate_step_fn *step, void *ctx, struct fault *) MUST_CHECK;

#endif
