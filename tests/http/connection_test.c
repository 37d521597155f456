/*
 * connection_test.c: what no web server sends, straight at the socket: requests cut off
 * anywhere, records that do not belong there, and silence.  Each costs its connection and
 * nothing more: the same worker answers afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fastcgi.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/time.h"
#include "support/fastcgi.h"
#include "support/workers.h"

#define WHOLE "[0,\"a body\"]"

static void give(int fd, const void *bytes, size_t n)
{
	assert_int_equal(send(fd, bytes, n, MSG_NOSIGNAL), n);
}

static int dial(void)
{
	int fd = fastcgi_dial(workers.path);

	assert_true(fd >= 0);
	return fd;
}

/* There is no master here: a worker that died would not answer. */
static void check_alive(void)
{
	int fd = dial();
	char *got;

	fastcgi_ask(fd, "/", "a body");
	got = fastcgi_answer(fd);
	assert_non_null(got);
	assert_string_equal(got, WHOLE);
	free(got);
}

/* Nothing comes back but the end. */
static void check_dropped(int fd)
{
	struct buf in = { 0 };

	assert_true(fastcgi_hear(fd, &in));
	assert_int_equal(in.len, 0);
	buf_free(&in);
}

static struct buf request(void)
{
	struct buf bytes = { 0 };

	fastcgi_request(&bytes, "/", "a body");
	return bytes;
}

static void a_request_may_be_cut_off_anywhere(void **state)
{
	struct buf bytes = request();
	struct buf in = { 0 };

	(void)state;
	workers_start(1);
	for (size_t n = 0; n < bytes.len; n++) {
		int fd = dial();

		give(fd, bytes.data, n);
		shutdown(fd, SHUT_WR);
		assert_true(fastcgi_hear(fd, &in));
	}
	check_alive();
	buf_free(&bytes);
	buf_free(&in);
}

static void a_body_that_is_cut_off_is_never_taken_for_a_whole_one(void **state)
{
	struct buf bytes = request();
	size_t head = bytes.len - 2 * sizeof(FCGI_Header) - strlen("a body");
	struct buf in = { 0 }, text = { 0 };

	(void)state;
	workers_start(1);
	for (size_t n = head; n < bytes.len; n++) {
		int fd = dial();

		give(fd, bytes.data, n);
		shutdown(fd, SHUT_WR);
		assert_true(fastcgi_hear(fd, &in));
		assert_int_equal(fastcgi_records(&in, &text), FCGI_END_REQUEST);
		assert_non_null(strstr(text.data, "Status: 400"));
		assert_non_null(strstr(text.data, "body_length"));
	}
	buf_free(&bytes);
	buf_free(&in);
	buf_free(&text);
}

static void a_request_may_come_byte_by_byte(void **state)
{
	struct buf bytes = request();
	int fd;
	char *got;

	(void)state;
	workers_start(1);
	fd = dial();
	for (size_t i = 0; i < bytes.len; i++)
		give(fd, bytes.data + i, 1);
	got = fastcgi_answer(fd);
	assert_string_equal(got, WHOLE);
	free(got);
	buf_free(&bytes);
}

/* One byte of the request's first record, which begins it, or of the second, its params. */
static const struct {
	const char *name;
	size_t at;
	unsigned char byte;
} wrong[] = {
	{ "version 0", 0, 0 },
	{ "version 2", 0, 2 },
	{ "it begins with an abort", 1, FCGI_ABORT_REQUEST },
	{ "it begins with params", 1, FCGI_PARAMS },
	{ "it begins with management", 1, FCGI_GET_VALUES },
	{ "a type that there is not", 1, 255 },
	{ "request 0", 3, 0 },
	{ "a beginning of no bytes", 5, 0 },
	{ "a beginning of 7 bytes", 5, 7 },
	{ "a beginning of 9 bytes", 5, 9 },
	{ "a beginning of 264 bytes", 4, 1 },
	{ "no role", 9, 0 },
	{ "an authorizer's", 9, FCGI_AUTHORIZER },
	{ "a filter's", 9, FCGI_FILTER },
	{ "a role that there is not", 8, 1 },
	{ "version 0 later on", 16, 0 },
	{ "a second beginning", 17, FCGI_BEGIN_REQUEST },
	{ "an abort", 17, FCGI_ABORT_REQUEST },
	{ "stdin before the params", 17, FCGI_STDIN },
	{ "data", 17, FCGI_DATA },
	{ "stdout", 17, FCGI_STDOUT },
	{ "another request's params", 19, 2 },
	{ "params of request 0", 19, 0 },
	{ "params shorter than told", 21, 1 },
	{ "a name longer than all params", 24, 127 },
	{ "a name of 2 GiB", 24, 255 },
	{ "a value longer than all params", 25, 127 },
	{ "a value of 2 GiB", 25, 255 },
	{ "a NUL in a param", 30, 0 },
};

