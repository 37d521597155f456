/* secret.c: a password, from a terminal without echo or from a pipe. */
#include "cli/secret.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_SIZE = 4096 };

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	interrupted = number;
}

/* Signals are let in only here, so that none can slip by just before the wait. */
static bool input_comes(const sigset_t *let_in)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

	return ppoll(&input, 1, NULL, let_in) == 1;
}

/* A line without its line feed, byte by byte: what follows it stays unread. */
static const char *read_line(struct arena *arena, const sigset_t *let_in)
{
	char line[SECRET_SIZE];
	size_t n = 0;
	ssize_t got = -1;

	while (input_comes(let_in) && (got = read(STDIN_FILENO, line + n, 1)) == 1 &&
	       line[n] != '\n')
		if (++n == sizeof(line))
			return NULL;
	if (interrupted || got < 0 || (got == 0 && n == 0) || memchr(line, '\0', n))
		return NULL;
	return arena_strndup(arena, line, n);
}

static void say(const char *text)
{
	(void)!write(STDERR_FILENO, text, strlen(text));
}

static const char *ask_silently(struct arena *arena, const char *question,
				const sigset_t *let_in)
{
	struct termios silent, usual;
	const char *line;

	if (tcgetattr(STDIN_FILENO, &usual) != 0)
		return NULL;
	silent = usual;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	say(question);
	line = read_line(arena, let_in);
	say("\n");
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual);
	return line;
}

/* Whoever interrupts must not be left with a terminal that does not echo. */
static const char *ask(struct arena *arena, const char *question)
{
	const struct sigaction act = { .sa_handler = on_signal };
	struct sigaction old_int, old_term;
	sigset_t held, usual;
	const char *line;

	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigprocmask(SIG_BLOCK, &held, &usual);
	sigaction(SIGINT, &act, &old_int);
	sigaction(SIGTERM, &act, &old_term);
	line = ask_silently(arena, question, &usual);
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGTERM, &old_term, NULL);
	sigprocmask(SIG_SETMASK, &usual, NULL);
	if (interrupted)
		raise(interrupted);
	return line;
}

const char *secret_read(struct arena *arena, bool from_pipe, const char **why)
{
	const char *first, *second;

	*why = "no password was given";
	if (from_pipe)
		return read_line(arena, NULL);
	if (!isatty(STDIN_FILENO)) {
		*why = "no terminal to ask for the password at: use --password-stdin";
		return NULL;
	}
	first = ask(arena, "Password: ");
	second = first ? ask(arena, "The same again: ") : NULL;
	if (!second)
		return NULL;
	*why = "the two passwords differ";
	return strcmp(first, second) == 0 ? first : NULL;
}
