/* import.c: a file into a project. */
#include "base/config.h"
#include "http/query.h"
#include "task/import_file.h"
#include "web/handlers.h"
#include "web/upload.h"

static const char *report_json(struct request *rq, const struct import_report *report, bool dry)
{
	return arena_printf(rq->arena,
			    "{\"format\":\"%s\",\"dry_run\":%s,\"sha256\":\"%s\","
			    "\"statements\":%lld,\"tags\":%lld}",
			    report->format, dry ? "true" : "false", report->sha256,
			    (long long)report->statements, (long long)report->tags);
}

/* POST /api/projects/{slug}/import?format=…&dry_run=1  a file, or multipart with one */
enum err web_import(struct request *rq)
{
	const struct import_file file = {
		.bytes = rq->body,
		.len = rq->body_len,
		.name = rq->file_name,
		.cut = rq->body_len > upload_most(rq->config),
		.text_max = (size_t)rq->config->text_max,
	};
	struct import_report report;
	bool dry = false, wait = true;

	TRY(query_flag(rq, "dry_run", &dry));
	TRY(query_flag(rq, "wait", &wait));
	TRY(import_file(rq->tx, &file, query_get(rq, "format"), &report));
	reply_json(rq, 200, report_json(rq, &report, dry));
	if (dry)
		tx_end(rq->tx);		/* undone */
	return OK;
}
