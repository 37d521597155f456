/*
 * walls_test.c: what the database itself does not let happen, whatever a handler does.
 *
 * The catalogue is asked which tables, views and functions there are, so that a new one
 * cannot be forgotten: it keeps the rules, or it is named here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "support/other.h"

/* Tables, and those that belong to a project; the list of migrations is everybody's. */
#define TABLES									\
	"(SELECT c.oid, c.relname AS name, c.relrowsecurity,"			\
	"        c.relname = 'project' OR EXISTS (SELECT FROM pg_attribute a"	\
	"         WHERE a.attrelid = c.oid AND a.attname = 'project_id') AS of_project"	\
	"   FROM pg_class c WHERE c.relkind IN ('r', 'p')"			\
	"    AND c.relnamespace = 'public'::regnamespace"			\
	"    AND c.relname <> 'schema_migration') AS t"
#define FUNCTIONS "pg_proc p WHERE p.pronamespace = 'public'::regnamespace"		\
	" AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
#define THEIRS "(VALUES ('postil_web'), ('postil_ops')) AS r (name)"
#define WRITES "(VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS w (way)"
#define WAYS "(VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'),"	\
	" ('REFERENCES'), ('TRIGGER')) AS w (way)"
/* A right on the table, or on a column of it where columns can have it. */
#define MAY(role, table, way) "(has_table_privilege(" role ", " table ", " way ")"	\
	" OR " way " IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')"			\
	"    AND has_any_column_privilege(" role ", " table ", "				\
	"        CASE WHEN " way " IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN 'SELECT'"	\
	"             ELSE " way " END))"

/* Each names what breaks the rule, one after the other; nothing: it is kept. */
static const struct rule {
	const char *name, *broken_by;
} rules[] = {
	{ "every table has row-level security",
	  "SELECT t.name FROM " TABLES " WHERE NOT t.relrowsecurity" },
	{ "every table of a project has a policy that lets its members in, and no others",
	  "SELECT t.name FROM " TABLES " WHERE t.of_project AND EXISTS (SELECT FROM " THEIRS ", " WAYS
	  "  WHERE " MAY("r.name", "t.oid", "w.way") ")"
	  "   AND NOT EXISTS (SELECT FROM pg_policy y WHERE y.polrelid = t.oid)" },
	{ "policies hold no sub-select and name the project",
	  "SELECT y.tablename || '.' || y.policyname FROM pg_policies y WHERE y.schemaname = 'public'"
	  "   AND (coalesce(y.qual, '') || coalesce(y.with_check, '') ~* 'select'"
	  "        OR coalesce(y.qual, y.with_check) NOT LIKE '%= current_project()%')" },
	{ "policies that let something be written name a role",
	  "SELECT y.tablename || '.' || y.policyname FROM pg_policies y WHERE y.schemaname = 'public'"
	  "   AND y.cmd <> 'SELECT'"
	  "   AND coalesce(y.with_check, y.qual) NOT LIKE '%current_role_rank() >= role_rank(%'" },
	{ "a project's tables have its number first in their keys",
	  "SELECT k.conname FROM pg_constraint k"
	  "  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'project_id'"
	  "  JOIN " TABLES " ON t.oid = k.conrelid"
	  " WHERE k.contype IN ('p', 'u') AND k.conkey[1] <> a.attnum" },
	{ "foreign keys between a project's tables begin with its number",
	  "SELECT k.conname FROM pg_constraint k"
	  "  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'project_id'"
	  "  JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attname = 'project_id'"
	  " WHERE k.contype = 'f' AND NOT (k.conkey[1] = a.attnum AND k.confkey[1] = f.attnum)" },
	{ "only the owner owns anything",
	  "SELECT d.classid::regclass || ' ' || d.objid FROM pg_shdepend d"
	  "  JOIN pg_roles o ON o.oid = d.refobjid AND o.rolname IN ('postil_web', 'postil_ops')"
	  " WHERE d.deptype = 'o'" },
	{ "the roles can do nothing that is not granted here",
	  "SELECT o.rolname FROM pg_roles o WHERE o.rolname LIKE 'postil\\_%'"
	  "   AND (o.rolsuper OR o.rolbypassrls OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication)" },
	{ "the web role is no member of another, the one of commands of the web role only",
	  "SELECT g.rolname FROM pg_auth_members x JOIN pg_roles g ON g.oid = x.roleid"
	  "  JOIN pg_roles o ON o.oid = x.member AND o.rolname IN ('postil_web', 'postil_ops')"
	  " WHERE (o.rolname, g.rolname) <> ('postil_ops', 'postil_web')" },
	{ "the roles can make nothing in the schema",
	  "SELECT r.name FROM " THEIRS " WHERE has_schema_privilege(r.name, 'public', 'CREATE')" },
	{ "accounts, passwords, sessions, tokens and the like: no way to their tables at all",
	  "SELECT r.name || ' ' || w.way || ' ' || t.name FROM " TABLES ", " THEIRS ", " WAYS
	  " WHERE (NOT t.of_project OR t.name LIKE '%token%' OR t.name LIKE '%session%')"
	  "   AND " MAY("r.name", "t.oid", "w.way") },
	{ "history can be read, and not changed or deleted",
	  "SELECT r.name || ' ' || w.way || ' ' || t.name FROM " TABLES ", " THEIRS ", " WRITES
	  " WHERE t.name IN ('action', 'event') AND " MAY("r.name", "t.oid", "w.way") },
	{ "a text that was published can be added, and not changed or deleted",
	  "SELECT r.name || ' ' || w.way FROM " THEIRS ", " WRITES
	  " WHERE w.way <> 'INSERT' AND " MAY("r.name", "'statement_version'", "w.way") },
	{ "views show what the one who asks may see",
	  "SELECT c.relname || ' ' || r.name FROM pg_class c, " THEIRS
	  " WHERE c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace"
	  "   AND NOT coalesce(c.reloptions, '{}') @> '{security_invoker=true}'"
	  "   AND has_any_column_privilege(r.name, c.oid, 'SELECT')" },
	{ "functions are nobody's until they are granted",
	  "SELECT p.proname FROM " FUNCTIONS " AND has_function_privilege('public', p.oid, 'EXECUTE')" },
	{ "functions with the owner's rights are the owner's, and have a fixed search_path",
	  "SELECT p.proname FROM " FUNCTIONS " AND p.prosecdef"
	  "   AND (p.proowner <> 'postil_owner'::regrole"
	  "        OR NOT coalesce(p.proconfig, '{}') @> '{\"search_path=public, pg_temp\"}')" },
	{ "what needs no session is for commands only",
	  "SELECT p.proname FROM " FUNCTIONS
	  "   AND (p.proname IN ('enter_as', 'account_set_password', 'check_scope')"
	  "        OR p.prorettype = 'finding'::regtype)"
	  "   AND (has_function_privilege('postil_web', p.oid, 'EXECUTE')"
	  "        OR NOT has_function_privilege('postil_ops', p.oid, 'EXECUTE'))" },
	{ "nobody may let himself in",
	  "SELECT p.proname FROM " FUNCTIONS " AND p.proname = 'let_in'"
	  "   AND has_function_privilege('postil_ops', p.oid, 'EXECUTE')" },
};

