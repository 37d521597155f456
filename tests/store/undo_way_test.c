/* undo_way_test.c: what stands in the way of undoing, and who may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>

#include "store/kept.h"

#define A "018f0000-0000-7000-8000-00000000000a"
#define B "018f0000-0000-7000-8000-00000000000b"
#define PUT(id, match, statement, span, rest)						\
	"SELECT highlight_put('" id "', " match ", " statement ", " span ", NULL, " rest ")"
#define NEW(id, statement) PUT(id, "NULL", statement, "0, 5", "NULL, NULL, NULL, '[]'")
#define NOW(id) "(SELECT revision FROM highlight" \
		" WHERE project_id = current_project() AND id = '" id "')"
#define NOTE(id, note)									\
	"SELECT highlight_patch('" id "', " NOW(id) ", NULL, NULL, NULL, '" note "', NULL, NULL, NULL)"
#define TAGS(id, tags)									\
	"SELECT highlight_patch('" id "', " NOW(id) ", NULL, NULL, NULL, NULL, NULL, NULL, '" tags "')"
#define DELETE(id) "SELECT highlight_delete('" id "', " NOW(id) ")"
#define TAG(key, parent) "SELECT tag_create('" key "', 'L', " parent ", NULL, NULL, NULL, NULL)"
#define DROP(statement) "SELECT statement_delete(" statement ", revision) FROM statement"	\
	" WHERE id = " statement
#define UNDO(number) "SELECT outcome FROM action_undo(" number ")"

enum { DEEDS = 8 };

/* The first deed is action 6, the next one 7, and so on. */
static const struct {
	const char *name, *deeds[DEEDS];
	const char *number;		/* which is undone at last */
	const char *way;		/* outcome and what is in the way */
} ways[] = {
	{ "the same column", { NEW(A, "1"), NOTE(A, "x"), NOTE(A, "y") }, "7", "built_on 8" },
	{ "another column", { NEW(A, "1"), NOTE(A, "x"), TAGS(A, "[{\"tag\": \"law\"}]") }, "7",
	  "undone" },
	{ "what it made, however it was changed", { NEW(A, "1"), NOTE(A, "x") }, "6", "built_on 7" },
	{ "all of them, newest first", { NEW(A, "1"), NOTE(A, "x"), NOTE(A, "y"), DELETE(A) }, "6",
	  "built_on 9 8 7" },
	{ "another row", { NEW(A, "1"), NEW(B, "1"), NOTE(B, "x") }, "6", "undone" },
	{ "it was deleted", { NEW(A, "1"), NOTE(A, "x"), DELETE(A) }, "7", "built_on 8" },
	{ "nothing but taggings changed, then deleted",
	  { NEW(A, "1"), TAGS(A, "[{\"tag\": \"law\"}]"), DELETE(A) }, "7", "built_on 8" },
	{ "start and end are one thing",
	  { PUT(A, "NULL", "1", "0, 8", "NULL, NULL, NULL, '[]'"),
	    "SELECT highlight_patch('" A "', 1, NULL, 6, NULL, NULL, NULL, NULL, NULL)",
	    "SELECT highlight_patch('" A "', 2, 5, NULL, NULL, NULL, NULL, NULL, NULL)" }, "7",
	  "built_on 8" },
	{ "taggings of other tags",
	  { NEW(A, "1"), TAGS(A, "[{\"tag\": \"law\"}]"),
	    TAGS(A, "[{\"tag\": \"law\"}, {\"tag\": \"norm\"}]") }, "7", "undone" },
	{ "the same tagging's stance",
	  { NEW(A, "1"), TAGS(A, "[{\"tag\": \"law\"}]"),
	    TAGS(A, "[{\"tag\": \"law\", \"stance\": \"warns\"}]") }, "7", "built_on 8" },
	{ "it is undone already", { NEW(A, "1"), UNDO("6") }, "6", "built_on 7" },
	{ "an undo that is undone", { NEW(A, "1"), UNDO("6"), UNDO("7") }, "7", "built_on 8" },
	{ "done again", { NEW(A, "1"), UNDO("6"), UNDO("7") }, "6", "undone" },
	{ "its redo", { NEW(A, "1"), UNDO("6"), UNDO("7"), UNDO("8"), UNDO("9") }, "8", "undone" },
	{ "what was done behind it and undone", { NEW(A, "1"), NOTE(A, "x"), UNDO("7") }, "6",
	  "undone" },
	{ "what was done behind it, undone and done again",
	  { NEW(A, "1"), NOTE(A, "x"), UNDO("7"), UNDO("8") }, "6", "built_on 7" },
	{ "an older one, undone and done again behind it",
	  { NEW(A, "1"), DELETE(A), UNDO("7"), NOTE(A, "x"), UNDO("8") }, "9", "built_on 10" },
	{ "what was undone behind what was undone",
	  { NEW(A, "1"), NOTE(A, "x"), NOTE(A, "y"), UNDO("8"), UNDO("7") }, "6", "undone" },
	{ "z z Z Z",
	  { NEW(A, "1"), NOTE(A, "x"), NOTE(A, "y"), UNDO("8"), UNDO("7"), UNDO("10") }, "9",
	  "undone" },
	{ "Z in another order",
	  { NEW(A, "1"), NOTE(A, "x"), NOTE(A, "y"), UNDO("8"), UNDO("7") }, "9", "built_on 10" },
	{ "a tag in use", { TAG("new", "NULL"), NEW(A, "1"), TAGS(A, "[{\"tag\": \"new\"}]") }, "6",
	  "built_on 8" },
	{ "a tag in use of what is deleted",
	  { TAG("new", "NULL"), PUT(A, "NULL", "1", "0, 5", "NULL, NULL, NULL,"
				    " '[{\"tag\": \"new\"}]'"), DELETE(A) }, "6", "built_on 7" },
	{ "a tag that was in use, undone",
	  { TAG("new", "NULL"), NEW(A, "1"), TAGS(A, "[{\"tag\": \"new\"}]"), UNDO("8") }, "6",
	  "undone" },
	{ "a tag that was in use by what is undone",
	  { TAG("new", "NULL"), PUT(A, "NULL", "1", "0, 5", "NULL, NULL, NULL,"
				    " '[{\"tag\": \"new\"}]'"), UNDO("7") }, "6", "undone" },
	{ "what had used a tag that is undone",
	  { TAG("new", "NULL"), PUT(A, "NULL", "1", "0, 5", "NULL, NULL, NULL,"
				    " '[{\"tag\": \"new\"}]'"), UNDO("7"), UNDO("6") }, "8",
	  "built_on 9" },
	{ "and when the tag is there again",
	  { TAG("new", "NULL"), PUT(A, "NULL", "1", "0, 5", "NULL, NULL, NULL,"
				    " '[{\"tag\": \"new\"}]'"), UNDO("7"), UNDO("6"), UNDO("9") },
	  "8", "undone" },
	{ "a tag that other tags are below", { TAG("new", "NULL"), TAG("below", "'new'") }, "6",
	  "built_on 7" },
	{ "a tag that is needed again",
	  { TAG("new", "NULL"), NEW(A, "1"), TAGS(A, "[{\"tag\": \"new\"}]"), TAGS(A, "[]"),
	    UNDO("6") }, "9", "built_on 10" },
	{ "a key that another tag has now", { TAG("new", "NULL"), UNDO("6"), TAG("new", "NULL") },
	  "7", "built_on 8" },
	{ "a statement with a highlight",
	  { "SELECT statement_create('Hello', '{\"title\": \"New\"}')", NEW(A, "3") }, "6",
	  "built_on 7" },
	{ "a highlight of a statement that is deleted", { NEW(A, "1"), NOTE(A, "x"), DROP("1") },
	  "7", "built_on 8" },
	{ "a highlight that would go to a deleted statement",
	  { NEW(A, "1"), PUT(A, "1", "2", "0, 5", "NULL, NULL, NULL, '[]'"), DROP("1") }, "7",
	  "built_on 8" },
	{ "a statement that is deleted", { DROP("1"), NEW(A, "2") }, "6", "undone" },
	{ "a highlight of it, deleted before", { NEW(A, "1"), DELETE(A), DROP("1") }, "7",
	  "built_on 8" },
	{ "purged", { NEW(A, "1"), DELETE(A), "SELECT trash_purge(NULL, '" A "')" }, "7",
	  "built_on 8" },
	{ "purged with its statement", { NEW(A, "1"), DROP("1"), "SELECT trash_purge(1, NULL)" },
	  "7", "built_on 8" },
	{ "purged in part: the rest comes back",
	  { "SELECT act('import'), statement_add('a', '{\"title\": \"I\"}'),"
	    " statement_add('b', '{\"title\": \"II\"}')", UNDO("6"),
	    "SELECT trash_purge(3, NULL)" }, "7", "undone" },
	{ "a member's role",
	  { "SELECT member_change(2, 'curator')", "SELECT member_change(2, 'reader')" }, "6",
	  "built_on 7" },
	{ "the making of a project", { NULL }, "1", "final" },
	{ "a purge", { NEW(A, "1"), DELETE(A), "SELECT trash_purge(NULL, NULL)" }, "8", "final" },
};

