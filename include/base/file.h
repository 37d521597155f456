/*
 * file.h: a file as a whole.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"

/* The whole file, NUL behind it; arena.  NULL: it cannot be read. */
struct buf *file_read(struct arena *, const char *path);

#endif
