/*
 * serve_test.c: a real master with real workers, without a database: /healthz needs
 * none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "support/fastcgi.h"

enum { WORKERS = 8, USUAL = 4, STEP = 20, STEPS = 10 * 1000 / STEP };

static struct {
	char dir[32], quick[64], slow[64], sign_in[64], moved[64], settings[64];
	pid_t master;
	pid_t workers[WORKERS];		/* as worker_count() last found them */
} stage;

static void pause_a_step(void)
{
	const struct timespec pause = { .tv_nsec = STEP * 1000000L };

	nanosleep(&pause, NULL);
}

static void write_settings(const char *text)
{
	FILE *file = fopen(stage.settings, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The usual four workers, and what else there is to say. */
static void write_usual_settings(const char *more)
{
	char text[600];

	snprintf(text, sizeof(text),
		 "POSTIL_SOCKET_QUICK=%s\nPOSTIL_SOCKET_LONG=%s\nPOSTIL_SOCKET_SIGN_IN=%s\n"
		 "POSTIL_WORKERS=2\nPOSTIL_LONG_WORKERS=1\nPOSTIL_SIGN_IN_WORKERS=1\n"
		 "POSTIL_DB=host=/nonexistent\n%s",
		 stage.quick, stage.slow, stage.sign_in, more);
	write_settings(text);
}

/* What the environment says would win over the file. */
static void forget_settings(void)
{
	static const char *const names[] = {
		"POSTIL_CONFIG", "POSTIL_DB", "POSTIL_SOCKET_QUICK", "POSTIL_SOCKET_LONG",
		"POSTIL_SOCKET_SIGN_IN", "POSTIL_WORKERS", "POSTIL_LONG_WORKERS",
		"POSTIL_SIGN_IN_WORKERS", "POSTIL_STATIC", "POSTIL_LOG",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unsetenv(names[i]);
}

static int set_up(void **state)
{
	(void)state;
	memset(&stage, 0, sizeof(stage));
	forget_settings();
	prctl(PR_SET_CHILD_SUBREAPER, 1);	/* orphans become ours: see gone() */
	snprintf(stage.dir, sizeof(stage.dir), "/tmp/serve_test.XXXXXX");
	if (!mkdtemp(stage.dir))
		return -1;
	snprintf(stage.quick, sizeof(stage.quick), "%s/quick", stage.dir);
	snprintf(stage.slow, sizeof(stage.slow), "%s/slow", stage.dir);
	snprintf(stage.sign_in, sizeof(stage.sign_in), "%s/sign-in", stage.dir);
	snprintf(stage.moved, sizeof(stage.moved), "%s/moved", stage.dir);
	snprintf(stage.settings, sizeof(stage.settings), "%s/settings", stage.dir);
	write_usual_settings("");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (stage.master)
		kill(stage.master, SIGKILL);
	while (wait(NULL) > 0)
		;			/* the workers die with their master */
	unlink(stage.quick);
	unlink(stage.slow);
	unlink(stage.sign_in);
	unlink(stage.moved);
	unlink(stage.settings);
	return rmdir(stage.dir);
}

/* Whether /healthz is answered through that socket. */
static bool is_well(const char *path)
{
	int fd = fastcgi_dial(path);
	char *answer;
	bool well;

	if (fd < 0)
		return false;
	fastcgi_ask(fd, "/healthz", "");
	answer = fastcgi_answer(fd);
	well = answer && strstr(answer, "\"ok\"");
	free(answer);
	return well;
}

static int worker_count(void)
{
	char path[64], line[200] = "";
	char *rest = line, *word;
	FILE *file;
	int count = 0;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", stage.master,
		 stage.master);
	file = fopen(path, "re");
	assert_non_null(file);
	if (!fgets(line, sizeof(line), file))
		line[0] = '\0';
	fclose(file);
	while (count < WORKERS && (word = strtok_r(rest, " ", &rest)))
		stage.workers[count++] = (pid_t)strtol(word, NULL, 10);
	return count;
}

static void wait_for_workers(int wanted)
{
	for (int i = 0; i < STEPS && worker_count() != wanted; i++)
		pause_a_step();
	assert_int_equal(worker_count(), wanted);
}

/* How it ended, as waitpid tells it; -1: it did not in time. */
static int ending(pid_t pid)
{
	int status;

	for (int i = 0; i < STEPS; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status;
		pause_a_step();
	}
	return -1;
}

static bool all_are_well(void)
{
	return is_well(stage.quick) && is_well(stage.slow) && is_well(stage.sign_in);
}

/* What it logs is not looked at. */
static pid_t start_master(void)
{
	char *words[] = { "postil", "serve", "--config", stage.settings, NULL };
	pid_t pid = fork();

	if (pid == 0) {
		dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
		_exit(cli_main(4, words));
	}
	return pid;
}

static void start(void)
{
	stage.master = start_master();
	for (int i = 0; i < STEPS && !all_are_well(); i++)
		pause_a_step();
	wait_for_workers(USUAL);
}

static void check_end_of_master(int exit_status)
{
	int status = ending(stage.master);

	stage.master = 0;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), exit_status);
	assert_int_equal(access(stage.quick, F_OK), -1);
	assert_int_equal(access(stage.slow, F_OK), -1);
	assert_int_equal(access(stage.sign_in, F_OK), -1);
}

static void all_sockets_are_served(void **state)
{
	(void)state;
	start();
	assert_true(is_well(stage.quick));
	assert_true(is_well(stage.slow));
	assert_true(is_well(stage.sign_in));
}

