/* listener_test.c: a socket that appears whole and goes only when it is still ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/listener.h"
#include "support/fastcgi.h"

static char dir[32], path[64];

static int set_up(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/listener_test.XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof(path), "%s/socket", dir);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);		/* fails when something was left behind */
}

static bool is_reached(void)
{
	int fd = fastcgi_dial(path);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void it_listens_for_everybody_who_comes_that_far(void **state)
{
	struct listener listener;
	struct stat is;

	(void)state;
	assert_int_equal(listener_open(&listener, path), 0);
	assert_true(is_reached());
	assert_int_equal(stat(path, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0666);
	assert_true(fcntl(listener.fd, F_GETFL) & O_NONBLOCK);
	listener_close(&listener);
	assert_int_equal(access(path, F_OK), -1);
}

static void what_a_dead_master_left_is_replaced(void **state)
{
	struct listener dead, listener;

	(void)state;
	assert_int_equal(listener_open(&dead, path), 0);
	close(dead.fd);
	assert_false(is_reached());
	assert_int_equal(listener_open(&listener, path), 0);
	assert_true(is_reached());
	listener_close(&listener);
}

static void what_another_master_took_over_is_left_alone(void **state)
{
	struct listener old, fresh;

	(void)state;
	assert_int_equal(listener_open(&old, path), 0);
	assert_int_equal(listener_open(&fresh, path), 0);
	listener_close(&old);
	assert_true(is_reached());
	listener_close(&fresh);
	assert_int_equal(access(path, F_OK), -1);
}

static void a_bad_path_is_an_error_that_leaves_nothing(void **state)
{
	char longest[200];
	struct listener listener;

	(void)state;
	memset(longest, 'x', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_int_equal(listener_open(&listener, longest), ENAMETOOLONG);
	assert_int_equal(listener_open(&listener, "/nonexistent/socket"), ENOENT);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(listener_open(&listener, path), EISDIR);
	rmdir(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_listens_for_everybody_who_comes_that_far),
		TEST(what_a_dead_master_left_is_replaced),
		TEST(what_another_master_took_over_is_left_alone),
		TEST(a_bad_path_is_an_error_that_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
