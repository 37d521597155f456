/* statement_test.c: what a statement keeps, and lists that are read page by page. */
#include "store/given.h"

static const struct statement_new everything = {
	.title = "<script>\xf0\x9f\x8c\x8d \"t\\\"", .text = " two\n\nlines \xf0\x9f\x8c\x8d\n",
	.language = "zh-Hant", .date = "2015-09", .place = "Genève", .kind = "as delivered",
	.forum = "F", .meeting = "M", .agenda_item = "A", .symbol = "S", .publisher = "P",
	.source_url = "https://example.org/a?b=1#c", .accessed_on = "2020",
	.licence = "quotations only", .meta = "{\"a\":{\"b\":[1,null,\"x\"]}}",
	.speaker = { 0, "Jane Doe" }, .delegation = { 0, "Japan" },
	.on_behalf_of = { 0, "ASEAN" },
};

static const struct { const char *pointer, *value; } facts[] = {
	{ "/title", "<script>\xf0\x9f\x8c\x8d \"t\\\"" },
	{ "/text", " two\n\nlines \xf0\x9f\x8c\x8d\n" },
	{ "/length", "14" },
	{ "/version", "1" },
	{ "/sha256", "c74e70da16801185de30560c12ec7458f45bb0795bd162a4edc1f42344029a4e" },
	{ "/language", "zh-Hant" },
	{ "/date", "2015-09" },
	{ "/place", "Genève" },
	{ "/kind", "as delivered" },
	{ "/agenda_item", "A" },
	{ "/source_url", "https://example.org/a?b=1#c" },
	{ "/accessed_on", "2020" },
	{ "/licence", "quotations only" },
	{ "/meta/a/b", "[1,null,\"x\"]" },
	{ "/speaker/kind", "person" },
	{ "/delegation/kind", "state" },
	{ "/on_behalf_of/kind", "group" },
	{ "/on_behalf_of/code", "null" },
	{ "/highlights", "[]" },
	{ "/revision", "1" },
};

static void check_facts(struct sandbox *box, const char *json)
{
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		given_is(box, json, facts[i].pointer, facts[i].value);
}

static void test_kept_as_given(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	given_project(box);
	GIVEN_OK(box, statement_create(&box->tx, &everything, &item));
	assert_string_equal(item.outcome, "created");
	check_facts(box, item.json);
	GIVEN_OK(box, statement_get(&box->tx, 1, &item));
	check_facts(box, item.json);
}

/* What the schema refuses when nobody before it has. */
static const struct {
	const char *name;
	struct statement_new new;
	enum err err;
	const char *detail, *field;
} bad[] = {
	{ "empty text", { .text = "" }, ERR_INVALID, "text_empty", NULL },
	{ "no such day", { .date = "2015-02-29" }, ERR_INVALID, "bad_date", "date" },
	{ "a leap day", { .date = "2016-02-29" }, OK, NULL, NULL },
	{ "year nought", { .date = "0000" }, ERR_INVALID, "bad_date", "date" },
	{ "first year", { .date = "0001" }, OK, NULL, NULL },
	{ "last day", { .date = "9999-12-31" }, OK, NULL, NULL },
	{ "month 13", { .date = "2015-13" }, ERR_INVALID, "bad_date", "date" },
	{ "a short month", { .date = "2015-9" }, ERR_INVALID, "bad_date", "date" },
	{ "a time", { .date = "2015-09-28T10:00" }, ERR_INVALID, "bad_date", "date" },
	{ "other digits", { .date = "\xd9\xa2\xd9\xa0\xd9\xa1\xd9\xa5" }, ERR_INVALID, "bad_date", "date" },
	{ "accessed on no day", { .accessed_on = "2015-02-30" }, ERR_INVALID, "bad_date",
	  "accessed_on" },
	{ "a script", { .source_url = "javascript:alert(1)" }, ERR_INVALID, "bad_url", NULL },
	{ "a link in capitals", { .source_url = "HTTP://EXAMPLE.ORG" }, OK, NULL, NULL },
	{ "a blank in a link", { .source_url = "http://a b" }, ERR_INVALID, "bad_url", NULL },
	{ "no language", { .language = "e" }, ERR_INVALID, "bad_language", NULL },
	{ "a kind of its own", { .kind = "speech" }, ERR_INVALID, "bad_kind", NULL },
	{ "an unknown speaker", { .speaker = { 7, NULL } }, ERR_INVALID, "unknown_actor", "speaker" },
	{ "meta that is a list", { .meta = "[]" }, ERR_INVALID, "wrong_type", NULL },
	{ "no title", { .title = "" }, ERR_INVALID, "empty", NULL },
};

