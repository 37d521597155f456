/* trash_test.c: statements that are deleted, what becomes of their highlights, and purges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/kept.h"

#define A "018f0000-0000-7000-8000-00000000000a"
#define B "018f0000-0000-7000-8000-00000000000b"
#define NEW "018f0000-0000-7000-8000-00000000000c"
#define PUT(id, match, statement, note)						\
	"SELECT highlight_put('" id "', " match ", " statement ", 0, 5, NULL, " note ", NULL,"	\
	" NULL, '[{\"tag\": \"law\", \"stance\": \"warns\"}]')"
#define DROP "SELECT outcome || revision FROM statement_delete(1, 1)"

/* A stands in statement 1, B stood there. */
static void begin(struct raw *raw)
{
	raw_enter(raw, "mia");
	raw_do(raw, PUT(A, "NULL", "1", "'note'"));
	raw_do(raw, PUT(B, "NULL", "1", "NULL"));
	raw_do(raw, "SELECT highlight_delete('" B "', 1)");
}

static void test_counts(void **state)
{
	struct raw *raw = *state;
	const char *counts = "SELECT concat_ws(' ', p.statement_count, p.highlight_count,"
		" s.highlight_count, t.highlight_count) FROM project p, statement s, tag t"
		" WHERE s.id = 1 AND t.key = 'law'";

	begin(raw);
	raw_do(raw, PUT(NEW, "NULL", "2", "NULL"));
	raw_equals(raw, counts, "2 2 1 2");
	raw_equals(raw, DROP, "gone2");
	raw_equals(raw, counts, "1 1 0 1");
	kept_check(raw, "a statement deleted");
	raw_enter(raw, "mia");
	raw_equals(raw, "SELECT outcome FROM action_undo(10)", "undone");
	raw_equals(raw, counts, "2 2 1 2");
	raw_equals(raw, "SELECT concat_ws(' ', revision, updated = created) FROM highlight"
		   " WHERE id = '" A "'", "1 t");
	raw_equals(raw, "SELECT concat_ws(' ', revision, updated = created, deleted_at) FROM statement"
		   " WHERE id = 1", "3 t");
}

/* Deleting a statement, one try after the other. */
static void test_deleting(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_refused(raw, "SELECT statement_delete(3, 1)", "PT404", "statement");
	raw_equals(raw, "SELECT outcome || revision FROM statement_delete(1, 2)", "stale1");
	raw_equals(raw, "SELECT last_action FROM project", "8");
	raw_enter(raw, "ann");
	raw_refused(raw, DROP, "PT403", "role");
	raw_enter(raw, "cleo");
	raw_equals(raw, DROP, "gone2");
	raw_refused(raw, "SELECT statement_delete(1, 2)", "PT404", "statement");
}

/* What a client meets whose statement is gone; none of it changes by asking again. */
static const struct {
	const char *name, *sql;
	const char *sqlstate, *says;	/* NULL: an outcome */
} hidden[] = {
	{ "a new one", PUT(NEW, "NULL", "1", "NULL"), "PT422", "unknown_statement" },
	{ "a known one, the same content", PUT(A, "NULL", "1", "'note'"), "PT422",
	  "unknown_statement" },
	{ "a known one, other content", PUT(A, "NULL", "1", "'other'"), "PT422",
	  "unknown_statement" },
	{ "a deleted one", PUT(B, "NULL", "1", "NULL"), "PT422", "unknown_statement" },
	{ "changed", PUT(A, "1", "1", "'other'"), "PT404", "highlight" },
	{ "changed, stale", PUT(A, "7", "1", "'other'"), "PT404", "highlight" },
	{ "restored", PUT(B, "2", "1", "NULL"), "PT404", "highlight" },
	{ "taken out of it", PUT(A, "1", "2", "'note'"), "PT404", "highlight" },
	{ "patched", "SELECT highlight_patch('" A "', 1, NULL, NULL, NULL, 'x', NULL, NULL, NULL)",
	  "PT404", "highlight" },
	{ "a deleted one patched",
	  "SELECT highlight_patch('" B "', 2, NULL, NULL, NULL, 'x', NULL, NULL, NULL)",
	  "PT404", "highlight" },
	{ "deleted", "SELECT highlight_delete('" A "', 1)", "PT404", "highlight" },
	{ "deleted twice", "SELECT highlight_delete('" B "', 2)", "PT404", "highlight" },
	{ "its id on another statement", PUT(A, "NULL", "2", "'note'"), NULL, "stale" },
	{ "a deleted one's id on another statement", PUT(B, "NULL", "2", "NULL"), NULL,
	  "deleted" },
};

static void test_hidden(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_do(raw, DROP);
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		print_message("%s\n", hidden[i].name);
		if (hidden[i].sqlstate)
			raw_refused(raw, hidden[i].sql, hidden[i].sqlstate, hidden[i].says);
		else
			raw_equals(raw, hidden[i].sql, hidden[i].says);
	}
	raw_equals(raw, "SELECT last_action FROM project", "9");
	raw_equals(raw, "SELECT outcome FROM action_undo(9)", "undone");
	raw_equals(raw, PUT(A, "NULL", "1", "'note'"), "same");
	raw_equals(raw, PUT(B, "2", "1", "NULL"), "restored");
}

/* Nobody reaches past the functions what they do not show. */
static void test_not_another_statement(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_do(raw, PUT(NEW, "NULL", "2", "NULL"));
	raw_do(raw, DROP);
	raw_refused(raw, PUT(NEW, "1", "1", "NULL"), "PT422", "unknown_statement");
	raw_refused(raw, "SELECT statement_newest(1)", "PT422", "unknown_statement");
}

