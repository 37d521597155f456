/*
 * other.h: another project than raw.h's, with a row in every table of projects, that
 * nobody of raw.h's is a member of.
 *
 * All that is numbered in it has the number OTHER_NUMBER, its revision too, which nothing
 * of raw.h's has.  Each of its texts holds OTHER_MARKER, and no name or key of it does:
 * who sees the marker has seen the project.  Its manager is `zoe`; its reader `yan` is the
 * author of what is in it, so no more than his role keeps him from changing it.
 */
#ifndef SUPPORT_OTHER_H
#define SUPPORT_OTHER_H

#include "raw.h"

#define OTHER_MARKER "zebrawall"
#define OTHER_WORD "zebra"		/* finds the marker */
#define OTHER_NUMBER "77"
#define OTHER_PROJECT "7700000000077"
#define OTHER_SLUG RAW_NAME "-other"
#define OTHER_KEY "other-key"
#define OTHER_UUID "77777777-7777-4777-8777-777777777777"
#define OTHER_DELETED "78787878-7878-4787-8787-787878787878"	/* in the trash */

/* Inside raw_open's transaction, so it is gone with it.  Leaves the superuser's role on. */
void other_make(struct raw *);

/* Enters the other project as postil_ops: zoe manages, yan reads. */
void other_enter(struct raw *, const char *who);

/* SQL for a checksum of all rows of it; as a role that sees them.  Arena. */
const char *other_checksum(struct raw *);

#endif
