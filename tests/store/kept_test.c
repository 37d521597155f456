/* kept_test.c: copies and counts that triggers keep, when one command changes many rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/kept.h"

/* One after the other, each a command over many rows. */
static const struct {
	const char *name, *sql;
} steps[] = {
	{ "60 highlights",
	  "INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at,"
	  " end_at, quote) SELECT current_project(), gen_random_uuid(), 1 + i % 2, 1,"
	  " current_member(), 0, 5, 'Hello' FROM generate_series(1, 60) i" },
	{ "120 taggings",
	  "INSERT INTO tagging SELECT project_id, id, tag, CASE tag WHEN 1 THEN 'affirms' END, 1"
	  " FROM highlight, generate_series(1, 2) tag WHERE project_id = current_project()" },
	{ "a stance changed on 60",
	  "UPDATE tagging SET stance = 'opposes' WHERE project_id = current_project()"
	  " AND tag_id = 2" },
	{ "a tag put on 30 more",
	  "INSERT INTO tagging SELECT project_id, id, 3, NULL, 1 FROM highlight"
	  " WHERE project_id = current_project() AND statement_id = 2" },
	{ "20 deleted",
	  "UPDATE highlight SET deleted_at = now() WHERE (project_id, id) IN (SELECT project_id,"
	  " id FROM highlight WHERE project_id = current_project() ORDER BY id LIMIT 20)" },
	{ "a note on all",
	  "UPDATE highlight SET note = 'n' WHERE project_id = current_project()" },
	{ "a tagging of deleted ones gone",
	  "DELETE FROM tagging g USING highlight h WHERE g.project_id = current_project() AND"
	  " h.project_id = g.project_id AND h.id = g.highlight_id AND h.deleted_at IS NOT NULL"
	  " AND g.tag_id = 1" },
	{ "a statement deleted",
	  "UPDATE statement SET deleted_at = now() WHERE project_id = current_project() AND id = 2" },
	{ "a note on all again",
	  "UPDATE highlight SET note = 'm' WHERE project_id = current_project()" },
	{ "taggings put and gone while it is deleted",
	  "INSERT INTO tagging SELECT project_id, id, 1, NULL, 1 FROM highlight h"
	  " WHERE project_id = current_project() AND NOT EXISTS (SELECT FROM tagging g"
	  " WHERE g.project_id = h.project_id AND g.highlight_id = h.id AND g.tag_id = 1);"
	  "DELETE FROM tagging WHERE project_id = current_project() AND tag_id = 2" },
	{ "half of all deleted or restored while it is deleted",
	  "UPDATE highlight h SET deleted_at = CASE WHEN h.deleted_at IS NULL THEN now() END"
	  " WHERE (project_id, id) IN (SELECT project_id, id FROM highlight"
	  " WHERE project_id = current_project() ORDER BY id LIMIT 40)" },
	{ "both turned", "UPDATE statement SET deleted_at = CASE WHEN deleted_at IS NULL THEN now() END"
	  " WHERE project_id = current_project()" },
	{ "both restored", "UPDATE statement SET deleted_at = NULL WHERE project_id = current_project()" },
	{ "a key changed", "UPDATE tag SET key = 'danger' WHERE project_id = current_project()"
	  " AND key = 'threat'" },
	{ "all restored", "UPDATE highlight SET deleted_at = NULL"
	  " WHERE project_id = current_project()" },
	{ "moved to the other statement", "UPDATE highlight SET statement_id = 1"
	  " WHERE project_id = current_project()" },
	{ "all taggings gone", "DELETE FROM tagging WHERE project_id = current_project()" },
	{ "more statements", "INSERT INTO statement (project_id, id, title) SELECT"
	  " current_project(), i, 'S' FROM generate_series(10, 40) i" },
};

static void test_many_rows(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SELECT act('test')");
	raw_role(raw, "postil_owner");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		raw_do(raw, steps[i].sql);
		kept_check(raw, steps[i].name);
	}
	raw_equals(raw, "SELECT highlight_count FROM statement WHERE project_id ="
		   " current_project() AND id = 1", "60");
	raw_equals(raw, "SELECT string_agg(DISTINCT taggings::text, '') FROM highlight"
		   " WHERE project_id = current_project()", "[]");
}

static void test_copy_is_in_the_order_of_tags(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_do(raw, "SELECT highlight_put('018f0000-0000-7000-8000-00000000000a', NULL, 1, 0, 5,"
	       " NULL, NULL, NULL, NULL, '[{\"tag\": \"law\"}, {\"tag\": \"threat\", \"stance\":"
	       " \"warns\"}]')");
	raw_equals(raw, "SELECT taggings FROM highlight",
		   "[{\"tag\":\"threat\",\"stance\":\"warns\"},{\"tag\":\"law\",\"stance\":null}]");
}

/* The codebook's revision counts commands that change tags, not how often tags are used. */
static void test_codebook_revision(void **state)
{
	struct raw *raw = *state;
	const char *ask = "SELECT codebook_revision FROM project";

	raw_enter(raw, "mia");
	raw_equals(raw, ask, "4");
	raw_do(raw, "SELECT highlight_put('018f0000-0000-7000-8000-00000000000a', NULL, 1, 0, 5,"
	       " NULL, NULL, NULL, NULL, '[{\"tag\": \"law\"}]')");
	raw_equals(raw, ask, "4");
	raw_equals(raw, "SELECT codebook_revision FROM tagging", "4");
	raw_do(raw, "SELECT codebook_add('[{\"key\": \"a\", \"label\": \"A\"},"
	       " {\"key\": \"b\", \"label\": \"B\"}]')");
	raw_equals(raw, ask, "5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_many_rows, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_copy_is_in_the_order_of_tags, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_codebook_revision, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/kept", tests, NULL, NULL);
}
