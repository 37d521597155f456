/*
 * secret.h: asks for a password.
 */
#ifndef CLI_SECRET_H
#define CLI_SECRET_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * Twice at a terminal, without echo; from_pipe: one line of standard input, without
 * its line feed.  Arena.  NULL: *why says why not.
 */
const char *secret_read(struct arena *, bool from_pipe, const char **why);

#endif