static const char *broken_by(struct raw *raw, const char *sql)
{
	return raw_value(raw, arena_printf(raw->arena,
		"SELECT string_agg(x.what::text, ', ') FROM (%s) AS x (what)", sql));
}

static void test_rules(void **state)
{
	struct raw *raw = *state;
	int broken = 0;

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		const char *what = broken_by(raw, rules[i].broken_by);

		if (what)
			print_error("not so: %s: %s\n", rules[i].name, what);
		broken += what != NULL;
	}
	assert_int_equal(broken, 0);
}

/* The names that stand first in the lines of definers.txt, as an SQL array. */
static const char *listed(struct raw *raw)
{
	FILE *file = fopen("tests/store/definers.txt", "re");
	char line[256], name[64], reason[192];
	const char *names = "";

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		if (*line == '#' || *line == '\n')
			continue;
		if (sscanf(line, "%63[a-z0-9_] %191[^\n]", name, reason) != 2)
			fail_msg("a name and a reason: %s", line);
		names = arena_printf(raw->arena, "%s%s%s", names, *names ? "," : "", name);
	}
	fclose(file);
	return names;
}

/* Whatever runs with the owner's rights was thought about, and the list has no more. */
static void test_definers(void **state)
{
	struct raw *raw = *state;
	const char *differ = broken_by(raw, arena_printf(raw->arena,
		"SELECT coalesce(f.name, 'only listed: ' || l.name)"
		"  FROM unnest('{%s}'::text[]) AS l (name)"
		"  FULL JOIN (SELECT DISTINCT p.proname::text AS name FROM " FUNCTIONS
		"                AND p.prosecdef) f ON f.name = l.name"
		" WHERE f.name IS NULL OR l.name IS NULL", listed(raw)));

	if (differ)
		fail_msg("not as tests/store/definers.txt has it: %s", differ);
}

