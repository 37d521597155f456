/*
 * tool.h: pg_dump and pg_restore, each as a child at one end of a pipe.
 *
 * Taken from where Debian keeps the programs of the server's major version, else found in
 * PATH.  No shell stands between; their stderr is ours; a password of the connection
 * string goes by the environment, where ps does not show it.
 *
 * While one runs, SIGINT, SIGTERM and SIGHUP end it instead of us, so that its death can
 * be told and what it left be cleared away.  One at a time.
 */
#ifndef DB_TOOL_H
#define DB_TOOL_H

#include <sys/types.h>

#include "base/arena.h"
#include "base/err.h"

struct tool {
	const char *name;		/* in: "pg_dump"; borrowed */
	const char *conninfo;		/* in, borrowed */
	int server;			/* in: the server's major version */
	const char *const *args;	/* in: further ones, ended by NULL; borrowed */
	int child_end;			/* in: STDOUT_FILENO is read, STDIN_FILENO written */
	int fd;				/* out: our end */
	pid_t pid;			/* out */
};

/* NULL: it runs; else why not, arena. */
const char *tool_start(struct tool *, struct arena *);

/* Closes our end and waits.  NULL: it has done its work; else how it ended, arena. */
const char *tool_end(struct tool *, struct arena *);

#endif
