/*
 * crew.h: the workers of a master: three pools of identical ones, each on its socket.
 * Those of the sign-in pool, who hash passwords, give way to the others.
 *
 * A worker that dies is replaced; the younger it died, the longer that waits.  One that
 * was told to leave finishes its request first and is not replaced.
 */
#ifndef CLI_CREW_H
#define CLI_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/config.h"
#include "cli/listener.h"

enum { CREW_QUICK, CREW_LONG, CREW_SIGN_IN, CREW_POOLS };

struct crew {
	const struct config *config;	/* borrowed; of the workers to come */
	struct pool {
		struct listener listener;
		int64_t size;		/* how many workers there should be */
		int failures;		/* in a row, of workers that died young */
		int64_t failed;		/* monotonic ms: when the last of these died */
		int64_t not_before;	/* monotonic ms: when the next may start */
	} pools[CREW_POOLS];
	struct member {
		pid_t pid;
		int pool;
		int64_t born;		/* monotonic ms */
		bool leaving;
	} *members;			/* owned */
	size_t count, room;
};

/* Starts the workers that are missing and may start now; ms until others may, or -1. */
int64_t crew_fill(struct crew *);

/* Buries the dead.  The exit status that must end the master, or 0. */
int crew_reap(struct crew *);

/* All who are there now shall leave. */
void crew_dismiss(struct crew *);
/* … at once. */
void crew_kill(const struct crew *);

#endif