static void what_no_server_sends_costs_the_connection(void **state)
{
	(void)state;
	workers_start(1);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct buf bytes = request();
		int fd = dial();

		print_message("             %s\n", wrong[i].name);
		bytes.data[wrong[i].at] = (char)wrong[i].byte;
		give(fd, bytes.data, bytes.len);
		shutdown(fd, SHUT_WR);
		check_dropped(fd);
		buf_free(&bytes);
	}
	check_alive();
}

/* Forty values asked for at once: libfcgi writes its answer past 64 bytes of stack. */
static void management_is_not_spoken(void **state)
{
	struct buf values = { 0 }, bytes = { 0 };
	int fd;

	(void)state;
	workers_start(1);
	for (int i = 0; i < 40; i++) {
		buf_put(&values, "\x0e", 2);
		buf_puts(&values, FCGI_MAX_CONNS);
	}
	fastcgi_record(&bytes, FCGI_GET_VALUES, values.data, values.len);
	bytes.data[3] = 0;
	buf_put(&bytes, bytes.data, sizeof(FCGI_Header));
	fd = dial();
	give(fd, bytes.data, bytes.len);
	shutdown(fd, SHUT_WR);
	check_dropped(fd);
	check_alive();
	buf_free(&values);
	buf_free(&bytes);
}

static void padding_is_skipped_wherever_it_stands(void **state)
{
	struct buf plain = request(), padded = { 0 };
	FCGI_Header header;
	int fd;
	char *got;

	(void)state;
	workers_start(1);
	for (size_t at = 0, n; at < plain.len; at += n) {
		memcpy(&header, plain.data + at, sizeof(header));
		n = sizeof(header) + header.contentLengthB0;
		header.paddingLength = (unsigned char)(at == 0 ? 255 : 7);
		buf_put(&padded, &header, sizeof(header));
		buf_put(&padded, plain.data + at + sizeof(header), n - sizeof(header));
		buf_put(&padded, (char[255]){ 0 }, header.paddingLength);
	}
	fd = dial();
	give(fd, padded.data, padded.len);
	got = fastcgi_answer(fd);
	assert_string_equal(got, WHOLE);
	free(got);
	buf_free(&plain);
	buf_free(&padded);
}

/* More params than nginx lets through, for as long as somebody takes them. */
static void params_without_end_are_not_read_to_it(void **state)
{
	static char params[65528];
	struct buf bytes = request(), record = { 0 };
	int fd, sent = 0;

	(void)state;
	workers_start(1);
	memset(params, 1, sizeof(params));
	fastcgi_record(&record, FCGI_PARAMS, params, sizeof(params));
	fd = dial();
	give(fd, bytes.data, 16);
	while (sent < 100 && send(fd, record.data, record.len, MSG_NOSIGNAL) > 0)
		sent++;
	assert_in_range(sent, 4, 99);
	close(fd);
	check_alive();
	buf_free(&bytes);
	buf_free(&record);
}

static void a_second_request_on_the_connection_is_not_heard(void **state)
{
	struct buf bytes = request();
	int fd;
	char *got;

	(void)state;
	workers_start(1);
	fd = dial();
	give(fd, bytes.data, bytes.len);
	send(fd, bytes.data, bytes.len, MSG_NOSIGNAL);
	got = fastcgi_answer(fd);
	if (got)			/* the first one's; what came behind may cut it short */
		assert_string_equal(got, WHOLE);
	free(got);
	check_alive();
	buf_free(&bytes);
}

/* All workers at once hear half a request and then nothing, or a byte now and then. */
static void silence_is_not_waited_for(void **state)
{
	struct buf bytes = request();
	int64_t begun = time_monotonic_ms();
	int fds[WORKERS];

	(void)state;
	workers_start(WORKERS);
	for (size_t i = 0; i < WORKERS; i++) {
		fds[i] = dial();
		give(fds[i], bytes.data, i * bytes.len / WORKERS);
	}
	for (size_t at = 0; time_monotonic_ms() < begun + 2 * WORKERS_PATIENCE; at++) {
		send(fds[0], bytes.data + at, at < bytes.len / WORKERS, MSG_NOSIGNAL);
		pause_ms(100);
	}
	for (int i = 0; i < WORKERS; i++) {
		int fd = dial();
		char *got;

		fastcgi_ask(fd, "/", "a body");
		got = fastcgi_answer(fd);
		assert_non_null(strstr(got, "a body"));
		free(got);
		close(fds[i]);
	}
	buf_free(&bytes);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, workers_set_up, workers_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_request_may_be_cut_off_anywhere),
		TEST(a_body_that_is_cut_off_is_never_taken_for_a_whole_one),
		TEST(a_request_may_come_byte_by_byte),
		TEST(what_no_server_sends_costs_the_connection),
		TEST(management_is_not_spoken),
		TEST(padding_is_skipped_wherever_it_stands),
		TEST(params_without_end_are_not_read_to_it),
		TEST(a_second_request_on_the_connection_is_not_heard),
		TEST(silence_is_not_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
