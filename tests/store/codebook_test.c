/* codebook_test.c: tags and stances. */
#include "store/given.h"

static const struct {
	const char *name;
	struct tag_new new;
	enum err err;
	const char *detail, *field;
} news[] = {
	{ "a tag", { .key = "x", .label = "X" }, OK, NULL, NULL },
	{ "below another", { .key = "x", .label = "X", .parent = "norm" }, OK, NULL, NULL },
	{ "below none that is", { .key = "x", .label = "X", .parent = "y" }, ERR_INVALID,
	  "unknown_tag", "parent" },
	{ "below itself", { .key = "x", .label = "X", .parent = "x" }, ERR_INVALID, "unknown_tag",
	  "parent" },
	{ "taken", { .key = "norm", .label = "X" }, ERR_CONFLICT, "key_taken", "key" },
	{ "a bad key", { .key = "X", .label = "X" }, ERR_INVALID, "bad_key", NULL },
	{ "no label", { .key = "x", .label = "" }, ERR_INVALID, "empty", NULL },
	{ "a bad color", { .key = "x", .label = "X", .color = "red" }, ERR_INVALID, "bad_color",
	  NULL },
};

static void test_create(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(news) / sizeof(news[0]); i++) {
		struct tag_new new = news[i].new;

		print_message("%s\n", news[i].name);
		new.position = -1;
		given_project(box);
		given_err(box, tag_create(&box->tx, &new, &item), news[i].err, news[i].detail);
		if (news[i].err == OK) {
			assert_string_equal(item.outcome, "created");
			given_is(box, item.json, "/parent", new.parent ? new.parent : "null");
			given_is(box, item.json, "/position", "4");
		}
		if (news[i].field)
			assert_string_equal(box->fault.field, news[i].field);
	}
}

static void test_taken_shows_what_is_there(void **state)
{
	struct sandbox *box = *state;
	struct tag_new new = { .key = "law", .label = "Other", .position = -1 };
	struct item item;

	given_project(box);
	given_err(box, tag_create(&box->tx, &new, &item), ERR_CONFLICT, "key_taken");
	given_is(box, box->fault.current, "/label", "Law");
	given_is(box, box->fault.current, "/parent", "norm");
}

#define A "{\"key\":\"a\",\"label\":\"A\"}"
#define B_BELOW_A "{\"key\":\"b\",\"label\":\"B\",\"parent\":\"a\"}"
#define C_BELOW_LAW "{\"key\":\"c\",\"label\":\"C\",\"parent\":\"law\",\"color\":null,\"example\":\"\"}"
#define LAW "{\"key\":\"law\",\"label\":\"Law\",\"parent\":\"norm\"}"

static const struct {
	const char *name, *tags;
	int64_t added;
	enum err err;
	const char *detail, *field;
} files[] = {
	{ "parents first", "[" A "," B_BELOW_A "]", 2, OK, NULL, NULL },
	{ "parents last", "[" B_BELOW_A "," A "]", 2, OK, NULL, NULL },
	{ "below a tag that is there", "[" C_BELOW_LAW "]", 1, OK, NULL, NULL },
	{ "one is there already", "[" LAW "," A "]", 1, OK, NULL, NULL },
	{ "none is new", "[" LAW "]", 0, OK, NULL, NULL },
	{ "empty", "[]", 0, OK, NULL, NULL },
	{ "there with another label", "[" A ",{\"key\":\"law\",\"label\":\"L\",\"parent\":\"norm\"}]", 0,
	  ERR_CONFLICT, "key_taken", "law" },
	{ "there with another parent", "[{\"key\":\"law\",\"label\":\"Law\"}]", 0, ERR_CONFLICT,
	  "key_taken", "law" },
	{ "an unknown parent", "[" B_BELOW_A "]", 0, ERR_INVALID, "unknown_tag", "a" },
	{ "the same twice", "[" A "," A "]", 0, ERR_CONFLICT, "key_taken", NULL },
	{ "its own parent", "[{\"key\":\"a\",\"label\":\"A\",\"parent\":\"a\"}]", 0, ERR_INVALID, "cycle",
	  "a" },
	{ "a circle", "[" B_BELOW_A ",{\"key\":\"a\",\"label\":\"A\",\"parent\":\"b\"}]", 0, ERR_INVALID,
	  "cycle", NULL },
};

static void test_import(void **state)
{
	struct sandbox *box = *state;
	int64_t added;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		print_message("%s\n", files[i].name);
		given_project(box);
		given_err(box, tag_import(&box->tx, files[i].tags, &added), files[i].err,
			  files[i].detail);
		if (files[i].err != OK && files[i].field)
			assert_string_equal(box->fault.field, files[i].field);
		if (files[i].err != OK)
			continue;
		assert_int_equal(added, files[i].added);
		GIVEN_OK(box, tag_import(&box->tx, files[i].tags, &added));
		assert_int_equal(added, 0);
	}
}

static enum err tags(struct sandbox *box, struct page page, const char **json)
{
	return tag_list(&box->tx, page, json);
}

static enum err stances(struct sandbox *box, struct page page, const char **json)
{
	return stance_list(&box->tx, page, json);
}

/* Parents come before their children, whatever the file's order. */
static void test_lists(void **state)
{
	struct sandbox *box = *state;
	int64_t added;

	given_project(box);
	GIVEN_OK(box, tag_import(&box->tx, "[" B_BELOW_A "," C_BELOW_LAW "," A "]", &added));
	for (int limit = 1; limit <= 7; limit++) {
		assert_string_equal(given_list(box, tags, limit, "key"), "threat norm law c a b");
		assert_string_equal(given_list(box, stances, limit, "key"),
				    "affirms reaffirms calls-for supports proposes commits welcomes"
				    " warns condemns reports questions opposes");
	}
	assert_string_equal(given_list(box, stances, 50, "polarity"), "1 1 1 1 1 1 1 0 0 0 0 -1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_create, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_taken_shows_what_is_there, sandbox_open,
						sandbox_close),
		cmocka_unit_test_setup_teardown(test_import, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_lists, sandbox_open, sandbox_close),
	};

	return cmocka_run_group_tests_name("store/codebook", tests, NULL, NULL);
}
