/*
 * checked.h: a check of the database, told line by line on standard output.
 */
#ifndef CLI_CHECKED_H
#define CLI_CHECKED_H

#include "cli/command.h"

/*
 * conninfo: as whom; slug: one project, NULL: all.  0: nothing is wrong; EXIT_FAILURE:
 * something is, or it could not be looked at, which has been told.
 */
int checked(struct cli *, const char *conninfo, const char *slug);

#endif
