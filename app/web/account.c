/* account.c: accounts, for site admins. */
#include <stddef.h>

#include "store/account.h"
#include "store/password.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/handlers.h"

struct account_body {
	struct account_new new;
	const char *password;
};

static const struct field fields[] = {
	{ "login", FIELD_TEXT, 80, offsetof(struct account_body, new.login), true },
	{ "name", FIELD_TEXT, 200, offsetof(struct account_body, new.name), true },
	{ "password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct account_body, password), true },
	{ "is_admin", FIELD_BOOL, 0, offsetof(struct account_body, new.is_admin), false },
	{ 0 },
};

/* POST /api/accounts  {"login": …, "name": …, "password": …} */
enum err web_account_create(struct request *rq)
{
	struct account_body in = { 0 };
	struct item item;

	TRY(fields_read(rq, fields, &in));
	TRY(password_check(&rq->fault, in.password));
	in.new.password_hash = password_hash(rq->arena, in.password);
	TRY(account_create(rq->tx, &in.new, &item));
	reply_json(rq, 201, item.json);
	return OK;
}

/* GET /api/accounts */
enum err web_account_list(struct request *rq)
{
	struct page page = { 0 };
	const char *json = NULL;

	TRY(query_page(rq, &page));
	return answer_list(rq, account_list(rq->tx, page, &json), &page, &json);
}
