/*
 * shell.h: the page shells of static/pages, and filling them.
 *
 * A shell is HTML with places.  {{state}} in its JSON block is filled for each request; the
 * others when a worker starts, once for each language: {{build}} in the addresses of assets
 * with a hash of all assets, {{language}}, and the words, {{shell.skip}} and such, from the
 * language's catalogue.  C writes no other markup.
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

/*
 * Arena.  NULL with the file's name in fault->field when one cannot be read, or has a place
 * that nothing is known for.
 */
struct shells *shells_open(struct arena *, const char *static_dir, struct fault *);

/* Twelve hex digits that change with any asset.  Lives as long as the shells. */
const char *shells_build(const struct shells *);

/* Those that there are words in, English first; ends with NULL. */
const char *const *shells_languages(const struct shells *);

/* Keeps the page as the answer, in the language of who asks; `<` in the state is written \u003c. */
void shell_reply(struct request *, enum shell, int status, const char *state);

#endif
