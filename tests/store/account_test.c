/* account_test.c: accounts as admins and their owners change them, and one-time links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define ACCOUNT(who) "(SELECT id FROM account WHERE login = 'raw-test-" who "')"
#define SESSION(who, token) "SELECT session_create(" ACCOUNT(who) ", sha256('" token "'), NULL)"
#define SESSIONS(who) "SELECT count(*) FROM session WHERE account_id = " ACCOUNT(who)

/* Mia and Cleo are the only admins; others of the database are none for this transaction. */
static int open_admins(void **state)
{
	struct raw *raw;

	if (raw_open(state) != 0)
		return -1;
	raw = *state;
	if (!raw->conn)
		return 0;
	raw_role(raw, "postil_owner");
	raw_do(raw, "UPDATE account SET is_admin = login IN ('raw-test-mia', 'raw-test-cleo')");
	raw_enter(raw, "mia");
	raw_role(raw, "postil_web");
	return 0;
}

/* Each after those before it, by Mia. */
static const struct {
	const char *name, *sql, *sqlstate, *detail;	/* sqlstate NULL: detail is the outcome */
} changes[] = {
	{ "a name", "SELECT name || ' ' || is_admin FROM account_change('RAW-TEST-ann', 'Anna',"
	  " NULL, NULL)", NULL, "Anna false" },
	{ "an empty name", "SELECT account_change('raw-test-ann', '', NULL, NULL)", "23514", "empty" },
	{ "nothing", "SELECT name FROM account_change('raw-test-ann', NULL, NULL, NULL)", NULL, "Anna" },
	{ "nobody", "SELECT account_change('raw-test-nobody', 'X', NULL, NULL)", "PT404", "account" },
	{ "another admin away", "SELECT is_admin FROM account_change('raw-test-cleo', NULL, false,"
	  " NULL)", NULL, "f" },
	{ "the last admin away", "SELECT account_change('raw-test-mia', NULL, false, NULL)", "PT409",
	  "last_admin" },
	{ "the last admin disabled", "SELECT account_change('raw-test-mia', NULL, NULL, true)",
	  "PT409", "last_admin" },
	{ "the last admin's name", "SELECT name FROM account_change('raw-test-mia', 'M', NULL, NULL)",
	  NULL, "M" },
	{ "somebody else disabled", "SELECT disabled_at = now() FROM account_change('raw-test-rex',"
	  " NULL, NULL, true)", NULL, "t" },
	{ "a disabled admin does not count", "SELECT is_admin FROM account_change('raw-test-rex',"
	  " NULL, true, NULL)", NULL, "t" },
	{ "so the last one stays", "SELECT account_change('raw-test-mia', NULL, false, NULL)", "PT409",
	  "last_admin" },
	{ "enabled again", "SELECT disabled_at IS NULL FROM account_change('raw-test-rex', NULL, NULL,"
	  " false)", NULL, "t" },
	{ "now there is another one", "SELECT is_admin FROM account_change('raw-test-mia', NULL,"
	  " false, NULL)", NULL, "f" },
	{ "and Mia may no more", "SELECT account_change('raw-test-ann', 'X', NULL, NULL)", "PT403",
	  "role" },
};

static void an_admin_changes_accounts(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		print_message("%s\n", changes[i].name);
		if (changes[i].sqlstate)
			raw_refused(raw, changes[i].sql, changes[i].sqlstate, changes[i].detail);
		else
			raw_equals(raw, changes[i].sql, changes[i].detail);
	}
}

static void a_site_without_admins_can_be_changed(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_owner");
	raw_do(raw, "UPDATE account SET is_admin = false");
	raw_role(raw, "postil_ops");
	raw_equals(raw, "SELECT disabled_at IS NULL FROM account_change('raw-test-ann', NULL, NULL,"
		   " true)", "f");
}

