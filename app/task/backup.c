/* backup.c: a dump with a manifest before it. */
#include "task/backup.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/version.h"
#include "db/tool.h"
#include "task/archive.h"

/* Tables whose rows are good for a while only. */
static const char *const left_out[] = { "session", "sign_in_failure", "password_reset" };

enum { LEFT_OUT = sizeof(left_out) / sizeof(left_out[0]), ARGS = LEFT_OUT + 3 };
enum { PIECE = 64 * 1024 };

/* {"session",…}, as PostgreSQL writes an array.  Arena. */
static const char *left_out_array(struct arena *arena)
{
	const char *all = "{";

	for (int i = 0; i < LEFT_OUT; i++)
		all = arena_printf(arena, "%s%s\"%s\"", all, i ? "," : "", left_out[i]);
	return arena_printf(arena, "%s}", all);
}

/* What it is a backup of, and the snapshot that the dump is to be taken of. */
static enum err describe(struct tx *tx, const char **manifest, struct db_row *row)
{
	struct json_writer *w = json_start(tx);

	db_send(tx, Q_BACKUP_MANIFEST, DB_ARGS(db_text(left_out_array(tx->arena))));
	json_key(w, "program");
	json_cstr(w, POSTIL_VERSION);
	TRY(db_columns_row(tx, w, row));
	return json_done(w, manifest);
}

static enum err copy(struct tool *dump, struct archive_writer *out, struct backup *backup)
{
	char bytes[PIECE];

	for (;;) {
		ssize_t got = read(dump->fd, bytes, sizeof(bytes));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			backup->why = strerror(errno);
			return ERR_UNAVAILABLE;
		}
		if (got == 0)
			return OK;
		TRY(archive_put(out, bytes, (size_t)got));
	}
}

static enum err dump(struct tx *tx, struct backup *backup, struct archive_writer *out,
		     struct tool *tool)
{
	const char *failed = tool_start(tool, tx->arena);
	enum err err;

	if (!failed) {
		err = copy(tool, out, backup);
		failed = tool_end(tool, tx->arena);
		if (err != OK || !failed)
			return err;
	}
	backup->why = failed;
	return ERR_UNAVAILABLE;
}

enum err backup_write(struct tx *tx, struct backup *backup)
{
	struct archive_writer out = { .write = backup->write, .ctx = backup->ctx };
	const char *args[ARGS] = { "--format=custom" }, *manifest;
	struct tool tool = { .name = "pg_dump", .conninfo = backup->conninfo, .args = args,
			     .child_end = STDOUT_FILENO };
	struct db_row row;

	backup->why = NULL;
	TRY(describe(tx, &manifest, &row));
	args[1] = arena_printf(tx->arena, "--snapshot=%s", db_value(&row, "_snapshot"));
	for (int i = 0; i < LEFT_OUT; i++)
		args[2 + i] = arena_printf(tx->arena, "--exclude-table-data=public.%s",
					   left_out[i]);
	tool.server = (int)(db_number(&row, "_server") / 10000);
	TRY(archive_begin(&out, manifest));
	TRY(dump(tx, backup, &out, &tool));
	return archive_end(&out);
}
