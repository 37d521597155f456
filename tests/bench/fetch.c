/*
 * fetch.c: GETs one long answer and throws it away, at less cost than any browser would.
 *
 *	fetch PORT PATH COOKIE END
 *
 * Prints the bytes that came and the seconds taken.  Fails when the answer is not 200, or
 * is cut off: END must stand near its end, and behind it the last chunk.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STEP = 1 << 18, TAIL = 256 };

/* What came last is kept in front of what comes next. */
static char buffer[TAIL + STEP + 1];

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int dial(int port)
{
	struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		exit(1);
	return fd;
}

static bool is_good(const char *first)
{
	return strncmp(first, "HTTP/1.1 200 ", 13) == 0;
}

static bool is_whole(const char *last, const char *end)
{
	static const char chunk[] = "\r\n0\r\n\r\n";

	return strstr(last, end) && strcmp(last + TAIL - strlen(chunk), chunk) == 0;
}

/* How many bytes came; the last of them are left in front in the buffer. */
static size_t read_all(int fd)
{
	size_t total = 0;
	ssize_t got;

	while ((got = read(fd, buffer + TAIL, STEP)) > 0) {
		if (total == 0 && !is_good(buffer + TAIL))
			exit(1);
		total += (size_t)got;
		memmove(buffer, buffer + got, TAIL);
	}
	return total;
}

int main(int argc, char **argv)
{
	double began = now();
	size_t total;
	int fd;

	if (argc != 5)
		return 2;
	fd = dial(atoi(argv[1]));
	dprintf(fd, "GET %s HTTP/1.1\r\nHost: localhost:%s\r\nCookie: %s\r\n"
		"Connection: close\r\n\r\n", argv[2], argv[1], argv[3]);
	total = read_all(fd);
	printf("%zu %.3f\n", total, now() - began);
	buffer[TAIL] = '\0';
	return is_whole(buffer, argv[4]) ? 0 : 1;
}
