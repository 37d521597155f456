/* rights_test.c: what a role of the database and a role of a project may see and do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define OURS " n.nspname = 'public' AND r.rolname = 'postil_owner'"

/* Rules for all tables and functions: each counts what breaks it. */
static const struct rule {
	const char *name, *sql;
} rules[] = {
	{ "every table has row-level security, but for the list of migrations",
	  "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
	  "  JOIN pg_roles r ON r.oid = c.relowner"
	  " WHERE c.relkind = 'r' AND NOT c.relrowsecurity AND c.relname <> 'schema_migration'"
	  "   AND" OURS },
	{ "only the owner owns anything",
	  "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
	  " WHERE r.rolname IN ('postil_web', 'postil_ops')" },
	{ "policies hold no sub-select and name the project",
	  "SELECT count(*) FROM pg_policies p WHERE p.schemaname = 'public'"
	  "   AND (coalesce(p.qual, '') || coalesce(p.with_check, '') ~* 'select'"
	  "        OR coalesce(p.qual, p.with_check) NOT LIKE '%postil.project%')" },
	{ "every table of a project has its number first in its key",
	  "SELECT count(*) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
	  "  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id'"
	  " WHERE k.contype IN ('p', 'u') AND k.conkey[1] <> a.attnum" },
	{ "foreign keys between a project's tables begin with its number",
	  "SELECT count(*) FROM pg_constraint k"
	  "  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'project_id'"
	  "  JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attname = 'project_id'"
	  " WHERE k.contype = 'f' AND NOT (k.conkey[1] = a.attnum AND k.confkey[1] = f.attnum)" },
	{ "nobody but those named may run a function",
	  "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
	  "  JOIN pg_roles r ON r.oid = p.proowner"
	  " WHERE has_function_privilege('public', p.oid, 'EXECUTE') AND" OURS },
	{ "functions with the owner's rights have a fixed search_path",
	  "SELECT count(*) FROM pg_proc p WHERE p.prosecdef"
	  "   AND NOT coalesce(p.proconfig, '{}') @> '{\"search_path=public, pg_temp\"}'" },
	{ "the web role cannot read accounts, sessions, or write history",
	  "SELECT count(*) FROM unnest('{account,session}'::text[]) t, unnest('{select,insert,"
	  "update,delete}'::text[]) p WHERE has_table_privilege('postil_ops', t, p)"
	  "    OR has_table_privilege('postil_web', 'action', 'insert')"
	  "    OR has_table_privilege('postil_web', 'event', 'insert')"
	  "    OR has_table_privilege('postil_web', 'event', 'update')" },
	{ "what needs no session is for commands only",
	  "SELECT count(*) FROM pg_proc p WHERE p.proname IN ('enter_as', 'account_set_password')"
	  "   AND (has_function_privilege('postil_web', p.oid, 'EXECUTE')"
	  "        OR NOT has_function_privilege('postil_ops', p.oid, 'EXECUTE'))" },
	{ "nobody may let himself in",
	  "SELECT count(*) FROM pg_proc p WHERE p.proname = 'let_in'"
	  "   AND has_function_privilege('postil_ops', p.oid, 'EXECUTE')" },
};


static void test_rules(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		const char *broken = raw_value(raw, rules[i].sql);

		if (broken[0] != '0')
			fail_msg("not so: %s (%s)", rules[i].name, broken);
	}
}

#define PUT(id, at)								\
	"SELECT highlight_put('" id "', NULL, 1, " #at ", " #at " + 5, NULL, NULL, NULL,"	\
	" NULL, '[{\"tag\": \"norm\"}]')"
#define ANNS "018f0000-0000-7000-8000-00000000000a"
#define BOBS "018f0000-0000-7000-8000-00000000000b"