#define OUTCOME(number)									\
	"SELECT concat_ws(' ', outcome, (SELECT string_agg(a ->> 'number', ' ' ORDER BY place)"	\
	" FROM json_array_elements(actions) WITH ORDINALITY AS x (a, place)))"		\
	" FROM action_undo(%s)", number

static void test_ways(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		print_message("%s\n", ways[i].name);
		raw_enter(raw, "mia");
		raw_do(raw, "SAVEPOINT way");
		for (size_t j = 0; j < DEEDS && ways[i].deeds[j]; j++)
			raw_do(raw, ways[i].deeds[j]);
		raw_equals(raw, arena_printf(raw->arena, OUTCOME(ways[i].number)), ways[i].way);
		kept_check(raw, ways[i].name);
		raw_do(raw, "ROLLBACK TO way");
	}
}

/* A refusal writes nothing: neither an action nor anything else. */
static void test_nothing_is_written(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, NEW(A, "1"));
	raw_do(raw, NOTE(A, "x"));
	raw_equals(raw, UNDO("6"), "built_on");
	raw_equals(raw, UNDO("1"), "final");
	raw_equals(raw, "SELECT last_action FROM project", "7");
	raw_refused(raw, UNDO("99"), "PT404", "action");
	raw_refused(raw, UNDO("0"), "PT404", "action");
}