#define TRASH "SELECT string_agg(concat_ws(' ', kind, id, title, quote, statement ->> 'id',"	\
	" member ->> 'name', action), '; ' ORDER BY place) FROM trash_list(%s) WITH ORDINALITY"	\
	" AS t (kind, id, title, quote, statement, deleted_at, member, action, next, place)"

static void test_list(void **state)
{
	struct raw *raw = *state;
	const char *next;

	begin(raw);
	raw_enter(raw, "cleo");
	raw_do(raw, DROP);
	raw_equals(raw, arena_printf(raw->arena, TRASH, "0, '', 9"),
		   "statement 1 One 1 Cleo 9; highlight \"" B "\" Hello 1 Mia 8");
	next = raw_value(raw, "SELECT place FROM trash_list(0, '', 1)");
	raw_equals(raw, arena_printf(raw->arena, TRASH, arena_printf(raw->arena,
		   "cursor_number('%s', 0), cursor_text('%s'), 9", next, next)),
		   "highlight \"" B "\" Hello 1 Mia 8");
	raw_enter(raw, "mia");
	raw_do(raw, "SELECT action_undo(9)");
	raw_do(raw, "SELECT action_undo(6)");
	raw_equals(raw, arena_printf(raw->arena, TRASH, "0, '', 9"),
		   "highlight \"" B "\" Hello 1 Mia 8; highlight \"" A "\" Hello 1 Mia 11");
}

#define ROWS "SELECT concat_ws(' ', (SELECT count(*) FROM statement),"				\
	" (SELECT count(*) FROM statement_version), (SELECT count(*) FROM highlight),"		\
	" (SELECT count(*) FROM tagging))"

static const struct {
	const char *name, *purge, *rows;
} purges[] = {
	{ "a highlight", "SELECT trash_purge(NULL, '" B "')", "2 2 2 2" },
	{ "a statement and all in it", "SELECT trash_purge(1, NULL)", "1 1 1 1" },
	{ "all of it", "SELECT trash_purge(NULL, NULL)", "1 1 1 1" },
};

static void test_purge(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_do(raw, PUT(NEW, "NULL", "2", "'stays'"));
	raw_do(raw, DROP);
	for (size_t i = 0; i < sizeof(purges) / sizeof(purges[0]); i++) {
		print_message("%s\n", purges[i].name);
		raw_enter(raw, "mia");
		raw_do(raw, "SAVEPOINT purge");
		raw_do(raw, purges[i].purge);
		raw_equals(raw, ROWS, purges[i].rows);
		raw_equals(raw, "SELECT string_agg(DISTINCT concat(before, after), ' ') FROM event e"
			   " JOIN project p ON p.last_action = e.action", "{}");
		kept_check(raw, purges[i].name);
		raw_do(raw, "ROLLBACK TO purge");
	}
}

static void test_who_may_purge_what(void **state)
{
	struct raw *raw = *state;

	begin(raw);
	raw_enter(raw, "cleo");
	raw_refused(raw, "SELECT trash_purge(NULL, '" B "')", "PT403", "role");
	raw_enter(raw, "mia");
	raw_refused(raw, "SELECT trash_purge(NULL, '" A "')", "PT404", "highlight");
	raw_refused(raw, "SELECT trash_purge(NULL, '" NEW "')", "PT404", "highlight");
	raw_refused(raw, "SELECT trash_purge(1, NULL)", "PT404", "statement");
	raw_do(raw, "SELECT trash_purge(NULL, '" B "')");
	raw_equals(raw, "SELECT last_action FROM project", "9");
	raw_do(raw, "SELECT trash_purge(NULL, NULL)");
	raw_equals(raw, "SELECT last_action FROM project", "9");	/* there was nothing */
	raw_equals(raw, PUT(B, "2", "1", "NULL"), "missing");
	raw_equals(raw, PUT(B, "NULL", "1", "NULL"), "created");
}

/* A number that history names is not given to anything else. */
static void test_numbers_are_not_given_again(void **state)
{
	struct raw *raw = *state;
	const char *make = "SELECT id FROM statement_create('x', '{\"title\": \"x\"}')";

	raw_enter(raw, "mia");
	raw_equals(raw, make, "3");
	raw_equals(raw, make, "4");
	raw_do(raw, "SELECT statement_delete(3, 1), statement_delete(4, 1)");
	raw_do(raw, "SELECT trash_purge(4, NULL)");
	raw_equals(raw, make, "5");
	raw_do(raw, "SELECT trash_purge(3, NULL)");
	raw_equals(raw, make, "6");
	raw_do(raw, "SELECT tag_create('a', 'A', NULL, NULL, NULL, NULL, NULL)");
	raw_do(raw, "SELECT action_undo(last_action) FROM project");
	raw_do(raw, "SELECT codebook_add('[{\"key\": \"b\", \"label\": \"B\"}]')");
	raw_do(raw, "SELECT action_undo(last_action) FROM project");
	raw_do(raw, "SELECT tag_create('c', 'C', NULL, NULL, NULL, NULL, NULL)");
	raw_equals(raw, "SELECT string_agg(id || key, ' ' ORDER BY id) FROM tag",
		   "1threat 2norm 3law 6c");
}

/* What is null within a column of JSON is part of it. */
static void test_nothing_is_lost_in_history(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SELECT statement_create('x', '{\"title\": \"x\", \"meta\": {\"a\": null}}')");
	raw_equals(raw, "SELECT after -> 'meta' FROM event WHERE key = '{\"id\": 3}'"
		   " AND table_name = 'statement'", "{\"a\": null}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_counts, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_deleting, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_hidden, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_not_another_statement, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_list, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_purge, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_who_may_purge_what, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_numbers_are_not_given_again, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_nothing_is_lost_in_history, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/trash", tests, NULL, NULL);
}
