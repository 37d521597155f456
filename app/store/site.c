/* site.c: the site as a whole. */
#include "store/site.h"

#include "base/version.h"
#include "read.h"

void site_send(struct tx *tx)
{
	db_send(tx, Q_SITE_FACTS, DB_NONE);
}

enum err site_write(struct tx *tx, struct json_writer *w)
{
	json_key(w, "version");
	json_cstr(w, POSTIL_VERSION);
	return db_columns(tx, w);
}

enum err site_projects(struct tx *tx, struct page page, const char **json)
{
	send_page(tx, Q_SITE_PROJECTS, page);
	return read_page(tx, page, json);
}
