/*
 * rights.h: what may be done here at all, and the least that one must be to do it.
 *
 * One table, RIGHT_LIST.  A row of the route table names a right; the guard asks for its
 * least access, /help shows the table, and the tests hold every route against it.
 *
 * Where it matters whose thing it is, there are two rights, _own and _any, and where it
 * matters what is changed of a statement, _code and _change.  The route names the lower
 * one; the database knows which it is and decides the rest.
 */
#ifndef WEB_RIGHTS_H
#define WEB_RIGHTS_H

/* From READER on the path names a project, and these are the roles in it, rising. */
enum access {
	ANYONE,				/* no guard; the handler begins its own transaction */
	SIGNED_IN,
	OWN_ACCOUNT,			/* signed in by a session's cookie, never by a token */
	PROJECT_MAKER,			/* anyone signed in, or site admins alone: POSTIL_OPEN_PROJECTS */
	SITE_ADMIN,
	READER,
	ANNOTATOR,
	CURATOR,
	MANAGER,
};

#define RIGHT_LIST(X) \
	X(HEALTH_READ,          "health_read",          ANYONE) \
	X(SIGN_IN,              "sign_in",              ANYONE) \
	X(PASSWORD_RESET,       "password_reset",       ANYONE) \
	X(HELP_READ,            "help_read",            ANYONE) \
	X(SESSION_OWN,          "session_own",          OWN_ACCOUNT) \
	X(ACCOUNT_OWN,          "account_own",          OWN_ACCOUNT) \
	X(ACCOUNT_MANAGE,       "account_manage",       SITE_ADMIN) \
	X(SITE_READ,            "site_read",            SITE_ADMIN) \
	X(PROJECT_LIST,         "project_list",         SIGNED_IN) \
	X(PROJECT_CREATE,       "project_create",       PROJECT_MAKER) \
	X(PROJECT_JOIN,         "project_join",         SITE_ADMIN) \
	X(PROJECT_READ,         "project_read",         READER) \
	X(PROJECT_EXPORT,       "project_export",       READER) \
	X(PROJECT_IMPORT,       "project_import",       CURATOR) \
	X(PROJECT_CHANGE,       "project_change",       MANAGER) \
	X(PROJECT_PURGE,        "project_purge",        MANAGER) \
	X(MEMBER_READ,          "member_read",          READER) \
	X(MEMBER_MANAGE,        "member_manage",        MANAGER) \
	X(STATEMENT_READ,       "statement_read",       READER) \
	X(STATEMENT_ADD,        "statement_add",        ANNOTATOR) \
	X(STATEMENT_CODE,       "statement_code",       ANNOTATOR) \
	X(PARAGRAPH_LEAVE,      "paragraph_leave",      ANNOTATOR) \
	X(STATEMENT_CHANGE,     "statement_change",     CURATOR) \
	X(STATEMENT_DELETE,     "statement_delete",     CURATOR) \
	X(HIGHLIGHT_READ,       "highlight_read",       READER) \
	X(HIGHLIGHT_CHANGE_OWN, "highlight_change_own", ANNOTATOR) \
	X(HIGHLIGHT_CHANGE_ANY, "highlight_change_any", CURATOR) \
	X(CODEBOOK_READ,        "codebook_read",        READER) \
	X(CODEBOOK_CHANGE,      "codebook_change",      CURATOR) \
	X(ACTOR_READ,           "actor_read",           READER) \
	X(HISTORY_READ,         "history_read",         READER) \
	X(UNDO_OWN,             "undo_own",             ANNOTATOR) \
	X(UNDO_ANY,             "undo_any",             CURATOR) \
	X(TRASH_READ,           "trash_read",           READER) \
	X(TRASH_PURGE,          "trash_purge",          MANAGER)

#define RIGHT_NAME(name, key, least) name,
enum right { RIGHT_LIST(RIGHT_NAME) RIGHT_COUNT };
#undef RIGHT_NAME

struct right_row {
	const char *key;		/* by which pages and tests know it */
	enum access least;
};

extern const struct right_row rights[RIGHT_COUNT];

/* The access in one word; of a role, the word that enter() and the API use. */
const char *access_word(enum access);

#endif
