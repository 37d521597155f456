/* connection.c: records in, records out. */
#include "http/connection.h"

#include <errno.h>
#include <fastcgi.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/time.h"
#include "http/params.h"

/*
 * RECORD_MOST: bytes that a record holds, in eights.  PARAMS_STEP: bytes.
 * SILENCE, seconds: nginx gives up a client that takes nothing for a minute; an nginx that
 * takes nothing for longer has stopped.  LINGER, ms: for what nginx has on its way.
 */
enum { RECORD_MOST = FCGI_MAX_LENGTH / 8 * 8, PARAMS_STEP = 4096, SILENCE = 75, LINGER = 2000 };

void connection_open(struct connection *c, int fd, int64_t patience)
{
	const struct timeval silence = { .tv_sec = SILENCE };

	memset(c, 0, offsetof(struct connection, in));
	c->fd = fd;
	c->until = time_monotonic_ms() + patience;
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &silence, sizeof(silence));
}

/* --- records in ----------------------------------------------------------------------- */

static bool wait_for_bytes(const struct connection *c)
{
	struct pollfd waiting = { .fd = c->fd, .events = POLLIN };
	int64_t left = c->until - time_monotonic_ms();
	int ready = left > 0 ? poll(&waiting, 1, (int)left) : 0;

	return ready > 0 || (ready < 0 && errno == EINTR);
}

/* At least one byte; 0: there will be none. */
static size_t receive(struct connection *c, void *into, size_t n)
{
	ssize_t got;

	do
		got = recv(c->fd, into, n, MSG_DONTWAIT);
	while (got < 0 && (errno == EINTR || (errno == EAGAIN && wait_for_bytes(c))));
	return got > 0 ? (size_t)got : 0;
}

/* Some of the next n bytes; what is long goes past the buffer.  0: there will be none. */
static size_t take_some(struct connection *c, void *into, size_t n)
{
	size_t step = c->in_end - c->in_at;

	if (step == 0 && n >= sizeof(c->in))
		return receive(c, into, n);
	if (step == 0) {
		c->in_at = 0;
		step = c->in_end = receive(c, c->in, sizeof(c->in));
	}
	if (step > n)
		step = n;
	memcpy(into, c->in + c->in_at, step);
	c->in_at += step;
	return step;
}

static bool take(struct connection *c, void *into, size_t n)
{
	for (size_t step; n > 0; into = (char *)into + step, n -= step) {
		step = take_some(c, into, n);
		if (step == 0)
			return false;
	}
	return true;
}

static bool skip_padding(struct connection *c)
{
	unsigned char trash[UINT8_MAX];
	bool skipped = take(c, trash, c->padding);

	c->padding = 0;
	return skipped;
}

/* False: the next record is none, or not of this type. */
static bool take_header(struct connection *c, int type)
{
	FCGI_Header header;

	if (!take(c, &header, sizeof(header)) || header.version != FCGI_VERSION_1 ||
	    header.type != type)
		return false;
	c->content = (size_t)header.contentLengthB1 << 8 | header.contentLengthB0;
	c->padding = header.paddingLength;
	return ((unsigned)header.requestIdB1 << 8 | header.requestIdB0) == c->id;
}

/* The next record of the stream, which may be its last. */
static bool next_record(struct connection *c)
{
	if (!take_header(c, c->type))
		return false;
	c->ended = c->content == 0;
	return !c->ended || skip_padding(c);
}

/* Bytes of the stream, n of them if it is so long; -1: it is broken. */
static ptrdiff_t take_stream(struct connection *c, char *into, size_t n)
{
	size_t got = 0;

	while (got < n && !c->ended && !c->broken) {
		size_t step = n - got < c->content ? n - got : c->content;

		if (c->content == 0) {
			c->broken = !skip_padding(c) || !next_record(c);
			continue;
		}
		step = take_some(c, into + got, step);
		c->broken = step == 0;
		got += step;
		c->content -= step;
	}
	return c->broken ? -1 : (ptrdiff_t)got;
}

static bool take_begin(struct connection *c)
{
	FCGI_Header header;
	FCGI_BeginRequestBody begin;

	if (!take(c, &header, sizeof(header)) || header.version != FCGI_VERSION_1 ||
	    header.type != FCGI_BEGIN_REQUEST || header.contentLengthB1 != 0 ||
	    header.contentLengthB0 != sizeof(begin) || !take(c, &begin, sizeof(begin)))
		return false;
	c->id = (unsigned)header.requestIdB1 << 8 | header.requestIdB0;
	c->padding = header.paddingLength;
	return c->id != FCGI_NULL_REQUEST_ID && begin.roleB1 == 0 &&
	       begin.roleB0 == FCGI_RESPONDER && skip_padding(c);
}

static bool take_params(struct connection *c, struct buf *raw)
{
	ptrdiff_t got;

	c->type = FCGI_PARAMS;
	do {
		got = take_stream(c, buf_room(raw, PARAMS_STEP), PARAMS_STEP);
		raw->len += got > 0 ? (size_t)got : 0;
	} while (got == PARAMS_STEP && raw->len <= CONNECTION_PARAMS_MOST);
	return got >= 0 && got < PARAMS_STEP;
}

char **connection_head(struct connection *c, struct arena *arena)
{
	struct buf *raw = arena_alloc(arena, sizeof(*raw));
	char **env;

	arena_defer(arena, buf_release, raw);
	c->broken = !take_begin(c) || !take_params(c, raw);
	env = c->broken ? NULL : params_read(arena, raw->data, raw->len);
	if (!env)
		return NULL;
	c->type = FCGI_STDIN;
	c->ended = false;
	return env;
}

