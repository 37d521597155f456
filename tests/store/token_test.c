/* token_test.c: what an API token opens, and what it does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define OURS "'" RAW_NAME "'"
#define MAKE(scope, project, expires) \
	"SELECT token_create('R', '" scope "', " project ", " expires ", sha256('token'))"
#define ENTER(slug, role, scope) \
	"SELECT enter_token(sha256('token'), " slug ", " role ", '" scope "')"
#define TODAY "(now() AT TIME ZONE 'UTC')::date"

/* Ann, an annotator of the project, has the token; then something happens to it. */
static const struct {
	const char *name, *make, *happens, *enter;
	const char *sqlstate, *detail;	/* NULL: let in */
} doors[] = {
	{ "read, to read", MAKE("read", "NULL", "NULL"), NULL,
	  ENTER(OURS, "'reader'", "read"), NULL, NULL },
	{ "read, to write", MAKE("read", "NULL", "NULL"), NULL,
	  ENTER(OURS, "'annotator'", "write"), "PT403", "scope" },
	{ "write, to read", MAKE("write", "NULL", "NULL"), NULL,
	  ENTER(OURS, "'reader'", "read"), NULL, NULL },
	{ "write, to write", MAKE("write", "NULL", "NULL"), NULL,
	  ENTER(OURS, "'annotator'", "write"), NULL, NULL },
	{ "write, for one's own account", MAKE("write", "NULL", "NULL"), NULL,
	  ENTER("NULL", "NULL", "session"), "PT403", "scope" },
	{ "beyond the role", MAKE("write", "NULL", "NULL"), NULL,
	  ENTER(OURS, "'curator'", "write"), "PT403", "role" },
	{ "no admin", MAKE("write", "NULL", "NULL"), NULL,
	  ENTER("NULL", "'admin'", "read"), "PT403", "role" },
	{ "without a project", MAKE("read", "NULL", "NULL"), NULL,
	  ENTER("NULL", "NULL", "read"), NULL, NULL },
	{ "no such project", MAKE("read", "NULL", "NULL"), NULL,
	  ENTER("'no-such'", "'reader'", "read"), "PT404", "project" },
	{ "bound, there", MAKE("read", OURS, "NULL"), NULL,
	  ENTER(OURS, "'reader'", "read"), NULL, NULL },
	{ "bound, elsewhere", MAKE("read", OURS, "NULL"),
	  "SELECT enter_as('raw-test-ann', NULL, NULL),"
	  " project_create('raw-test-two', 'Two', NULL, NULL, NULL)",
	  ENTER("'raw-test-two'", "'reader'", "read"), "PT403", "scope" },
	{ "bound, where nothing is", MAKE("read", OURS, "NULL"), NULL,
	  ENTER("'no-such'", "'reader'", "read"), "PT403", "scope" },
	{ "bound, outside of projects", MAKE("read", OURS, "NULL"), NULL,
	  ENTER("NULL", "NULL", "read"), "PT403", "scope" },
	{ "bound, no member any more", MAKE("read", OURS, "NULL"),
	  "SET session_replication_role = replica; UPDATE member SET role = NULL"
	  " WHERE login = 'raw-test-ann'; RESET session_replication_role",
	  ENTER(OURS, "'reader'", "read"), "PT404", "project" },
	{ "bound, and the project is gone", MAKE("read", OURS, "NULL"),
	  "SET session_replication_role = replica; DELETE FROM api_token"
	  " WHERE only_project = current_project(); RESET session_replication_role",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "on its last day", MAKE("read", "NULL", TODAY), NULL,
	  ENTER(OURS, "'reader'", "read"), NULL, NULL },
	{ "a day later", MAKE("read", "NULL", TODAY), "UPDATE api_token SET expires = expires - 1",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "revoked", MAKE("read", "NULL", "NULL"), "SELECT token_revoke(max(id)) FROM api_token",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "of a disabled account", MAKE("read", "NULL", "NULL"),
	  "UPDATE account SET disabled_at = now() WHERE login = 'raw-test-ann'",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "unknown", MAKE("read", "NULL", "NULL"), "UPDATE api_token SET token_hash = sha256('other')",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "a session's", MAKE("read", "NULL", "NULL"),
	  "DELETE FROM api_token; SELECT session_create(current_account(), sha256('token'), NULL)",
	  ENTER(OURS, "'reader'", "read"), "PT401", "bad_bearer" },
	{ "as if it were a session's", MAKE("write", "NULL", "NULL"), NULL,
	  "SELECT enter(sha256('token'), " OURS ", 'reader')", "PT401", "sign_in" },
};

static void doors_open_as_they_should(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		print_message("%s\n", doors[i].name);
		raw_do(raw, "SAVEPOINT door");
		raw_enter(raw, "ann");
		raw_role(raw, "postil_web");
		raw_do(raw, doors[i].make);
		raw_role(raw, "postgres");
		if (doors[i].happens)
			raw_do(raw, doors[i].happens);
		raw_role(raw, "postil_web");
		if (doors[i].detail)
			raw_refused(raw, doors[i].enter, doors[i].sqlstate, doors[i].detail);
		else
			raw_do(raw, doors[i].enter);
		raw_do(raw, "ROLLBACK TO door");
	}
}

