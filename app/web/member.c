/* member.c: who belongs to a project. */
#include "store/member.h"

#include <stddef.h>

#include "http/percent.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

struct member_body {
	const char *login, *role;
};

static const struct field new_fields[] = {
	{ "login", FIELD_TEXT, 80, offsetof(struct member_body, login), true },
	{ "role", FIELD_TEXT, 0, offsetof(struct member_body, role), true },
	{ 0 },
};

static const struct field role_fields[] = {
	{ "role", FIELD_TEXT, 0, offsetof(struct member_body, role), true },
	{ 0 },
};

/* GET /api/projects/{slug}/members */
enum err web_member_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, member_list(rq->tx, page, &json), &page, &json);
}

static enum err answer_member(struct request *rq, const struct item *item)
{
	const char *slug = percent_encode(rq->arena, request_param(rq, "slug"));

	return answer_created(rq, item, arena_printf(rq->arena, "/api/projects/%s/members/%s",
						     slug, item->key));
}

/* POST /api/projects/{slug}/members  {"login": …, "role": …} */
enum err web_member_add(struct request *rq)
{
	struct member_body in = { 0 };
	struct item item;

	TRY(fields_read(rq, new_fields, &in));
	TRY(member_add(rq->tx, in.login, in.role, &item));
	return answer_member(rq, &item);
}

/* PATCH /api/projects/{slug}/members/{id}  {"role": …} */
enum err web_member_patch(struct request *rq)
{
	struct member_body in = { 0 };
	struct item item;
	int64_t id;

	TRY(fields_read(rq, role_fields, &in));
	TRY(path_id(rq, "id", "member", &id));
	TRY(member_change(rq->tx, id, in.role, &item));
	reply_json(rq, 200, item.json);
	reply_action(rq, item.action);
	return OK;
}

/* DELETE /api/projects/{slug}/members/{id} */
enum err web_member_delete(struct request *rq)
{
	int64_t id;

	TRY(path_id(rq, "id", "member", &id));
	TRY(member_remove(rq->tx, id));
	reply_empty(rq, 204);
	return OK;
}

/* POST /api/site/projects/{slug}/join  {"role": …} */
enum err web_member_join(struct request *rq)
{
	struct member_body in = { 0 };
	struct item item;

	TRY(fields_read(rq, role_fields, &in));
	TRY(member_join(rq->tx, request_param(rq, "slug"), in.role, &item));
	return answer_member(rq, &item);
}
