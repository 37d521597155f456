/* actor.c: who speaks or holds a position. */
#include "store/actor.h"

#include "read.h"

enum err actor_list(struct tx *tx, struct page page, const char *words, const char **json)
{
	if (words)
		send_page_of(tx, Q_ACTOR_SEARCH, page, db_text(words));
	else
		send_page(tx, Q_ACTOR_LIST, page);
	return read_page(tx, page, json);
}
