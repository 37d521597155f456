/*
 * worker.h: what a worker's process does.
 */
#ifndef CLI_WORKER_H
#define CLI_WORKER_H

#include <sys/types.h>

#include "base/config.h"

struct worker_job {
	const struct config *config;	/* borrowed */
	int listener;
	pid_t master;
	int nice;			/* by how much it gives way to others; 0: not at all */
};

/*
 * Serves until SIGTERM comes or the master dies; the process's exit status.
 * EXIT_CONFIG: it cannot do its work at all, and a new one could not either.
 */
int worker_run(const struct worker_job *);

#endif
