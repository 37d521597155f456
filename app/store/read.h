/*
 * read.h: what most functions of store end with: an item, or a page of a list.
 */
#ifndef STORE_READ_H
#define STORE_READ_H

#include "db/tx.h"
#include "store/item.h"

/* The next query's one row.  key: the column that names it. */
enum err read_item(struct tx *, const char *key, struct item *) MUST_CHECK;
/* The same of what was just made: outcome `created`. */
enum err read_made(struct tx *, const char *key, struct item *) MUST_CHECK;

/*
 * A write that answers with _outcome, and behind it the item as it then stands.  A wish
 * that did not fit is refused, with that item in fault->current.
 */
enum err read_written(struct tx *, const char *key, struct item *) MUST_CHECK;

/*
 * The same where nothing is behind the outcome `gone`.  The item has then no more than the
 * _revision that it went with, if the query tells one.
 */
enum err read_gone(struct tx *, const char *gone, const char *key, struct item *) MUST_CHECK;

/* $1 limit + 1, $2 cursor. */
void send_page(struct tx *, enum query, struct page);
/* The same, and a third parameter of the query's own. */
void send_page_of(struct tx *, enum query, struct page, struct db_arg third);
enum err read_page(struct tx *, struct page, const char **json) MUST_CHECK;

/* A deed that answers with _found alone: ERR_NOT_FOUND noun where that is false. */
enum err read_found(struct tx *, const char *noun) MUST_CHECK;
/* ERR_TOO_MANY when the row says to wait. */
enum err read_wait(struct tx *, const struct db_row *) MUST_CHECK;

#endif
