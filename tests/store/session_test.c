/* session_test.c: accounts, sessions and when they end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define MIA "(SELECT id FROM account WHERE login = 'raw-test-mia')"
#define ANN "(SELECT id FROM account WHERE login = 'raw-test-ann')"
#define ENTER "SELECT enter(sha256('token'), 'raw-test', 'reader')"

/* What may happen to a session; detail NULL: it still lets in. */
static const struct {
	const char *name, *sql, *detail;
} lives[] = {
	{ "new", "SELECT 1", NULL },
	{ "seen 29 days ago", "UPDATE session SET last_seen = now() - interval '29 days'", NULL },
	{ "seen 31 days ago", "UPDATE session SET last_seen = now() - interval '31 days'", "sign_in" },
	{ "89 days old", "UPDATE session SET expires = now() + interval '1 day'", NULL },
	{ "91 days old", "UPDATE session SET expires = now() - interval '1 day'", "sign_in" },
	{ "account disabled", "UPDATE account SET disabled_at = now() WHERE id = " MIA, "sign_in" },
	{ "signed out", "SELECT session_delete(sha256('token'))", "sign_in" },
	{ "another signed out", "SELECT session_delete(sha256('other'))", NULL },
	{ "new password", "SELECT account_set_password('RAW-test-mia', 'new')", "sign_in" },
	{ "another's new password", "SELECT account_set_password('raw-test-ann', 'new')", NULL },
};

static void test_lives(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(lives) / sizeof(lives[0]); i++) {
		print_message("%s\n", lives[i].name);
		raw_role(raw, "postil_owner");
		raw_do(raw, "SAVEPOINT life");
		raw_do(raw, "SELECT session_create(" MIA ", sha256('token'), 'browser')");
		raw_do(raw, lives[i].sql);
		raw_role(raw, "postil_web");
		if (lives[i].detail)
			raw_refused(raw, ENTER, "PT401", lives[i].detail);
		else
			raw_do(raw, ENTER);
		raw_do(raw, "ROLLBACK TO life");
	}
}

/* Being seen is written, but not at every step. */
static void test_last_seen(void **state)
{
	struct raw *raw = *state;
	const char *fresh = "SELECT last_seen = now() FROM session WHERE token_hash = sha256('token')";

	raw_role(raw, "postil_owner");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('token'), NULL)");
	raw_do(raw, "UPDATE session SET last_seen = now() - interval '4 minutes'"
	       " WHERE token_hash = sha256('token')");
	raw_do(raw, ENTER);
	raw_equals(raw, fresh, "f");
	raw_do(raw, "UPDATE session SET last_seen = now() - interval '6 minutes'"
	       " WHERE token_hash = sha256('token')");
	raw_do(raw, ENTER);
	raw_equals(raw, fresh, "t");
}

/* A new session clears away the account's dead ones, and no others. */
static void test_dead_sessions_go(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_owner");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('dead'), NULL),"
	       " session_create(" MIA ", sha256('alive'), NULL)");
	raw_do(raw, "UPDATE session SET last_seen = now() - interval '31 days'"
	       " WHERE token_hash = sha256('dead')");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('new'), NULL)");
	raw_equals(raw, "SELECT count(*) FROM session WHERE account_id = " MIA, "2");
}

