#include "task/import.h"

#include <string.h>

#include "base/json_writer.h"
#include "base/text_door.h"
#include "base/utf8.h"

enum { BATCH_BYTES = 1 << 20, TITLE_MOST = 200 };

static void release_arena(void *arena)
{
	arena_free(arena);
}

enum err import_begin(struct import *import, struct tx *tx, size_t text_max)
{
	struct db_row row;

	*import = (struct import){ .tx = tx, .text_max = text_max, .home = tx->arena };
	db_send(tx, Q_ACT, DB_ARGS(db_text("import")));
	TRY(db_row(tx, &row));
	crypto_hash_sha256_init(&import->hash);
	import->batch = arena_new();
	arena_defer(tx->arena, release_arena, import->batch);
	tx->arena = import->batch;
	return OK;
}

/* What was queued is read; after that nobody needs its bytes. */
static enum err send_batch(struct import *import)
{
	struct db_row row;

	for (size_t i = 0; i < import->queued; i++) {
		import->refused = import->places[i];
		TRY(db_row(import->tx, &row));
		import->count++;
	}
	import->refused = NULL;
	import->queued = 0;
	import->bytes = 0;
	arena_reset(import->batch);
	return OK;
}

/* The first TITLE_MOST code points of the first line that holds more than blanks. */
static const char *first_line(struct arena *arena, const char *text)
{
	size_t len, cut = 0;

	text += strspn(text, " \t\n\f\v");
	len = strcspn(text, "\n");
	for (size_t points = 0; cut < len && points < TITLE_MOST; points++)
		cut += utf8_step(text + cut, len - cut);
	return arena_strndup(arena, text, cut);
}

static const char *title_of(const struct import *import, const struct import_text *in,
			    const char *text)
{
	if (in->metadata && in->metadata->field[METADATA_TITLE])
		return in->metadata->field[METADATA_TITLE];
	if (in->file && *in->file && utf8_check(in->file, strlen(in->file), NULL))
		return in->file;
	return first_line(import->batch, text);
}

static void put_metadata(struct json_writer *w, const struct metadata *metadata)
{
	for (int i = METADATA_TITLE + 1; i < METADATA_FIELDS; i++) {
		if (!metadata->field[i])
			continue;
		json_key(w, metadata_name((enum metadata_field)i));
		json_cstr(w, metadata->field[i]);
	}
	if (metadata->meta) {
		json_key(w, "meta");
		json_raw(w, metadata->meta, strlen(metadata->meta));
	}
}

/* The statement's fields but its text, as the API has them. */
static enum err fields_of(const struct import_text *in, const char *title, struct buf *json)
{
	struct json_writer w;

	json_init(&w, json);
	json_open_object(&w);
	json_key(&w, "title");
	json_cstr(&w, title);
	if (in->metadata)
		put_metadata(&w, in->metadata);
	json_close_object(&w);
	return json_finish(&w);
}

static enum err queue(struct import *import, const struct import_text *in, const char *text)
{
	struct buf *json = arena_alloc(import->batch, sizeof(*json));

	arena_defer(import->batch, buf_release, json);
	TRY(fields_of(in, title_of(import, in, text), json));
	db_send(import->tx, Q_STATEMENT_ADD, DB_ARGS(db_text(text), db_text(json->data)));
	import->places[import->queued++] = arena_strdup(import->batch, in->place);
	return OK;
}

enum err import_text(struct import *import, const struct import_text *in)
{
	struct text_door door = { .given = in->bytes, .given_len = in->len,
				  .max = import->text_max };

	import->refused = in->place;
	TRY(text_door(import->batch, &door, import->tx->fault));
	import->refused = NULL;
	TRY(queue(import, in, door.text));
	crypto_hash_sha256_update(&import->hash, (const unsigned char *)in->bytes, in->len);
	import->bytes += door.len;
	if (import->queued == IMPORT_BATCH || import->bytes >= BATCH_BYTES)
		return send_batch(import);
	return OK;
}

static enum err send_note(struct import *import)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	struct db_row row;

	crypto_hash_sha256_final(&import->hash, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	db_send(import->tx, Q_ACT_NOTE, DB_ARGS(db_text(arena_printf(import->batch,
		"{\"format\":\"txt\",\"sha256\":\"%s\",\"statements\":%lld}", hex,
		(long long)import->count))));
	return db_row(import->tx, &row);
}

enum err import_end(struct import *import)
{
	enum err err = send_batch(import);

	if (err == OK)
		err = send_note(import);
	import->tx->arena = import->home;
	return err;
}
