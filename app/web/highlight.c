/* highlight.c: the passages that members marked. */
#include "store/highlight.h"

#include <stddef.h>

#include "http/etag.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

enum { ID_MOST_BITS = 53, NOTE_MOST = 20000 };

#define ID_MOST (INT64_C(1) << ID_MOST_BITS)
#define PUT(member) offsetof(struct highlight_new, member)
#define PATCH(member) offsetof(struct highlight_patch, member)

static const struct field put_fields[] = {
	{ "statement", FIELD_INT, ID_MOST, PUT(statement), true },
	{ "start", FIELD_INT, INT32_MAX, PUT(start), true },
	{ "end", FIELD_INT, INT32_MAX, PUT(end), true },
	{ "quote", FIELD_TEXT, 0, PUT(quote), false },
	{ "note", FIELD_TEXT, NOTE_MOST, PUT(note), false },
	{ "actor", FIELD_ACTOR, 200, PUT(actor), false },
	{ "taggings", FIELD_TAGGINGS, 0, PUT(taggings), true },
	{ 0 },
};

static const struct field patch_fields[] = {
	{ "start", FIELD_INT, INT32_MAX, PATCH(start), false },
	{ "end", FIELD_INT, INT32_MAX, PATCH(end), false },
	{ "quote", FIELD_TEXT, 0, PATCH(quote), false },
	{ "note", FIELD_TEXT, NOTE_MOST, PATCH(note), false },
	{ "actor", FIELD_ACTOR, 200, PATCH(actor), false },
	{ "taggings", FIELD_TAGGINGS, 0, PATCH(taggings), false },
	{ 0 },
};

/* PUT /api/projects/{slug}/highlights/{id}  {"statement": 3, "start": 10, "end": 24, …} */
enum err web_highlight_put(struct request *rq)
{
	struct highlight_new new = { 0 };
	struct item item;

	TRY(etag_if_match(rq, &new.revision));
	TRY(path_uuid(rq, ERR_INVALID, "bad_uuid", &new.id));
	TRY(fields_read(rq, put_fields, &new));
	TRY(highlight_put(rq->tx, &new, &item));
	return answer_item(rq, &item);
}

/* GET /api/projects/{slug}/highlights/{id} */
enum err web_highlight_get(struct request *rq)
{
	struct item item;
	const char *id;

	TRY(path_uuid(rq, ERR_NOT_FOUND, "highlight", &id));
	TRY(highlight_get(rq->tx, id, &item));
	return answer_item(rq, &item);
}

/* PATCH /api/projects/{slug}/highlights/{id}  {"note": …} */
enum err web_highlight_patch(struct request *rq)
{
	struct highlight_patch patch = { .start = -1, .end = -1 };
	struct item item;

	TRY(etag_required(rq, &patch.revision));
	TRY(fields_read(rq, patch_fields, &patch));
	TRY(path_uuid(rq, ERR_NOT_FOUND, "highlight", &patch.id));
	TRY(highlight_patch(rq->tx, &patch, &item));
	return answer_item(rq, &item);
}

/* DELETE /api/projects/{slug}/highlights/{id} */
enum err web_highlight_delete(struct request *rq)
{
	struct item item;
	int64_t revision;
	const char *id;

	TRY(etag_required(rq, &revision));
	TRY(path_uuid(rq, ERR_NOT_FOUND, "highlight", &id));
	TRY(highlight_delete(rq->tx, id, revision, &item));
	reply_empty(rq, 204);
	reply_etag(rq, item.revision);
	reply_action(rq, item.action);
	return OK;
}