static void test_bad(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct statement_new new = bad[i].new;

		print_message("%s\n", bad[i].name);
		new.title = new.title ? new.title : "A";
		new.text = new.text ? new.text : "text";
		given_project(box);
		given_err(box, statement_create(&box->tx, &new, &item), bad[i].err, bad[i].detail);
		if (bad[i].field)
			assert_string_equal(box->fault.field, bad[i].field);
	}
}

/* Named in one way or another, an actor is one and the same. */
static void test_actors_are_matched(void **state)
{
	struct sandbox *box = *state;
	struct statement_new new = {
		.title = "A", .text = "a", .delegation = { 0, "Japan" },
	};
	struct item item;

	given_project(box);
	GIVEN_OK(box, statement_create(&box->tx, &new, &item));
	given_is(box, item.json, "/delegation/id", "1");
	new.speaker = (struct actor_ref){ 0, "JAPAN" };
	GIVEN_OK(box, statement_create(&box->tx, &new, &item));
	given_is(box, item.json, "/speaker/id", "1");
	given_is(box, item.json, "/speaker/kind", "state");
	new.speaker = (struct actor_ref){ 0, "Japan " };
	GIVEN_OK(box, statement_create(&box->tx, &new, &item));
	given_is(box, item.json, "/speaker/id", "2");
}

/* Newest first, a whole year or month by its first day, undated last, then as they came. */
static const struct { const char *title, *date; } listed[] = {
	{ "Cyber in May", "2020-05-02" },	/* 1 */
	{ "Undated cyberspace", NULL },		/* 2 */
	{ "The year", "2020" },			/* 3 */
	{ "The month, cyber-wise", "2020-05" },	/* 4 */
	{ "The same day", "2020-05-02" },	/* 5 */
	{ "Old CYBER", "1999-12-31" },		/* 6 */
	{ "Undated too", NULL },		/* 7 */
};

static const struct {
	const char *name, *words, *ids;
} questions[] = {
	{ "all", NULL, "1 5 4 3 6 2 7" },
	{ "no word", "", "1 5 4 3 6 2 7" },
	{ "only signs", "*& -'", "1 5 4 3 6 2 7" },
	{ "one word", "cyber", "1 4 6 2" },
	{ "its beginning", "CYB", "1 4 6 2" },
	{ "two words", "cyber month", "4" },
	{ "beginnings only", "ber", "" },
	{ "nothing", "nothing", "" },
	{ "signs of a query", "cyber & !old | \\ ' :*", "6" },
};

static const char *words;		/* of the question being asked */

static enum err list(struct sandbox *box, struct page page, const char **json)
{
	struct statement_filter filter = { .q = words };

	if (words)
		return statement_find(&box->tx, page, &filter, json);
	return statement_list(&box->tx, page, json);
}

static void test_lists(void **state)
{
	struct sandbox *box = *state;

	given_project(box);
	for (size_t i = 0; i < sizeof(listed) / sizeof(listed[0]); i++)
		given_statement(box, listed[i].title, listed[i].date);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		print_message("%s\n", questions[i].name);
		words = questions[i].words;
		for (int limit = 1; limit <= 8; limit++)
			assert_string_equal(given_list(box, list, limit, "id"), questions[i].ids);
	}
}

/* A second part is looked at only where the first is equal. */
static const char *const bad_cursors[] = { "", "x", "x 1", "99999999999999999999 1" };

static void test_bad_cursors(void **state)
{
	struct sandbox *box = *state;
	const char *json;

	for (size_t i = 0; i < sizeof(bad_cursors) / sizeof(bad_cursors[0]); i++) {
		given_project(box);
		given_statement(box, "A", NULL);
		given_err(box, statement_list(&box->tx, (struct page){ 1, bad_cursors[i] },
					      &json), ERR_INVALID, NULL);
	}
}

static void test_missing(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	given_project(box);
	given_err(box, statement_get(&box->tx, 1, &item), ERR_NOT_FOUND, "statement");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kept_as_given, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_bad, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_actors_are_matched, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_lists, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_bad_cursors, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_missing, sandbox_open, sandbox_close),
	};

	return cmocka_run_group_tests_name("store/statement", tests, NULL, NULL);
}
