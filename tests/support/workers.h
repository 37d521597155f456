/*
 * workers.h: real workers on a real socket, for tests of their loop.
 *
 * They answer [number of the worker, body], and differently at these paths:
 *	/abort  begins an answer and breaks it off
 *	/deaf   does not read the body
 *	/long   as many bytes as the body says
 *	/slow   says in workers.begun that it has begun, and takes 300 ms
 */
#ifndef SUPPORT_WORKERS_H
#define SUPPORT_WORKERS_H

#include <sys/types.h>

#include "cli/listener.h"

enum { WORKERS = 8, WORKERS_PATIENCE = 2000 };	/* ms */

struct workers {
	char dir[32], path[64];		/* of the socket */
	struct listener listener;
	int begun[2];			/* a pipe: a byte for each /slow */
	pid_t pids[WORKERS];		/* 0: not started, or buried */
};

extern struct workers workers;

int workers_set_up(void **state);
int workers_tear_down(void **state);
void workers_start(int count);

void pause_ms(long ms);

#endif
