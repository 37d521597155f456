/* routes.c: everything this program answers to.  Start reading here. */
#include "web/routes.h"

#include "web/handlers.h"
#include "web/page.h"

#define PARAMS(...) (const char *const[]){ __VA_ARGS__ NULL }
#define NONE PARAMS()
#define LIST PARAMS("limit", "cursor",)
#define VERB no_fields
#define PROJECT "/api/projects/{slug}"

static const char *const no_fields[] = { NULL };

const struct route routes[] = {
	{ "GET",    "/healthz", HEALTH_READ, QUICK, web_healthz, NONE },
	{ "GET",    "/readyz",  HEALTH_READ, QUICK, web_readyz, NONE },

	{ "POST",   "/api/session", SIGN_IN,     HASHING, web_session_create, NONE },
	{ "GET",    "/api/session", SESSION_OWN, QUICK, web_session_get, NONE },
	{ "DELETE", "/api/session", SESSION_OWN, QUICK, web_session_delete, NONE },

	{ "PATCH",  "/api/account",               ACCOUNT_OWN, HASHING, web_account_change_own, NONE },
	{ "GET",    "/api/account/settings",      ACCOUNT_OWN, QUICK, web_settings_get, NONE },
	{ "PUT",    "/api/account/settings",      ACCOUNT_OWN, QUICK, web_settings_put, NONE },
	{ "GET",    "/api/account/sessions",      ACCOUNT_OWN, QUICK, web_session_list, LIST },
	{ "DELETE", "/api/account/sessions",      ACCOUNT_OWN, QUICK, web_session_end_others, NONE },
	{ "DELETE", "/api/account/sessions/{id}", ACCOUNT_OWN, QUICK, web_session_end, NONE },
	{ "GET",    "/api/account/tokens",        ACCOUNT_OWN, QUICK, web_token_list, LIST },
	{ "POST",   "/api/account/tokens",        ACCOUNT_OWN, QUICK, web_token_create, NONE },
	{ "DELETE", "/api/account/tokens/{id}",   ACCOUNT_OWN, QUICK, web_token_revoke, NONE },

	{ "POST",   "/api/accounts",               ACCOUNT_MANAGE, HASHING, web_account_create, NONE },
	{ "GET",    "/api/accounts",               ACCOUNT_MANAGE, QUICK, web_account_list, LIST },
	{ "PATCH",  "/api/accounts/{login}",       ACCOUNT_MANAGE, QUICK, web_account_change, NONE },
	{ "POST",   "/api/accounts/{login}/reset", ACCOUNT_MANAGE, QUICK, web_reset_create, NONE },
	{ "POST",   "/api/reset",                  PASSWORD_RESET, HASHING, web_reset_use, NONE },

	{ "GET",    "/api/site",          SITE_READ, QUICK, web_site_get, NONE },
	{ "GET",    "/api/site/projects", SITE_READ, QUICK, web_site_projects, LIST },

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
	  PARAMS("limit", "cursor", "q", "speaker", "delegation", "tag", "stance", "from", "to",
		 "state",) },
	{ "POST",   PROJECT "/statements",      STATEMENT_ADD,  QUICK, web_statement_create, NONE },
	{ "GET",    PROJECT "/statements/{id}", STATEMENT_READ, QUICK, web_statement_get, NONE },
	{ "PATCH",  PROJECT "/statements/{id}", STATEMENT_CODE, QUICK, web_statement_patch, NONE },
	{ "DELETE", PROJECT "/statements/{id}", STATEMENT_DELETE, QUICK, web_statement_delete, NONE },

	{ "PUT",    PROJECT "/statements/{id}/left_uncoded/{start}", PARAGRAPH_LEAVE, QUICK,
	  web_left_put, NONE },
	{ "DELETE", PROJECT "/statements/{id}/left_uncoded/{start}", PARAGRAPH_LEAVE, QUICK,
	  web_left_delete, NONE },

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

	{ "GET",    PROJECT "/actions", HISTORY_READ, QUICK, web_action_list,
	  PARAMS("limit", "cursor", "member", "kind", "statement",) },
	{ "POST",   PROJECT "/actions/{number}/undo",     UNDO_OWN,    LONG,  web_action_undo, VERB },
	{ "GET",    PROJECT "/trash",                     TRASH_READ,  QUICK, web_trash_list, LIST },
	{ "DELETE", PROJECT "/trash",                     TRASH_PURGE, LONG,  web_trash_purge, NONE },
	{ "DELETE", PROJECT "/trash/statements/{id}",     TRASH_PURGE, QUICK,
	  web_trash_purge_statement, NONE },
	{ "DELETE", PROJECT "/trash/highlights/{id}",     TRASH_PURGE, QUICK,
	  web_trash_purge_highlight, NONE },

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

bool route_is_verb(const struct route *route)
{
	return route->params == no_fields;
}

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
		[HASHING] = "sign_in",
	};

	return words[pool];
}
