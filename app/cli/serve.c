/*
 * serve.c: the master.  It answers no request itself: it holds the sockets, keeps all
 * pools full, and passes signals on.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "cli/command.h"
#include "cli/crew.h"

/* Milliseconds: how long workers may take to finish what they have in hand. */
enum { PATIENCE = 30 * 1000, RETRY = 100 };

struct master {
	struct cli *cli;		/* borrowed */
	struct arena *arena;		/* owned; of config, when it was read again */
	struct config config;
	struct crew crew;
	sigset_t signals;		/* those that are waited for */
};

static const char *path_of(const struct config *config, int pool)
{
	const char *const paths[CREW_POOLS] = {
		[CREW_QUICK] = config->socket_quick,
		[CREW_LONG] = config->socket_long,
		[CREW_SIGN_IN] = config->socket_sign_in,
	};

	return paths[pool];
}

static void set_sizes(struct crew *crew, const struct config *config)
{
	crew->config = config;
	crew->pools[CREW_QUICK].size = config->workers;
	crew->pools[CREW_LONG].size = config->long_workers;
	crew->pools[CREW_SIGN_IN].size = config->sign_in_workers;
}

/* All sockets or none. */
static int open_sockets(struct master *master)
{
	for (int i = 0; i < CREW_POOLS; i++) {
		const char *path = path_of(&master->config, i);
		int error = listener_open(&master->crew.pools[i].listener, path);

		if (error == 0)
			continue;
		cli_say(master->cli, "%s: %s", path, strerror(error));
		while (i-- > 0)
			listener_close(&master->crew.pools[i].listener);
		return EXIT_FAILURE;
	}
	return 0;
}

static void hold_signals(struct master *master)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };

	sigemptyset(&master->signals);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		sigaddset(&master->signals, numbers[i]);
	sigprocmask(SIG_BLOCK, &master->signals, NULL);
}

/* The signal that came, 0 when none did in time; ms < 0: as long as it takes. */
static int wait_for_signal(const struct master *master, int64_t ms)
{
	const struct timespec most = { ms / 1000, ms % 1000 * 1000000 };
	int number = ms < 0 ? sigwaitinfo(&master->signals, NULL)
			    : sigtimedwait(&master->signals, NULL, &most);

	return number > 0 ? number : 0;
}

/* Sockets whose paths have changed, all or none; fd -1: it stays as it is. */
static bool open_moved(const struct master *master, const struct config *config,
		       struct listener fresh[])
{
	for (int i = 0; i < CREW_POOLS; i++) {
		const char *path = path_of(config, i);
		int error;

		fresh[i].fd = -1;
		if (strcmp(path, master->crew.pools[i].listener.path) == 0)
			continue;
		error = listener_open(&fresh[i], path);
		if (error == 0)
			continue;
		log_warn("reload_refused", "socket", path, "error", strerror(error));
		while (i-- > 0)
			if (fresh[i].fd >= 0)
				listener_close(&fresh[i]);
		return false;
	}
	return true;
}

static bool read_again(struct master *master, struct arena *arena, struct config *config,
		       struct listener fresh[])
{
	const char *message;

	if (config_load(config, arena, master->cli->config_file, &message) == OK)
		return open_moved(master, config, fresh);
	log_warn("reload_refused", "message", message);
	return false;
}

/* Settings that cannot be used change nothing: the old ones stay. */
static void reload(struct master *master)
{
	struct listener fresh[CREW_POOLS];
	struct arena *arena = arena_new();
	struct config config;

	if (!read_again(master, arena, &config, fresh)) {
		arena_free(arena);
		return;
	}
	for (int i = 0; i < CREW_POOLS; i++) {
		if (fresh[i].fd < 0)
			continue;
		listener_close(&master->crew.pools[i].listener);
		master->crew.pools[i].listener = fresh[i];
	}
	arena_free(master->arena);
	master->arena = arena;
	master->config = config;
	log_set_level(config.log);
	crew_dismiss(&master->crew);
	set_sizes(&master->crew, &master->config);
	log_info("reloaded");
}

/* Until a signal or a worker says that it is over: the exit status. */
static int watch(struct master *master)
{
	for (;;) {
		int64_t wait = crew_fill(&master->crew);
		int number = wait_for_signal(master, wait);
		int ending = crew_reap(&master->crew);

		if (ending != 0 || number == SIGTERM || number == SIGINT)
			return ending;
		if (number == SIGHUP)
			reload(master);
	}
}

/* A second signal to end means at once. */
static void drain(struct master *master)
{
	int64_t until = time_monotonic_ms() + PATIENCE;
	bool hurry = false;

	crew_dismiss(&master->crew);
	for (;;) {
		int64_t left = until - time_monotonic_ms();
		int number;

		crew_reap(&master->crew);
		if (master->crew.count == 0)
			return;
		if (hurry || left <= 0)
			crew_kill(&master->crew);
		number = wait_for_signal(master, left > 0 && !hurry ? left : RETRY);
		hurry = hurry || number == SIGTERM || number == SIGINT;
	}
}

static void log_start(const struct master *master)
{
	char pid[16], quick[16], slow[16], sign_in[16];

	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	snprintf(quick, sizeof(quick), "%d", (int)master->config.workers);
	snprintf(slow, sizeof(slow), "%d", (int)master->config.long_workers);
	snprintf(sign_in, sizeof(sign_in), "%d", (int)master->config.sign_in_workers);
	log_info("started", "pid", pid, "quick_workers", quick, "long_workers", slow,
		 "sign_in_workers", sign_in);
}

int serve_run(struct cli *cli)
{
	struct master master = { .cli = cli, .config = cli->config };
	int status;

	hold_signals(&master);
	if (open_sockets(&master) != 0)
		return EXIT_FAILURE;
	set_sizes(&master.crew, &master.config);
	log_start(&master);
	status = watch(&master);
	log_info("stopping");
	drain(&master);
	for (int i = 0; i < CREW_POOLS; i++)
		listener_close(&master.crew.pools[i].listener);
	free(master.crew.members);
	arena_free(master.arena);
	log_info("stopped");
	return status;
}
