/* codebook.c: tags and stances. */
#include "store/codebook.h"

#include <stddef.h>

#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

static const struct field fields[] = {
	{ "key", FIELD_SLUG, 80, offsetof(struct tag_new, key), true },
	{ "label", FIELD_TEXT, 200, offsetof(struct tag_new, label), true },
	{ "parent", FIELD_SLUG, 80, offsetof(struct tag_new, parent), false },
	{ "color", FIELD_COLOR, 7, offsetof(struct tag_new, color), false },
	{ "definition", FIELD_TEXT, 20000, offsetof(struct tag_new, definition), false },
	{ "example", FIELD_TEXT, 20000, offsetof(struct tag_new, example), false },
	{ "position", FIELD_INT, INT32_MAX, offsetof(struct tag_new, position), false },
	{ 0 },
};

/* POST /api/projects/{slug}/tags  {"key": …, "label": …, "parent": …} */
enum err web_tag_create(struct request *rq)
{
	struct tag_new new = { .position = -1 };
	struct item item;

	TRY(fields_read(rq, fields, &new));
	TRY(tag_create(rq->tx, &new, &item));
	return answer_item(rq, &item);
}

/* GET /api/projects/{slug}/tags */
enum err web_tag_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, tag_list(rq->tx, page, &json), &page, &json);
}

/* GET /api/projects/{slug}/stances */
enum err web_stance_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, stance_list(rq->tx, page, &json), &page, &json);
}
