/*
 * site.h: what the site holds as a whole, for its admins: names and sizes, no contents.
 */
#ifndef STORE_SITE_H
#define STORE_SITE_H

#include "db/tx.h"
#include "store/item.h"

/* Queues the question, and writes the members of the answer into the open object. */
void site_send(struct tx *);
enum err site_write(struct tx *, struct json_writer *w) MUST_CHECK;

enum err site_projects(struct tx *, struct page, const char **json) MUST_CHECK;

#endif
