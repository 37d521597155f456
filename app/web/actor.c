/* actor.c: who speaks or holds a position. */
#include "store/actor.h"

#include "http/query.h"
#include "web/answer.h"
#include "web/handlers.h"

/* GET /api/projects/{slug}/actors?q=… */
enum err web_actor_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, actor_list(rq->tx, page, query_get(rq, "q"), &json), &page, &json);
}
