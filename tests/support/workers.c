/* workers.c: real workers on a real socket. */
#include "support/workers.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "http/fcgi.h"

struct workers workers;

void pause_ms(long ms)
{
	const struct timespec pause = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&pause, NULL);
}

static void answer(struct request *rq)
{
	const int *number = rq->app;

	if (request_body(rq, (size_t)1 << 20) == OK)
		reply_json(rq, 200, arena_printf(rq->arena, "[%d,\"%s\"]", *number,
						 rq->body));
	else
		reply_fault(rq);
	reply_send(rq);
}

static void answer_abort(struct request *rq)
{
	reply_stream(rq, "text/plain", NULL);
	if (reply_write(rq, "begun", 5) == OK)
		reply_abort(rq);
	if (reply_write(rq, "more", 4) == OK)
		abort();
}

static void answer_deaf(struct request *rq)
{
	reply_json(rq, 200, "[]");
	reply_send(rq);
}

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

static void answer_slow(struct request *rq)
{
	if (write(workers.begun[1], "!", 1) == 1)
		pause_ms(300);
	answer(rq);
}

static const struct {
	const char *path;
	void (*answer)(struct request *);
} answers[] = {
	{ "/abort", answer_abort },
	{ "/deaf",  answer_deaf },
	{ "/long",  answer_long },
	{ "/slow",  answer_slow },
};

static void serve(struct request *rq)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		if (strcmp(rq->path, answers[i].path) == 0) {
			answers[i].answer(rq);
			return;
		}
	}
	answer(rq);
}

static void work(int number)
{
	const struct fcgi fcgi = {
		.listener = workers.listener.fd,
		.patience = WORKERS_PATIENCE,
		.serve = serve,
		.app = &number,
	};

	fcgi_hold_signals();
	_exit(fcgi_loop(&fcgi) == OK ? 0 : 1);
}

void workers_start(int count)
{
	for (int i = 0; i < count; i++) {
		workers.pids[i] = fork();
		if (workers.pids[i] == 0)
			work(i);
	}
}

int workers_set_up(void **state)
{
	(void)state;
	memset(&workers, 0, sizeof(workers));
	snprintf(workers.dir, sizeof(workers.dir), "/tmp/workers.XXXXXX");
	if (!mkdtemp(workers.dir) || pipe(workers.begun) != 0)
		return -1;
	snprintf(workers.path, sizeof(workers.path), "%s/socket", workers.dir);
	return listener_open(&workers.listener, workers.path);
}

int workers_tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < WORKERS; i++)
		if (workers.pids[i] && kill(workers.pids[i], SIGKILL) == 0)
			waitpid(workers.pids[i], NULL, 0);
	listener_close(&workers.listener);
	close(workers.begun[0]);
	close(workers.begun[1]);
	return rmdir(workers.dir);
}
