/*
 * raw.h: SQL as it comes, for tests of what lies below store: policies, triggers, rights.
 *
 * raw_open is a cmocka set-up: it makes a project with members of every role inside one
 * transaction, which raw_close undoes.  Logins and slug begin with RAW_NAME.  Skipped
 * where POSTIL_DB_OWNER, whose server must let `postgres` in, is not set.
 */
#ifndef SUPPORT_RAW_H
#define SUPPORT_RAW_H

#include <libpq-fe.h>

#include "base/arena.h"

#define RAW_NAME "raw-test"
#define RAW_TEXT "Hello \xf0\x9f\x8c\x8d world. The text goes on."	/* statements 1 and 2 */

struct raw {
	PGconn *conn;			/* NULL: skipped */
	struct arena *arena;
};

int raw_open(void **state);
int raw_close(void **state);

/* Becomes a role of the database: postil_web, postil_ops, postil_owner or postgres. */
void raw_role(struct raw *, const char *role);

/* Enters the project as postil_ops: mia manages, cleo curates, ann and bob annotate, rex reads. */
void raw_enter(struct raw *, const char *who);

void raw_do(struct raw *, const char *sql);

/* The first column of the only row, as text; NULL: SQL NULL.  Arena. */
const char *raw_value(struct raw *, const char *sql);
void raw_equals(struct raw *, const char *sql, const char *value);

/* Refused with this SQLSTATE and message or constraint; what was done before stays. */
void raw_refused(struct raw *, const char *sql, const char *sqlstate, const char *detail);

#endif
