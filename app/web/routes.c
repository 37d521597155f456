/* routes.c: everything this program answers to.  Start reading here. */
#include "web/routes.h"

#include "web/handlers.h"
#include "web/page.h"

#define PARAMS(...) (const char *const[]){ __VA_ARGS__ NULL }
#define NONE PARAMS()
#define LIST PARAMS("limit", "cursor",)

const struct route routes[] = {
	{ "GET",    "/healthz", ANYONE, QUICK, web_healthz, NONE },
	{ "GET",    "/readyz",  ANYONE, QUICK, web_readyz,  NONE },

	{ "POST",   "/api/session",  ANYONE,     LONG,  web_session_create, NONE },
	{ "GET",    "/api/session",  SIGNED_IN,  LONG,  web_session_get,    NONE },
	{ "DELETE", "/api/session",  SIGNED_IN,  LONG,  web_session_delete, NONE },
	{ "POST",   "/api/accounts", SITE_ADMIN, LONG,  web_account_create, NONE },
	{ "GET",    "/api/accounts", SITE_ADMIN, LONG,  web_account_list,   LIST },

	{ "GET",    "/api/projects",                  SIGNED_IN,     QUICK, web_project_list,    LIST },
	{ "POST",   "/api/projects",                  PROJECT_MAKER, QUICK, web_project_create,  NONE },
	{ "GET",    "/api/projects/{slug}",           READER, QUICK, web_project_get,    NONE },
	{ "GET",    "/api/projects/{slug}/members",   READER, QUICK, web_member_list,    LIST },

	{ "GET",    "/api/projects/{slug}/statements", READER, QUICK, web_statement_list,
	  PARAMS("limit", "cursor", "q",) },
	{ "POST",   "/api/projects/{slug}/statements", ANNOTATOR, QUICK, web_statement_create, NONE },
	{ "GET",    "/api/projects/{slug}/statements/{id}", READER, QUICK, web_statement_get, NONE },

	{ "PUT",    "/api/projects/{slug}/highlights/{id}", ANNOTATOR, QUICK, web_highlight_put, NONE },
	{ "GET",    "/api/projects/{slug}/highlights/{id}", READER,    QUICK, web_highlight_get, NONE },
	{ "PATCH",  "/api/projects/{slug}/highlights/{id}", ANNOTATOR, QUICK, web_highlight_patch,
	  NONE },
	{ "DELETE", "/api/projects/{slug}/highlights/{id}", ANNOTATOR, QUICK, web_highlight_delete,
	  NONE },

	{ "GET",    "/api/projects/{slug}/tags",    READER,    QUICK, web_tag_list,    LIST },
	{ "POST",   "/api/projects/{slug}/tags",    CURATOR,   QUICK, web_tag_create,  NONE },
	{ "GET",    "/api/projects/{slug}/stances", READER,    QUICK, web_stance_list, LIST },
	{ "GET",    "/api/projects/{slug}/actors",  READER,    QUICK, web_actor_list,
	  PARAMS("limit", "cursor", "q",) },
	{ "GET",    "/api/projects/{slug}/events",  READER,    QUICK, web_event_list,
	  PARAMS("limit", "cursor", "after",) },
	{ "GET",    "/api/projects/{slug}/export",  READER,    STREAM, web_export,
	  PARAMS("format",) },

	{ "GET", "/login",               ANYONE,    QUICK, page_login,     NULL },
	{ "GET", "/reset",               ANYONE,    QUICK, page_reset,     NULL },
	{ "GET", "/help",                ANYONE,    QUICK, page_help,      NULL },
	{ "GET", "/account",             SIGNED_IN, QUICK, page_account,   NULL },
	{ "GET", "/admin",               SITE_ADMIN, QUICK, page_admin,    NULL },
	{ "GET", "/",                    SIGNED_IN, QUICK, page_projects,  NULL },
	{ "GET", "/p/{slug}",            READER,    QUICK, page_library,   NULL },
	{ "GET", "/p/{slug}/s/{id}",     READER,    QUICK, page_desk,      NULL },
	{ "GET", "/p/{slug}/h/{id}",     READER,    QUICK, page_highlight, NULL },
	{ "GET", "/p/{slug}/codebook",   READER,    QUICK, page_codebook,  NULL },
	{ "GET", "/p/{slug}/activity",   READER,    QUICK, page_activity,  NULL },
	{ "GET", "/p/{slug}/trash",      READER,    QUICK, page_trash,     NULL },
	{ "GET", "/p/{slug}/settings",   MANAGER,   QUICK, page_settings,  NULL },
	{ NULL, NULL, ANYONE, QUICK, NULL, NULL },
};
