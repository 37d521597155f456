#include "cli/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/input.h"
#include "cli/progress.h"
#include "cli/refused.h"
#include "task/import.h"

enum { LINE_MOST = 1 << 20 };

/* A file of the command line, known by what it is, not by how it is called. */
struct wanted {
	dev_t device;
	ino_t inode;
	const char *path;
	bool named;			/* by a line */
};

struct run {
	struct texts *texts;
	struct cli *cli;
	struct import import;
	struct progress progress;
	struct arena *arena;		/* of one text; emptied behind it */
	int folder;			/* that lines name files in */
	struct wanted *wanted;		/* sorted */
	size_t wanted_count;		/* 0: all files that lines name */
	long line;			/* counted from 1 */
};

/* A field that came from a member of another name is told with it. */
static int refused_field(struct run *run, const char *place)
{
	struct fault *fault = &run->cli->fault;

	for (int i = 0; fault->field && i < METADATA_FIELDS; i++) {
		const char *name = metadata_name((enum metadata_field)i);
		const char *member = run->texts->rules->member[i];

		if (strcmp(fault->field, name) != 0 || strcmp(member, name) == 0)
			continue;
		fault->field = arena_printf(run->arena, "%s, from %s", name, member);
		break;
	}
	return refused(run->cli, place);
}

static int take_text(struct run *run, const char *path, const struct metadata *metadata,
		     const char *place)
{
	struct input input = {
		.folder = run->folder, .path = path,
		.most = (size_t)run->cli->config.text_max * 2 + 3,	/* CRLF, BOM */
	};
	struct import_text text = { .file = input_name(path), .metadata = metadata,
				    .place = place };
	int error = input_read(&input, run->arena);

	if (error != 0)
		return cli_say(run->cli, "%s: %s", place, strerror(error));
	text.bytes = input.bytes;
	text.len = input.len;
	if (import_text(&run->import, &text) != OK)
		return refused_field(run, run->import.refused);
	return 0;
}

/* --- files alone ---------------------------------------------------------------------- */

/* Of such a file its name alone is known, and a title may ask for it. */
static enum err name_title(struct run *run, const char *path, struct metadata *metadata)
{
	struct buf *line = arena_alloc(run->arena, sizeof(*line));
	struct json_writer w;

	arena_defer(run->arena, buf_release, line);
	json_init(&w, line);
	json_open_object(&w);
	json_key(&w, "file");
	json_cstr(&w, input_name(path));
	json_close_object(&w);
	metadata->line = line->data;
	metadata->len = line->len;
	return metadata_read(run->texts->rules, metadata, run->arena, &run->cli->fault);
}

static int take_file(struct run *run, const char *path)
{
	struct metadata metadata = { 0 };

	if (!run->texts->rules->title)
		return take_text(run, path, NULL, path);
	if (name_title(run, path, &metadata) != OK)
		return refused(run->cli, path);
	return take_text(run, path, &metadata, path);
}

static int take_files(struct run *run)
{
	int count = run->cli->operand_count, status = 0;

	run->folder = AT_FDCWD;
	progress_begin(&run->progress, count);
	for (int i = 0; i < count && status == 0; i++) {
		status = take_file(run, run->cli->operands[i]);
		arena_reset(run->arena);
		progress_at(&run->progress, i + 1, i + 1, "texts");
	}
	return status;
}

/* --- files that lines tell about ------------------------------------------------------ */

static int compare_wanted(const void *left, const void *right)
{
	const struct wanted *a = left, *b = right;

	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	return (a->inode > b->inode) - (a->inode < b->inode);
}

static int want_files(struct run *run)
{
	size_t count = (size_t)run->cli->operand_count;

	run->wanted = arena_alloc(run->cli->arena, count * sizeof(*run->wanted));
	for (size_t i = 0; i < count; i++) {
		const char *path = run->cli->operands[i];
		struct stat status;

		if (stat(path, &status) != 0)
			return cli_say(run->cli, "%s: %s", path, strerror(errno));
		run->wanted[i] = (struct wanted){ status.st_dev, status.st_ino, path, false };
	}
	run->wanted_count = count;
	qsort(run->wanted, count, sizeof(*run->wanted), compare_wanted);
	return 0;
}

