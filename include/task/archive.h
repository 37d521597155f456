/*
 * archive.h: the file of a backup.
 *
 *	postil backup 1\n
 *	{"program": …, "schema": …, "tables": {…}}\n	the manifest, one line
 *	…						what pg_dump wrote, format custom
 *	\npostil backup end LENGTH SHA256\n		of all that stands before
 *
 * It is written from its beginning to its end, so it can go through a pipe; and read
 * whole before anything of it is believed, so half a file, or one with a byte changed, is
 * never taken for a backup.  Where this program is not at hand, `tail -n +3 FILE |
 * pg_restore` reads it too.
 */
#ifndef TASK_ARCHIVE_H
#define TASK_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/err.h"

struct archive_writer {
	enum err (*write)(void *ctx, const char *bytes, size_t n);	/* in */
	void *ctx;			/* in, borrowed */
	uint64_t length;		/* bytes so far */
	crypto_hash_sha256_state hash;
};

/* An error is that of write(). */
enum err archive_begin(struct archive_writer *, const char *manifest) MUST_CHECK;
enum err archive_put(struct archive_writer *, const char *bytes, size_t n) MUST_CHECK;
enum err archive_end(struct archive_writer *) MUST_CHECK;

struct archive {
	int fd;				/* in, borrowed: a regular file */
	const char *manifest;		/* out, arena; JSON as it was written */
	int64_t dump;			/* out: byte at which the dump begins */
	int64_t end;			/* out: and ends */
};

/* Reads all of it.  NULL: it is whole; else what is wrong with it, a sentence's end. */
const char *archive_check(struct archive *, struct arena *);

#endif
