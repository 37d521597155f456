/* restore.c: into an empty database, or not at all. */
#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json_check.h"
#include "db/query.h"
#include "db/target.h"
#include "db/tool.h"
#include "task/archive.h"
#include "task/backup.h"

enum { PIECE = 64 * 1024 };

static void put_json(void *json)
{
	json_object_put(json);
}

/* NULL: it is no JSON object. */
static struct json_object *parse(struct arena *arena, const char *json)
{
	struct json_object *object;
	struct json_fault fault;

	if (json_check(json, strlen(json), &json_body_limits, &fault) != OK)
		return NULL;
	object = json_tokener_parse(json);
	arena_defer(arena, put_json, object);
	return json_object_is_type(object, json_type_object) ? object : NULL;
}

/* --- before anything is touched ------------------------------------------------------- */

/* The tables' counts; NULL: *why says why this program cannot take the backup. */
static struct json_object *read_manifest(struct restore *from, const char *json,
					 struct arena *arena, const char **why)
{
	const int ours = migrations[migration_count - 1].version;
	struct json_object *manifest = parse(arena, json), *schema, *made, *tables;

	if (!manifest || !json_object_object_get_ex(manifest, "schema", &schema) ||
	    !json_object_object_get_ex(manifest, "made", &made) ||
	    !json_object_object_get_ex(manifest, "tables", &tables) ||
	    !json_object_is_type(tables, json_type_object)) {
		*why = arena_printf(arena, "%s has a manifest that says too little", from->path);
		return NULL;
	}
	if (json_object_get_int(schema) > ours) {
		*why = arena_printf(arena, "%s has schema %d, this program knows none above %d: "
				    "install a newer one", from->path,
				    json_object_get_int(schema), ours);
		return NULL;
	}
	from->made = json_object_get_string(made);
	return tables;
}

static const char *look_at_target(const struct restore *to, struct target *target,
				  struct arena *arena)
{
	struct fault fault;

	if (target_look(to->conninfo, arena, target, &fault) != OK)
		return arena_strdup(arena, fault.detail);
	if (target->missing_role)
		return arena_printf(arena, "the role %s is missing: make the roles first, with "
				    "psql -f sql/roles.sql postgres", target->missing_role);
	if (target->holds)
		return arena_printf(arena, "the database is not empty (it has %s): restore into "
				    "a new one", target->holds);
	return NULL;
}

/* --- the rows ------------------------------------------------------------------------- */

static enum err write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return ERR_UNAVAILABLE;
		bytes += done;
		n -= (size_t)done;
	}
	return OK;
}

/* A pg_restore that takes no more has failed, and says so itself. */
static enum err feed(const struct restore *from, const struct archive *archive, int to)
{
	char bytes[PIECE];

	for (int64_t at = archive->dump; at < archive->end;) {
		int64_t left = archive->end - at;
		ssize_t got = pread(from->fd, bytes, left < PIECE ? (size_t)left : PIECE,
				    (off_t)at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return ERR_UNAVAILABLE;
		TRY(write_all(to, bytes, (size_t)got));
		at += got;
		from->progress(from->ctx, at - archive->dump, archive->end - archive->dump);
	}
	return OK;
}

static const char *run_pg_restore(const struct restore *from, const struct archive *archive,
				  int server, struct arena *arena)
{
	static const char *const args[] = { "--single-transaction", NULL };
	struct tool tool = { .name = "pg_restore", .conninfo = from->conninfo,
			     .server = server, .args = args, .child_end = STDIN_FILENO };
	const char *failed = tool_start(&tool, arena);
	enum err err;

	if (failed)
		return failed;
	err = feed(from, archive, tool.fd);
	failed = tool_end(&tool, arena);
	if (failed)
		return arena_printf(arena, "%s: nothing was restored", failed);
	return err == OK ? NULL : "the file could not be read to its end";
}

/* --- and after ------------------------------------------------------------------------ */

static const char *compare_counts(struct restore *from, struct json_object *tables,
				  struct arena *arena)
{
	struct json_object *there, *count;
	struct fault fault;
	const char *json;

	if (target_count(from->conninfo, arena, &json, &fault) != OK)
		return arena_strdup(arena, fault.detail);
	there = parse(arena, json);
	from->rows = 0;
	json_object_object_foreach(tables, name, expected) {
		int64_t wanted = json_object_get_int64(expected);

		from->rows += wanted;
		if (!json_object_object_get_ex(there, name, &count) ||
		    json_object_get_int64(count) != wanted)
			return arena_printf(arena, "restored, but table %s has not the %lld rows "
					    "of the manifest", name, (long long)wanted);
	}
	return NULL;
}

static const char *settle(struct restore *from, struct arena *arena)
{
	struct fault fault;

	if (migrate(from->conninfo, from->step, from->ctx, &fault) != OK)
		return arena_printf(arena, "restored, but not migrated: %s", fault.detail);
	if (target_analyze(from->conninfo, &fault) != OK)
		return arena_printf(arena, "restored, but not analyzed: %s", fault.detail);
	return NULL;
}

const char *restore_read(struct restore *from, struct arena *arena)
{
	struct archive archive = { .fd = from->fd };
	const char *why = archive_check(&archive, arena);
	struct json_object *tables;
	struct target target = { 0 };

	if (why)
		return arena_printf(arena, "%s %s", from->path, why);
	tables = read_manifest(from, archive.manifest, arena, &why);
	if (!why)
		why = look_at_target(from, &target, arena);
	if (!why)
		why = run_pg_restore(from, &archive, target.server, arena);
	if (!why)
		why = compare_counts(from, tables, arena);
	return why ? why : settle(from, arena);
}
