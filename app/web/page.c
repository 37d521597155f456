/* page.c: each page's first data, put into its shell. */
#include "web/page.h"

#include <string.h>

#include "db/tx.h"
#include "http/cookie.h"
#include "http/csrf.h"
#include "http/message.h"
#include "http/percent.h"
#include "http/query.h"
#include "http/status.h"
#include "store/state.h"
#include "store/token.h"
#include "web/answer.h"
#include "web/guard.h"
#include "web/rights.h"
#include "web/shell.h"
#include "web/web.h"

static const char *build_of(const struct request *rq)
{
	const struct web *web = rq->app;

	return shells_build(web->shells);
}

/* What every page for someone who is signed in has. */
static struct json_writer *state_start(struct request *rq)
{
	struct json_writer *w = json_start(rq->tx);

	json_key(w, "build");
	json_cstr(w, build_of(rq));
	json_key(w, "csrf");
	json_cstr(w, csrf_token(rq->arena, cookie_session(rq)));
	return w;
}

static enum err answer_page(struct request *rq, enum shell shell, struct json_writer *w)
{
	const char *state;

	TRY(json_done(w, &state));
	shell_reply(rq, shell, 200, state);
	return OK;
}

/* Where to go after signing in: a path of ours, never another host's. */
static const char *safe_next(const char *next)
{
	bool ours = next && next[0] == '/' && next[1] != '/' && next[1] != '\\' &&
		    !strpbrk(next, "\\\t\r\n");

	return ours ? next : "/";
}

/* What a page has where nobody has to be signed in. */
static struct json_writer *open_state_start(struct request *rq)
{
	struct json_writer *w = json_start(rq->tx);

	json_key(w, "build");
	json_cstr(w, build_of(rq));
	return w;
}

/* GET /login?next=… */
enum err page_login(struct request *rq)
{
	static const char *const known[] = { "next", NULL };
	struct json_writer *w = open_state_start(rq);
	const char *next = NULL;

	if (query_read(rq, known) == OK)
		next = query_get(rq, "next");
	rq->fault = (struct fault){ .at = -1 };
	json_key(w, "next");
	json_cstr(w, safe_next(next));
	return answer_page(rq, SHELL_LOGIN, w);
}

/* GET /reset: the one-time token is behind the address's #, which no browser sends. */
enum err page_reset(struct request *rq)
{
	return answer_page(rq, SHELL_RESET, open_state_start(rq));
}

/* As on other pages for who is signed in.  NULL: nobody is, or it cannot be told now. */
static struct json_writer *state_of_visitor(struct request *rq)
{
	struct json_writer *w;

	if (guard_look(rq) == OK) {
		w = state_start(rq);
		if (state_account(rq->tx, w) == OK)
			return w;
	}
	tx_end(rq->tx);
	rq->fault = (struct fault){ .at = -1 };
	return NULL;
}

static void write_rights(struct json_writer *w)
{
	json_key(w, "rights");
	json_open_array(w);
	for (size_t i = 0; i < RIGHT_COUNT; i++) {
		json_open_object(w);
		json_key(w, "key");
		json_cstr(w, rights[i].key);
		json_key(w, "least");
		json_cstr(w, access_word(rights[i].least));
		json_close_object(w);
	}
	json_close_array(w);
}

/* GET /help: the table of rights, as the guard knows it. */
enum err page_help(struct request *rq)
{
	struct json_writer *w = state_of_visitor(rq);

	if (!w)
		w = open_state_start(rq);
	write_rights(w);
	return answer_page(rq, SHELL_HELP, w);
}

/* What may be chosen from. */
static void write_languages(const struct request *rq, struct json_writer *w)
{
	const struct web *web = rq->app;

	json_key(w, "languages");
	json_open_array(w);
	for (const char *const *have = shells_languages(web->shells); *have; have++)
		json_cstr(w, *have);
	json_close_array(w);
}

/* GET /account */
enum err page_account(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	write_languages(rq, w);
	TRY(state_own(rq->tx, token_hash(rq->arena, cookie_session(rq)), w));
	return answer_page(rq, SHELL_ACCOUNT, w);
}

/* GET /admin */
enum err page_admin(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_site(rq->tx, w));
	return answer_page(rq, SHELL_ADMIN, w);
}

/* GET / */
enum err page_projects(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_projects(rq->tx, w));
	return answer_page(rq, SHELL_PROJECTS, w);
}

/* GET /p/{slug} */
enum err page_library(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_library(rq->tx, w));
	return answer_page(rq, SHELL_LIBRARY, w);
}

/* GET /p/{slug}/s/{id} */
enum err page_desk(struct request *rq)
{
	struct json_writer *w = state_start(rq);
	int64_t id;

	TRY(path_id(rq, "id", "statement", &id));
	TRY(state_desk(rq->tx, id, w));
	return answer_page(rq, SHELL_DESK, w);
}

/* GET /p/{slug}/h/{id} */
enum err page_highlight(struct request *rq)
{
	struct json_writer *w = state_start(rq);
	const char *id;

	TRY(path_uuid(rq, ERR_NOT_FOUND, "highlight", &id));
	TRY(state_highlight(rq->tx, id, w));
	return answer_page(rq, SHELL_DESK, w);
}

/* GET /p/{slug}/codebook */
enum err page_codebook(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_codebook(rq->tx, w));
	return answer_page(rq, SHELL_CODEBOOK, w);
}

/* GET /p/{slug}/activity */
enum err page_activity(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_activity(rq->tx, w));
	return answer_page(rq, SHELL_ACTIVITY, w);
}

/* GET /p/{slug}/trash */
enum err page_trash(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_trash(rq->tx, w));
	return answer_page(rq, SHELL_TRASH, w);
}

/* GET /p/{slug}/settings */
enum err page_settings(struct request *rq)
{
	struct json_writer *w = state_start(rq);

	TRY(state_settings(rq->tx, w));
	return answer_page(rq, SHELL_SETTINGS, w);
}

bool page_is_asked(const struct request *rq)
{
	static const char *const others[] = { "/api/", "/healthz", "/readyz" };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strncmp(rq->path, others[i], strlen(others[i])) == 0)
			return false;
	return strcmp(rq->path, "/api") != 0;
}

static void to_login(struct request *rq)
{
	const char *mark = *rq->query_string ? "?" : "";
	const char *here = arena_printf(rq->arena, "%s%s%s", rq->path, mark, rq->query_string);

	reply_redirect(rq, 303, arena_printf(rq->arena, "/login?next=%s",
					     percent_encode(rq->arena, here)));
}

/* Nothing is known of who asks but the language, and that only if it can be told now. */
static void look_up_language(struct request *rq)
{
	struct fault fault = rq->fault;

	rq->fault = (struct fault){ .at = -1 };
	if (cookie_session(rq))
		state_of_visitor(rq);
	tx_end(rq->tx);
	rq->fault = fault;
}

void page_fault(struct request *rq)
{
	const char *detail = rq->fault.detail ? rq->fault.detail : status_detail(rq->fault.err);
	struct json_writer *w = open_state_start(rq);
	int status = status_of(rq->fault.err);
	const char *state;

	if (rq->fault.err == ERR_SIGN_IN) {
		to_login(rq);
		return;
	}
	look_up_language(rq);
	json_key(w, "status");
	json_int(w, status);
	json_key(w, "detail");
	json_cstr(w, detail);
	json_key(w, "message");
	json_cstr(w, message_of(detail)->text);
	if (json_done(w, &state) == OK)
		shell_reply(rq, SHELL_ERROR, status, state);
}
