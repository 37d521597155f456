/* import_file.c: which reader a file needs, and what comes of it. */
#include "task/import_file.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

#include "format/codebook.h"
#include "store/codebook.h"
#include "task/import.h"

static enum err take_text(struct tx *tx, const struct import_file *file,
			  struct import_report *report)
{
	const struct import_text text = { .bytes = file->bytes, .len = file->len,
					  .file = file->name, .place = "file" };
	struct import import;

	TRY(import_begin(&import, tx, file->text_max));
	TRY(import_text(&import, &text));
	TRY(import_end(&import));
	report->statements = import.count;
	return OK;
}

/* Whose fault it is: `tags[law].color`, or `tags[law]` where the database refused it. */
static enum err blame(struct tx *tx, const char *tag, const char *field)
{
	const char *dot = field ? "." : "";

	if (tag)
		tx->fault->field = arena_printf(tx->arena, "tags[%s]%s%s", tag, dot,
						field ? field : "");
	return tx->fault->err;
}

static enum err note_codebook(struct tx *tx, const struct import_report *report)
{
	struct db_row row;

	if (report->tags == 0)
		return OK;		/* all of it was there: nobody has acted */
	db_send(tx, Q_ACT_NOTE, DB_ARGS(db_text(arena_printf(tx->arena,
		"{\"format\":\"json\",\"sha256\":\"%s\",\"tags\":%lld}", report->sha256,
		(long long)report->tags))));
	return db_row(tx, &row);
}

static enum err take_codebook(struct tx *tx, const struct import_file *file,
			      struct import_report *report)
{
	struct codebook codebook = { .json = file->bytes, .len = file->len };

	if (file->cut)
		return fault_set(tx->fault, ERR_TOO_LARGE, "body_too_large", NULL);
	if (codebook_read(&codebook, tx->arena, tx->fault) != OK)
		return blame(tx, codebook.tag, tx->fault->field);
	if (tag_import(tx, codebook.tags, &report->tags) != OK)
		return blame(tx, tx->fault->field, NULL);
	return note_codebook(tx, report);
}

static const struct reader {
	const char *name, *ending;
	enum err (*take)(struct tx *, const struct import_file *, struct import_report *);
} readers[] = {
	{ "txt", ".txt", take_text },
	{ "json", ".json", take_codebook },
};

enum { READERS = sizeof(readers) / sizeof(readers[0]) };

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), end = strlen(ending);

	return length >= end && strcasecmp(name + length - end, ending) == 0;
}

static const struct reader *guess(const struct import_file *file)
{
	for (size_t i = 0; file->name && i < READERS; i++)
		if (ends_in(file->name, readers[i].ending))
			return &readers[i];
	return &readers[file->bytes[strspn(file->bytes, " \t\r\n")] == '{'];
}

static const struct reader *find(const char *format, const struct import_file *file)
{
	if (!format)
		return guess(file);
	for (size_t i = 0; i < READERS; i++)
		if (strcmp(readers[i].name, format) == 0)
			return &readers[i];
	return NULL;
}

static const char *hash_of(struct arena *arena, const struct import_file *file)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = arena_alloc(arena, 2 * sizeof(hash) + 1);

	crypto_hash_sha256(hash, (const unsigned char *)file->bytes, file->len);
	return sodium_bin2hex(hex, 2 * sizeof(hash) + 1, hash, sizeof(hash));
}

enum err import_file(struct tx *tx, const struct import_file *file, const char *format,
		     struct import_report *report)
{
	const struct reader *reader = find(format, file);

	if (!reader)
		return fault_set(tx->fault, ERR_INVALID, "format", "format");
	*report = (struct import_report){ reader->name, hash_of(tx->arena, file), 0, 0 };
	return reader->take(tx, file, report);
}
