/* import.c: texts and codebooks from files, all in one transaction. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/refused.h"
#include "cli/texts.h"
#include "format/codebook.h"
#include "format/title.h"
#include "store/codebook.h"
#include "store/project.h"

enum { CODEBOOK_MOST = 32 << 20 };

/* --- what is asked for ---------------------------------------------------------------- */

static int read_maps(struct cli *cli, struct metadata_rules *rules)
{
	const char *map;

	for (int i = 0; (map = cli_option_at(cli, "map", i)); i++) {
		if (metadata_map(rules, arena_strdup(cli->arena, map), &cli->fault) == OK)
			continue;
		if (strcmp(cli->fault.detail, "map_form") == 0)
			return cli_misused(cli, "--map %s: it is written FIELD=MEMBER", map);
		if (strcmp(cli->fault.detail, "map_field") == 0)
			return cli_misused(cli, "--map %s: there is no such field", map);
		return cli_misused(cli, "--map %s: the field is mapped already", map);
	}
	return 0;
}

static int read_rules(struct cli *cli, struct metadata_rules *rules)
{
	struct fault *fault = &cli->fault;
	int status;

	metadata_rules(rules);
	status = read_maps(cli, rules);
	if (status != 0)
		return status;
	rules->title = cli_option(cli, "title");
	if (rules->title && title_check(rules->title, fault) != OK)
		return cli_misused(cli, "--title: at byte %lld stands a brace without a partner, or "
				   "no UTF-8", (long long)fault->at);
	if (cli_option(cli, "map") && !cli_option(cli, "metadata"))
		return cli_misused(cli, "--map goes with --metadata");
	if (cli_option(cli, "name") && !cli_option(cli, "create"))
		return cli_misused(cli, "--name goes with --create");
	if (cli->operand_count == 0 && !cli_option(cli, "metadata") &&
	    !cli_option(cli, "codebook") && !cli_option(cli, "create"))
		return cli_misused(cli, "there is nothing to import: name files, or --metadata, "
				   "or --codebook");
	return 0;
}

/* --- the project ---------------------------------------------------------------------- */

static const char *login_of(const struct cli *cli)
{
	const char *login = cli_option(cli, "as");

	return login ? login : "admin";
}

/* OK: it is there and may be imported into. */
static enum err look_for_project(struct cli *cli)
{
	struct item project;

	TRY(cli_begin(cli));
	tx_enter_as(&cli->tx, login_of(cli), cli_option(cli, "project"), "curator");
	TRY(project_get(&cli->tx, &project));
	return tx_finish(&cli->tx);
}

/* Opens the transaction in which all is done. */
static enum err restart(struct cli *cli)
{
	TRY(tx_start(&cli->tx, cli->tx.db, cli->arena, &cli->fault));
	tx_begin(&cli->tx);
	return OK;
}

static enum err make_project(struct cli *cli)
{
	struct project_new new = { .slug = cli_option(cli, "project") };
	struct item made;

	tx_end(&cli->tx);
	cli->fault = (struct fault){ .at = -1 };
	TRY(restart(cli));
	new.title = cli_option(cli, "name");
	if (!new.title)
		new.title = new.slug;
	tx_enter_as(&cli->tx, login_of(cli), NULL, NULL);
	return project_create(&cli->tx, &new, &made);
}

static enum err enter_project(struct cli *cli)
{
	TRY(restart(cli));
	tx_enter_as(&cli->tx, login_of(cli), cli_option(cli, "project"), "curator");
	return OK;
}

static bool is_missing(const struct cli *cli)
{
	return cli->fault.err == ERR_NOT_FOUND && strcmp(cli->fault.detail, "project") == 0;
}

static int open_project(struct cli *cli)
{
	enum err err = look_for_project(cli);

	if (err == OK)
		err = enter_project(cli);
	else if (is_missing(cli) && cli_option(cli, "create"))
		err = make_project(cli);
	else if (is_missing(cli))
		return cli_say(cli, "%s has no project %s; --create would make one, --as LOGIN "
			       "names another account", login_of(cli), cli_option(cli, "project"));
	return err == OK ? 0 : refused(cli, NULL);
}

/* --- the codebook --------------------------------------------------------------------- */

static int refused_tag(const struct cli *cli, const char *path, const char *tag)
{
	if (!tag)
		return refused(cli, path);
	return refused(cli, arena_printf(cli->arena, "%s: tag %s", path, tag));
}

/* The database names the tag at fault as if it were a field. */
static int add_tags(struct cli *cli, const char *path, const char *tags, int64_t *added)
{
	const char *tag;

	if (tag_import(&cli->tx, tags, added) == OK)
		return 0;
	tag = cli->fault.field;
	cli->fault.field = NULL;
	return refused_tag(cli, path, tag);
}

static int import_codebook(struct cli *cli, int64_t *added)
{
	const char *path = cli_option(cli, "codebook");
	struct input file = { .folder = AT_FDCWD, .path = path, .most = CODEBOOK_MOST };
	struct codebook codebook = { 0 };
	int error;

	if (!path)
		return 0;
	error = input_read(&file, cli->arena);
	if (error != 0)
		return cli_say(cli, "%s: %s", path, strerror(error));
	if (file.len > CODEBOOK_MOST)
		return cli_say(cli, "%s: larger than %d bytes", path, CODEBOOK_MOST);
	codebook.json = file.bytes;
	codebook.len = file.len;
	if (codebook_read(&codebook, cli->arena, &cli->fault) != OK)
		return refused_tag(cli, path, codebook.tag);
	return add_tags(cli, path, codebook.tags, added);
}

/* --- the texts ------------------------------------------------------------------------ */

static int import_texts(struct cli *cli, const struct metadata_rules *rules, int64_t *added)
{
	struct texts texts = { .cli = cli, .rules = rules,
			       .metadata = cli_option(cli, "metadata") };
	int status;

	if (cli->operand_count == 0 && !texts.metadata)
		return 0;
	status = texts_import(&texts);
	*added = texts.count;
	return status;
}

static void tell(const struct cli *cli, int64_t statements, int64_t tags)
{
	printf("%s: %lld new statement%s, %lld new tag%s\n", cli_option(cli, "project"),
	       (long long)statements, statements == 1 ? "" : "s", (long long)tags,
	       tags == 1 ? "" : "s");
}

int import_run(struct cli *cli)
{
	int64_t tags = 0, statements = 0;
	struct metadata_rules rules;
	int status = read_rules(cli, &rules);

	if (status == 0)
		status = open_project(cli);
	if (status == 0)
		status = import_codebook(cli, &tags);
	if (status == 0)
		status = import_texts(cli, &rules, &statements);
	if (status == 0 && tx_finish(&cli->tx) != OK)
		status = refused(cli, NULL);
	if (status == 0)
		tell(cli, statements, tags);
	return status;
}
