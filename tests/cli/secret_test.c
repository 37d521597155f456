/* secret_test.c: a password, from a pipe and from a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cli/secret.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { PATIENCE = 5000 };

/* The child's side: what was read comes back as <…>, a refusal as !…!. */
static void read_and_tell(bool from_pipe)
{
	struct arena *arena = arena_new();
	const char *why;
	const char *secret = secret_read(arena, from_pipe, &why);
	struct termios now;

	dprintf(STDOUT_FILENO, secret ? "<%s>" : "!%s!", secret ? secret : why);
	if (!from_pipe && tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO))
		dprintf(STDOUT_FILENO, "echo again");
	arena_free(arena);
	_exit(0);
}

static const struct {
	const char *name;
	const char *sent;
	size_t n;
	const char *told;
} pipes[] = {
	{ "a line",            "secret\n",        7,  "<secret>" },
	{ "no line feed",      "secret",          6,  "<secret>" },
	{ "the first of two",  "secret\nmore\n",  12, "<secret>" },
	{ "blanks are kept",   " se cret \n",     10, "< se cret >" },
	{ "CR is kept",        "secret\r\n",      8,  "<secret\r>" },
	{ "empty line",        "\n",              1,  "<>" },
	{ "nothing",           "",                0,  "!no password was given!" },
	{ "NUL",               "se\0cret\n",      8,  "!no password was given!" },
};

static void a_pipe_gives_one_line(void **state)
{
	char told[100];

	(void)state;
	for (size_t i = 0; i < COUNT(pipes); i++) {
		int in[2], out[2];
		ssize_t n;
		pid_t pid;

		assert_int_equal(pipe(in) | pipe(out), 0);
		pid = fork();
		if (pid == 0) {
			dup2(in[0], STDIN_FILENO);
			dup2(out[1], STDOUT_FILENO);
			close(in[1]);
			read_and_tell(true);
		}
		assert_int_equal(write(in[1], pipes[i].sent, pipes[i].n), pipes[i].n);
		close(in[0]);
		close(in[1]);
		close(out[1]);
		waitpid(pid, NULL, 0);
		n = read(out[0], told, sizeof(told) - 1);
		close(out[0]);
		told[n > 0 ? n : 0] = '\0';
		if (strcmp(told, pipes[i].told) != 0)
			fail_msg("%s: %s", pipes[i].name, told);
	}
}

/* --- at a terminal --- */

static char seen[2000];

/* Adds to seen what the terminal shows until that text is among it. */
static void wait_for(int terminal, const char *text)
{
	struct pollfd waiting = { .fd = terminal, .events = POLLIN };

	while (!strstr(seen, text)) {
		size_t length = strlen(seen);
		ssize_t n;

		if (poll(&waiting, 1, PATIENCE) != 1)
			fail_msg("waited for '%s', saw '%s'", text, seen);
		n = read(terminal, seen + length, sizeof(seen) - 1 - length);
		if (n <= 0)
			fail_msg("waited for '%s', saw '%s'", text, seen);
		seen[length + (size_t)n] = '\0';
	}
}

static pid_t sit_down(int *terminal)
{
	pid_t pid;

	memset(seen, 0, sizeof(seen));
	pid = forkpty(terminal, NULL, NULL, NULL);
	if (pid == 0)
		read_and_tell(false);
	return pid;
}

static void type(int terminal, const char *text)
{
	assert_int_equal(write(terminal, text, strlen(text)), strlen(text));
}

static void a_terminal_is_asked_twice_and_shows_nothing(void **state)
{
	int terminal;
	pid_t pid = sit_down(&terminal);

	(void)state;
	wait_for(terminal, "Password: ");
	type(terminal, "correct horse\n");
	wait_for(terminal, "The same again: ");
	assert_null(strstr(seen, "horse"));
	type(terminal, "correct horse\n");
	wait_for(terminal, "<correct horse>echo again");
	close(terminal);
	waitpid(pid, NULL, 0);
}

static void two_that_differ_are_refused(void **state)
{
	int terminal;
	pid_t pid = sit_down(&terminal);

	(void)state;
	wait_for(terminal, "Password: ");
	type(terminal, "correct horse\n");
	wait_for(terminal, "The same again: ");
	type(terminal, "correct house\n");
	wait_for(terminal, "!the two passwords differ!echo again");
	close(terminal);
	waitpid(pid, NULL, 0);
}

/* Ctrl-C ends the program as it always does, but with the echo back on. */
static void an_interrupted_terminal_gets_its_echo_back(void **state)
{
	struct termios now;
	int terminal, status;
	pid_t pid = sit_down(&terminal);

	(void)state;
	wait_for(terminal, "Password: ");
	assert_int_equal(tcgetattr(terminal, &now), 0);
	assert_false(now.c_lflag & ECHO);
	type(terminal, "corr\x03");
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
	assert_int_equal(tcgetattr(terminal, &now), 0);
	assert_true(now.c_lflag & ECHO);
	close(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pipe_gives_one_line),
		cmocka_unit_test(a_terminal_is_asked_twice_and_shows_nothing),
		cmocka_unit_test(two_that_differ_are_refused),
		cmocka_unit_test(an_interrupted_terminal_gets_its_echo_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
