/* routes.c: everything this program answers to.  Start reading here. */
#include "web/routes.h"

#include "web/handlers.h"
#include "web/page.h"

#define PARAMS(...) (const char *const[]){ __VA_ARGS__ NULL }
#define NONE PARAMS()
#define LIST PARAMS("limit", "cursor",)
#define PROJECT "/api/projects/{slug}"

const struct route routes[] = {
	{ "GET",    "/healthz", HEALTH_READ, QUICK, web_healthz, NONE },
	{ "GET",    "/readyz",  HEALTH_READ, QUICK, web_readyz, NONE },

	{ "POST",   "/api/session",  SIGN_IN,        LONG, web_session_create, NONE },
	{ "GET",    "/api/session",  SESSION_OWN,    LONG, web_session_get, NONE },
	{ "DELETE", "/api/session",  SESSION_OWN,    LONG, web_session_delete, NONE },
	{ "POST",   "/api/accounts", ACCOUNT_MANAGE, LONG, web_account_create, NONE },
	{ "GET",    "/api/accounts", ACCOUNT_MANAGE, LONG, web_account_list, LIST },

	{ "GET",    "/api/projects",    PROJECT_LIST,   QUICK, web_project_list, LIST },
	{ "POST",   "/api/projects",    PROJECT_CREATE, QUICK, web_project_create, NONE },
	{ "GET",    PROJECT,            PROJECT_READ,   QUICK, web_project_get, NONE },
	{ "PATCH",  PROJECT,            PROJECT_CHANGE, QUICK, web_project_patch, NONE },
	{ "DELETE", PROJECT,            PROJECT_PURGE,  LONG,  web_project_delete, NONE },

	{ "GET",    PROJECT "/members",      MEMBER_READ,   QUICK, web_member_list, LIST },
	{ "POST",   PROJECT "/members",      MEMBER_MANAGE, QUICK, web_member_add, NONE },
	{ "PATCH",  PROJECT "/members/{id}", MEMBER_MANAGE, QUICK, web_member_patch, NONE },
	{ "DELETE", PROJECT "/members/{id}", MEMBER_MANAGE, QUICK, web_member_delete, NONE },
	{ "POST",   "/api/site/projects/{slug}/join", PROJECT_JOIN, QUICK, web_member_join, NONE },

	{ "GET",    PROJECT "/statements",      STATEMENT_READ, QUICK, web_statement_list,
	  PARAMS("limit", "cursor", "q",) },
	{ "POST",   PROJECT "/statements",      STATEMENT_ADD,  QUICK, web_statement_create, NONE },
	{ "GET",    PROJECT "/statements/{id}", STATEMENT_READ, QUICK, web_statement_get, NONE },

	{ "PUT",    PROJECT "/highlights/{id}", HIGHLIGHT_CHANGE_OWN, QUICK, web_highlight_put,
	  NONE },
	{ "GET",    PROJECT "/highlights/{id}", HIGHLIGHT_READ,       QUICK, web_highlight_get,
	  NONE },
	{ "PATCH",  PROJECT "/highlights/{id}", HIGHLIGHT_CHANGE_OWN, QUICK, web_highlight_patch,
	  NONE },
	{ "DELETE", PROJECT "/highlights/{id}", HIGHLIGHT_CHANGE_OWN, QUICK, web_highlight_delete,
	  NONE },

	{ "GET",    PROJECT "/tags",    CODEBOOK_READ,   QUICK, web_tag_list, LIST },
	{ "POST",   PROJECT "/tags",    CODEBOOK_CHANGE, QUICK, web_tag_create, NONE },
	{ "GET",    PROJECT "/stances", CODEBOOK_READ,   QUICK, web_stance_list, LIST },
	{ "GET",    PROJECT "/actors",  ACTOR_READ,      QUICK, web_actor_list,
	  PARAMS("limit", "cursor", "q",) },
	{ "GET",    PROJECT "/events",  HISTORY_READ,    QUICK, web_event_list,
	  PARAMS("limit", "cursor", "after",) },
	{ "GET",    PROJECT "/export",  PROJECT_EXPORT,  STREAM, web_export, PARAMS("format",) },
	{ "POST",   PROJECT "/import",  PROJECT_IMPORT,  UPLOAD, web_import,
	  PARAMS("format", "dry_run", "wait",) },

	{ "GET",    "/login",             SIGN_IN,        QUICK, page_login, NULL },
	{ "GET",    "/reset",             PASSWORD_RESET, QUICK, page_reset, NULL },
	{ "GET",    "/help",              HELP_READ,      QUICK, page_help, NULL },
	{ "GET",    "/account",           ACCOUNT_OWN,    QUICK, page_account, NULL },
	{ "GET",    "/admin",             SITE_READ,      QUICK, page_admin, NULL },
	{ "GET",    "/",                  PROJECT_LIST,   QUICK, page_projects, NULL },
	{ "GET",    "/p/{slug}",          STATEMENT_READ, QUICK, page_library, NULL },
	{ "GET",    "/p/{slug}/s/{id}",   STATEMENT_READ, QUICK, page_desk, NULL },
	{ "GET",    "/p/{slug}/h/{id}",   HIGHLIGHT_READ, QUICK, page_highlight, NULL },
	{ "GET",    "/p/{slug}/codebook", CODEBOOK_READ,  QUICK, page_codebook, NULL },
	{ "GET",    "/p/{slug}/activity", HISTORY_READ,   QUICK, page_activity, NULL },
	{ "GET",    "/p/{slug}/trash",    TRASH_READ,     QUICK, page_trash, NULL },
	{ "GET",    "/p/{slug}/settings", PROJECT_CHANGE, QUICK, page_settings, NULL },
	{ NULL, NULL, RIGHT_COUNT, QUICK, NULL, NULL },
};

enum access route_access(const struct route *route)
{
	return rights[route->right].least;
}

const char *pool_word(enum pool pool)
{
	static const char *const words[] = {
		[QUICK] = "quick",
		[LONG] = "long",
		[STREAM] = "stream",
		[UPLOAD] = "upload",
	};

	return words[pool];
}
