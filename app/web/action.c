/* action.c: what was done, in words, and taking it back. */
#include "store/action.h"

#include "http/query.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

/* GET /api/projects/{slug}/actions?member=…&kind=…&statement=… */
enum err web_action_list(struct request *rq)
{
	struct action_filter filter = { .member = -1, .statement = -1 };
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	TRY(query_number(rq, "member", &filter.member));
	TRY(query_number(rq, "statement", &filter.statement));
	filter.kind = query_get(rq, "kind");
	return answer_list(rq, action_recent(rq->tx, page, &filter, &json), &page, &json);
}

/* POST /api/projects/{slug}/actions/{number}/undo */
enum err web_action_undo(struct request *rq)
{
	static const struct field none[] = { { 0 } };
	const char *json;
	int64_t number;

	TRY(path_id(rq, "number", "action", &number));
	if (rq->json)
		TRY(fields_read(rq, none, NULL));
	TRY(action_undo(rq->tx, number, &json));
	reply_json(rq, 200, json);
	return OK;
}
