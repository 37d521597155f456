/* history_test.c: actions without gaps, and the events that triggers write of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define ID "018f0000-0000-7000-8000-00000000000a"
#define PUT(match, end, taggings)						\
	"SELECT highlight_put('" ID "', " match ", 1, 0, " end ", NULL, NULL, NULL, NULL, '"	\
	taggings "')"
#define LAST "SELECT last_action FROM project"

/* What the last action's events say, in their order. */
#define EVENTS									\
	"SELECT string_agg(concat_ws(' ', e.seq, e.table_name, e.key, e.before, '>', e.after),"	\
	" '; ' ORDER BY e.seq) FROM event e JOIN project p ON e.action = p.last_action"

static const struct {
	const char *name, *sql, *events;
} deeds[] = {
	{ "put with an actor by name",
	  "SELECT highlight_put('" ID "', NULL, 1, 0, 5, NULL, NULL, NULL, 'Someone',"
	  " '[{\"tag\": \"norm\", \"stance\": \"affirms\"}]')",
	  "1 actor {\"id\": 1} > {\"kind\": \"person\", \"name\": \"Someone\", \"aliases\": [],"
	  " \"revision\": 1}; "
	  "2 highlight {\"id\": \"" ID "\"} > {\"end_at\": 5, \"version\": 1, \"actor_id\": 1,"
	  " \"revision\": 1, \"start_at\": 0, \"author_id\": 1, \"statement_id\": 1}; "
	  "3 tagging {\"tag_id\": 2, \"highlight_id\": \"" ID "\"} > {\"stance\": \"affirms\","
	  " \"codebook_revision\": 4}" },
	{ "only what changed",
	  PUT("1", "6", "[{\"tag\": \"norm\"}, {\"tag\": \"law\"}]"),
	  "1 highlight {\"id\": \"" ID "\"} {\"end_at\": 5, \"actor_id\": 1, \"revision\": 1} >"
	  " {\"end_at\": 6, \"actor_id\": null, \"revision\": 2}; "
	  "2 tagging {\"tag_id\": 2, \"highlight_id\": \"" ID "\"} {\"stance\": \"affirms\"} >"
	  " {\"stance\": null}; "
	  "3 tagging {\"tag_id\": 3, \"highlight_id\": \"" ID "\"} > {\"codebook_revision\": 4}" },
	{ "a tag taken off",
	  PUT("2", "6", "[{\"tag\": \"law\"}]"),
	  "1 highlight {\"id\": \"" ID "\"} {\"revision\": 2} > {\"revision\": 3}; "
	  "2 tagging {\"tag_id\": 2, \"highlight_id\": \"" ID "\"} {\"stance\": null,"
	  " \"codebook_revision\": 4} >" },
};

static void test_events(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		print_message("%s\n", deeds[i].name);
		raw_do(raw, deeds[i].sql);
		raw_equals(raw, EVENTS, deeds[i].events);
	}
}

/* Numbers that a refusal or a wish already fulfilled must not consume. */
static void test_numbers_have_no_gaps(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_equals(raw, LAST, "5");
	raw_equals(raw, PUT("NULL", "5", "[]"), "created");
	raw_equals(raw, LAST, "6");
	raw_equals(raw, PUT("NULL", "5", "[]"), "same");
	raw_equals(raw, PUT("NULL", "6", "[]"), "stale");
	raw_equals(raw, PUT("7", "5", "[]"), "stale");
	raw_refused(raw, PUT("1", "500", "[]"), "PT422", "highlight_past_end");
	raw_equals(raw, LAST, "6");
	raw_equals(raw, "SELECT highlight_delete('" ID "', 1)", "changed");
	raw_equals(raw, PUT("1", "5", "[]"), "deleted");
	raw_equals(raw, LAST, "7");
	raw_equals(raw, "SELECT string_agg(number || ' ' || kind, ', ' ORDER BY number) FROM action",
		   "1 project_create, 2 tag_create, 3 tag_create, 4 tag_create, 5 import,"
		   " 6 highlight_put, 7 highlight_delete");
}

static void test_no_change_outside_an_action(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_refused(raw, "INSERT INTO tag (project_id, id, key, label, position)"
		    " VALUES (current_project(), 9, 'x', 'X', 9)", "P0001",
		    "tag changed outside of act()");
	raw_refused(raw, "SELECT statement_add('x', '{\"title\": \"x\"}')", "P0001",
		    "statement changed outside of act()");
}

/* Neither a text nor a quote is ever copied into history; sha256 stands for them. */
static void test_no_text_in_history(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, PUT("NULL", "14", "[]"));
	raw_equals(raw, "SELECT count(*) FROM event e WHERE concat(e.before, e.after) LIKE '%world%'",
		   "0");
	raw_equals(raw, "SELECT count(*) FROM event e JOIN statement_version v"
		   " ON e.after ->> 'sha256' = v.sha256 WHERE e.table_name = 'statement_version'",
		   "4");
}

/* One command with many rows, and many commands: each event has its number. */
static void test_numbers_of_events(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SELECT act('test')");
	raw_role(raw, "postil_owner");
	raw_do(raw, "INSERT INTO tag (project_id, id, key, label, position) SELECT"
	       " current_project(), i, 'k' || i, 'K', i FROM generate_series(10, 59) i");
	raw_do(raw, "UPDATE tag SET label = 'L' WHERE project_id = current_project() AND id > 9");
	raw_do(raw, "UPDATE tag SET label = 'L' WHERE project_id = current_project() AND id > 9");
	raw_do(raw, "DELETE FROM tag WHERE project_id = current_project() AND id > 9");
	raw_equals(raw, "SELECT concat_ws(' ', count(*), min(seq), max(seq)) FROM event e JOIN"
		   " project p ON p.id = e.project_id AND p.last_action = e.action"
		   " WHERE p.id = current_project()", "150 1 150");
	raw_equals(raw, "SELECT string_agg(concat_ws(' ', key, before, '>', after), '; ' ORDER BY seq)"
		   " FROM event WHERE project_id = current_project() AND key = '{\"id\": 10}'"
		   " AND action = current_action() AND NOT (before IS NOT NULL AND after IS NULL)",
		   "{\"id\": 10} > {\"key\": \"k10\", \"label\": \"K\", \"retired\": false,"
		   " \"position\": 10, \"revision\": 1};"
		   " {\"id\": 10} {\"label\": \"K\"} > {\"label\": \"L\"}");
}

static void test_making_a_project_is_its_first_action(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "rex");
	raw_equals(raw, "SELECT string_agg(DISTINCT table_name, ' ') FROM event WHERE action = 1",
		   "member project stance");
	raw_equals(raw, "SELECT count(*) FROM event WHERE action = 1", "14");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_events, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_numbers_have_no_gaps, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_no_change_outside_an_action, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_no_text_in_history, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_numbers_of_events, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_making_a_project_is_its_first_action, raw_open,
						raw_close),
	};

	return cmocka_run_group_tests_name("store/history", tests, NULL, NULL);
}
