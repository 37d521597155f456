/* crew.c: workers are started, replaced and sent away. */
#include "cli/crew.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "cli/command.h"
#include "cli/worker.h"

/* Milliseconds. */
enum { GROWN_UP = 10 * 1000, FIRST_PAUSE = 100, LONGEST_PAUSE = 10 * 1000 };

static const struct {
	const char *name;
	int nice;			/* added to the master's */
} kinds[CREW_POOLS] = {
	[CREW_QUICK] = { "quick", 0 },
	[CREW_LONG] = { "long", 0 },
	[CREW_SIGN_IN] = { "sign-in", 5 },
};

static int64_t size_of(const struct crew *crew, int pool)
{
	int64_t size = 0;

	for (size_t i = 0; i < crew->count; i++)
		size += crew->members[i].pool == pool && !crew->members[i].leaving;
	return size;
}

static void add(struct crew *crew, pid_t pid, int pool)
{
	if (crew->count == crew->room) {
		crew->room = crew->room ? 2 * crew->room : 16;
		crew->members = realloc(crew->members,
					crew->room * sizeof(*crew->members));
		if (!crew->members)
			abort();
	}
	crew->members[crew->count++] = (struct member){
		.pid = pid, .pool = pool, .born = time_monotonic_ms(),
	};
}

/* The next of this pool waits twice as long each time, so that trouble stays cheap. */
static void hold_back(struct pool *pool)
{
	int64_t pause = FIRST_PAUSE;

	for (int i = 0; i < pool->failures && pause < LONGEST_PAUSE; i++)
		pause *= 2;
	pool->failures++;
	pool->failed = time_monotonic_ms();
	pool->not_before = pool->failed + (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE);
}

/* In the child: the other pools' sockets would only be kept alive by it. */
static void become_worker(const struct crew *crew, int pool, pid_t master)
{
	const struct worker_job job = {
		crew->config, crew->pools[pool].listener.fd, master, kinds[pool].nice
	};

	for (int i = 0; i < CREW_POOLS; i++)
		if (i != pool)
			close(crew->pools[i].listener.fd);
	_exit(worker_run(&job));
}

static bool start(struct crew *crew, int pool)
{
	pid_t master = getpid();
	pid_t pid = fork();

	if (pid == 0)
		become_worker(crew, pool, master);
	if (pid < 0) {
		log_warn("fork", "error", strerror(errno));
		hold_back(&crew->pools[pool]);
		return false;
	}
	add(crew, pid, pool);
	return true;
}

/* Ms until the pool may be filled further, or -1. */
static int64_t fill(struct crew *crew, int pool)
{
	int64_t missing = crew->pools[pool].size - size_of(crew, pool);
	int64_t wait = crew->pools[pool].not_before - time_monotonic_ms();

	while (missing > 0 && wait <= 0 && start(crew, pool))
		missing--;
	if (missing <= 0)
		return -1;
	return wait > 0 ? wait : FIRST_PAUSE;
}

int64_t crew_fill(struct crew *crew)
{
	int64_t least = -1;

	for (int i = 0; i < CREW_POOLS; i++) {
		int64_t wait = fill(crew, i);

		if (wait >= 0 && (least < 0 || wait < least))
			least = wait;
	}
	return least;
}

static void log_death(const struct member *member, int status)
{
	char pid[16], how[32];

	snprintf(pid, sizeof(pid), "%d", (int)member->pid);
	if (WIFSIGNALED(status))
		snprintf(how, sizeof(how), "signal %d", WTERMSIG(status));
	else
		snprintf(how, sizeof(how), "exit %d", WEXITSTATUS(status));
	log_warn("worker_died", "pid", pid, "pool", kinds[member->pool].name, "of", how);
}

/* The exit status that must end the master, or 0. */
static int bury(struct crew *crew, size_t at, int status)
{
	struct member member = crew->members[at];
	struct pool *pool = &crew->pools[member.pool];

	crew->members[at] = crew->members[--crew->count];
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_CONFIG)
		return EXIT_CONFIG;
	if (member.leaving)
		return 0;
	log_death(&member, status);
	if (time_monotonic_ms() - member.born >= GROWN_UP) {
		pool->failures = 0;
		return 0;
	}
	/* Those who were there when the pool failed last may have died of the same trouble. */
	if (member.born > pool->failed)
		hold_back(pool);
	return 0;
}

int crew_reap(struct crew *crew)
{
	int ending = 0;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		size_t at = 0;

		while (at < crew->count && crew->members[at].pid != pid)
			at++;
		if (at < crew->count && bury(crew, at, status) != 0)
			ending = EXIT_CONFIG;
	}
	return ending;
}

void crew_dismiss(struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++) {
		crew->members[i].leaving = true;
		kill(crew->members[i].pid, SIGTERM);
	}
}

void crew_kill(const struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++)
		kill(crew->members[i].pid, SIGKILL);
}
