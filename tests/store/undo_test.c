/*
 * undo_test.c: each kind of action, there and back and there again.
 *
 * What members see is written down before and after: undoing must bring the one back, doing
 * it again the other, as often as one likes.  Revisions only go up, counts stay right.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "store/kept.h"
#include "support/raw.h"

#define A "018f0000-0000-7000-8000-00000000000a"
#define B "018f0000-0000-7000-8000-00000000000b"
#define C "018f0000-0000-7000-8000-00000000000c"
#define PUT(id, match, statement, span, rest)						\
	"SELECT highlight_put('" id "', " match ", " statement ", " span ", NULL, " rest ")"
#define NOW(id) "(SELECT revision FROM highlight" \
		" WHERE project_id = current_project() AND id = '" id "')"
#define MEMBER(who, role)								\
	"SELECT member_change(id, " role ") FROM member WHERE login = 'raw-test-" who "'"
#define LEAVE(statement)								\
	"SELECT paragraph_leave(" statement ", 0, (SELECT v.length FROM statement_version v"	\
	" WHERE v.project_id = current_project() AND v.statement_id = " statement "))"
#define TAGGINGS "'[{\"tag\": \"norm\", \"stance\": \"affirms\"}, {\"tag\": \"law\"}]'"

/* What all begin with: A and C are there, B is deleted, somebody was a member once. */
static const char *const given[] = {
	PUT(A, "NULL", "1", "0, 5", "'note', NULL, 'Speaker', " TAGGINGS),
	PUT(B, "NULL", "1", "6, 14", "NULL, NULL, NULL, " TAGGINGS),
	PUT(C, "NULL", "2", "0, 5", "NULL, NULL, NULL, '[{\"tag\": \"threat\"}]'"),
	"SELECT highlight_delete('" B "', 1)",
	MEMBER("bob", "NULL"),
	LEAVE("1"),
};

static const struct {
	const char *name;
	const char *deed;		/* one action */
	const char *then;		/* another behind it, of which the first knows nothing */
} kinds[] = {
	{ "highlight_put, new",
	  PUT("018f0000-0000-7000-8000-00000000000d", "NULL", "2", "8, 13",
	      "'n', NULL, 'Somebody new', " TAGGINGS),
	  "SELECT highlight_delete('" C "', 1)" },
	{ "highlight_put, all of it changed",
	  PUT(A, "1", "1", "8, 13", "NULL, NULL, 'Else', '[{\"tag\": \"norm\"},"
	      " {\"tag\": \"threat\"}]'"),
	  PUT(C, "1", "2", "1, 5", "NULL, NULL, NULL, '[]'") },
	{ "highlight_put, moved", PUT(A, "1", "2", "0, 14", "'note', NULL, NULL, " TAGGINGS),
	  "SELECT highlight_delete('" C "', 1)" },
	{ "highlight_put, restored", PUT(B, "2", "1", "0, 5", "'other', NULL, NULL, '[]'"),
	  "SELECT highlight_delete('" A "', 1)" },
	{ "highlight_patch, its note",
	  "SELECT highlight_patch('" A "', 1, NULL, NULL, NULL, 'new', NULL, NULL, NULL)",
	  "SELECT highlight_patch('" A "', " NOW(A) ", NULL, NULL, NULL, NULL, NULL, NULL, '[]')" },
	{ "highlight_patch, its taggings",
	  "SELECT highlight_patch('" A "', 1, NULL, NULL, NULL, NULL, NULL, NULL,"
	  " '[{\"tag\": \"law\", \"stance\": \"opposes\"}]')",
	  "SELECT highlight_patch('" A "', " NOW(A) ", NULL, NULL, NULL, 'x', NULL, NULL, NULL)" },
	{ "highlight_patch, its end",
	  "SELECT highlight_patch('" A "', 1, NULL, 14, NULL, NULL, NULL, NULL, NULL)",
	  "SELECT highlight_patch('" A "', " NOW(A) ", NULL, NULL, NULL, 'x', NULL, NULL, NULL)" },
	{ "highlight_delete", "SELECT highlight_delete('" A "', 1)",
	  "SELECT highlight_delete('" C "', 1)" },
	{ "statement_create",
	  "SELECT statement_create('text', '{\"title\": \"New\", \"speaker\": \"One\","
	  " \"meta\": {\"a\": null}}')",
	  "SELECT statement_create('text', '{\"title\": \"Newer\"}')" },
	{ "paragraph_leave", LEAVE("2"), "SELECT statement_delete(1, 1)" },
	{ "paragraph_return", "SELECT paragraph_return(1, 0)", "SELECT statement_delete(2, 1)" },
	{ "statement_delete", "SELECT statement_delete(1, 1)", "SELECT statement_delete(2, 1)" },
	{ "import",
	  "SELECT act('import'), statement_add('one', '{\"title\": \"I\", \"speaker\": \"One\"}'),"
	  " statement_add('two', '{\"title\": \"II\"}'), act_note('{\"statements\": 2}')",
	  "SELECT statement_delete(1, 1)" },
	{ "tag_create", "SELECT tag_create('new', 'New', 'norm', '#112233', 'd', 'e', 7)",
	  "SELECT tag_create('newer', 'Newer', NULL, NULL, NULL, NULL, NULL)" },
	{ "codebook_import",
	  "SELECT codebook_add('[{\"key\": \"c\", \"label\": \"C\", \"parent\": \"b\"},"
	  " {\"key\": \"b\", \"label\": \"B\", \"parent\": \"norm\"}]')",
	  "SELECT tag_create('newer', 'Newer', 'law', NULL, NULL, NULL, NULL)" },
	{ "project_change",
	  "SELECT project_change(1, 'Title', 'About', '', '{\"a\": {\"b\": null}}', NULL)",
	  "SELECT statement_delete(1, 1)" },
	{ "member_add", "SELECT member_add('raw-test-out', 'curator')",
	  MEMBER("ann", "'reader'") },
	{ "member_add, who was one before", "SELECT member_add('raw-test-bob', 'manager')",
	  MEMBER("ann", "'reader'") },
	{ "member_change", MEMBER("ann", "'manager'"), MEMBER("cleo", "NULL") },
	{ "member_remove", MEMBER("ann", "NULL"), MEMBER("cleo", "'reader'") },
	{ "undo", "SELECT action_undo(9)", "SELECT statement_delete(2, 1)" },
};

