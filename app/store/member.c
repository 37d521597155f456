/* member.c: who belongs to a project. */
#include "store/member.h"

#include "read.h"

enum err member_list(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_MEMBER_LIST, page);
	return read_page(tx, page, json);
}

enum err member_add(struct tx *tx, const char *login, const char *role, struct item *item)
{
	db_send(tx, Q_MEMBER_ADD, DB_ARGS(db_text(login), db_text(role)));
	db_send(tx, Q_MEMBER_NAMED, DB_ARGS(db_text(login)));
	return read_written(tx, "id", item);
}

static void send_change(struct tx *tx, int64_t id, const char *role)
{
	db_do(tx, Q_MEMBER_CHANGE, DB_ARGS(db_int(tx, id), db_text(role)));
}

enum err member_change(struct tx *tx, int64_t id, const char *role, struct item *item)
{
	send_change(tx, id, role);
	db_send(tx, Q_MEMBER_GET, DB_ARGS(db_int(tx, id)));
	return read_item(tx, "id", item);
}

enum err member_remove(struct tx *tx, int64_t id)
{
	send_change(tx, id, NULL);
	return OK;
}

enum err member_join(struct tx *tx, const char *slug, const char *role, struct item *item)
{
	db_send(tx, Q_PROJECT_JOIN, DB_ARGS(db_text(slug), db_text(role)));
	db_send(tx, Q_MEMBER_HERE, DB_NONE);
	return read_written(tx, "id", item);
}