/* Just the one worker behind the sign-in socket gives way to the others. */
static void whoever_hashes_gives_way(void **state)
{
	int own = getpriority(PRIO_PROCESS, 0), nicer = 0;

	(void)state;
	start();
	for (int i = 0; i < worker_count(); i++) {
		int nice = getpriority(PRIO_PROCESS, (id_t)stage.workers[i]);

		assert_true(nice == own || nice > own);
		nicer += nice > own;
	}
	assert_int_equal(nicer, 1);
}

static void a_killed_worker_is_replaced(void **state)
{
	pid_t victim;

	(void)state;
	start();
	victim = stage.workers[0];
	kill(victim, SIGKILL);
	for (int i = 0; i < STEPS && kill(victim, 0) == 0; i++)
		pause_a_step();		/* until the master has buried it */
	wait_for_workers(USUAL);
	for (int i = 0; i < USUAL; i++)
		assert_int_not_equal(stage.workers[i], victim);
	assert_true(all_are_well());
}

static void sigterm_ends_all_and_removes_the_sockets(void **state)
{
	(void)state;
	start();
	kill(stage.master, SIGTERM);
	check_end_of_master(0);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static void sigint_does_the_same(void **state)
{
	(void)state;
	start();
	kill(stage.master, SIGINT);
	check_end_of_master(0);
}

static void workers_die_with_their_master(void **state)
{
	(void)state;
	start();
	kill(stage.master, SIGKILL);
	ending(stage.master);
	stage.master = 0;
	for (int i = 0; i < USUAL; i++)
		assert_int_equal(ending(stage.workers[i]), 0);
}

/* Whether none of those workers is among the present ones. */
static bool all_differ(const pid_t old[], int count)
{
	for (int i = 0; i < count; i++)
		for (int j = 0; j < worker_count(); j++)
			if (stage.workers[j] == old[i])
				return false;
	return true;
}

static void sighup_brings_new_workers_and_new_settings(void **state)
{
	pid_t old[WORKERS];

	(void)state;
	start();
	memcpy(old, stage.workers, sizeof(old));
	write_usual_settings("POSTIL_WORKERS=4\n");
	kill(stage.master, SIGHUP);
	for (int i = 0; i < STEPS && !(worker_count() == 6 && all_differ(old, USUAL)); i++) {
		assert_true(is_well(stage.quick));
		pause_a_step();
	}
	wait_for_workers(6);
	assert_true(all_differ(old, USUAL));
}

static void sighup_may_move_a_socket(void **state)
{
	(void)state;
	start();
	memcpy(stage.slow, stage.moved, sizeof(stage.slow));
	write_usual_settings("");
	snprintf(stage.slow, sizeof(stage.slow), "%s/slow", stage.dir);
	kill(stage.master, SIGHUP);
	for (int i = 0; i < STEPS && !is_well(stage.moved); i++)
		pause_a_step();
	assert_true(is_well(stage.moved));
	assert_true(is_well(stage.quick));
	assert_int_equal(access(stage.slow, F_OK), -1);
}

/* The last one would move the other socket first. */
static const struct {
	const char *text;
	bool moves;
} bad_settings[] = {
	{ "POSTIL_NOPE=1\n", false },
	{ "POSTIL_WORKERS=many\n", false },
	{ "POSTIL_SOCKET_LONG=/nonexistent/socket\n", false },
	{ "POSTIL_SOCKET_LONG=/nonexistent/socket\n", true },
};

static void sighup_with_bad_settings_changes_nothing(void **state)
{
	pid_t old[WORKERS];
	char text[300];

	(void)state;
	start();
	memcpy(old, stage.workers, sizeof(old));
	for (size_t i = 0; i < sizeof(bad_settings) / sizeof(bad_settings[0]); i++) {
		snprintf(text, sizeof(text), "%sPOSTIL_SOCKET_QUICK=%s\n",
			 bad_settings[i].text,
			 bad_settings[i].moves ? stage.moved : stage.quick);
		write_settings(text);
		kill(stage.master, SIGHUP);
		for (int j = 0; j < 10; j++)
			pause_a_step();
		wait_for_workers(USUAL);
		assert_memory_equal(stage.workers, old, USUAL * sizeof(old[0]));
		assert_true(all_are_well());
		assert_int_equal(access(stage.moved, F_OK), -1);
	}
}

static void a_worker_that_cannot_work_ends_the_master(void **state)
{
	(void)state;
	write_usual_settings("POSTIL_STATIC=/nonexistent\n");
	stage.master = start_master();
	check_end_of_master(EXIT_CONFIG);
}

static void a_socket_that_cannot_be_made_ends_the_start(void **state)
{
	(void)state;
	write_usual_settings("POSTIL_SOCKET_LONG=/nonexistent/socket\n");
	stage.master = start_master();
	check_end_of_master(EXIT_FAILURE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_sockets_are_served),
		TEST(whoever_hashes_gives_way),
		TEST(a_killed_worker_is_replaced),
		TEST(sigterm_ends_all_and_removes_the_sockets),
		TEST(sigint_does_the_same),
		TEST(workers_die_with_their_master),
		TEST(sighup_brings_new_workers_and_new_settings),
		TEST(sighup_may_move_a_socket),
		TEST(sighup_with_bad_settings_changes_nothing),
		TEST(a_worker_that_cannot_work_ends_the_master),
		TEST(a_socket_that_cannot_be_made_ends_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