/* Whoever comes by a token is, for this transaction, its account and nobody else. */
static void a_token_stands_for_its_account(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "bob");
	raw_do(raw, MAKE("write", "NULL", "NULL"));
	raw_enter(raw, "mia");
	raw_role(raw, "postil_web");
	raw_do(raw, ENTER(OURS, "'annotator'", "write"));
	raw_equals(raw, "SELECT login FROM account_self()", "raw-test-bob");
	raw_equals(raw, "SELECT name FROM member WHERE id = current_member()", "Bob");
	raw_equals(raw, "SELECT current_role_rank() = role_rank('annotator')", "t");
}

static const struct {
	const char *name, *make, *sqlstate, *detail;
} bad[] = {
	{ "no scope of ours", MAKE("admin", "NULL", "NULL"), "23514", "bad_scope" },
	{ "the scope that no token has", MAKE("session", "NULL", "NULL"), "23514", "bad_scope" },
	{ "a day that is past", MAKE("read", "NULL", TODAY " - 1"), "PT422", "bad_expiry" },
	{ "no such project", MAKE("read", "'no-such'", "NULL"), "PT422", "unknown_project" },
	{ "no label", "SELECT token_create('', 'read', NULL, NULL, sha256('token'))", "23514", "empty" },
	{ "no hash", "SELECT token_create('R', 'read', NULL, NULL, 'token')", "23514", "bad_token" },
};

static void bad_wishes_are_refused(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_role(raw, "postil_web");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		print_message("%s\n", bad[i].name);
		raw_refused(raw, bad[i].make, bad[i].sqlstate, bad[i].detail);
	}
	raw_enter(raw, "mia");
	raw_do(raw, "SELECT enter_as('raw-test-out', NULL, NULL)");
	raw_refused(raw, MAKE("read", OURS, "NULL"), "PT422", "unknown_project");
}

/* Being used is noted, but not at every step, and not where nothing may be written. */
static void use_is_noted(void **state)
{
	struct raw *raw = *state;
	const char *used = "SELECT last_used = now() FROM token_list(9223372036854775807, 1)";

	raw_enter(raw, "ann");
	raw_do(raw, MAKE("read", "NULL", "NULL"));
	raw_equals(raw, "SELECT last_used IS NULL FROM token_list(9223372036854775807, 1)", "t");
	raw_do(raw, ENTER(OURS, "'reader'", "read"));
	raw_equals(raw, used, "t");
	raw_role(raw, "postil_owner");
	raw_do(raw, "UPDATE api_token SET last_used = now() - interval '4 minutes'");
	raw_do(raw, ENTER(OURS, "'reader'", "read"));
	raw_equals(raw, used, "f");
	raw_do(raw, "UPDATE api_token SET last_used = now() - interval '6 minutes'");
	raw_do(raw, "SAVEPOINT readonly");
	raw_do(raw, "SET TRANSACTION READ ONLY");
	raw_do(raw, ENTER(OURS, "'reader'", "read"));
	raw_equals(raw, used, "f");
	raw_do(raw, "ROLLBACK TO readonly");
	raw_do(raw, "SELECT token_seen(sha256('token'))");
	raw_equals(raw, used, "t");
}

/* Each sees and revokes his own, and the list holds no hash and nothing revoked. */
static void tokens_are_their_owners_alone(void **state)
{
	struct raw *raw = *state;
	const char *count = "SELECT count(*) FROM token_list(9223372036854775807, 10)";
	const char *id;

	raw_enter(raw, "ann");
	raw_do(raw, MAKE("read", OURS, "NULL"));
	id = raw_value(raw, "SELECT id FROM token_list(9223372036854775807, 1)");
	raw_equals(raw, "SELECT project FROM token_list(9223372036854775807, 1)", RAW_NAME);
	raw_equals(raw, "SELECT to_jsonb(t) ? 'token_hash' FROM token_list(9223372036854775807, 1) t", "f");
	raw_enter(raw, "bob");
	raw_equals(raw, count, "0");
	raw_equals(raw, arena_printf(raw->arena, "SELECT token_revoke(%s)", id), "f");
	raw_enter(raw, "ann");
	raw_equals(raw, count, "1");
	raw_equals(raw, arena_printf(raw->arena, "SELECT token_revoke(%s)", id), "t");
	raw_equals(raw, arena_printf(raw->arena, "SELECT token_revoke(%s)", id), "f");
	raw_equals(raw, count, "0");
}

/* What others left there is out of the way until the transaction is undone. */
static int open_empty(void **state)
{
	struct raw *raw;

	if (raw_open(state) != 0)
		return -1;
	raw = *state;
	if (!raw->conn)
		return 0;
	raw_role(raw, "postil_owner");
	raw_do(raw, "DELETE FROM api_token");
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_empty, raw_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(doors_open_as_they_should),
		TEST(a_token_stands_for_its_account),
		TEST(bad_wishes_are_refused),
		TEST(use_is_noted),
		TEST(tokens_are_their_owners_alone),
	};

	return cmocka_run_group_tests_name("store/token", tests, NULL, NULL);
}