/* The number of rows that are seen in each table of projects, or why they are not. */
static void each_table(struct raw *raw, const char *role,
		       void (*check)(struct raw *, const char *table, const char *column))
{
	const char *names = raw_value(raw, "SELECT string_agg(t.name, ' ') FROM " TABLES
				      " WHERE t.of_project");
	char *rest = arena_strdup(raw->arena, names), *table;
	int count = 0;

	raw_role(raw, role);
	for (; (table = strtok_r(rest, " ", &rest)); count++)
		check(raw, table, strcmp(table, "project") == 0 ? "id" : "project_id");
	assert_true(count >= 12);
}

static void has_rows(struct raw *raw, const char *table, const char *column)
{
	if (raw_value(raw, arena_printf(raw->arena, "SELECT count(*) FROM %s WHERE %s = "
					OTHER_PROJECT, table, column))[0] == '0')
		fail_msg("tests/support/other.c: no row in %s", table);
}

static void shows_nothing(struct raw *raw, const char *table, const char *column)
{
	const char *count = arena_printf(raw->arena, "SELECT count(*) FROM %s", table);

	(void)column;
	if (raw_value(raw, arena_printf(raw->arena,
		"SELECT has_table_privilege('%s', 'SELECT')", table))[0] == 't')
		raw_equals(raw, count, "0");
	else
		raw_refused(raw, count, "42501", arena_printf(raw->arena,
			"permission denied for table %s", table));
}

static void shows_no_other(struct raw *raw, const char *table, const char *column)
{
	const char *may = raw_value(raw, arena_printf(raw->arena,
		"SELECT has_table_privilege('%s', 'SELECT')", table));

	if (*may == 't')
		raw_equals(raw, arena_printf(raw->arena, "SELECT count(*) FROM %s x"
			" WHERE x.%s IS DISTINCT FROM current_project()", table, column), "0");
}

/* Nobody entered: nothing is seen.  Inside: this project's rows and no others. */
static void test_rows(void **state)
{
	struct raw *raw = *state;

	other_make(raw);
	each_table(raw, "postgres", has_rows);
	raw_role(raw, "postil_ops");
	raw_do(raw, "SELECT enter_as('" RAW_NAME "-mia', NULL, NULL)");
	each_table(raw, "postil_web", shows_nothing);
	each_table(raw, "postil_ops", shows_nothing);
	raw_enter(raw, "mia");
	each_table(raw, "postil_web", shows_no_other);
	other_enter(raw, "yan");
	each_table(raw, "postil_web", shows_no_other);
}

/* Tried, and not only asked of the catalogue. */
static const struct {
	const char *sql, *detail;
} attempts[] = {
	{ "SELECT password_hash FROM account", "permission denied for table account" },
	{ "SELECT token_hash FROM session", "permission denied for table session" },
	{ "UPDATE account SET is_admin = true", "permission denied for table account" },
	{ "DELETE FROM event", "permission denied for table event" },
	{ "UPDATE event SET seq = 9", "permission denied for table event" },
	{ "INSERT INTO event VALUES (1, 1, 1, 'x', '{}')", "permission denied for table event" },
	{ "UPDATE action SET kind = 'x'", "permission denied for table action" },
	{ "DELETE FROM action", "permission denied for table action" },
	{ "UPDATE project SET last_action = 0", "permission denied for table project" },
	{ "UPDATE statement_version SET body = 'x'", "permission denied for table statement_version" },
	{ "SET ROLE postil_owner", "permission denied to set role \"postil_owner\"" },
	{ "CREATE TABLE public.mine (x int)", "permission denied for schema public" },
	{ "ALTER TABLE statement DISABLE ROW LEVEL SECURITY", "must be owner of table statement" },
};

static void test_attempts(void **state)
{
	static const char *const roles[] = { "postil_web", "postil_ops" };
	struct raw *raw = *state;

	for (size_t r = 0; r < 2; r++) {
		raw_enter(raw, "mia");
		raw_role(raw, roles[r]);
		for (size_t i = 0; i < sizeof(attempts) / sizeof(attempts[0]); i++)
			raw_refused(raw, attempts[i].sql, "42501", attempts[i].detail);
	}
	raw_role(raw, "postil_web");
	raw_refused(raw, "SELECT enter_as('admin', NULL, NULL)", "42501",
		    "permission denied for function enter_as");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rules, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_definers, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_rows, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_attempts, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/walls", tests, NULL, NULL);
}
