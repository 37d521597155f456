/*
 * fcgi_test.c: real workers on a real socket, spoken to in bare FastCGI records, as
 * nginx would; and in broken ones, as it would not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "http/fcgi.h"
#include "support/fastcgi.h"
#include "support/workers.h"

/* The exit status of worker 0; -1: it did not end by itself in time. */
static int ending(void)
{
	int status;

	for (int i = 0; i < FASTCGI_PATIENCE / 10; i++) {
		if (waitpid(workers.pids[0], &status, WNOHANG) == workers.pids[0]) {
			workers.pids[0] = 0;
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		}
		pause_ms(10);
	}
	return -1;
}

static int dial(void)
{
	int fd = fastcgi_dial(workers.path);

	assert_true(fd >= 0);
	return fd;
}

static void check_answer(int fd, const char *wanted)
{
	char *got = fastcgi_answer(fd);

	assert_non_null(got);
	assert_string_equal(got, wanted);
	free(got);
}

/* Until a worker has the /slow request in hand. */
static void wait_for_slow(void)
{
	char byte;

	assert_int_equal(read(workers.begun[0], &byte, 1), 1);
}

/* One worker that has answered once, so that it is in its loop. */
static void start_and_wait(void)
{
	int fd;

	workers_start(1);
	fd = dial();
	fastcgi_ask(fd, "/", "ready?");
	check_answer(fd, "[0,\"ready?\"]");
	pause_ms(50);
}

static void a_request_is_answered_and_its_connection_closed(void **state)
{
	(void)state;
	workers_start(1);
	for (int i = 0; i < 3; i++) {
		int fd = dial();

		fastcgi_ask(fd, "/", "hello");
		check_answer(fd, "[0,\"hello\"]");
	}
}

/* Around the sizes at which a record, or two, are needed. */
static void a_long_answer_comes_whole(void **state)
{
	static const size_t sizes[] = {
		8191, 8192, 8193, 65527, 65528, 65529, 2 * 65528, 2 * 65528 + 1, 3000000,
	};
	char size[16];

	(void)state;
	workers_start(1);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		int fd = dial();
		char *got;

		snprintf(size, sizeof(size), "%zu", sizes[i]);
		fastcgi_ask(fd, "/long", size);
		got = fastcgi_answer(fd);
		assert_non_null(got);
		assert_int_equal(strlen(got), sizes[i]);
		assert_int_equal(strspn(got + 2, "x"), sizes[i] - 4);
		assert_string_equal(got + sizes[i] - 2, "\"]");
		free(got);
	}
}

/* To close a unix socket with bytes unread would take the answer back. */
static void an_answer_arrives_though_the_body_was_not_read(void **state)
{
	static char body[60 * 1000];
	int fd;

	(void)state;
	memset(body, 'x', sizeof(body) - 1);
	workers_start(1);
	fd = dial();
	fastcgi_ask(fd, "/deaf", body);
	check_answer(fd, "[]");
}

