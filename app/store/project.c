/* project.c: a project as a whole. */
#include "store/project.h"

#include "read.h"

enum err project_create(struct tx *tx, const struct project_new *new, struct item *item)
{
	db_do(tx, Q_PROJECT_CREATE, DB_ARGS(db_text(new->slug), db_text(new->title),
					    db_text(new->description), db_text(new->language),
					    db_text(new->settings)));
	db_send(tx, Q_PROJECT_GET, DB_NONE);
	return read_made(tx, "slug", item);
}

static struct db_arg archived_arg(const struct project_patch *patch)
{
	return patch->archive_given ? db_bool(patch->archived) : db_text(NULL);
}

enum err project_change(struct tx *tx, const struct project_patch *patch, struct item *item)
{
	db_send(tx, Q_PROJECT_CHANGE,
		DB_ARGS(db_int(tx, patch->revision), db_text(patch->title),
			db_text(patch->description), db_text(patch->language),
			db_text(patch->settings), archived_arg(patch)));
	db_send(tx, Q_PROJECT_GET, DB_NONE);
	return read_written(tx, "slug", item);
}

enum err project_purge(struct tx *tx, int64_t revision)
{
	struct item item;

	db_send(tx, Q_PROJECT_PURGE, DB_ARGS(db_int(tx, revision)));
	db_send(tx, Q_PROJECT_GET, DB_NONE);
	return read_gone(tx, "purged", "slug", &item);
}

enum err project_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_PROJECT_LIST, page);
	return read_page(tx, page, json);
}

enum err project_get(struct tx *tx, struct item *item)
{
	db_send(tx, Q_PROJECT_GET, DB_NONE);
	return read_item(tx, "slug", item);
}
