/*
 * bare.c: the least that a FastCGI program can do: an answer of as many bytes as the
 * query string says (`bytes=4096`), from as many workers as the program has.  What nginx
 * and libfcgi allow on this machine.
 *
 *	bare SOCKET WORKERS
 */
#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BYTES_MOST = 1 << 20, BACKLOG = 1024 };

static char filler[BYTES_MOST];

/* The request's body is read, as any program must that has a use for it. */
static void drain(FCGX_Request *request)
{
	char buffer[8192];

	while (FCGX_GetStr(buffer, sizeof(buffer), request->in) > 0)
		;
}

static int bytes_wanted(FCGX_Request *request)
{
	const char *query = FCGX_GetParam("QUERY_STRING", request->envp);
	int bytes = query && strncmp(query, "bytes=", 6) == 0 ? atoi(query + 6) : 0;

	return bytes > 0 && bytes <= BYTES_MOST ? bytes : 1;
}

static void serve(int listener)
{
	FCGX_Request request;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	FCGX_InitRequest(&request, listener, 0);
	while (FCGX_Accept_r(&request) == 0) {
		int bytes = bytes_wanted(&request);

		drain(&request);
		FCGX_FPrintF(request.out, "Content-Type: application/json\r\n"
			     "Content-Length: %d\r\n\r\n", bytes);
		FCGX_PutStr(filler, bytes, request.out);
		FCGX_Finish_r(&request);
	}
}

int main(int argc, char **argv)
{
	int listener, workers = argc == 3 ? atoi(argv[2]) : 0;

	if (workers < 1 || FCGX_Init() != 0)
		return 2;
	signal(SIGTERM, SIG_DFL);	/* libfcgi would only make a note of it */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	memset(filler, 'x', sizeof(filler));
	umask(0);
	listener = FCGX_OpenSocket(argv[1], BACKLOG);
	if (listener < 0)
		return 1;
	for (int i = 0; i < workers; i++)
		if (fork() == 0)
			serve(listener);
	while (wait(NULL) > 0)
		;
	return 0;
}
