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

static const char serve_more[] =
	"SIGTERM and SIGINT let the workers finish their requests, and end it.\n"
	"SIGHUP reads the settings again and replaces each worker after its request.\n";

static const char user_add_more[] =
	"The password, at least 10 characters, is asked for twice at the terminal.\n";

static const char user_passwd_more[] =
	"A new password ends the account's sessions.\n";

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
	{ "import", "[FILE…]", 0, INT_MAX, "bring texts and codebooks into a project",
	  import_more, import_options, import_run },
	{ "export", "", 0, 0, "write a project out",
	  export_more, export_options, export_run },
	{ "help", "[COMMAND]", 0, 2, "say what there is, or more about one command",
	  help_more, NO_OPTIONS, help_run },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL, NULL },
};
