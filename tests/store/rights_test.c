/* rights_test.c: what a role of a project may do, and who gets in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

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
	{ "curator raises himself", "cleo", "SELECT member_change(2, 'manager')", "PT403", "role" },
	{ "curator raises himself by his own hand", "cleo",
	  "SELECT act('test'); WITH w AS (UPDATE member SET role = 'manager' RETURNING 1)"
	  " SELECT 1 / (1 - count(*)) FROM w", NULL, NULL },
	{ "curator adds a member by his own hand", "cleo",
	  "SELECT act('test');"
	  " INSERT INTO member (project_id, id, name) SELECT current_project(), 99, 'X'", "42501",
	  "new row violates row-level security policy for table \"member\"" },
	{ "curator changes the project by his own hand", "cleo",
	  "SELECT act('test'); WITH w AS (UPDATE project SET title = 'x' RETURNING 1)"
	  " SELECT 1 / (1 - count(*)) FROM w", NULL, NULL },
	{ "curator purges", "cleo", "SELECT project_purge(1)", "PT403", "role" },
	{ "the last manager goes by his own hand", "mia",
	  "SELECT act('test'); UPDATE member SET role = NULL WHERE role = 'manager'", "PT409",
	  "last_manager" },
	{ "a curator goes by the manager's hand", "mia",
	  "SELECT act('test'); UPDATE member SET role = NULL WHERE role = 'curator'", NULL, NULL },
	{ "manager changes what is archived", "mia",
	  "SELECT act('project_change'); UPDATE project SET archived_at = now(), revision = 2;"
	  " SELECT act('test')", "PT409", "archived" },
	{ "manager renames a member", "mia", "UPDATE member SET name = 'x'", "42501",
	  "permission denied for table member" },
	{ "manager hides history", "mia", "UPDATE project SET last_action = 0", "42501",
	  "permission denied for table project" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_deeds, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_doors, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/rights", tests, NULL, NULL);
}