/* What is seen in the project, a row a line; neither revisions nor when it was changed. */
#define SEEN									\
	"SELECT string_agg(concat(what, ' ', row), E'\\n' ORDER BY what, row::text) FROM ("	\
	"SELECT 'project' AS what,"							\
	" to_jsonb(p) - '{revision,last_action,codebook_revision}'::text[] AS row"	\
	"  FROM project p WHERE p.id = current_project() UNION ALL "			\
	"SELECT 'member', to_jsonb(m) FROM member m"					\
	" WHERE m.project_id = current_project() AND m.role IS NOT NULL UNION ALL "	\
	"SELECT 'tag', to_jsonb(t) - 'revision' FROM tag t"				\
	" WHERE t.project_id = current_project() UNION ALL "				\
	"SELECT 'statement', to_jsonb(s) - 'revision' || to_jsonb(v) FROM statement s"	\
	"  JOIN statement_version v ON v.project_id = s.project_id AND v.statement_id = s.id"	\
	" WHERE s.project_id = current_project() AND s.deleted_at IS NULL UNION ALL "	\
	"SELECT 'highlight', to_jsonb(h) - '{revision,updated}'::text[] FROM highlight h"	\
	"  JOIN statement s ON s.project_id = h.project_id AND s.id = h.statement_id"	\
	" WHERE h.project_id = current_project() AND h.deleted_at IS NULL"		\
	"   AND s.deleted_at IS NULL UNION ALL "					\
	"SELECT 'left_uncoded', to_jsonb(l) FROM left_uncoded l"				\
	"  JOIN statement s ON s.project_id = l.project_id AND s.id = l.statement_id"	\
	" WHERE l.project_id = current_project() AND s.deleted_at IS NULL UNION ALL "	\
	"SELECT 'tagging', to_jsonb(g) FROM tagging g"					\
	"  JOIN highlight h ON h.project_id = g.project_id AND h.id = g.highlight_id"	\
	" WHERE g.project_id = current_project() AND h.deleted_at IS NULL) AS seen"

