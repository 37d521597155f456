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

#define PATCH(member) offsetof(struct statement_patch, member)

static const struct field patch_fields[] = {
	{ "title", FIELD_TEXT, 1000, PATCH(facts.title), false },
	{ "language", FIELD_LANGUAGE, 80, PATCH(facts.language), false },
	{ "date", FIELD_DATE, 10, PATCH(facts.date), false },
	{ "speaker", FIELD_ACTOR, 200, PATCH(facts.speaker), false },
	{ "delegation", FIELD_ACTOR, 200, PATCH(facts.delegation), false },
	{ "on_behalf_of", FIELD_ACTOR, 200, PATCH(facts.on_behalf_of), false },
	{ "place", FIELD_TEXT, 1000, PATCH(facts.place), false },
	{ "kind", FIELD_TEXT, 80, PATCH(facts.kind), false },
	{ "forum", FIELD_TEXT, 1000, PATCH(facts.forum), false },
	{ "meeting", FIELD_TEXT, 1000, PATCH(facts.meeting), false },
	{ "agenda_item", FIELD_TEXT, 1000, PATCH(facts.agenda_item), false },
	{ "symbol", FIELD_TEXT, 1000, PATCH(facts.symbol), false },
	{ "publisher", FIELD_TEXT, 1000, PATCH(facts.publisher), false },
	{ "source_url", FIELD_URL, 2000, PATCH(facts.source_url), false },
	{ "accessed_on", FIELD_DATE, 10, PATCH(facts.accessed_on), false },
	{ "licence", FIELD_TEXT, 1000, PATCH(facts.licence), false },
	{ "meta", FIELD_OBJECT, 1048576, PATCH(facts.meta), false },
	{ "state", FIELD_TEXT, 80, PATCH(state), false },
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

#define FILTER(member) offsetof(struct statement_filter, member)

static const struct { const char *name; size_t offset; } filters[] = {
	{ "q", FILTER(q) },
	{ "speaker", FILTER(speaker) },
	{ "delegation", FILTER(delegation) },
	{ "tag", FILTER(tag) },
	{ "stance", FILTER(stance) },
	{ "from", FILTER(from) },
	{ "to", FILTER(to) },
	{ "state", FILTER(state) },
};

/* Is anything asked at all? */
static bool filter_read(const struct request *rq, struct statement_filter *filter)
{
	bool any = false;

	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		const char *value = query_get(rq, filters[i].name);

		*(const char **)((char *)filter + filters[i].offset) = value;
		any = any || value;
	}
	return any;
}

/* GET /api/projects/{slug}/statements?q=…&tag=… */
enum err web_statement_list(struct request *rq)
{
	struct statement_filter filter;
	struct page page = { 0 };
	const char *json = NULL;
	enum err err;

	TRY(query_page(rq, &page));
	if (filter_read(rq, &filter))
		err = statement_find(rq->tx, page, &filter, &json);
	else
		err = statement_list(rq->tx, page, &json);
	return answer_list(rq, err, &page, &json);
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

/* "" is no value of a text that has a form, but here it says that there is none any more. */
static void keep_emptied(struct request *rq, struct statement_patch *patch)
{
	for (const struct field *field = patch_fields; field->name; field++) {
		bool form = field->kind == FIELD_DATE || field->kind == FIELD_URL ||
			    field->kind == FIELD_LANGUAGE;
		const char **into = (const char **)((char *)patch + field->offset);

		if (form && !*into && field_given(rq, field->name))
			*into = "";
	}
}

static enum err patch_read(struct request *rq, struct statement_patch *patch)
{
	TRY(fields_read(rq, patch_fields, patch));
	keep_emptied(rq, patch);
	if (patch->facts.title && !*patch->facts.title)
		return fault_set(&rq->fault, ERR_INVALID, "empty", "title");
	return OK;
}

/* PATCH /api/projects/{slug}/statements/{id}  {"title": …, "state": "done"} */
enum err web_statement_patch(struct request *rq)
{
	struct statement_patch patch = { 0 };
	struct item item;

	TRY(etag_required(rq, &patch.revision));
	TRY(patch_read(rq, &patch));
	TRY(path_id(rq, "id", "statement", &patch.id));
	TRY(statement_patch(rq->tx, &patch, &item));
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
