/* codebook.c: tags and stances. */
#include "store/codebook.h"

#include "read.h"

enum err tag_create(struct tx *tx, const struct tag_new *new, struct item *item)
{
	db_send(tx, Q_TAG_CREATE,
		DB_ARGS(db_text(new->key), db_text(new->label), db_text(new->parent),
			db_text(new->color), db_text(new->definition), db_text(new->example),
			db_int_or_null(tx, new->position, -1)));
	db_send(tx, Q_TAG_GET, DB_ARGS(db_text(new->key)));
	return read_written(tx, "key", item);
}

enum err tag_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_TAG_LIST, page);
	return read_page(tx, page, json);
}

enum err stance_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_STANCE_LIST, page);
	return read_page(tx, page, json);
}

enum err tag_import(struct tx *tx, const char *tags, int64_t *added)
{
	struct db_row row;

	db_send(tx, Q_CODEBOOK_ADD, DB_ARGS(db_text(tags)));
	TRY(db_row(tx, &row));
	*added = db_number(&row, "made");
	return OK;
}