static void a_disabled_account_has_no_sessions(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_owner");
	raw_do(raw, SESSION("ann", "one"));
	raw_do(raw, SESSION("bob", "two"));
	raw_do(raw, "SELECT reset_create('raw-test-ann', sha256('link'))");
	raw_do(raw, "SELECT account_change('raw-test-ann', NULL, NULL, true)");
	raw_do(raw, "SELECT account_change('raw-test-ann', NULL, NULL, false)");
	raw_equals(raw, SESSIONS("ann"), "0");
	raw_equals(raw, SESSIONS("bob"), "1");
	raw_equals(raw, "SELECT good FROM reset_try(sha256('link'), NULL)", "f");
	raw_equals(raw, "SELECT last_seen = now() FROM account_line WHERE login = 'raw-test-ann'", "t");
}

/* What of three sessions is left, and whether a link that was made before is good. */
static void a_new_password_ends_sessions_and_links(void **state)
{
	struct raw *raw = *state;
	static const struct {
		const char *name, *sql, *left, *link;
	} doors[] = {
		{ "a name alone", "SELECT account_change_own('A', NULL, sha256('one'))", "3", "t" },
		{ "by its owner", "SELECT account_change_own(NULL, 'new', sha256('one'))", "1", "f" },
		{ "by its owner's link", "SELECT reset_use(sha256('link'), 'new', NULL)", "0", "f" },
		{ "by the operator", "SELECT account_set_password('raw-test-ann', 'new')", "0", "f" },
	};

	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		print_message("%s\n", doors[i].name);
		raw_do(raw, "SAVEPOINT door");
		raw_role(raw, "postil_owner");
		raw_do(raw, SESSION("ann", "one"));
		raw_do(raw, SESSION("ann", "two"));
		raw_do(raw, SESSION("ann", "three"));
		raw_do(raw, "SELECT reset_create('raw-test-ann', sha256('link'))");
		raw_enter(raw, "ann");
		raw_do(raw, doors[i].sql);
		raw_role(raw, "postil_owner");
		raw_equals(raw, SESSIONS("ann"), doors[i].left);
		raw_equals(raw, "SELECT good FROM reset_try(sha256('link'), NULL)", doors[i].link);
		raw_do(raw, "ROLLBACK TO door");
	}
}

/* What may happen to a link; good: it is afterwards. */
static const struct {
	const char *name, *sql, *good;
} lives[] = {
	{ "new", "SELECT 1", "t" },
	{ "23 hours old", "UPDATE password_reset SET expires = expires - interval '23 hours'", "t" },
	{ "24 hours old", "UPDATE password_reset SET expires = expires - interval '24 hours'", "f" },
	{ "used", "SELECT reset_use(sha256('link'), 'new', NULL)", "f" },
	{ "another one was tried", "SELECT reset_use(sha256('x'), 'new', NULL)", "t" },
	{ "a newer one was made", "SELECT reset_create('RAW-TEST-ann', sha256('newer'))", "f" },
	{ "one for somebody else", "SELECT reset_create('raw-test-bob', sha256('newer'))", "t" },
	{ "account disabled", "UPDATE account SET disabled_at = now() WHERE login = 'raw-test-ann'", "f" },
};

static void a_link_is_good_once_and_for_a_day(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(lives) / sizeof(lives[0]); i++) {
		print_message("%s\n", lives[i].name);
		raw_do(raw, "SAVEPOINT life");
		raw_do(raw, "SELECT reset_create('raw-test-ann', sha256('link'))");
		raw_role(raw, "postgres");
		raw_do(raw, lives[i].sql);
		raw_role(raw, "postil_web");
		raw_equals(raw, "SELECT good FROM reset_try(sha256('link'), NULL)", lives[i].good);
		raw_equals(raw, "SELECT reset_use(sha256('link'), 'by link', NULL)", lives[i].good);
		raw_equals(raw, "SELECT password_hash = 'by link' FROM account_password('raw-test-ann')",
			   lives[i].good);
		raw_do(raw, "ROLLBACK TO life");
	}
	raw_refused(raw, "SELECT reset_create('raw-test-nobody', sha256('link'))", "PT404", "account");
	raw_enter(raw, "ann");
	raw_role(raw, "postil_web");
	raw_refused(raw, "SELECT reset_create('raw-test-ann', sha256('link'))", "PT403", "role");
}

