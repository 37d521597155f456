/* event.c: history, for readers who follow it by its numbers. */
#include "http/query.h"
#include "store/action.h"
#include "web/answer.h"
#include "web/handlers.h"

/* GET /api/projects/{slug}/events?after=… */
enum err web_event_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;
	int64_t after = 0;

	TRY(query_page(rq, &page));
	TRY(query_number(rq, "after", &after));
	return answer_list(rq, action_list(rq->tx, page, after, &json), &page, &json);
}
