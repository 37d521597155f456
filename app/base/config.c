#include "base/config.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"

#define MIB ((int64_t)1024 * 1024)

/* A socket is made under a longer, temporary name first; the kernel allows 107 bytes. */
#define SOCKET_PATH_MAX 90

struct setting;

/* Is the value allowed?  Then it is stored at out, a place in the config. */
typedef bool parse_fn(const struct setting *, const char *value, void *out);

struct setting {
	const char *name;
	const char *standard;		/* the default */
	parse_fn *parse;
	size_t offset;			/* of its place in struct config */
	int64_t min, max;		/* of a number; of a text: its length */
	const char *expects;
	const char *help;
};

static bool parse_text(const struct setting *setting, const char *value, void *out)
{
	int64_t len = (int64_t)strlen(value);

	if (len < setting->min || len > setting->max)
		return false;
	*(const char **)out = value;
	return true;
}

static bool parse_number(const struct setting *setting, const char *value, void *out)
{
	char *end;
	intmax_t number;

	if (value[0] == '\0' || value[strspn(value, "0123456789")] != '\0')
		return false;
	errno = 0;
	number = strtoimax(value, &end, 10);
	if (errno != 0 || number < setting->min || number > setting->max)
		return false;
	*(int64_t *)out = number;
	return true;
}

static bool parse_yes_no(const struct setting *setting, const char *value, void *out)
{
	(void)setting;
	*(bool *)out = strcmp(value, "yes") == 0;
	return *(bool *)out || strcmp(value, "no") == 0;
}

static bool parse_level(const struct setting *setting, const char *value, void *out)
{
	static const char *const names[] = { "debug", "info", "warn" };
	size_t i;

	(void)setting;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(value, names[i]) == 0) {
			*(enum log_level *)out = (enum log_level)i;
			return true;
		}
	return false;
}