/* Bad links are tries that failed, like any other; a good one makes the way free. */
static void links_are_throttled_by_address(void **state)
{
	struct raw *raw = *state;

	raw_do(raw, "SELECT reset_create('raw-test-ann', sha256('link'))");
	raw_do(raw, "SELECT sign_in_failed('raw-test-ann', '192.0.2.7') FROM generate_series(1, 9)");
	raw_equals(raw, "SELECT wait FROM reset_try(sha256('link'), '192.0.2.7')", "0");
	raw_equals(raw, "SELECT reset_use(sha256('link'), 'new', '192.0.2.7')", "t");
	raw_equals(raw, "SELECT wait FROM sign_in_try('raw-test-ann', '192.0.2.7')", "0");
	raw_do(raw, "SELECT sign_in_failed(NULL, '192.0.2.7') FROM generate_series(1, 96)");
	raw_do(raw, "SELECT reset_create('raw-test-ann', sha256('link'))");
	raw_equals(raw, "SELECT row(wait, good) FROM reset_try(sha256('link'), '192.0.2.7')", "(32,f)");
	raw_equals(raw, "SELECT row(wait, good) FROM reset_try(sha256('link'), '192.0.2.8')", "(0,t)");
}

/* What the tables hold is not for the web role, and its functions are for admins. */
static void walls(void **state)
{
	static const char *const tables[] = { "sign_in_failure", "api_token", "password_reset",
		"session_item", "token_item", "account_line" };
	static const char *const deeds[] = { "site_facts()", "site_projects(NULL, 10)",
		"account_list(NULL, 10)", "account_change('raw-test-ann', 'X', NULL, NULL)" };
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		raw_refused(raw, arena_printf(raw->arena, "SELECT * FROM %s", tables[i]), "42501",
			    arena_printf(raw->arena, "permission denied for %s %s",
					 i < 3 ? "table" : "view", tables[i]));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		raw_do(raw, arena_printf(raw->arena, "SELECT * FROM %s", deeds[i]));
	raw_enter(raw, "ann");
	raw_role(raw, "postil_web");
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
		raw_refused(raw, arena_printf(raw->arena, "SELECT * FROM %s", deeds[i]), "PT403", "role");
}

static void the_site_is_counted(void **state)
{
	struct raw *raw = *state;
	const char *size = "SELECT size > 0 FROM site_projects('raw-tess', 1) WHERE slug = 'raw-test'";

	raw_equals(raw, "SELECT counts ->> 'admins' FROM site_facts()", "2");
	raw_equals(raw, "SELECT row(members, statements, highlights, archived_at)"
		   " FROM site_projects('raw-tess', 1)", "(5,2,0,)");
	raw_equals(raw, size, "t");
	raw_equals(raw, "SELECT last_action_at IS NOT NULL FROM site_projects('raw-tess', 1)", "t");
	raw_equals(raw, "SELECT schema = (SELECT max(version) FROM schema_migration) FROM site_facts()",
		   "t");
	raw_do(raw, "SELECT sign_in_failed('x', '192.0.2.7') FROM generate_series(1, 5)");
	raw_equals(raw, "SELECT throttled > 0 FROM site_facts()", "t");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_admins, raw_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_admin_changes_accounts),
		TEST(a_site_without_admins_can_be_changed),
		TEST(a_disabled_account_has_no_sessions),
		TEST(a_new_password_ends_sessions_and_links),
		TEST(a_link_is_good_once_and_for_a_day),
		TEST(links_are_throttled_by_address),
		TEST(walls),
		TEST(the_site_is_counted),
	};

	return cmocka_run_group_tests_name("store/account", tests, NULL, NULL);
}