/* What each role may do; detail NULL: it may. */
static const struct {
	const char *name, *who, *sql, *sqlstate, *detail;
} deeds[] = {
	{ "reader reads", "rex", "SELECT 1 / count(*) FROM statement", NULL, NULL },
	{ "reader highlights", "rex", PUT(BOBS, 3), "PT403", "role" },
	{ "reader adds a statement", "rex", "SELECT statement_create('x', '{\"title\": \"x\"}')",
	  "PT403", "role" },
	{ "annotator highlights", "bob", PUT(BOBS, 3), NULL, NULL },
	{ "annotator adds a statement", "bob",
	  "SELECT statement_create('x', '{\"title\": \"x\"}')", NULL, NULL },
	{ "annotator changes another's highlight", "bob",
	  "SELECT highlight_patch('" ANNS "', 1, NULL, NULL, NULL, 'n', NULL, NULL, NULL)",
	  "PT403", "role" },
	{ "annotator deletes another's highlight", "bob",
	  "SELECT highlight_delete('" ANNS "', 1)", "PT403", "role" },
	{ "annotator puts over another's highlight", "bob", PUT(ANNS, 4), "PT403", "role" },
	{ "annotator updates another's row", "bob",
	  "SELECT act('test'); WITH w AS (UPDATE highlight SET note = 'x' WHERE id = '" ANNS "' RETURNING 1)"
	  " SELECT 1 / (1 - count(*)) FROM w", NULL, NULL },
	{ "annotator writes as another", "bob",
	  "INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at,"
	  " end_at, quote) SELECT current_project(), gen_random_uuid(), 1, 1, m.id, 0, 1, 'H'"
	  " FROM member m WHERE m.name = 'Ann'", "42501", "new row violates row-level security"
	  " policy for table \"highlight\"" },
	{ "annotator adds a tag", "bob",
	  "SELECT tag_create('x', 'X', NULL, NULL, NULL, NULL, NULL)", "42501",
	  "new row violates row-level security policy for table \"tag\"" },
	{ "curator adds a tag", "cleo",
	  "SELECT tag_create('x', 'X', NULL, NULL, NULL, NULL, NULL)", NULL, NULL },
	{ "curator changes another's highlight", "cleo",
	  "SELECT highlight_patch('" ANNS "', 1, NULL, NULL, NULL, 'n', NULL, NULL, NULL)",
	  NULL, NULL },
	{ "manager rewrites a text", "mia", "UPDATE statement_version SET body = 'x'", "42501",
	  "permission denied for table statement_version" },
	{ "manager rewrites history", "mia", "DELETE FROM event", "42501",
	  "permission denied for table event" },
	{ "manager raises himself", "mia", "UPDATE member SET role = 'manager'", "42501",
	  "permission denied for table member" },
};

static void test_deeds(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_do(raw, PUT(ANNS, 0));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		print_message("%s\n", deeds[i].name);
		raw_enter(raw, deeds[i].who);
		if (deeds[i].detail) {
			raw_refused(raw, deeds[i].sql, deeds[i].sqlstate, deeds[i].detail);
			continue;
		}
		raw_do(raw, "SAVEPOINT deed");
		raw_do(raw, deeds[i].sql);
		raw_do(raw, "ROLLBACK TO deed");
	}
}

/* The doors: who, where to, as what. */
static const struct {
	const char *name, *enter, *sqlstate, *detail;
} doors[] = {
	{ "no project", "SELECT enter_as('raw-test-out', 'no-such', NULL)", "PT404", "project" },
	{ "no member", "SELECT enter_as('raw-test-out', 'raw-test', NULL)", "PT404", "project" },
	{ "too low", "SELECT enter_as('raw-test-rex', 'raw-test', 'annotator')", "PT403", "role" },
	{ "no admin", "SELECT enter_as('raw-test-mia', NULL, 'admin')", "PT403", "role" },
	{ "no admin, in a project", "SELECT enter_as('raw-test-mia', 'raw-test', 'admin')",
	  "PT403", "role" },
	{ "nobody", "SELECT enter_as('raw-test-nil', NULL, NULL)", "PT401", "sign_in" },
	{ "no session", "SELECT enter(sha256('x'), NULL, NULL)", "PT401", "sign_in" },
};

static void test_doors(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_ops");
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		print_message("%s\n", doors[i].name);
		raw_refused(raw, doors[i].enter, doors[i].sqlstate, doors[i].detail);
	}
	raw_do(raw, "SELECT enter_as('RAW-TEST-REX', 'raw-test', 'reader')");
	raw_do(raw, "SELECT enter_as('raw-test-mia', 'raw-test', 'manager')");
}

static const char *const tables[] = {
	"project", "member", "stance", "tag", "actor", "statement", "statement_version",
	"highlight", "tagging", "action", "event",
};

/* Nobody entered: nothing is seen.  Inside: this project's rows and no others. */
static void test_walls(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_do(raw, PUT(ANNS, 0));
	raw_do(raw, "SELECT actor_take(NULL, 'Somebody', 'person', 'actor')");
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		const char *count = arena_printf(raw->arena, "SELECT count(*) > 0 FROM %s", tables[i]);

		raw_enter(raw, "ann");
		raw_equals(raw, count, "t");
		raw_do(raw, "SELECT enter_as('raw-test-ann', NULL, NULL)");
		raw_equals(raw, count, "f");
		raw_do(raw, "SELECT enter_as('raw-test-mia', NULL, NULL)");
		raw_do(raw, "SAVEPOINT other");
		raw_do(raw, "SELECT project_create('raw-test-other', 'Other', NULL, NULL, NULL)");
		raw_equals(raw, arena_printf(raw->arena,
			"SELECT count(*) FROM %s x WHERE to_jsonb(x) ->> '%s' <> current_project()::text",
			tables[i], i ? "project_id" : "id"), "0");
		raw_do(raw, "ROLLBACK TO other");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rules, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_deeds, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_doors, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_walls, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/rights", tests, NULL, NULL);
}
