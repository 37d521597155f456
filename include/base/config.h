/*
 * config.h: the settings, each one row of the table in config.c (name, default,
 * parser, help).
 *
 * A file of KEY=VALUE lines (# begins a comment line), and the environment, which
 * wins.  An unknown name in the file or a bad value anywhere stops the start.
 * Names in the environment that the table does not know are not ours to judge.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"

struct config {				/* strings: arena or static, never NULL */
	const char *db;			/* libpq connection string of the web role */
	const char *db_ops;		/* … of commands and jobs */
	const char *db_owner;		/* … of migrations */
	const char *socket_quick;	/* path of the quick pool's socket */
	const char *socket_long;	/* path of the long pool's socket */
	const char *socket_sign_in;	/* … of the sign-in pool's */
	int64_t workers;		/* of the quick pool; never 0 */
	int64_t long_workers, sign_in_workers;
	int64_t body_max;		/* bytes of a request's body */
	int64_t import_max;		/* bytes of the body of an import */
	int64_t text_max;		/* bytes of a statement's text */
	const char *origin;		/* "https://host"; "": as requested */
	const char *static_dir;		/* where static/ lies */
	bool open_projects;		/* any account may make a project */
	enum log_level log;
};

/*
 * Fill all of config; file may be NULL: environment only.  ERR_INVALID: config stays
 * as it was, *message (arena) is one line that names file, setting and value.
 */
enum err config_load(struct config *, struct arena *, const char *file,
	const char **message) MUST_CHECK;

/* Each setting with its default and meaning. */
void config_print_help(FILE *);

#endif
