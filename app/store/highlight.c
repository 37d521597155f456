/* highlight.c: putting, changing, deleting and reading a highlight. */
#include "store/highlight.h"

#include "read.h"

/* Behind the write that was sent: the row as it then stands. */
static enum err read_state(struct tx *tx, const char *id, struct item *item)
{
	db_send(tx, Q_HIGHLIGHT_STATE, DB_ARGS(db_text(id)));
	tx->noun = "highlight";
	return read_written(tx, "id", item);
}

static struct db_arg revision_arg(struct tx *tx, int64_t revision)
{
	return db_int_or_null(tx, revision, 0);
}

enum err highlight_put(struct tx *tx, const struct highlight_new *new, struct item *item)
{
	db_send(tx, Q_HIGHLIGHT_PUT,
		DB_ARGS(db_text(new->id), revision_arg(tx, new->revision),
			db_int(tx, new->statement), db_int(tx, new->start),
			db_int(tx, new->end), db_text(new->quote), db_text(new->note),
			db_int_or_null(tx, new->actor.id, 0), db_text(new->actor.name),
			db_text(new->taggings ? new->taggings : "[]")));
	return read_state(tx, new->id, item);
}

enum err highlight_patch(struct tx *tx, const struct highlight_patch *patch, struct item *item)
{
	db_send(tx, Q_HIGHLIGHT_PATCH,
		DB_ARGS(db_text(patch->id), revision_arg(tx, patch->revision),
			db_int_or_null(tx, patch->start, -1), db_int_or_null(tx, patch->end, -1),
			db_text(patch->quote), db_text(patch->note),
			db_int_or_null(tx, patch->actor.id, 0), db_text(patch->actor.name),
			db_text(patch->taggings)));
	return read_state(tx, patch->id, item);
}

enum err highlight_delete(struct tx *tx, const char *id, int64_t revision, struct item *item)
{
	db_send(tx, Q_HIGHLIGHT_DELETE, DB_ARGS(db_text(id), revision_arg(tx, revision)));
	return read_state(tx, id, item);
}

enum err highlight_get(struct tx *tx, const char *id, struct item *item)
{
	db_send(tx, Q_HIGHLIGHT_GET, DB_ARGS(db_text(id)));
	tx->noun = "highlight";
	return read_item(tx, "id", item);
}