static void an_aborted_answer_ends_in_an_invalid_record(void **state)
{
	struct buf in = { 0 }, text = { 0 };
	int fd;

	(void)state;
	workers_start(1);
	fd = dial();
	fastcgi_ask(fd, "/abort", "");
	assert_true(fastcgi_hear(fd, &in));
	assert_int_equal(fastcgi_records(&in, &text), -2);
	assert_memory_equal(in.data + in.len - 8, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
	assert_string_equal(text.data + text.len - 5, "begun");
	buf_free(&in);
	buf_free(&text);

	fd = dial();
	fastcgi_ask(fd, "/", "next");
	check_answer(fd, "[0,\"next\"]");
}

static void what_is_no_request_is_dropped(void **state)
{
	struct buf in = { 0 };
	int fd;

	(void)state;
	workers_start(1);
	fd = dial();
	assert_int_equal(write(fd, "GET / HTTP/1.1\r\n\r\n", 18), 18);
	assert_true(fastcgi_hear(fd, &in));
	close(dial());
	buf_free(&in);

	fd = dial();
	fastcgi_ask(fd, "/", "next");
	check_answer(fd, "[0,\"next\"]");
}

static void an_idle_worker_ends_at_sigterm(void **state)
{
	(void)state;
	start_and_wait();
	kill(workers.pids[0], SIGTERM);
	assert_int_equal(ending(), 0);
}

static void a_request_in_hand_is_finished_first(void **state)
{
	int fd;

	(void)state;
	workers_start(1);
	fd = dial();
	fastcgi_ask(fd, "/slow", "kept");
	wait_for_slow();
	kill(workers.pids[0], SIGTERM);
	check_answer(fd, "[0,\"kept\"]");
	assert_int_equal(ending(), 0);
}

/* ppoll alone would serve all that wait before it lets the signal in. */
static void requests_that_wait_do_not_keep_a_worker(void **state)
{
	enum { WAITING = 40 };
	int fds[WAITING];
	int unanswered = 0;

	(void)state;
	start_and_wait();
	kill(workers.pids[0], SIGSTOP);
	for (int i = 0; i < WAITING; i++) {
		fds[i] = dial();
		fastcgi_ask(fds[i], "/", "x");
	}
	kill(workers.pids[0], SIGTERM);
	kill(workers.pids[0], SIGCONT);
	assert_int_equal(ending(), 0);
	for (int i = 0; i < WAITING; i++) {
		struct pollfd waiting = { .fd = fds[i], .events = POLLIN };

		unanswered += poll(&waiting, 1, 0) == 0;
		close(fds[i]);
	}
	assert_in_range(unanswered, WAITING - 1, WAITING);
}

static void no_request_is_lost_among_many_workers(void **state)
{
	enum { ROUNDS = 50, AT_ONCE = 20 };
	char body[32], wanted[64];
	int fds[AT_ONCE];

	(void)state;
	workers_start(WORKERS);
	for (int i = 0; i < ROUNDS; i++) {
		for (int j = 0; j < AT_ONCE; j++) {
			snprintf(body, sizeof(body), "%d.%d", i, j);
			fds[j] = dial();
			fastcgi_ask(fds[j], "/", body);
		}
		for (int j = 0; j < AT_ONCE; j++) {
			char *got = fastcgi_answer(fds[j]);

			snprintf(wanted, sizeof(wanted), ",\"%d.%d\"]", i, j);
			assert_non_null(got);
			assert_non_null(strstr(got, wanted));
			free(got);
		}
	}
}

/* Milliseconds of processor time that a worker has used so far. */
static long used_ms(pid_t pid)
{
	struct timespec used;
	clockid_t clock;

	assert_int_equal(clock_getcpuclockid(pid, &clock), 0);
	assert_int_equal(clock_gettime(clock, &used), 0);
	return (long)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

/* A worker that lost the race for a connection must go back to sleep. */
static void waiting_costs_nothing(void **state)
{
	long before = 0, after = 0;
	int fd;

	(void)state;
	workers_start(WORKERS);
	fd = dial();
	fastcgi_ask(fd, "/slow", "x");
	wait_for_slow();
	for (int i = 0; i < WORKERS; i++)
		before += used_ms(workers.pids[i]);
	free(fastcgi_answer(fd));
	pause_ms(300);
	for (int i = 0; i < WORKERS; i++)
		after += used_ms(workers.pids[i]);
	assert_in_range(after - before, 0, 50);
}

static void a_broken_socket_ends_the_loop(void **state)
{
	struct fcgi fcgi = { .listener = -1 };

	(void)state;
	fcgi.listener = open("/dev/null", O_RDONLY);
	close(fcgi.listener);
	assert_int_equal(fcgi_loop(&fcgi), ERR_INTERNAL);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, workers_set_up, workers_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_request_is_answered_and_its_connection_closed),
		TEST(a_long_answer_comes_whole),
		TEST(an_answer_arrives_though_the_body_was_not_read),
		TEST(an_aborted_answer_ends_in_an_invalid_record),
		TEST(what_is_no_request_is_dropped),
		TEST(an_idle_worker_ends_at_sigterm),
		TEST(a_request_in_hand_is_finished_first),
		TEST(requests_that_wait_do_not_keep_a_worker),
		TEST(no_request_is_lost_among_many_workers),
		TEST(waiting_costs_nothing),
		TEST(a_broken_socket_ends_the_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
