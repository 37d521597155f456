/* token.c: the API tokens of whoever asks. */
#include "store/token.h"

#include <stddef.h>
#include <string.h>

#include "base/random.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

/* By this whoever finds one knows what it opens. */
#define PREFIX "postil_"

static const struct field fields[] = {
	{ "label", FIELD_TEXT, 200, offsetof(struct token_new, label), true },
	{ "scope", FIELD_TEXT, 20, offsetof(struct token_new, scope), true },
	{ "project", FIELD_SLUG, 80, offsetof(struct token_new, project), false },
	{ "expires", FIELD_DATE, 10, offsetof(struct token_new, expires), false },
	{ 0 },
};

/* GET /api/account/tokens */
enum err web_token_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, token_list(rq->tx, page, &json), &page, &json);
}

/* The only time that it is shown. */
static void answer_token(struct request *rq, const struct item *item, const char *token)
{
	reply_json(rq, 201, arena_printf(rq->arena, "%.*s,\"token\":\"%s\"}",
					 (int)strlen(item->json) - 1, item->json, token));
}

/* POST /api/account/tokens  {"label": …, "scope": …, "project": …, "expires": …} */
enum err web_token_create(struct request *rq)
{
	struct token_new new = { 0 };
	char random[RANDOM_TOKEN_SIZE];
	const char *token;
	struct item item;

	TRY(fields_read(rq, fields, &new));
	if (new.expires && strlen(new.expires) != strlen("2027-01-31"))
		return fault_set(&rq->fault, ERR_INVALID, "bad_expiry", "expires");
	random_token(random);
	token = arena_printf(rq->arena, PREFIX "%s", random);
	new.token_hash = token_hash(rq->arena, token);
	TRY(token_create(rq->tx, &new, &item));
	answer_token(rq, &item, token);
	return OK;
}

/* DELETE /api/account/tokens/{id} */
enum err web_token_revoke(struct request *rq)
{
	int64_t id;

	TRY(path_id(rq, "id", "token", &id));
	TRY(token_revoke(rq->tx, id));
	reply_empty(rq, 204);
	return OK;
}
