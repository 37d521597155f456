/* fcgi.c: a worker's loop. */
#include "http/fcgi.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "http/connection.h"

static volatile sig_atomic_t stopped;

static void on_sigterm(int number)
{
	(void)number;
	stopped = 1;
}

static sigset_t only_sigterm(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	return set;
}

void fcgi_hold_signals(void)
{
	struct sigaction stop = { .sa_handler = on_sigterm };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t held = only_sigterm();

	sigprocmask(SIG_BLOCK, &held, NULL);
	sigaction(SIGTERM, &stop, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/*
 * A pending signal counts too: while requests queue up, ppoll finds the socket
 * readable at once and never lets the signal in.
 */
static bool should_stop(void)
{
	sigset_t pending;

	sigpending(&pending);
	return stopped || sigismember(&pending, SIGTERM) == 1;
}

static void serve_request(const struct fcgi *fcgi, struct connection *connection, char **env,
			  struct arena *arena)
{
	struct channel channel = connection_channel(connection);
	struct request rq;

	request_begin(&rq, env, &channel, arena);
	rq.config = fcgi->config;
	rq.app = fcgi->app;
	fcgi->serve(&rq);
}

static void serve_connection(const struct fcgi *fcgi, struct connection *connection,
			     struct arena *arena)
{
	char **env = connection_head(connection, arena);

	if (env)
		serve_request(fcgi, connection, env, arena);
	connection_close(connection);
	arena_reset(arena);
}

/* No descriptors left, say: trying again at once would only burn the processor. */
static void accept_failed(int error)
{
	const struct timespec pause = { .tv_nsec = 100 * 1000 * 1000 };

	if (error == EAGAIN || error == EINTR || error == ECONNABORTED)
		return;			/* another worker was quicker, or the peer left */
	log_warn("accept", "error", strerror(error));
	nanosleep(&pause, NULL);
}

static void accept_one(const struct fcgi *fcgi, struct connection *connection,
		       struct arena *arena)
{
	int fd = accept4(fcgi->listener, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0) {
		accept_failed(errno);
		return;
	}
	connection_open(connection, fd, fcgi->patience);
	serve_connection(fcgi, connection, arena);
}

/* False: the socket is beyond use.  True does not promise a request. */
static bool wait_for_request(int listener)
{
	struct pollfd fd = { .fd = listener, .events = POLLIN };
	sigset_t open;

	sigprocmask(SIG_SETMASK, NULL, &open);
	sigdelset(&open, SIGTERM);
	if (ppoll(&fd, 1, NULL, &open) < 0)
		return errno == EINTR;
	return !(fd.revents & (POLLERR | POLLNVAL));
}

static enum err serve_all(const struct fcgi *fcgi, struct connection *connection,
			  struct arena *arena)
{
	while (!should_stop()) {
		if (!wait_for_request(fcgi->listener))
			return ERR_INTERNAL;
		if (!should_stop())
			accept_one(fcgi, connection, arena);
	}
	return OK;
}

enum err fcgi_loop(const struct fcgi *fcgi)
{
	struct connection connection;
	struct arena *arena = arena_new();
	enum err err = serve_all(fcgi, &connection, arena);

	arena_free(arena);
	return err;
}
