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
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "http/fcgi.h"
#include "support/fastcgi.h"

enum { WORKERS = 8 };

static struct {
	char dir[32], path[64];
	int listener;
	pid_t workers[WORKERS];
} stage;

static void pause_ms(long ms)
{
	const struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&pause, NULL);
}

/* --- the worker's side --- */

/* As many bytes as the request's body says, in an array of one text. */
static void answer_long(struct request *rq)
{
	size_t n = request_body(rq, 100) == OK ? strtoul(rq->body, NULL, 10) : 0;
	char *json = arena_alloc(rq->arena, n + 1);

	memset(json, 'x', n);
	memcpy(json, "[\"", 2);
	memcpy(json + n - 2, "\"]", 2);
	reply_json(rq, 200, json);
	reply_send(rq);
}

static void serve(struct request *rq)
{
	const int *number = rq->app;

	if (strcmp(rq->path, "/abort") == 0) {
		reply_stream(rq, "text/plain", NULL);
		if (reply_write(rq, "begun", 5) == OK)
			reply_abort(rq);
		if (reply_write(rq, "more", 4) == OK)
			abort();
		return;
	}
	if (strcmp(rq->path, "/long") == 0) {
		answer_long(rq);
		return;
	}
	if (strcmp(rq->path, "/deaf") == 0) {
		reply_json(rq, 200, "[]");
		reply_send(rq);
		return;
	}
	if (strcmp(rq->path, "/slow") == 0)
		pause_ms(300);
	if (request_body(rq, (size_t)1 << 20) == OK)
		reply_json(rq, 200, arena_printf(rq->arena, "[%d,\"%s\"]", *number,
						 rq->body));
	else
		reply_fault(rq);
	reply_send(rq);
}

static pid_t start_worker(int number)
{
	const struct fcgi fcgi = {
		.listener = stage.listener,
		.serve = serve,
		.app = &number,
	};
	pid_t pid = fork();

	if (pid == 0) {
		fcgi_hold_signals();
		_exit(fcgi_loop(&fcgi) == OK ? 0 : 1);
	}
	return pid;
}

static int set_up(void **state)
{
	struct sockaddr_un address = { 0 };

	(void)state;
	memset(&stage, 0, sizeof(stage));
	snprintf(stage.dir, sizeof(stage.dir), "/tmp/fcgi_test.XXXXXX");
	if (!mkdtemp(stage.dir))
		return -1;
	snprintf(stage.path, sizeof(stage.path), "%s/socket", stage.dir);
	address.sun_family = AF_UNIX;
	memcpy(address.sun_path, stage.path, sizeof(stage.path));
	stage.listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (bind(stage.listener, (struct sockaddr *)&address, sizeof(address)) != 0)
		return -1;
	return listen(stage.listener, SOMAXCONN);
}

static int tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < WORKERS; i++)
		if (stage.workers[i] && kill(stage.workers[i], SIGKILL) == 0)
			waitpid(stage.workers[i], NULL, 0);
	close(stage.listener);
	unlink(stage.path);
	rmdir(stage.dir);
	return 0;
}

static void start(int count)
{
	for (int i = 0; i < count; i++)
		stage.workers[i] = start_worker(i);
}

/* The exit status of worker 0; -1: it did not end by itself in time. */
static int ending(void)
{
	int status;

	for (int i = 0; i < FASTCGI_PATIENCE / 10; i++) {
		if (waitpid(stage.workers[0], &status, WNOHANG) == stage.workers[0]) {
			stage.workers[0] = 0;
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		}
		pause_ms(10);
	}
	return -1;
}

/* --- the server's side --- */

static int dial(void)
{
	int fd = fastcgi_dial(stage.path);

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

static void a_request_is_answered_and_its_connection_closed(void **state)
{
	(void)state;
	start(1);
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
	start(1);
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
	start(1);
	fd = dial();
	fastcgi_ask(fd, "/deaf", body);
	check_answer(fd, "[]");
}

static void an_aborted_answer_ends_in_an_invalid_record(void **state)
{
	struct buf in = { 0 }, text = { 0 };
	int fd;

	(void)state;
	start(1);
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
	start(1);
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
	start(1);
	pause_ms(50);
	kill(stage.workers[0], SIGTERM);
	assert_int_equal(ending(), 0);
}

static void a_request_in_hand_is_finished_first(void **state)
{
	int fd;

	(void)state;
	start(1);
	fd = dial();
	fastcgi_ask(fd, "/slow", "kept");
	pause_ms(100);
	kill(stage.workers[0], SIGTERM);
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
	start(1);
	pause_ms(50);
	kill(stage.workers[0], SIGSTOP);
	for (int i = 0; i < WAITING; i++) {
		fds[i] = dial();
		fastcgi_ask(fds[i], "/", "x");
	}
	kill(stage.workers[0], SIGTERM);
	kill(stage.workers[0], SIGCONT);
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
	start(WORKERS);
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
	start(WORKERS);
	fd = dial();
	fastcgi_ask(fd, "/slow", "x");
	pause_ms(100);
	for (int i = 0; i < WORKERS; i++)
		before += used_ms(stage.workers[i]);
	free(fastcgi_answer(fd));
	pause_ms(300);
	for (int i = 0; i < WORKERS; i++)
		after += used_ms(stage.workers[i]);
	assert_in_range(after - before, 0, 50);
}

static void a_broken_socket_ends_the_loop(void **state)
{
	struct fcgi fcgi = { .listener = -1, .serve = serve };

	(void)state;
	fcgi.listener = open("/dev/null", O_RDONLY);
	close(fcgi.listener);
	assert_int_equal(fcgi_loop(&fcgi), ERR_INTERNAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