/* What a project has at action 11: one of each, by somebody. */
static const struct { const char *who, *sql; } done[] = {
	{ "ann", NEW(A, "1") },							/* 6 */
	{ "ann", "SELECT statement_create('x', '{\"title\": \"x\"}')" },	/* 7 */
	{ "cleo", TAG("new", "NULL") },						/* 8 */
	{ "cleo", NOTE(A, "by cleo") },						/* 9 */
	{ "mia", "SELECT member_add('raw-test-out', 'reader')" },		/* 10 */
	{ "mia", "SELECT project_change(1, 'T', NULL, NULL, NULL, NULL)" },	/* 11 */
	{ "bob", NEW(B, "2") },							/* 12 */
	{ "cleo", UNDO("12") },							/* 13 */
};

static const struct {
	const char *name, *who, *number;
	bool may;
} rights[] = {
	{ "an annotator his own statement", "ann", "7", true },
	{ "an annotator another's highlight", "ann", "12", false },
	{ "an annotator what was done to his own", "ann", "9", false },
	{ "an annotator a tag", "ann", "8", false },
	{ "an annotator what a curator undid of his", "bob", "13", false },
	{ "a reader", "rex", "6", false },
	{ "a curator another's", "cleo", "7", true },
	{ "a curator his own", "cleo", "9", true },
	{ "a curator his own undo", "cleo", "13", true },
	{ "a curator a member", "cleo", "10", false },
	{ "a curator the project", "cleo", "11", false },
	{ "a manager a member", "mia", "10", true },
	{ "a manager the project", "mia", "11", true },
	{ "a manager another's undo", "mia", "13", true },
};

static void test_rights(void **state)
{
	struct raw *raw = *state;

	for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++) {
		raw_enter(raw, done[i].who);
		raw_do(raw, done[i].sql);
	}
	for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++) {
		const char *undo = arena_printf(raw->arena, UNDO("%s"), rights[i].number);

		print_message("%s\n", rights[i].name);
		raw_enter(raw, rights[i].who);
		if (!rights[i].may) {
			raw_refused(raw, undo, "PT403", "role");
			continue;
		}
		raw_do(raw, "SAVEPOINT may");
		raw_equals(raw, undo, "undone");
		raw_do(raw, "ROLLBACK TO may");
	}
}

/* Who was a curator when he changed another's highlight, and is none any more. */
static void test_rights_of_today(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "ann");
	raw_do(raw, NEW(A, "1"));
	raw_enter(raw, "cleo");
	raw_do(raw, NOTE(A, "x"));
	raw_do(raw, TAG("new", "NULL"));
	raw_enter(raw, "mia");
	raw_do(raw, "SELECT member_change(id, 'annotator') FROM member WHERE login = 'raw-test-cleo'");
	raw_enter(raw, "cleo");
	raw_refused(raw, UNDO("7"), "PT403", "role");
	raw_refused(raw, UNDO("8"), "PT403", "role");
}

static void test_the_last_manager_stays(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SELECT member_change(id, 'manager') FROM member WHERE login = 'raw-test-cleo'");
	raw_enter(raw, "cleo");
	raw_do(raw, "SELECT member_change(1, NULL)");
	raw_refused(raw, UNDO("6"), "PT409", "last_manager");
	raw_equals(raw, UNDO("7"), "undone");
	raw_equals(raw, UNDO("6"), "undone");
}

static void test_archived(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, NEW(A, "1"));
	raw_do(raw, "SELECT project_change(1, NULL, NULL, NULL, NULL, true)");
	raw_refused(raw, UNDO("6"), "PT409", "archived");
	raw_do(raw, "SELECT project_change(2, NULL, NULL, NULL, NULL, false)");
	raw_equals(raw, UNDO("6"), "undone");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_ways, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_nothing_is_written, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_rights, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_rights_of_today, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_the_last_manager_stays, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_archived, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/undo_way", tests, NULL, NULL);
}
