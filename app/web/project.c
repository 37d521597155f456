/* project.c: projects and their members. */
#include "store/project.h"

#include <stddef.h>

#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

static const struct field fields[] = {
	{ "slug", FIELD_SLUG, 80, offsetof(struct project_new, slug), true },
	{ "title", FIELD_TEXT, 1000, offsetof(struct project_new, title), true },
	{ "description", FIELD_TEXT, 20000, offsetof(struct project_new, description), false },
	{ "language", FIELD_LANGUAGE, 80, offsetof(struct project_new, language), false },
	{ "settings", FIELD_OBJECT, 65536, offsetof(struct project_new, settings), false },
	{ 0 },
};

/* POST /api/projects  {"slug": …, "title": …} */
enum err web_project_create(struct request *rq)
{
	struct project_new new = { 0 };
	struct item item;

	TRY(fields_read(rq, fields, &new));
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

/* GET /api/projects/{slug}/members */
enum err web_member_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, member_list(rq->tx, page, &json), &page, &json);
}
