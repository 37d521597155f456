/* fastcgi.c: the web server's side of FastCGI, in bare records. */
#include "support/fastcgi.h"

#include <fastcgi.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int fastcgi_dial(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

void fastcgi_record(struct buf *out, int type, const char *content, size_t n)
{
	const FCGI_Header header = {
		.version = FCGI_VERSION_1,
		.type = (unsigned char)type,
		.requestIdB0 = 1,
		.contentLengthB1 = (unsigned char)(n >> 8),
		.contentLengthB0 = (unsigned char)n,
	};

	buf_put(out, &header, sizeof(header));
	buf_put(out, content, n);
}

static void put_pair(struct buf *out, const char *name, const char *value)
{
	buf_putc(out, (char)strlen(name));
	buf_putc(out, (char)strlen(value));
	buf_puts(out, name);
	buf_puts(out, value);
}

void fastcgi_request(struct buf *out, const char *uri, const char *body)
{
	const FCGI_BeginRequestBody begin = { .roleB0 = FCGI_RESPONDER,
					      .flags = FCGI_KEEP_CONN };
	struct buf params = { 0 };

	put_pair(&params, "REQUEST_METHOD", *body ? "POST" : "GET");
	put_pair(&params, "REQUEST_URI", uri);
	fastcgi_record(out, FCGI_BEGIN_REQUEST, (const char *)&begin, sizeof(begin));
	fastcgi_record(out, FCGI_PARAMS, params.data, params.len);
	fastcgi_record(out, FCGI_PARAMS, "", 0);
	if (*body)
		fastcgi_record(out, FCGI_STDIN, body, strlen(body));
	fastcgi_record(out, FCGI_STDIN, "", 0);
	buf_free(&params);
}

void fastcgi_ask(int fd, const char *uri, const char *body)
{
	struct buf out = { 0 };

	fastcgi_request(&out, uri, body);
	if (write(fd, out.data, out.len) != (ssize_t)out.len)
		perror("fastcgi_ask");
	buf_free(&out);
}

bool fastcgi_hear(int fd, struct buf *in)
{
	struct pollfd waiting = { .fd = fd, .events = POLLIN };
	ssize_t got = -1;

	buf_clear(in);
	buf_puts(in, "");
	while (poll(&waiting, 1, FASTCGI_PATIENCE) == 1) {
		got = read(fd, buf_room(in, BUFSIZ), BUFSIZ);
		if (got <= 0)
			break;
		in->len += (size_t)got;
	}
	close(fd);
	return got == 0;
}

int fastcgi_records(const struct buf *in, struct buf *text)
{
	FCGI_Header header;
	int type = -1;
	size_t n;

	buf_clear(text);
	buf_puts(text, "");
	for (size_t at = 0; at + sizeof(header) <= in->len;
	     at += sizeof(header) + n + header.paddingLength) {
		memcpy(&header, in->data + at, sizeof(header));
		n = (size_t)header.contentLengthB1 << 8 | header.contentLengthB0;
		type = header.type;
		if (header.version != FCGI_VERSION_1)
			return -2;
		if (type == FCGI_STDOUT)
			buf_put(text, in->data + at + sizeof(header), n);
	}
	return type;
}

char *fastcgi_answer(int fd)
{
	struct buf in = { 0 }, text = { 0 };
	const char *body = NULL;
	char *copy = NULL;

	if (fastcgi_hear(fd, &in) && fastcgi_records(&in, &text) == FCGI_END_REQUEST)
		body = strstr(text.data, "\r\n\r\n");
	if (body)
		copy = strdup(body + 4);
	buf_free(&in);
	buf_free(&text);
	return copy;
}
