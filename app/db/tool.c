/* tool.c: a child with one pipe. */
#include "db/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"

enum { ARGS_MOST = 16 };

/* --- what it is told ------------------------------------------------------------------ */

/* keyword='value', with a backslash before what would end it. */
static void put_option(struct buf *out, const char *keyword, const char *value)
{
	buf_printf(out, "%s='", keyword);
	for (; *value; value++) {
		if (*value == '\'' || *value == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *value);
	}
	buf_puts(out, "' ");
}

/* The option that tells where, without the password.  NULL: that is no connection string. */
static const char *connection(struct arena *arena, const char *conninfo,
				    const char **password)
{
	PQconninfoOption *options = PQconninfoParse(conninfo, NULL);
	struct buf *out = arena_alloc(arena, sizeof(*out));

	*password = NULL;
	if (!options)
		return NULL;
	arena_defer(arena, buf_release, out);
	buf_puts(out, "--dbname=");
	for (PQconninfoOption *option = options; option->keyword; option++)
		if (option->val && strcmp(option->keyword, "password") == 0)
			*password = arena_strdup(arena, option->val);
		else if (option->val)
			put_option(out, option->keyword, option->val);
	PQconninfoFree(options);
	return out->data;
}

/* Our environment, with this password when there is one.  Arena. */
static char **environment(struct arena *arena, const char *password)
{
	static const char name[] = "PGPASSWORD=";
	size_t count = 0, kept = 0;
	char **copy;

	while (environ[count])
		count++;
	copy = arena_alloc(arena, (count + 2) * sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		if (!password || strncmp(environ[i], name, sizeof(name) - 1) != 0)
			copy[kept++] = environ[i];
	if (password)
		copy[kept++] = arena_printf(arena, "%s%s", name, password);
	return copy;
}

/* --- its life ------------------------------------------------------------------------- */

static const int passed_on[] = { SIGINT, SIGTERM, SIGHUP };

enum { PASSED_ON = sizeof(passed_on) / sizeof(passed_on[0]) };

static volatile sig_atomic_t running;	/* its process number; 0: none */
static struct sigaction before[PASSED_ON];

static void pass_on(int number)
{
	if (running > 0)
		kill((pid_t)running, number);
}

/* Until the child's number is known they wait; the mask before is the child's. */
static void hold_signals(sigset_t *mask)
{
	struct sigaction action = { .sa_handler = pass_on, .sa_flags = SA_RESTART };
	sigset_t held;

	sigemptyset(&held);
	for (int i = 0; i < PASSED_ON; i++)
		sigaddset(&held, passed_on[i]);
	sigprocmask(SIG_BLOCK, &held, mask);
	for (int i = 0; i < PASSED_ON; i++)
		sigaction(passed_on[i], &action, &before[i]);
}

static void let_signals(void)
{
	running = 0;
	for (int i = 0; i < PASSED_ON; i++)
		sigaction(passed_on[i], &before[i], NULL);
}

/* A child that is to notice a closed pipe must not inherit that we ignore SIGPIPE. */
static int spawn(struct tool *tool, char **args, char **env, int child_fd)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t usual, mask;
	int error;

	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	hold_signals(&mask);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	posix_spawnattr_setsigmask(&attributes, &mask);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, child_fd, tool->child_end);
	error = posix_spawnp(&tool->pid, args[0], &actions, &attributes, args, env);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (error == 0)
		running = tool->pid;
	else
		let_signals();
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return error;
}

static const char *refusal(struct tool *tool, struct arena *arena, int error)
{
	if (error == ENOENT)
		return arena_printf(arena, "%s is missing: install postgresql-client-%d",
				    tool->name, tool->server);
	return arena_printf(arena, "%s: %s", tool->name, strerror(error));
}

/* Debian's own command in PATH picks a version by itself, so the folder comes first. */
static char *find(const struct tool *tool, struct arena *arena)
{
	char *path = arena_printf(arena, "/usr/lib/postgresql/%d/bin/%s", tool->server,
				  tool->name);

	return access(path, X_OK) == 0 ? path : arena_strdup(arena, tool->name);
}

const char *tool_start(struct tool *tool, struct arena *arena)
{
	bool reads = tool->child_end == STDOUT_FILENO;
	const char *password, *where = connection(arena, tool->conninfo, &password);
	char *args[ARGS_MOST] = { find(tool, arena), (char *)where, "--no-password" };
	int ends[2], error;

	if (!where)
		return "POSTIL_DB_OWNER is no connection string";
	for (int i = 0; tool->args[i]; i++)
		args[3 + i] = (char *)tool->args[i];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return refusal(tool, arena, errno);
	tool->fd = ends[reads ? 0 : 1];
	error = spawn(tool, args, environment(arena, password), ends[reads ? 1 : 0]);
	close(ends[reads ? 1 : 0]);
	if (error == 0)
		return NULL;
	close(tool->fd);
	return refusal(tool, arena, error);
}

const char *tool_end(struct tool *tool, struct arena *arena)
{
	int status = 0;
	pid_t ended;

	close(tool->fd);
	do
		ended = waitpid(tool->pid, &status, 0);
	while (ended < 0 && errno == EINTR);
	let_signals();
	if (ended == tool->pid && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return NULL;
	if (ended == tool->pid && WIFSIGNALED(status))
		return arena_printf(arena, "%s was ended by signal %d", tool->name,
				    WTERMSIG(status));
	return arena_printf(arena, "%s failed with exit status %d", tool->name,
			    WEXITSTATUS(status));
}
