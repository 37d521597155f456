/* fcgi.c: a worker's loop, and the only file that knows libfcgi. */
#include "http/fcgi.h"

#include <errno.h>
#include <fastcgi.h>
#include <fcgiapp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

/* Bytes: the most that a record holds, in eights; and what is worth one of its own. */
enum { RECORD_MOST = FCGI_MAX_LENGTH / 8 * 8, LONG_LEAST = 8192 };

/* What a connection is, as far as its channel knows. */
struct connection {
	FCGX_Request fcgi;
	bool ended;			/* the body was read to its end */
	bool aborted;
};

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

static size_t channel_read(void *ctx, char *into, size_t n)
{
	struct connection *connection = ctx;
	int got = FCGX_GetStr(into, (int)n, connection->fcgi.in);

	connection->ended = got < (int)n;
	return got > 0 ? (size_t)got : 0;
}

/* All of both parts, or false. */
static bool write_all(int fd, struct iovec parts[2])
{
	while (parts[1].iov_len > 0) {
		ssize_t sent = writev(fd, parts, 2);
		size_t rest = sent > 0 ? (size_t)sent : 0;

		if (sent < 0 && errno != EINTR)
			return false;
		for (int i = 0; i < 2; i++) {
			size_t part = rest < parts[i].iov_len ? rest : parts[i].iov_len;

			parts[i].iov_base = (char *)parts[i].iov_base + part;
			parts[i].iov_len -= part;
			rest -= part;
		}
	}
	return true;
}

static bool write_record(const FCGX_Request *fcgi, const char *bytes, size_t n)
{
	FCGI_Header head = {
		.version = FCGI_VERSION_1,
		.type = FCGI_STDOUT,
		.requestIdB1 = (unsigned char)(fcgi->requestId >> 8),
		.requestIdB0 = (unsigned char)fcgi->requestId,
		.contentLengthB1 = (unsigned char)(n >> 8),
		.contentLengthB0 = (unsigned char)n,
	};
	struct iovec parts[] = { { &head, sizeof(head) }, { (char *)bytes, n } };

	return write_all(fcgi->ipcFd, parts);
}

/*
 * libfcgi sends 8 KiB at a time, and nginx wakes up for each.  So what is long goes out
 * as records of our own, behind what libfcgi holds.
 */
static bool write_long(const FCGX_Request *fcgi, const char *bytes, size_t n)
{
	if (FCGX_FFlush(fcgi->out) < 0)
		return false;
	for (size_t step; n > 0; bytes += step, n -= step) {
		step = n < RECORD_MOST ? n : RECORD_MOST;
		if (!write_record(fcgi, bytes, step))
			return false;
	}
	return true;
}

static enum err channel_write(void *ctx, const char *bytes, size_t n)
{
	struct connection *connection = ctx;
	bool sent;

	if (connection->aborted)
		sent = false;
	else if (n >= LONG_LEAST)
		sent = write_long(&connection->fcgi, bytes, n);
	else
		sent = FCGX_PutStr(bytes, (int)n, connection->fcgi.out) >= 0;
	return sent ? OK : ERR_UNAVAILABLE;
}

/*
 * Whoever reads the answer must see that it is cut short.  A closed connection is not
 * enough: nginx ends a chunked answer properly even when the worker dies.  A record
 * that no FastCGI version knows makes it cut the client off.
 */
static void channel_abort(void *ctx)
{
	struct connection *connection = ctx;
	unsigned char invalid[8];

	memset(invalid, 0xff, sizeof(invalid));
	connection->aborted = true;
	FCGX_FFlush(connection->fcgi.out);
	if (write(connection->fcgi.ipcFd, invalid, sizeof(invalid)) < 0)
		log_debug("abort_unsent", "error", strerror(errno));
}

static void serve_one(const struct fcgi *fcgi, struct connection *connection,
		      struct arena *arena)
{
	struct channel channel = {
		channel_read, channel_write, channel_abort, connection
	};
	struct request rq;

	connection->ended = false;
	request_begin(&rq, connection->fcgi.envp, &channel, arena);
	rq.config = fcgi->config;
	rq.app = fcgi->app;
	fcgi->serve(&rq);
	arena_reset(arena);
}

/* Has all come that the server had to say?  Never waits for a body. */
static bool is_read(const struct connection *connection)
{
	const char *length = FCGX_GetParam("CONTENT_LENGTH", connection->fcgi.envp);
	char byte;

	if (length && *length)
		return connection->ended;
	return FCGX_GetStr(&byte, 1, connection->fcgi.in) == 0;
}

/* Ends the connection too, whatever the server asked for: a kept one pins a worker. */
static void finish(const struct fcgi *fcgi, struct connection *connection)
{
	connection->fcgi.keepConnection = 0;
	if (!connection->aborted) {
		/* Else libfcgi waits for the server to hang up: what is unread would reset it. */
		if (is_read(connection))
			FCGX_Detach(&connection->fcgi);
		FCGX_Finish_r(&connection->fcgi);
		return;
	}
	FCGX_Free(&connection->fcgi, 1);
	FCGX_InitRequest(&connection->fcgi, fcgi->listener, FCGI_FAIL_ACCEPT_ON_INTR);
	connection->aborted = false;
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
	int result = FCGX_Accept_r(&connection->fcgi);

	if (result != 0) {
		accept_failed(-result);
		return;
	}
	serve_one(fcgi, connection, arena);
	finish(fcgi, connection);
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
	struct connection connection = { .aborted = false };
	struct arena *arena;
	enum err err;

	if (FCGX_Init() != 0 || FCGX_InitRequest(&connection.fcgi, fcgi->listener,
						 FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return ERR_INTERNAL;
	arena = arena_new();
	err = serve_all(fcgi, &connection, arena);
	arena_free(arena);
	return err;
}
