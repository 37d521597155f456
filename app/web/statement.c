/* statement.c: the documents. */
#include "store/statement.h"

#include <stddef.h>

#include "http/etag.h"
#include "http/query.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

#define AT(member) offsetof(struct statement_new, member)

static const struct field fields[] = {
	{ "title", FIELD_TEXT, 1000, AT(title), true },
	{ "text", FIELD_BODY, 0, AT(text), true },
	{ "language", FIELD_LANGUAGE, 80, AT(language), false },
	{ "date", FIELD_DATE, 10, AT(date), false },
	{ "speaker", FIELD_ACTOR, 200, AT(speaker), false },
	{ "delegation", FIELD_ACTOR, 200, AT(delegation), false },
	{ "on_behalf_of", FIELD_ACTOR, 200, AT(on_behalf_of), false },
	{ "place", FIELD_TEXT, 1000, AT(place), false },
	{ "kind", FIELD_TEXT, 80, AT(kind), false },
	{ "forum", FIELD_TEXT, 1000, AT(forum), false },
	{ "meeting", FIELD_TEXT, 1000, AT(meeting), false },
	{ "agenda_item", FIELD_TEXT, 1000, AT(agenda_item), false },
	{ "symbol", FIELD_TEXT, 1000, AT(symbol), false },
	{ "publisher", FIELD_TEXT, 1000, AT(publisher), false },
	{ "source_url", FIELD_URL, 2000, AT(source_url), false },
	{ "accessed_on", FIELD_DATE, 10, AT(accessed_on), false },
	{ "licence", FIELD_TEXT, 1000, AT(licence), false },
	{ "meta", FIELD_OBJECT, 1048576, AT(meta), false },
	{ 0 },
};

/* POST /api/projects/{slug}/statements  {"title": …, "text": …, …} */
enum err web_statement_create(struct request *rq)
{
	struct statement_new new = { 0 };
	struct item item;

	TRY(fields_read(rq, fields, &new));
	TRY(statement_create(rq->tx, &new, &item));
	return answer_item(rq, &item);
}

/* GET /api/projects/{slug}/statements?q=… */
enum err web_statement_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, statement_list(rq->tx, page, query_get(rq, "q"), &json),
			   &page, &json);
}

/* GET /api/projects/{slug}/statements/{id} */
enum err web_statement_get(struct request *rq)
{
	struct item item;
	int64_t id;

	TRY(path_id(rq, "id", "statement", &id));
	TRY(statement_get(rq->tx, id, &item));
	return answer_item(rq, &item);
}

/* DELETE /api/projects/{slug}/statements/{id} */
enum err web_statement_delete(struct request *rq)
{
	struct item item;
	int64_t revision, id;

	TRY(etag_required(rq, &revision));
	TRY(path_id(rq, "id", "statement", &id));
	TRY(statement_delete(rq->tx, id, revision, &item));
	reply_empty(rq, 204);
	reply_etag(rq, item.revision);
	reply_action(rq, item.action);
	return OK;
}
