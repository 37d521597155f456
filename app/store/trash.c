/* trash.c: what is deleted, and what is gone for good. */
#include "store/trash.h"

#include "read.h"

enum err trash_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_TRASH_LIST, page);
	return read_page(tx, page, json);
}

static enum err purge(struct tx *tx, struct db_arg statement, struct db_arg highlight)
{
	struct db_row row;

	db_send(tx, Q_TRASH_PURGE, DB_ARGS(statement, highlight));
	return db_row(tx, &row);
}

enum err trash_purge_statement(struct tx *tx, int64_t id)
{
	return purge(tx, db_int(tx, id), db_text(NULL));
}

enum err trash_purge_highlight(struct tx *tx, const char *id)
{
	return purge(tx, db_text(NULL), db_text(id));
}

enum err trash_purge_all(struct tx *tx)
{
	return purge(tx, db_text(NULL), db_text(NULL));
}
