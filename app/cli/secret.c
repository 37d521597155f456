/* secret.c: a password, from a terminal without echo or from a pipe. */
#include "cli/secret.h"

#include <errno.h>
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

/* A line of standard input without its line feed, byte by byte: what follows stays. */
static const char *read_line(struct arena *arena)
{
	char line[SECRET_SIZE];
	size_t n = 0;
	ssize_t got;

	while ((got = read(STDIN_FILENO, line + n, 1)) == 1 && line[n] != '\n')
		if (++n == sizeof(line))
			return NULL;
	if (got < 0 || (got == 0 && n == 0) || memchr(line, '\0', n))
		return NULL;
	return arena_strndup(arena, line, n);
}

static void say(const char *text)
{
	(void)!write(STDERR_FILENO, text, strlen(text));
}

/* Whoever interrupts must not be left with a terminal that does not echo. */
static const char *ask(struct arena *arena, const char *question)
{
	struct sigaction act = { .sa_handler = on_signal }, old_int, old_term;
	struct termios silent, usual;
	const char *line;

	if (tcgetattr(STDIN_FILENO, &usual) != 0)
		return NULL;
	sigaction(SIGINT, &act, &old_int);
	sigaction(SIGTERM, &act, &old_term);
	silent = usual;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	say(question);
	line = read_line(arena);
	say("\n");
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual);
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGTERM, &old_term, NULL);
	if (interrupted)
		raise(interrupted);
	return line;
}

const char *secret_read(struct arena *arena, bool from_pipe, const char **why)
{
	const char *first, *second;

	*why = "no password was given";
	if (from_pipe)
		return read_line(arena);
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
