/* site.c: the site as a whole, for its admins. */
#include "store/site.h"

#include "web/answer.h"
#include "web/handlers.h"

/* GET /api/site */
enum err web_site_get(struct request *rq)
{
	struct json_writer *w = json_start(rq->tx);
	const char *json;

	site_send(rq->tx);
	TRY(site_write(rq->tx, w));
	TRY(json_done(w, &json));
	reply_json(rq, 200, json);
	return OK;
}

/* GET /api/site/projects */
enum err web_site_projects(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, site_projects(rq->tx, page, &json), &page, &json);
}
