/* project.c: a project as a whole. */
#include "store/project.h"

#include <stddef.h>

#include "http/etag.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

static const struct field new_fields[] = {
	{ "slug", FIELD_SLUG, 80, offsetof(struct project_new, slug), true },
	{ "title", FIELD_TEXT, 1000, offsetof(struct project_new, title), true },
	{ "description", FIELD_TEXT, 20000, offsetof(struct project_new, description), false },
	{ "language", FIELD_LANGUAGE, 80, offsetof(struct project_new, language), false },
	{ "settings", FIELD_OBJECT, 65536, offsetof(struct project_new, settings), false },
	{ 0 },
};

static const struct field patch_fields[] = {
	{ "title", FIELD_TEXT, 1000, offsetof(struct project_patch, title), false },
	{ "description", FIELD_TEXT, 20000, offsetof(struct project_patch, description), false },
	{ "language", FIELD_LANGUAGE, 80, offsetof(struct project_patch, language), false },
	{ "settings", FIELD_OBJECT, 65536, offsetof(struct project_patch, settings), false },
	{ "archived", FIELD_BOOL, 0, offsetof(struct project_patch, archived), false },
	{ 0 },
};

/* POST /api/projects  {"slug": …, "title": …} */
enum err web_project_create(struct request *rq)
{
	struct project_new new = { 0 };
	struct item item;

	TRY(fields_read(rq, new_fields, &new));
	TRY(project_create(rq->tx, &new, &item));
	return answer_item(rq, &item);
}

/* GET /api/projects */
enum err web_project_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, project_list(rq->tx, page, &json), &page, &json);
}

/* GET /api/projects/{slug} */
enum err web_project_get(struct request *rq)
{
	struct item item;

	TRY(project_get(rq->tx, &item));
	return answer_item(rq, &item);
}

/* What "" means depends: no language, but a title there must be. */
static enum err patch_read(struct request *rq, struct project_patch *patch)
{
	TRY(fields_read(rq, patch_fields, patch));
	patch->archive_given = field_given(rq, "archived");
	if (field_given(rq, "language") && !patch->language)
		patch->language = "";
	if (patch->title && !*patch->title)
		return fault_set(&rq->fault, ERR_INVALID, "empty", "title");
	return OK;
}

/* PATCH /api/projects/{slug}  {"title": …, "archived": true} */
enum err web_project_patch(struct request *rq)
{
	struct project_patch patch = { 0 };
	struct item item;

	TRY(etag_required(rq, &patch.revision));
	TRY(patch_read(rq, &patch));
	TRY(project_change(rq->tx, &patch, &item));
	return answer_item(rq, &item);
}

/* DELETE /api/projects/{slug} */
enum err web_project_delete(struct request *rq)
{
	int64_t revision;

	TRY(etag_required(rq, &revision));
	TRY(project_purge(rq->tx, revision));
	reply_empty(rq, 204);
	return OK;
}
