/*
 * refused.h: a failure told with the place in a file that it is about.
 */
#ifndef CLI_REFUSED_H
#define CLI_REFUSED_H

#include "cli/command.h"

/* One line on stderr: where (NULL: no place), the field, the sentence.  EXIT_FAILURE. */
int refused(const struct cli *, const char *where);

#endif
