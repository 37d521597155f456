/* trash.c: what is deleted, and its end. */
#include "store/trash.h"

#include "web/answer.h"
#include "web/handlers.h"

/* GET /api/projects/{slug}/trash */
enum err web_trash_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, trash_list(rq->tx, page, &json), &page, &json);
}

/* DELETE /api/projects/{slug}/trash */
enum err web_trash_purge(struct request *rq)
{
	TRY(trash_purge_all(rq->tx));
	reply_empty(rq, 204);
	return OK;
}

/* DELETE /api/projects/{slug}/trash/statements/{id} */
enum err web_trash_purge_statement(struct request *rq)
{
	int64_t id;

	TRY(path_id(rq, "id", "statement", &id));
	TRY(trash_purge_statement(rq->tx, id));
	reply_empty(rq, 204);
	return OK;
}

/* DELETE /api/projects/{slug}/trash/highlights/{id} */
enum err web_trash_purge_highlight(struct request *rq)
{
	const char *id;

	TRY(path_uuid(rq, ERR_NOT_FOUND, "highlight", &id));
	TRY(trash_purge_highlight(rq->tx, id));
	reply_empty(rq, 204);
	return OK;
}