static bool is_wanted(const struct run *run, const char *path)
{
	struct wanted *found, key = { 0 };
	struct stat status;

	if (run->wanted_count == 0)
		return true;
	if (fstatat(run->folder, path, &status, 0) != 0)
		return false;
	key.device = status.st_dev;
	key.inode = status.st_ino;
	found = bsearch(&key, run->wanted, run->wanted_count, sizeof(key), compare_wanted);
	if (found)
		found->named = true;
	return found;
}

static int check_all_named(const struct run *run)
{
	for (size_t i = 0; i < run->wanted_count; i++)
		if (!run->wanted[i].named)
			return cli_say(run->cli, "%s: no line of %s names it",
				       run->wanted[i].path, run->texts->metadata);
	return 0;
}

static int take_line(struct run *run, const char *line, size_t len)
{
	struct metadata metadata = { .line = line, .len = len };
	struct fault *fault = &run->cli->fault;
	const char *path;
	char *place = arena_printf(run->arena, "%s:%ld", run->texts->metadata, run->line);

	if (len > LINE_MOST)
		return cli_say(run->cli, "%s: the line is longer than %d bytes", place, LINE_MOST);
	if (metadata_read(run->texts->rules, &metadata, run->arena, fault) != OK)
		return refused_field(run, place);
	path = metadata.field[METADATA_FILE];
	if (!path) {
		fault_set(fault, ERR_INVALID, "missing", "file");
		return refused_field(run, place);
	}
	if (!is_wanted(run, path))
		return 0;
	place = arena_printf(run->arena, "%s: %s", place, path);
	return take_text(run, path, &metadata, place);
}

/* Without the line feed, and without the mark that may stand before the first line. */
static const char *trim(const struct run *run, const char *line, size_t *len)
{
	if (run->line == 1 && *len >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
		line += 3;
		*len -= 3;
	}
	while (*len > 0 && memchr(" \t\r\n", line[*len - 1], 4))
		(*len)--;
	return line;
}

static int take_lines(struct run *run, FILE *file)
{
	char *buffer = NULL;
	size_t room = 0;
	ssize_t got = 0;
	int status = 0;

	while (status == 0 && (got = getline(&buffer, &room, file)) >= 0) {
		size_t len = (size_t)got;
		const char *line;

		run->line++;
		line = trim(run, buffer, &len);
		if (len > 0)
			status = take_line(run, line, len);
		arena_reset(run->arena);
		progress_at(&run->progress, ftell(file), run->import.count, "texts");
	}
	free(buffer);
	if (status == 0 && ferror(file))
		status = cli_say(run->cli, "%s: %s", run->texts->metadata, strerror(errno));
	return status != 0 ? status : check_all_named(run);
}

/* The folder of the metadata file, to name files in. */
static int open_folder(const struct run *run)
{
	char *path = arena_strdup(run->cli->arena, run->texts->metadata);

	return open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static int take_metadata(struct run *run)
{
	FILE *file = fopen(run->texts->metadata, "re");
	struct stat facts = { 0 };
	int status;

	run->folder = file ? open_folder(run) : -1;
	if (run->folder < 0) {
		status = cli_say(run->cli, "%s: %s", run->texts->metadata, strerror(errno));
	} else {
		fstat(fileno(file), &facts);
		progress_begin(&run->progress, facts.st_size);
		status = want_files(run);
		if (status == 0)
			status = take_lines(run, file);
		close(run->folder);
	}
	if (file)
		fclose(file);
	return status;
}

/* --- both ----------------------------------------------------------------------------- */

static int take_all(struct run *run)
{
	size_t text_max = (size_t)run->cli->config.text_max;
	int status;

	if (import_begin(&run->import, &run->cli->tx, text_max) != OK)
		return refused(run->cli, NULL);
	status = run->texts->metadata ? take_metadata(run) : take_files(run);
	if (status == 0 && import_end(&run->import) != OK)
		status = refused_field(run, run->import.refused);
	return status;
}

int texts_import(struct texts *texts)
{
	struct run run = { .texts = texts, .cli = texts->cli, .arena = arena_new() };
	int status = take_all(&run);

	progress_end(&run.progress);
	texts->count = run.import.count;
	arena_free(run.arena);
	return status;
}
