/* user.c: postil user add, list, passwd, disable, enable, reset. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "cli/command.h"
#include "cli/refused.h"
#include "cli/secret.h"
#include "store/account.h"
#include "store/password.h"
#include "store/reset.h"
#include "store/token.h"

enum { ALL_ACCOUNTS = 1000 * 1000 };

/* A password that may be used; NULL after saying why not. */
static const char *ask_password(struct cli *cli)
{
	bool from_pipe = cli_option(cli, "password-stdin");
	const char *why;
	const char *password = secret_read(cli->arena, from_pipe, &why);

	if (!password) {
		cli_say(cli, "%s", why);
		return NULL;
	}
	if (password_check(&cli->fault, password) == OK)
		return password;
	refused(cli, NULL);
	return NULL;
}

static enum err add(struct cli *cli, const char *password)
{
	const char *name = cli_option(cli, "name");
	const struct account_new account = {
		.login = cli->operands[0],
		.name = name ? name : cli->operands[0],
		.password_hash = password_hash(cli->arena, password),
		.is_admin = cli_option(cli, "admin") != NULL,
	};
	struct item item;

	TRY(cli_begin(cli));
	TRY(account_create(&cli->tx, &account, &item));
	return tx_finish(&cli->tx);
}

int user_add_run(struct cli *cli)
{
	const char *password = ask_password(cli);

	if (!password)
		return EXIT_FAILURE;
	if (add(cli, password) != OK)
		return refused(cli, NULL);
	printf("%s can sign in now.\n", cli->operands[0]);
	return 0;
}

static const char *text_of(struct json_object *account, const char *key)
{
	return json_object_get_string(json_object_object_get(account, key));
}

static void print_account(struct json_object *account)
{
	struct json_object *admin = json_object_object_get(account, "is_admin");
	const char *mark = json_object_get_boolean(admin) ? "admin" : "";

	if (text_of(account, "disabled_at"))
		mark = "disabled";
	printf("%s\t%s\t%s\n", text_of(account, "login"), text_of(account, "name"), mark);
}

static void print_accounts(const char *json)
{
	struct json_object *page = json_tokener_parse(json);
	struct json_object *items = json_object_object_get(page, "items");

	for (size_t i = 0; i < json_object_array_length(items); i++)
		print_account(json_object_array_get_idx(items, i));
	json_object_put(page);
}

static enum err list(struct cli *cli, const char **json)
{
	const struct page all = { .limit = ALL_ACCOUNTS };

	TRY(cli_begin(cli));
	TRY(account_list(&cli->tx, all, json));
	return tx_finish(&cli->tx);
}

int user_list_run(struct cli *cli)
{
	const char *json;

	if (list(cli, &json) != OK)
		return refused(cli, NULL);
	print_accounts(json);
	return 0;
}

/* A password that stays the same must not end anybody's session. */
static enum err change(struct cli *cli, const char *password, bool *changed)
{
	const char *login = cli->operands[0];
	const char *now;

	TRY(cli_begin(cli));
	TRY(account_hash(&cli->tx, login, &now));
	TRY(tx_finish(&cli->tx));
	*changed = !now || !password_verify(now, password);
	if (!*changed)
		return OK;
	TRY(cli_begin(cli));
	TRY(account_set_password(&cli->tx, login, password_hash(cli->arena, password)));
	return tx_finish(&cli->tx);
}

int user_passwd_run(struct cli *cli)
{
	const char *password = ask_password(cli);
	bool changed;

	if (!password)
		return EXIT_FAILURE;
	if (change(cli, password, &changed) != OK)
		return refused(cli, NULL);
	printf(changed ? "%s has a new password.\n" : "%s has this password already.\n",
	       cli->operands[0]);
	return 0;
}

static enum err set_disabled(struct cli *cli, bool disabled)
{
	const struct account_change change = {
		.login = cli->operands[0],
		.disabled = &disabled,
	};
	struct item item;

	TRY(cli_begin(cli));
	TRY(account_change(&cli->tx, &change, &item));
	return tx_finish(&cli->tx);
}

int user_disable_run(struct cli *cli)
{
	if (set_disabled(cli, true) != OK)
		return refused(cli, NULL);
	printf("%s is shut out.\n", cli->operands[0]);
	return 0;
}

int user_enable_run(struct cli *cli)
{
	if (set_disabled(cli, false) != OK)
		return refused(cli, NULL);
	printf("%s can sign in.\n", cli->operands[0]);
	return 0;
}

static enum err make_link(struct cli *cli, const char *token, const char **expires)
{
	TRY(cli_begin(cli));
	TRY(reset_create(&cli->tx, cli->operands[0], token_hash(cli->arena, token), expires));
	return tx_finish(&cli->tx);
}

/* Where browsers see us is known only when it was set. */
int user_reset_run(struct cli *cli)
{
	char token[RANDOM_TOKEN_SIZE];
	const char *expires;

	random_token(token);
	if (make_link(cli, token, &expires) != OK)
		return refused(cli, NULL);
	printf("%s" RESET_LINK "%s\n", cli->config.origin, token);
	fprintf(stderr, "Good once, until %s.%s\n", expires,
		*cli->config.origin ? "" : "  Put the site's address before it.");
	return 0;
}