/* As their owner sees them: newest first, the one that asks is current, dead ones are not there. */
static void test_own_sessions(void **state)
{
	struct raw *raw = *state;
	const char *list = "SELECT string_agg(user_agent || '/' || host(address)"
			   " || CASE WHEN current THEN '*' ELSE '' END, ' ')"
			   " FROM session_list(9223372036854775807, 10, sha256('two'))";
	const char *id;

	raw_role(raw, "postil_owner");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('dead'), 'zero', '192.0.2.6')");
	raw_do(raw, "UPDATE session SET last_seen = now() - interval '31 days'"
	       " WHERE token_hash = sha256('dead')");
	raw_do(raw, "SELECT session_create(" ANN ", sha256('ann'), 'ann', '192.0.2.9')");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('one'), 'one', '192.0.2.7')");
	raw_do(raw, "SELECT session_create(" MIA ", sha256('two'), 'two', '2001:db8::8')");
	id = raw_value(raw, "SELECT id FROM session WHERE token_hash = sha256('ann')");
	raw_enter(raw, "mia");
	raw_role(raw, "postil_web");
	raw_equals(raw, list, "two/2001:db8::8* one/192.0.2.7");
	raw_equals(raw, arena_printf(raw->arena, "SELECT session_end(%s)", id), "f");
	raw_do(raw, "SELECT session_create(current_account(), sha256('three'), 'three', '192.0.2.7')");
	raw_equals(raw, "SELECT session_end(id) FROM session_list(9223372036854775807, 1,"
		   " sha256('two'))", "t");
	raw_equals(raw, list, "two/2001:db8::8* one/192.0.2.7");
	raw_do(raw, "SELECT session_end_others(sha256('two'))");
	raw_equals(raw, list, "two/2001:db8::8*");
	raw_role(raw, "postil_owner");
	raw_equals(raw, "SELECT count(*) FROM session WHERE account_id = " ANN, "1");
}

/* The cookie lasts as long as the session may. */
static void test_max_age(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_owner");
	raw_equals(raw, "SELECT max_age FROM session_create(" MIA ", sha256('token'), NULL)", "7776000");
	raw_equals(raw, "SELECT expires - created = interval '90 days' FROM session"
		   " WHERE token_hash = sha256('token')", "t");
	raw_equals(raw, "SELECT expires = now() + interval '30 days' FROM session_item"
		   " WHERE token_hash = sha256('token')", "t");
	raw_do(raw, "UPDATE session SET expires = now() + interval '3 days'");
	raw_equals(raw, "SELECT expires = now() + interval '3 days' FROM session_item"
		   " WHERE token_hash = sha256('token')", "t");
}

static void test_accounts(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_ops");
	raw_refused(raw, "SELECT account_create('RAW-TEST-MIA', 'M', 'h', false)", "23505",
		    "login_taken");
	raw_refused(raw, "SELECT account_create('two words', 'M', 'h', false)", "23514", "bad_login");
	raw_refused(raw, "SELECT account_create('x', '', 'h', false)", "23514", "empty");
	raw_equals(raw, "SELECT password_hash FROM account_password('RAW-test-MIA')", "hash");
	raw_equals(raw, "SELECT account_set_password('raw-test-nobody', 'h')", "f");
	raw_equals(raw, "SELECT string_agg(login, ' ') FROM account_list('raw-test-cleo', 2)",
		   "raw-test-mia raw-test-out");
}

/* As a worker, accounts are a site admin's business. */
static void test_accounts_are_for_admins(void **state)
{
	struct raw *raw = *state;
	const char *make = "SELECT login FROM account_create('raw-test-new', 'New', 'h', false)";

	raw_enter(raw, "mia");
	raw_role(raw, "postil_web");
	raw_refused(raw, make, "PT403", "role");
	raw_refused(raw, "SELECT account_list(NULL, NULL)", "PT403", "role");
	raw_refused(raw, "SELECT * FROM account", "42501", "permission denied for table account");
	raw_refused(raw, "SELECT * FROM session", "42501", "permission denied for table session");
	raw_role(raw, "postil_owner");
	raw_do(raw, "UPDATE account SET is_admin = true WHERE id = " MIA);
	raw_role(raw, "postil_web");
	raw_equals(raw, make, "raw-test-new");
	raw_equals(raw, "SELECT login FROM account_self()", "raw-test-mia");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_lives, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_last_seen, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_dead_sessions_go, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_own_sessions, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_max_age, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_accounts, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_accounts_are_for_admins, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/session", tests, NULL, NULL);
}
