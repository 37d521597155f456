/* account.c: accounts, for site admins; and one's own, for everybody. */
#include "store/account.h"

#include <stddef.h>

#include "http/cookie.h"
#include "store/password.h"
#include "store/token.h"
#include "web/answer.h"
#include "web/field.h"
#include "web/guard.h"
#include "web/handlers.h"
#include "web/proof.h"

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
	TRY(guard_pass(rq));		/* nobody else makes us hash */
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

/* "" is as good as absent where a field need not be given. */
static const char *text_or_null(const char *text)
{
	return text && *text ? text : NULL;
}

struct change_body {
	const char *name;
	bool is_admin, disabled;
};

static const struct field change_fields[] = {
	{ "name", FIELD_TEXT, 200, offsetof(struct change_body, name), false },
	{ "is_admin", FIELD_BOOL, 0, offsetof(struct change_body, is_admin), false },
	{ "disabled", FIELD_BOOL, 0, offsetof(struct change_body, disabled), false },
	{ 0 },
};

/* PATCH /api/accounts/{login}  {"name": …, "is_admin": …, "disabled": …} */
enum err web_account_change(struct request *rq)
{
	struct account_change change = { .login = request_param(rq, "login") };
	struct change_body in = { 0 };
	struct item item;

	TRY(fields_read(rq, change_fields, &in));
	change.name = text_or_null(in.name);
	change.is_admin = field_given(rq, "is_admin") ? &in.is_admin : NULL;
	change.disabled = field_given(rq, "disabled") ? &in.disabled : NULL;
	TRY(account_change(rq->tx, &change, &item));
	reply_json(rq, 200, item.json);
	return OK;
}

struct own_body {
	const char *name, *password, *current;
};

static const struct field own_fields[] = {
	{ "name", FIELD_TEXT, 200, offsetof(struct own_body, name), false },
	{ "password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct own_body, password), false },
	{ "current_password", FIELD_TEXT, PASSWORD_MOST, offsetof(struct own_body, current), false },
	{ 0 },
};

/* The new password's hash, once the current one is proved; the guard is queued anew. */
static enum err new_password(struct request *rq, const struct own_body *in, const char **hash)
{
	struct proof proof = { .password = in->current };

	TRY(password_check(&rq->fault, in->password));
	if (!in->current)
		return fault_set(&rq->fault, ERR_INVALID, "missing", "current_password");
	TRY(proof_check(rq, &proof));
	if (!proof.right)
		return fault_set(&rq->fault, ERR_FORBIDDEN, "wrong_password", NULL);
	*hash = password_hash(rq->arena, in->password);
	TRY(guard_enter(rq, rq->route));
	sign_in_passed(rq->tx, &proof.who);
	return OK;
}

/* PATCH /api/account  {"name": …, "password": …, "current_password": …} */
enum err web_account_change_own(struct request *rq)
{
	struct account_own change = { .kept = token_hash(rq->arena, cookie_session(rq)) };
	struct own_body in = { 0 };
	const char *json;

	TRY(fields_read(rq, own_fields, &in));
	change.name = text_or_null(in.name);
	if (in.password)
		TRY(new_password(rq, &in, &change.password_hash));
	TRY(account_change_own(rq->tx, &change, &json));
	reply_json(rq, 200, json);
	return OK;
}

struct settings_body {
	const char *settings;
};

static const struct field settings_fields[] = {
	{ "settings", FIELD_OBJECT, 16384, offsetof(struct settings_body, settings), true },
	{ 0 },
};

/* GET /api/account/settings */
enum err web_settings_get(struct request *rq)
{
	const char *json;

	TRY(account_settings(rq->tx, &json));
	reply_json(rq, 200, json);
	return OK;
}

/* PUT /api/account/settings  {"settings": {…}} */
enum err web_settings_put(struct request *rq)
{
	struct settings_body in = { 0 };
	const char *json;

	TRY(fields_read(rq, settings_fields, &in));
	TRY(account_settings_put(rq->tx, in.settings, &json));
	reply_json(rq, 200, json);
	return OK;
}
