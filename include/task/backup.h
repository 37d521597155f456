/*
 * backup.h: a whole database into one file (archive.h), and back.
 *
 * The manifest and the dump are of one moment, so people may go on working meanwhile.
 * Accounts and API tokens are in it; what is good for a while only is left out: whoever
 * was signed in signs in again.  Memory is constant, both ways.
 */
#ifndef TASK_BACKUP_H
#define TASK_BACKUP_H

#include <stddef.h>
#include <stdint.h>

#include "db/migrate.h"
#include "db/tx.h"

struct backup {
	const char *conninfo;		/* in, borrowed: the owner's, as which tx is connected */
	enum err (*write)(void *ctx, const char *bytes, size_t n);	/* in */
	void *ctx;			/* in, borrowed */
	const char *why;		/* out: an error that tx->fault does not tell; arena, or NULL */
};

/* The caller has called tx_begin_snapshot().  An error of write() is returned as it is. */
enum err backup_write(struct tx *, struct backup *) MUST_CHECK;

struct restore {
	const char *conninfo;		/* in, borrowed: the owner's, of an empty database */
	const char *path;		/* in, borrowed: how the file is called in messages */
	int fd;				/* in, borrowed */
	void (*progress)(void *ctx, int64_t done, int64_t total);	/* in; bytes */
	migrate_step_fn *step;		/* in; with the same ctx */
	void *ctx;			/* in, borrowed */
	const char *made;		/* out: when the backup was begun; arena */
	int64_t rows;			/* out */
};

/*
 * NULL: all is there, brought to this program's schema and known to the planner.  Else
 * why not, one sentence, arena; unless it says otherwise, nothing was changed.
 */
const char *restore_read(struct restore *, struct arena *);

#endif