/* --- records out ---------------------------------------------------------------------- */

/* All of the parts, or false. */
static bool write_all(int fd, struct iovec parts[], int count)
{
	while (count > 0) {
		ssize_t sent = writev(fd, parts, count);
		size_t rest = sent > 0 ? (size_t)sent : 0;

		if (sent < 0 && errno != EINTR)
			return false;
		for (; count > 0 && rest >= parts->iov_len; parts++, count--)
			rest -= parts->iov_len;
		if (count > 0) {
			parts->iov_base = (char *)parts->iov_base + rest;
			parts->iov_len -= rest;
		}
	}
	return true;
}

static FCGI_Header header_of(const struct connection *c, int type, size_t n)
{
	return (FCGI_Header){
		.version = FCGI_VERSION_1,
		.type = (unsigned char)type,
		.requestIdB1 = (unsigned char)(c->id >> 8),
		.requestIdB0 = (unsigned char)c->id,
		.contentLengthB1 = (unsigned char)(n >> 8),
		.contentLengthB0 = (unsigned char)n,
	};
}

static bool write_record(struct connection *c, const char *bytes, size_t n)
{
	FCGI_Header header = header_of(c, FCGI_STDOUT, n);
	struct iovec parts[] = { { &header, sizeof(header) }, { (char *)bytes, n } };

	return n == 0 || write_all(c->fd, parts, 2);
}

static bool flush(struct connection *c)
{
	size_t n = c->out_len;

	c->out_len = 0;
	return write_record(c, c->out, n);
}

/* Long pieces are not copied: each record of them would wake up nginx once more. */
static bool write_long(struct connection *c, const char *bytes, size_t n)
{
	if (!flush(c))
		return false;
	for (size_t step; n > 0; bytes += step, n -= step) {
		step = n < RECORD_MOST ? n : RECORD_MOST;
		if (!write_record(c, bytes, step))
			return false;
	}
	return true;
}

/* What is left, the end of the stream, the end of the request: one write. */
static bool write_end(struct connection *c)
{
	FCGI_Header out = header_of(c, FCGI_STDOUT, c->out_len);
	struct {
		FCGI_Header end_out, end;
		FCGI_EndRequestBody body;
	} last = {
		header_of(c, FCGI_STDOUT, 0),
		header_of(c, FCGI_END_REQUEST, sizeof(last.body)),
		{ .protocolStatus = FCGI_REQUEST_COMPLETE },
	};
	struct iovec parts[] = {
		{ &out, sizeof(out) }, { c->out, c->out_len }, { &last, sizeof(last) },
	};

	return c->out_len > 0 ? write_all(c->fd, parts, 3) : write_all(c->fd, parts + 2, 1);
}

/* --- the channel ---------------------------------------------------------------------- */

static ptrdiff_t channel_read(void *ctx, char *into, size_t n)
{
	return take_stream(ctx, into, n);
}

static enum err channel_write(void *ctx, const char *bytes, size_t n)
{
	struct connection *c = ctx;

	if (c->aborted)
		return ERR_UNAVAILABLE;
	if (n > sizeof(c->out) - c->out_len && !flush(c))
		return ERR_UNAVAILABLE;
	if (n >= sizeof(c->out))
		return write_long(c, bytes, n) ? OK : ERR_UNAVAILABLE;
	memcpy(c->out + c->out_len, bytes, n);
	c->out_len += n;
	return OK;
}

/*
 * Whoever reads the answer must see that it is cut short.  A closed connection is not
 * enough: nginx ends a chunked answer properly even when the worker dies.  A record
 * that no FastCGI version knows makes it cut the client off.
 */
static void channel_abort(void *ctx)
{
	struct connection *c = ctx;
	unsigned char invalid[8];
	struct iovec part = { invalid, sizeof(invalid) };

	memset(invalid, 0xff, sizeof(invalid));
	if (!flush(c) || !write_all(c->fd, &part, 1))
		log_debug("abort_unsent", "error", strerror(errno));
	c->aborted = true;
}

static void channel_patience(void *ctx, int64_t ms)
{
	struct connection *c = ctx;

	c->until = time_monotonic_ms() + ms;
}

struct channel connection_channel(struct connection *c)
{
	return (struct channel){ channel_read, channel_write, channel_abort, channel_patience, c };
}

/* --- the end -------------------------------------------------------------------------- */

static bool is_late(const struct connection *c)
{
	return time_monotonic_ms() >= c->until;
}

/* Has the server said all that it had to say, as far as can be known without waiting? */
static bool is_read(struct connection *c)
{
	char trash[PARAMS_STEP];

	c->until = 0;
	take_stream(c, trash, sizeof(trash));
	return c->ended;
}

/* Closed with bytes unread, a unix socket takes back what was written to it last. */
static void drain(struct connection *c)
{
	char trash[PARAMS_STEP];

	c->until = time_monotonic_ms() + LINGER;
	shutdown(c->fd, SHUT_WR);
	while (!is_late(c) && receive(c, trash, sizeof(trash)) > 0)
		;
}

void connection_close(struct connection *c)
{
	bool answered = c->type == FCGI_STDIN;

	if (c->broken && is_late(c))
		log_warn("request_late");
	if (answered && !c->aborted && !write_end(c))
		log_debug("answer_unsent", "error", strerror(errno));
	if (answered && !is_read(c))
		drain(c);
	close(c->fd);
}