#define REVISIONS								\
	"SELECT 'p' AS t, 'p' AS id, revision FROM project WHERE id = current_project() UNION ALL"	\
	" SELECT 't', key, revision FROM tag WHERE project_id = current_project() UNION ALL"	\
	" SELECT 's', id::text, revision FROM statement WHERE project_id = current_project()"	\
	" UNION ALL SELECT 'h', id::text, revision FROM highlight"				\
	" WHERE project_id = current_project()"

static void begin(struct raw *raw)
{
	raw_enter(raw, "mia");
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		raw_do(raw, given[i]);
}

static const char *seen(struct raw *raw)
{
	raw_role(raw, "postil_owner");
	return raw_value(raw, SEEN);
}

static int64_t last_action(struct raw *raw)
{
	raw_enter(raw, "mia");
	return strtoll(raw_value(raw, "SELECT last_action FROM project"), NULL, 10);
}

/* Undoes an action; what is seen then must be this, and nothing kept be wrong. */
static void undo(struct raw *raw, int64_t number, const char *expected)
{
	const char *outcome, *now;

	raw_role(raw, "postil_owner");
	raw_do(raw, "CREATE TEMP TABLE revision_before ON COMMIT DROP AS " REVISIONS);
	raw_enter(raw, "mia");
	outcome = raw_value(raw, arena_printf(raw->arena, "SELECT concat_ws(' ', outcome,"
		" actions ->> 0) FROM action_undo(%lld)", (long long)number));
	if (strcmp(outcome, "undone") != 0)
		fail_msg("%lld: %s", (long long)number, outcome);
	now = seen(raw);
	if (strcmp(now, expected) != 0)
		fail_msg("undoing %lld:\n%s\nnot\n%s", (long long)number, now, expected);
	kept_check(raw, "undo");
	raw_equals(raw, "SELECT count(*) FROM revision_before b JOIN (" REVISIONS ") n"
		   " USING (t, id) WHERE n.revision < b.revision", "0");
	raw_do(raw, "DROP TABLE revision_before");
}

static void there_and_back(struct raw *raw, const char *deed, const char *then)
{
	const char *before = seen(raw), *after, *both;
	int64_t number;

	raw_enter(raw, "mia");
	raw_do(raw, deed);
	number = last_action(raw);
	after = seen(raw);
	assert_string_not_equal(before, after);
	undo(raw, number, before);
	undo(raw, number + 1, after);
	undo(raw, number, before);
	undo(raw, number + 3, after);
	raw_do(raw, then);
	both = seen(raw);
	undo(raw, last_action(raw), after);
	undo(raw, number, before);		/* z z */
	undo(raw, last_action(raw), after);	/* Z Z */
	undo(raw, last_action(raw) - 2, both);
}

static void test_each_kind(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		print_message("%s\n", kinds[i].name);
		raw_do(raw, "SAVEPOINT kind");
		there_and_back(raw, kinds[i].deed, kinds[i].then);
		raw_do(raw, "ROLLBACK TO kind");
	}
}

/* Neither a quote nor a copy is ever taken from history: they are made anew. */
static void test_quotes_and_copies(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_do(raw, PUT(A, "1", "2", "6, 14", "NULL, NULL, NULL, '[]'"));
	raw_do(raw, "SELECT action_undo(last_action) FROM project");
	raw_equals(raw, "SELECT concat_ws('|', statement_id, quote, revision, taggings) FROM highlight"
		   " WHERE id = '" A "'", "1|Hello|3|[{\"tag\":\"norm\",\"stance\":\"affirms\"},"
		   "{\"tag\":\"law\",\"stance\":null}]");
	raw_do(raw, "SELECT action_undo(last_action) FROM project");
	raw_equals(raw, "SELECT concat_ws('|', statement_id, quote, revision, taggings) FROM highlight"
		   " WHERE id = '" A "'", "2|\xf0\x9f\x8c\x8d world.|4|[]");
}

/* Every kind that the program can write has a row; one that has none is final. */
static void test_unknown_kind(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SELECT act('test')");
	raw_equals(raw, "SELECT outcome FROM project, action_undo(last_action)", "final");
	raw_equals(raw, "SELECT undoable FROM action_item, project WHERE number = last_action", "f");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_each_kind, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_quotes_and_copies, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_unknown_kind, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/undo", tests, NULL, NULL);
}
