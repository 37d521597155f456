/* health.c: for whoever watches the program. */
#include "db/tx.h"
#include "web/handlers.h"
#include "web/web.h"

/* GET /healthz: the process answers.  Asks nobody. */
enum err web_healthz(struct request *rq)
{
	reply_json(rq, 200, "{\"status\":\"ok\"}");
	return OK;
}

/* GET /readyz: the database answers, and its schema is ours. */
enum err web_readyz(struct request *rq)
{
	struct web *web = rq->app;
	struct json_writer *w;
	const char *json;

	TRY(tx_start(rq->tx, web->db, rq->arena, &rq->fault));
	db_send(rq->tx, Q_READY, DB_NONE);
	w = json_start(rq->tx);
	TRY(db_columns(rq->tx, w));
	TRY(json_done(w, &json));
	reply_json(rq, 200, json);
	return OK;
}
