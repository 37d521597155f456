/* left.c: paragraphs that were read and left uncoded on purpose. */
#include "store/left.h"

#include <stddef.h>
#include <string.h>

#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

static const struct field put_fields[] = {
	{ "end", FIELD_INT, INT32_MAX, offsetof(struct paragraph, end), true },
	{ 0 },
};

static enum err paragraph_read(struct request *rq, struct paragraph *on)
{
	TRY(path_id(rq, "id", "statement", &on->statement));
	return path_offset(rq, "start", "paragraph", &on->start);
}

/* PUT /api/projects/{slug}/statements/{id}/left_uncoded/{start}  {"end": 240} */
enum err web_left_put(struct request *rq)
{
	struct paragraph on = { 0 };
	struct item item;

	TRY(fields_read(rq, put_fields, &on));
	TRY(paragraph_read(rq, &on));
	TRY(left_put(rq->tx, &on, &item));
	if (strcmp(item.outcome, "created") == 0)
		return answer_created(rq, &item, rq->path);
	reply_json(rq, 200, item.json);
	return OK;
}

/* DELETE /api/projects/{slug}/statements/{id}/left_uncoded/{start} */
enum err web_left_delete(struct request *rq)
{
	struct paragraph on = { 0 };
	struct item item;

	TRY(paragraph_read(rq, &on));
	TRY(left_delete(rq->tx, &on, &item));
	reply_empty(rq, 204);
	reply_action(rq, item.action);
	return OK;
}
