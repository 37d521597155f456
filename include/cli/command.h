/*
 * command.h: the program's commands are one table, in commands.c.
 *
 * The command line is read by that table and help is written from it.  A run function
 * returns the exit status: 0, EXIT_FAILURE, EXIT_USAGE, EXIT_CONFIG.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/config.h"
#include "db/tx.h"

enum { EXIT_USAGE = 2, EXIT_CONFIG = 78 };

struct cli;
struct db;

struct option_row {
	const char *name;		/* without dashes; NULL ends the options */
	const char *value;		/* in the usage: "FILE"; NULL: a switch */
	const char *help;
	bool required;
};

struct command {
	const char *name;		/* one or two words; NULL ends the table */
	const char *operands;		/* as in the usage: "[FILE…]"; "": none */
	int least, most;		/* how many operands */
	const char *help;		/* one line */
	const char *more;		/* further lines of its help; NULL: none */
	const struct option_row *options;
	int (*run)(struct cli *);
};

extern const struct command commands[];

/* One run of the program. */
struct cli {
	struct arena *arena;		/* owned; freed when the command has run */
	const struct command *command;
	struct config config;
	const char *config_file;	/* NULL: settings are in the environment */
	const char **operands;
	int operand_count;
	struct given {
		const struct option_row *row;
		const char *value;	/* "" of a switch */
	} *given;
	int given_count;
	struct fault fault;
	struct db *db;			/* owned by the arena; NULL before cli_begin */
	struct tx tx;			/* after cli_begin */
};

/* The value that was given last, "" for a switch; NULL: not given. */
const char *cli_option(const struct cli *, const char *name);
/* The one given at place `at`, counted from 0, of an option given several times. */
const char *cli_option_at(const struct cli *, const char *name, int at);

/*
 * Connects as the operator (POSTIL_DB_OPS), when not done before, and starts cli->tx on
 * cli->arena.  What was not finished is undone when the command ends.
 */
enum err cli_begin(struct cli *) MUST_CHECK;
/* The same with another connection string, borrowed; of one command always the same. */
enum err cli_begin_as(struct cli *, const char *conninfo) MUST_CHECK;

/* One line on stderr, behind the command's name. */
int cli_say(const struct cli *, const char *format, ...)	/* EXIT_FAILURE */
	__attribute__((format(printf, 2, 3)));
int cli_misused(const struct cli *, const char *format, ...)	/* EXIT_USAGE */
	__attribute__((format(printf, 2, 3)));

/* The whole program. */
int cli_main(int argc, char **argv);

int help_run(struct cli *);
int serve_run(struct cli *);
int migrate_run(struct cli *);
int user_add_run(struct cli *);
int user_list_run(struct cli *);
int user_passwd_run(struct cli *);
int user_disable_run(struct cli *);
int user_enable_run(struct cli *);
int user_reset_run(struct cli *);
int import_run(struct cli *);
int export_run(struct cli *);
int check_run(struct cli *);
int backup_run(struct cli *);
int restore_run(struct cli *);

#endif
