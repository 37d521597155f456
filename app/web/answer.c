/* answer.c: path parameters in, items out. */
#include "web/answer.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "http/query.h"

enum { ID_DIGITS = 18 };

enum err path_id(struct request *rq, const char *name, const char *detail, int64_t *id)
{
	const char *text = request_param(rq, name);
	size_t digits = strspn(text, "0123456789");

	if (text[digits] || digits == 0 || digits > ID_DIGITS || *text == '0')
		return fault_set(&rq->fault, ERR_NOT_FOUND, detail, NULL);
	*id = strtoll(text, NULL, 10);
	return OK;
}

enum err path_offset(struct request *rq, const char *name, const char *detail, int64_t *offset)
{
	*offset = 0;
	if (strcmp(request_param(rq, name), "0") == 0)
		return OK;
	TRY(path_id(rq, name, detail, offset));
	if (*offset > INT32_MAX)
		return fault_set(&rq->fault, ERR_NOT_FOUND, detail, NULL);
	return OK;
}

static bool is_uuid(const char *text)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i = 0;

	if (strlen(text) != strlen(form))
		return false;
	while (form[i] && (form[i] == '-' ? text[i] == '-' : isxdigit((unsigned char)text[i])))
		i++;
	if (form[i])
		return false;
	return strspn(text, "0-") < i && strspn(text, "fF-") < i;
}

enum err path_uuid(struct request *rq, enum err err, const char *detail, const char **uuid)
{
	*uuid = request_param(rq, "id");
	if (!is_uuid(*uuid))
		return fault_set(&rq->fault, err, detail, err == ERR_INVALID ? "id" : NULL);
	return OK;
}

enum err query_page(struct request *rq, struct page *page)
{
	TRY(query_limit(rq, &page->limit));
	return query_cursor(rq, &page->cursor);
}

enum err answer_list(struct request *rq, enum err err, const struct page *page,
		     const char *const *json)
{
	if (err == ERR_INVALID && page->cursor && strcmp(rq->fault.detail, "data") == 0)
		return fault_set(&rq->fault, ERR_INVALID, "bad_cursor", "cursor");
	TRY(err);
	reply_json(rq, 200, *json);
	return OK;
}

enum err answer_created(struct request *rq, const struct item *item, const char *path)
{
	reply_json(rq, 201, item->json);
	reply_header(rq, "Location", path);
	reply_action(rq, item->action);
	return OK;
}

/* A POST makes its item below its own path, a PUT at it; a key has one way to be written. */
static const char *location(struct request *rq, const struct item *item)
{
	const char *end = strrchr(rq->path, '/');
	size_t folder = rq->method == METHOD_PUT ? (size_t)(end - rq->path) : strlen(rq->path);

	return arena_printf(rq->arena, "%.*s/%s", (int)folder, rq->path, item->key);
}

static enum err answer_made(struct request *rq, const struct item *item)
{
	TRY(answer_created(rq, item, location(rq, item)));
	reply_etag(rq, item->revision);
	return OK;
}

enum err answer_item(struct request *rq, const struct item *item)
{
	if (item->outcome && strcmp(item->outcome, "created") == 0)
		return answer_made(rq, item);
	reply_json(rq, 200, item->json);
	reply_action(rq, item->action);
	reply_etag(rq, item->revision);
	return OK;
}
