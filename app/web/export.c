/* export.c: a project as a download. */
#include "task/export.h"

#include "http/query.h"
#include "store/project.h"
#include "web/handlers.h"

static enum err begin(void *ctx, const struct format *format)
{
	struct request *rq = ctx;

	reply_stream(rq, format->media_type,
		     arena_printf(rq->arena, "%s.%s", request_param(rq, "slug"), format->extension));
	return OK;
}

static enum err write_piece(void *ctx, const char *bytes, size_t n)
{
	return reply_write(ctx, bytes, n);
}

/* HEAD: the guard decides, and nothing is read. */
static enum err begin_only(struct request *rq, const struct format *format)
{
	struct item project;

	TRY(project_get(rq->tx, &project));
	return begin(rq, format);
}

/* GET /api/projects/{slug}/export?format=… */
enum err web_export(struct request *rq)
{
	const struct format *format = format_find(query_get(rq, "format"));
	const struct export_sink sink = { begin, write_piece, rq };

	if (!format)
		return fault_set(&rq->fault, ERR_INVALID, "format", "format");
	if (rq->method == METHOD_HEAD)
		return begin_only(rq, format);
	return export_project(rq->tx, format, &sink);
}
