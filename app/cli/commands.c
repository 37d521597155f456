/* commands.c: everything this program can be told to do. */
#include "cli/command.h"

#include <limits.h>
#include <stddef.h>

#define NO_OPTIONS (const struct option_row[]){ { NULL, NULL, NULL, false } }
#define PASSWORD_STDIN \
	{ "password-stdin", NULL, "take it from standard input, one line", false }

static const struct option_row user_add_options[] = {
	{ "name", "NAME", "the person's name; else the login", false },
	{ "admin", NULL, "may manage accounts", false },
	PASSWORD_STDIN,
	{ NULL, NULL, NULL, false },
};

static const struct option_row user_passwd_options[] = {
	PASSWORD_STDIN,
	{ NULL, NULL, NULL, false },
};

#define IN_WHOSE_NAME \
	{ "project", "SLUG", "which project", true }, \
	{ "as", "LOGIN", "in whose name, with that account's rights; else admin", false }

static const struct option_row import_options[] = {
	IN_WHOSE_NAME,
	{ "create", NULL, "make the project when it is missing", false },
	{ "name", "TITLE", "the title of a project that is made; else its slug", false },
	{ "codebook", "FILE", "add the tags of a codebook, JSON", false },
	{ "metadata", "FILE", "what is known of the texts: JSON Lines; `file` names each",
	  false },
	{ "map", "FIELD=MEMBER",
	  "take a field from another member of the line; may be repeated", false },
	{ "title", "TEMPLATE", "make titles, as in '{delegation}, {meeting}, {year}'",
	  false },
	{ NULL, NULL, NULL, false },
};

static const struct option_row export_options[] = {
	IN_WHOSE_NAME,
	{ "format", "FORMAT",
	  "json, the whole project, or csv, one row a tagging; else json", false },
	{ "output", "FILE", "write to this file; else to standard output", false },
	{ NULL, NULL, NULL, false },
};

static const struct option_row check_options[] = {
	{ "project", "SLUG", "look at this project alone; else at all", false },
	{ "quiet", NULL, "say nothing when nothing is wrong", false },
	{ NULL, NULL, NULL, false },
};

static const char serve_more[] =
	"SIGTERM and SIGINT let the workers finish their requests, and end it.\n"
	"SIGHUP reads the settings again and replaces each worker after its request.\n";

static const char user_add_more[] =
	"The password, at least 10 characters, is asked for twice at the terminal.\n";

static const char user_passwd_more[] =
	"A new password ends the account's sessions.\n";

static const char user_disable_more[] =
	"Its sessions end and its tokens let nobody in; what it wrote stays.\n";

static const char user_reset_more[] =
	"Prints a link by which the account gets a new password: good once, for 24 hours,\n"
	"and only until another one is made.  With POSTIL_ORIGIN it is whole.\n";

static const char import_more[] =
	"Each FILE is a plain text in UTF-8.  All that one command brings comes in\n"
	"together or, when something is refused, not at all.\n"
	"\n"
	"A line of the metadata file is one JSON object.  `file` names the text, seen\n"
	"from the metadata file's folder; members named like fields of the API become\n"
	"those fields, all others go to meta.  With FILEs, only these are imported, and\n"
	"each must be named by a line.  Without a title, a text is called by its file's\n"
	"name.\n"
	"\n"
	"A codebook is {\"codebook\": {\"tags\": [{\"key\", \"label\", \"parent\",\n"
	"\"color\", \"definition\", \"example\"}]}}.  A tag that is there already with\n"
	"the same content is passed over; with other content, nothing is done.\n";

static const char export_more[] =
	"Fails rather than leave half a file: with --output the file appears when it\n"
	"is whole; what came to standard output is whole when the exit status is 0.\n";

static const char check_more[] =
	"Is what is kept what it is kept from?  Quotes and their texts, hashes of texts,\n"
	"copies of taggings, counts, trees of tags, numbers of actions; and does the\n"
	"history of each project, replayed, give what is there?\n"
	"\n"
	"Nothing is changed, and people may go on working.  What is wrong comes one line\n"
	"each: PROJECT TABLE KEY: WHAT, where a KEY of several columns has slashes.  The\n"
	"exit status is 1 when anything is.\n";

static const char backup_more[] =
	"All projects, accounts and API tokens are in it, as they are at one moment;\n"
	"people may go on working.  Sessions are not: after a restore all sign in again.\n"
	"\n"
	"FILE appears when it is whole, and only its owner may read it.  With - the backup\n"
	"goes to standard output, and is whole when the exit status is 0.\n"
	"\n"
	"It is made by pg_dump, as POSTIL_DB_OWNER, and ends with a checksum.\n";

static const char restore_more[] =
	"FILE is read to its end first; half a file, a damaged one, or one of a newer\n"
	"schema is refused.  So is a database that is not empty: make a new one with\n"
	"sql/roles.sql, which makes the roles too.  What cannot be restored to its end\n"
	"leaves nothing.  The schema is brought up to date, then all is checked, as by\n"
	"postil check.  It is done by pg_restore, as POSTIL_DB_OWNER.\n";

static const char help_more[] =
	"postil help settings lists the settings; help rights, what may be done here and the\n"
	"least that one must be to do it; help routes, the addresses with their rights.\n";

const struct command commands[] = {
	{ "serve", "", 0, 0, "answer the requests that nginx passes on",
	  serve_more, NO_OPTIONS, serve_run },
	{ "migrate", "", 0, 0, "bring the database's schema up to date",
	  NULL, NO_OPTIONS, migrate_run },
	{ "user add", "LOGIN", 1, 1, "make an account",
	  user_add_more, user_add_options, user_add_run },
	{ "user list", "", 0, 0, "list the accounts",
	  NULL, NO_OPTIONS, user_list_run },
	{ "user passwd", "LOGIN", 1, 1, "give an account a new password",
	  user_passwd_more, user_passwd_options, user_passwd_run },
	{ "user disable", "LOGIN", 1, 1, "shut an account out",
	  user_disable_more, NO_OPTIONS, user_disable_run },
	{ "user enable", "LOGIN", 1, 1, "let it in again",
	  NULL, NO_OPTIONS, user_enable_run },
	{ "user reset", "LOGIN", 1, 1, "make a link for a new password",
	  user_reset_more, NO_OPTIONS, user_reset_run },
	{ "import", "[FILE…]", 0, INT_MAX, "bring texts and codebooks into a project",
	  import_more, import_options, import_run },
	{ "export", "", 0, 0, "write a project out",
	  export_more, export_options, export_run },
	{ "check", "", 0, 0, "look whether all that is kept agrees",
	  check_more, check_options, check_run },
	{ "backup", "FILE|-", 1, 1, "write the whole database to a file",
	  backup_more, NO_OPTIONS, backup_run },
	{ "restore", "FILE", 1, 1, "bring a backup into an empty database",
	  restore_more, NO_OPTIONS, restore_run },
	{ "help", "[COMMAND]", 0, 2, "say what there is, or more about one command",
	  help_more, NO_OPTIONS, help_run },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, NULL },
};
