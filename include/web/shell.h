/*
 * shell.h: the page shells of static/pages, and filling them.
 *
 * A shell is HTML with two places: {{build}} in the addresses of assets, filled when a
 * worker starts with a hash of all assets, and {{state}} in its JSON block, filled for
 * each request.  C writes no other markup.
 */
#ifndef WEB_SHELL_H
#define WEB_SHELL_H

#include "http/request.h"

enum shell {
	SHELL_LOGIN, SHELL_RESET, SHELL_HELP, SHELL_ACCOUNT, SHELL_ADMIN, SHELL_PROJECTS,
	SHELL_LIBRARY, SHELL_DESK, SHELL_CODEBOOK, SHELL_ACTIVITY, SHELL_TRASH, SHELL_SETTINGS,
	SHELL_ERROR, SHELL_COUNT
};

struct shells;

/* Arena.  NULL with the file's name in fault->field when one cannot be read. */
struct shells *shells_open(struct arena *, const char *static_dir, struct fault *);

/* Twelve hex digits that change with any asset.  Lives as long as the shells. */
const char *shells_build(const struct shells *);

/* Keeps the page as the answer; `<` in the state is written \u003c. */
void shell_reply(struct request *, enum shell, int status, const char *state);

#endif
