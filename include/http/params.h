/*
 * params.h: FastCGI's name-value pairs: what CGI has in the environment.
 */
#ifndef HTTP_PARAMS_H
#define HTTP_PARAMS_H

#include <stddef.h>

#include "base/arena.h"

/*
 * "NAME=value" …, NULL; arena.  NULL: a length leads past the end, or there is a NUL,
 * which would cut a value short for us and for nobody else.
 */
char **params_read(struct arena *, const char *bytes, size_t n);

#endif
