/*
 * connection_fuzz.c: FastCGI from the web server's side.  With an even first byte the
 * input is what comes on the socket; with an odd one it says how a good request is cut
 * into records, and that must arrive as it was sent.
 */
#include <fastcgi.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "http/connection.h"

enum { PATIENCE = 1000, MOST = 60 * 1000, BODY_MOST = 4096 };

struct got {
	char **env;			/* NULL: no request */
	char body[BODY_MOST + 1];
	ptrdiff_t len;
};

/* All is there before it is read, and nothing comes behind it. */
static struct got *receive(struct arena *arena, const struct buf *bytes)
{
	struct got *got = arena_alloc(arena, sizeof(*got));
	struct connection *c = arena_alloc(arena, sizeof(*c));
	struct channel channel;
	int fds[2];

	signal(SIGPIPE, SIG_IGN);	/* as a worker does */
	CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0);
	CHECK(bytes->len == 0 || send(fds[0], bytes->data, bytes->len, MSG_NOSIGNAL) ==
						(ssize_t)bytes->len);
	shutdown(fds[0], SHUT_WR);
	connection_open(c, fds[1], PATIENCE);
	got->env = connection_head(c, arena);
	if (got->env) {
		channel = connection_channel(c);
		got->len = channel.read(c, got->body, BODY_MOST);
		CHECK(got->len <= BODY_MOST);
		CHECK(channel.write(c, "Status: 200\r\n\r\n", 15) == OK);
	}
	close(fds[0]);
	connection_close(c);
	return got;
}

static void put_record(struct buf *out, int type, const char *bytes, size_t n)
{
	FCGI_Header header = { .version = 1, .type = (unsigned char)type, .requestIdB0 = 1,
			       .contentLengthB0 = (unsigned char)n };

	header.paddingLength = (unsigned char)(n % 8);
	buf_put(out, &header, sizeof(header));
	buf_put(out, bytes, n);
	buf_put(out, "\0\0\0\0\0\0\0", header.paddingLength);
}

/* In pieces of 1 to 255 bytes, and an empty one at the end. */
static void put_stream(struct buf *out, int type, const struct buf *bytes, struct input *cuts)
{
	for (size_t at = 0, n; at < bytes->len; at += n) {
		n = 1 + input_byte(cuts) % 255;
		n = n < bytes->len - at ? n : bytes->len - at;
		put_record(out, type, bytes->data + at, n);
	}
	put_record(out, type, "", 0);
}

static void put_length(struct buf *out, size_t n, bool four)
{
	if (four || n > 127) {
		buf_putc(out, (char)(n >> 24 | 0x80));
		buf_putc(out, (char)(n >> 16));
		buf_putc(out, (char)(n >> 8));
	}
	buf_putc(out, (char)n);
}

/* A good request: a param a line of the input, and what is left as its body. */
static void check_good(struct arena *arena, struct input *in)
{
	static const char begin[8] = { 0, FCGI_RESPONDER };
	struct input cuts = *in;
	struct buf out = { 0 }, params = { 0 }, body = { 0 };
	const char *values[8];
	size_t count = input_byte(in) % 8;
	struct got *got;

	for (size_t i = 0; i < count; i++) {
		values[i] = input_line(in, arena);
		put_length(&params, 1, i & 1);
		put_length(&params, strlen(values[i]), i & 2);
		buf_printf(&params, "N%s", values[i]);
	}
	buf_put(&body, in->at, in->left < BODY_MOST ? in->left : BODY_MOST);
	put_record(&out, FCGI_BEGIN_REQUEST, begin, sizeof(begin));
	put_stream(&out, FCGI_PARAMS, &params, &cuts);
	put_stream(&out, FCGI_STDIN, &body, &cuts);
	got = receive(arena, &out);
	CHECK(got->env && got->len == (ptrdiff_t)body.len);
	CHECK(memcmp(got->body, body.data, body.len) == 0);
	for (size_t i = 0; i < count; i++)
		CHECK(got->env[i] && strcmp(got->env[i] + 2, values[i]) == 0);
	CHECK(!got->env[count]);
	buf_free(&out);
	buf_free(&params);
	buf_free(&body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct input in = { data, size < MOST ? size : MOST };
	struct buf bytes = { 0 };

	if (input_byte(&in) & 1) {
		check_good(arena, &in);
	} else {
		buf_put(&bytes, in.at, in.left);
		receive(arena, &bytes);
	}
	buf_free(&bytes);
	arena_free(arena);
	return 0;
}
