/* action.c: history, read. */
#include "store/action.h"

#include "read.h"

enum err action_list(struct tx *tx, struct page page, int64_t after, const char **json)
{
	send_page_of(tx, Q_ACTION_LIST, page, db_int(tx, after));
	return read_page(tx, page, json);
}