/* As browsers send it in Origin: lower case, nothing behind host and port. */
static bool parse_origin(const struct setting *setting, const char *value, void *out)
{
	const char *host = value;

	if (value[0] == '\0')
		return parse_text(setting, value, out);
	if (strncmp(value, "https://", 8) == 0)
		host += 8;
	else if (strncmp(value, "http://", 7) == 0)
		host += 7;
	if (host == value || host[0] == '\0')
		return false;
	if (host[strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789.-:[]")] != '\0')
		return false;
	return parse_text(setting, value, out);
}

#define AT(member) offsetof(struct config, member)
#define TEXT 1, 1000, "a text of 1 to 1000 bytes"
#define SOCKET 1, SOCKET_PATH_MAX, "a path of 1 to 90 bytes"

static const struct setting settings[] = {
	{ "POSTIL_DB", "dbname=postil user=postil_web", parse_text, AT(db), TEXT,
		"database of the web workers, a libpq connection string" },
	{ "POSTIL_DB_OPS", "dbname=postil user=postil_ops", parse_text, AT(db_ops), TEXT,
		"the same for commands" },
	{ "POSTIL_DB_OWNER", "dbname=postil user=postil_owner", parse_text,
		AT(db_owner), TEXT, "the same for migrations" },
	{ "POSTIL_SOCKET_QUICK", "/run/postil/quick.sock", parse_text, AT(socket_quick),
		SOCKET, "socket for nginx: all but what the other two take" },
	{ "POSTIL_SOCKET_LONG", "/run/postil/long.sock", parse_text, AT(socket_long),
		SOCKET, "socket for nginx: export, import, undo, purge" },
	{ "POSTIL_SOCKET_SIGN_IN", "/run/postil/sign-in.sock", parse_text,
		AT(socket_sign_in), SOCKET, "socket for nginx: whatever hashes passwords" },
	{ "POSTIL_WORKERS", "0", parse_number, AT(workers), 0, 1024,
		"a whole number from 0 to 1024",
		"workers behind the quick socket; 0: two for each core" },
	{ "POSTIL_LONG_WORKERS", "2", parse_number, AT(long_workers), 1, 1024,
		"a whole number from 1 to 1024", "workers behind the long socket" },
	{ "POSTIL_SIGN_IN_WORKERS", "2", parse_number, AT(sign_in_workers), 1, 1024,
		"a whole number from 1 to 1024",
		"workers behind the sign-in socket, at a lower priority" },
	{ "POSTIL_BODY_MAX", "33554432", parse_number, AT(body_max), 1, 1024 * MIB,
		"a number of bytes up to 1 GiB",
		"largest body of a request, bytes; the same figure stands in nginx" },
	{ "POSTIL_IMPORT_MAX", "1073741824", parse_number, AT(import_max), 1, 1024 * MIB,
		"a number of bytes up to 1 GiB",
		"largest body of an import, bytes; the same figure stands in nginx" },
	{ "POSTIL_TEXT_MAX", "4194304", parse_number, AT(text_max), 1, 64 * MIB,
		"a number of bytes up to 64 MiB", "largest text of a statement, bytes" },
	{ "POSTIL_ORIGIN", "", parse_origin, AT(origin), 0, 300,
		"http:// or https:// with host and port only, in lower case",
		"how browsers see us, https://postil.example.org; empty: as requested" },
	{ "POSTIL_STATIC", "static", parse_text, AT(static_dir), TEXT,
		"directory of page shells and assets" },
	{ "POSTIL_OPEN_PROJECTS", "yes", parse_yes_no, AT(open_projects), 0, 0,
		"yes or no", "may any account make a project?" },
	{ "POSTIL_LOG", "info", parse_level, AT(log), 0, 0, "debug, info or warn",
		"the least level that is logged" },
};

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

struct loading {
	struct config config;
	struct arena *arena;
	const char *source;	/* "the environment", "/etc/postil.conf, line 3" */
	const char **message;
};

static enum err refuse(struct loading *load, const char *why)
{
	*load->message = arena_printf(load->arena, "%s: %s", load->source, why);
	return ERR_INVALID;
}

static enum err set(struct loading *load, const struct setting *setting,
	const char *value)
{
	char *out = (char *)&load->config + setting->offset;

	if (setting->parse(setting, value, out))
		return OK;
	return refuse(load, arena_printf(load->arena, "%s: '%.100s' is not %s",
		setting->name, value, setting->expects));
}

static enum err set_by_name(struct loading *load, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < SETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return set(load, &settings[i], value);
	return refuse(load, arena_printf(load->arena, "there is no setting '%.100s'",
		name));
}

/* Cut the white space off both ends, in place. */
static char *trim(char *text)
{
	static const char space[] = " \t\r";
	char *end;

	text += strspn(text, space);
	end = text + strlen(text);
	while (end > text && strchr(space, end[-1]) != NULL)
		end--;
	*end = '\0';
	return text;
}

static enum err read_line(struct loading *load, char *line)
{
	char *value;

	line = trim(line);
	if (line[0] == '\0' || line[0] == '#')
		return OK;
	value = strchr(line, '=');
	if (value == NULL)
		return refuse(load, arena_printf(load->arena, "'%.100s' is not KEY=VALUE",
			line));
	*value++ = '\0';
	return set_by_name(load, trim(line), trim(value));
}

/* The file's bytes, in the arena; NULL: errno tells why not. */
static char *read_whole(struct arena *arena, const char *file)
{
	struct buf *bytes = arena_alloc(arena, sizeof(*bytes));
	FILE *in = fopen(file, "re");
	size_t got;
	int failed;

	if (in == NULL)
		return NULL;
	arena_defer(arena, buf_release, bytes);
	do {
		got = fread(buf_room(bytes, BUFSIZ), 1, BUFSIZ, in);
		bytes->len += got;
	} while (got > 0);
	failed = ferror(in) ? errno : 0;
	fclose(in);
	buf_putc(bytes, '\n');
	errno = failed;
	return failed ? NULL : bytes->data;
}

static enum err read_file(struct loading *load, const char *file)
{
	char *line, *rest = read_whole(load->arena, file);
	int number = 0;

	load->source = file;
	if (rest == NULL)
		return refuse(load, strerror(errno));
	while ((line = strsep(&rest, "\n")) != NULL) {
		load->source = arena_printf(load->arena, "%s, line %d", file, ++number);
		TRY(read_line(load, line));
	}
	return OK;
}

static enum err read_standard(struct loading *load)
{
	size_t i;

	load->source = "the default";
	for (i = 0; i < SETTINGS; i++)
		TRY(set(load, &settings[i], settings[i].standard));
	return OK;
}

static enum err read_environment(struct loading *load)
{
	const char *value;
	size_t i;

	load->source = "the environment";
	for (i = 0; i < SETTINGS; i++) {
		value = getenv(settings[i].name);
		if (value != NULL)
			TRY(set(load, &settings[i], arena_strdup(load->arena, value)));
	}
	return OK;
}

enum err config_load(struct config *config, struct arena *arena, const char *file,
	const char **message)
{
	struct loading load = { .arena = arena, .message = message };
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	TRY(read_standard(&load));
	if (file != NULL)
		TRY(read_file(&load, file));
	TRY(read_environment(&load));
	*config = load.config;
	if (config->workers == 0)
		config->workers = 2 * (cores > 0 ? cores : 1);
	return OK;
}

void config_print_help(FILE *out)
{
	size_t i;

	for (i = 0; i < SETTINGS; i++)
		fprintf(out, "  %s=%s\n      %s\n", settings[i].name,
			settings[i].standard, settings[i].help);
}
