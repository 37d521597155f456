/*
 * bare.c: the least that a FastCGI program can do: one fixed answer, from as many
 * workers as the program has.  What nginx and libfcgi allow on this machine.
 *
 *	bare SOCKET WORKERS BYTES
 */
#include <fcgiapp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char head[] = "Content-Type: application/json\r\n\r\n";

/* The request's body is read, as any program must that has a use for it. */
static void drain(FCGX_Request *request)
{
	char buffer[8192];

	while (FCGX_GetStr(buffer, sizeof(buffer), request->in) > 0)
		;
}

static void serve(int listener, const char *answer, int size)
{
	FCGX_Request request;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_InitRequest(&request, listener, 0);
	while (FCGX_Accept_r(&request) == 0) {
		drain(&request);
		FCGX_PutStr(answer, size, request.out);
		FCGX_Finish_r(&request);
	}
}

int main(int argc, char **argv)
{
	int listener, workers = argc == 4 ? atoi(argv[2]) : 0;
	size_t bytes = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	char *answer = malloc(sizeof(head) + bytes);

	if (workers < 1 || !answer || FCGX_Init() != 0)
		return 2;
	umask(0);
	listener = FCGX_OpenSocket(argv[1], 1024);
	if (listener < 0)
		return 1;
	memcpy(answer, head, sizeof(head));
	memset(answer + sizeof(head) - 1, 'x', bytes);
	for (int i = 0; i < workers; i++)
		if (fork() == 0)
			serve(listener, answer, (int)(sizeof(head) - 1 + bytes));
	while (wait(NULL) > 0)
		;
	return 0;
}
