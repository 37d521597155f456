/* worker.c: what a worker's process does. */
#include "cli/worker.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/command.h"
#include "http/fcgi.h"
#include "web/web.h"

/*
 * SIGTERM is held for the loop.  SIGINT and SIGHUP are the master's: a terminal sends
 * them to everybody.  When the master dies, however it does, the kernel sends SIGTERM.
 */
static void settle_signals(void)
{
	const struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t none;

	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGHUP, &ignore, NULL);
	sigemptyset(&none);
	sigaddset(&none, SIGINT);
	sigaddset(&none, SIGHUP);
	sigaddset(&none, SIGCHLD);
	fcgi_hold_signals();
	sigprocmask(SIG_UNBLOCK, &none, NULL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/*
 * nginx passes a request on when it has all of it, which takes no time; the master waits as
 * long for a worker that is to end.
 */
enum { PATIENCE = 30 * 1000 };		/* ms */

/*
 * Linux may group processes by their session, and then nice counts within a group only:
 * so it becomes a group of its own, and that one is nice.  Where there are no such groups
 * there is no such file either.
 */
static void give_way(int nicer)
{
	FILE *group = setsid() < 0 ? NULL : fopen("/proc/self/autogroup", "we");

	if (group) {
		fprintf(group, "%d", nicer);
		fclose(group);
	}
	setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + nicer);
}

/*
 * What is large goes back to the system when its request is over.  By itself glibc would
 * learn from large pieces to keep them.
 */
static void settle_memory(void)
{
	enum { LARGE = 256 * 1024, KEPT = 1024 * 1024 };	/* bytes */

	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, KEPT);
}

static int serve(const struct worker_job *job, struct web *web)
{
	const struct fcgi fcgi = {
		.listener = job->listener,
		.patience = PATIENCE,
		.config = job->config,
		.serve = web_serve,
		.app = web,
	};

	return fcgi_loop(&fcgi) == OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

int worker_run(const struct worker_job *job)
{
	struct fault fault = { .at = -1 };
	struct web *web;
	int status;

	settle_signals();
	settle_memory();
	if (job->nice > 0)
		give_way(job->nice);
	if (getppid() != job->master)
		return EXIT_SUCCESS;	/* it died before it could be watched */
	web = web_open(job->config, &fault);
	if (!web) {
		log_warn("cannot_serve", "reason", fault.detail, "file", fault.field);
		return EXIT_CONFIG;
	}
	status = serve(job, web);
	web_close(web);
	return status;
}
