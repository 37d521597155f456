/* project.c: projects and their members. */
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

enum err member_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_MEMBER_LIST, page);
	return read_page(tx, page, json);
}
