/* project_test.c: projects, their members, their actors and their history, through store. */
#include "store/given.h"

#include "store/account.h"
#include "store/action.h"
#include "store/actor.h"
#include "store/member.h"

static enum err projects(struct sandbox *box, struct page page, const char **json)
{
	return project_list(&box->tx, page, json);
}

static enum err members(struct sandbox *box, struct page page, const char **json)
{
	return member_list(&box->tx, page, json);
}

static enum err actions(struct sandbox *box, struct page page, const char **json)
{
	return action_list(&box->tx, page, 1, json);
}

static const char *words;		/* of the question being asked */

static enum err actors(struct sandbox *box, struct page page, const char **json)
{
	return actor_list(&box->tx, page, words, json);
}

/* Somebody who was never here before, and so has no projects yet. */
static void newcomer(struct sandbox *box)
{
	struct account_new new = {
		.login = "newcomer-of-a-test", .name = "New Comer", .password_hash = "hash",
	};
	struct item item;

	sandbox_start(box);
	tx_begin(&box->tx);
	GIVEN_OK(box, account_create(&box->tx, &new, &item));
	assert_string_equal(item.key, new.login);
	tx_enter_as(&box->tx, new.login, NULL, NULL);
}

static void make(struct sandbox *box, const char *slug, const char *title)
{
	struct project_new new = { .slug = slug, .title = title };
	struct item item;

	GIVEN_OK(box, project_create(&box->tx, &new, &item));
	assert_string_equal(item.key, slug);
	given_is(box, item.json, "/role", "manager");
	given_is(box, item.json, "/settings", "{}");
	given_is(box, item.json, "/highlights", "0");
}

static void test_lists(void **state)
{
	struct sandbox *box = *state;

	newcomer(box);
	assert_string_equal(given_list(box, projects, 2, "slug"), "");
	make(box, "test-p1", "banana");
	make(box, "test-p2", "Apple");
	make(box, "test-p3", "cherry");
	make(box, "test-p4", "Banana");
	for (int limit = 1; limit <= 5; limit++)
		assert_string_equal(given_list(box, projects, limit, "slug"),
				    "test-p2 test-p1 test-p4 test-p3");
	assert_string_equal(given_list(box, members, 1, "name"), "New Comer");
	assert_string_equal(given_list(box, members, 1, "role"), "manager");
}

static const struct {
	const char *name;
	struct project_new new;
	enum err err;
	const char *detail;
} bad[] = {
	{ "taken", { .slug = "sandbox-of-a-test", .title = "T" }, ERR_CONFLICT, "slug_taken" },
	{ "a bad slug", { .slug = "-a", .title = "T" }, ERR_INVALID, "bad_slug" },
	{ "no title", { .slug = "test-x", .title = "" }, ERR_INVALID, "empty" },
	{ "settings that are no object", { .slug = "test-x", .title = "T", .settings = "1" },
	  ERR_INVALID, "wrong_type" },
};

static void test_bad(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		print_message("%s\n", bad[i].name);
		given_project(box);
		given_err(box, project_create(&box->tx, &bad[i].new, &item), bad[i].err,
			  bad[i].detail);
	}
}

static const struct { const char *words, *names; } questions[] = {
	{ NULL, "Ann Anna ASEAN japan" },
	{ "an", "Ann Anna" },
	{ "ANNA", "Anna" },
	{ "pan", "" },
	{ "", "Ann Anna ASEAN japan" },
};

static void test_actors(void **state)
{
	static const char *const names[] = { "japan", "Anna", "ASEAN", "Ann" };
	struct sandbox *box = *state;
	struct item item;

	given_project(box);
	for (int i = 0; i < 4; i++) {
		struct statement_new new = { .title = "A", .text = "a", .speaker = { 0, names[i] } };

		GIVEN_OK(box, statement_create(&box->tx, &new, &item));
	}
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		words = questions[i].words;
		for (int limit = 1; limit <= 5; limit++)
			assert_string_equal(given_list(box, actors, limit, "name"),
					    questions[i].names);
	}
}

static void test_history(void **state)
{
	struct sandbox *box = *state;
	const char *json;

	given_project(box);
	given_statement(box, "A", NULL);
	given_statement(box, "B", NULL);
	for (int limit = 1; limit <= 4; limit++)
		assert_string_equal(given_list(box, actions, limit, "number"), "2 3 4");
	assert_string_equal(given_list(box, actions, 4, "kind"),
			    "codebook_import statement_create statement_create");
	GIVEN_OK(box, action_list(&box->tx, (struct page){ 1, "2" }, 1, &json));
	given_is(box, json, "/items/0/number", "3");
	given_is(box, json, "/items/0/member/id", "1");
	given_is(box, json, "/items/0/events/0/table", "statement");
	given_is(box, json, "/items/0/events/0/key/id", "1");
	given_is(box, json, "/items/0/events/0/before", "null");
	given_is(box, json, "/items/0/events/0/after/title", "A");
	given_is(box, json, "/items/0/events/1/seq", "2");
	GIVEN_OK(box, action_list(&box->tx, (struct page){ 1, "2" }, 3, &json));
	given_is(box, json, "/items/0/number", "4");
}

static void test_credentials(void **state)
{
	struct sandbox *box = *state;
	const char *json, *hash;

	newcomer(box);
	GIVEN_OK(box, account_hash(&box->tx, "Newcomer-OF-a-test", &hash));
	assert_string_equal(hash, "hash");
	GIVEN_OK(box, account_hash(&box->tx, "nobody-of-a-test", &hash));
	assert_null(hash);
	GIVEN_OK(box, account_current(&box->tx, &json));
	given_is(box, json, "/login", "newcomer-of-a-test");
	GIVEN_OK(box, account_set_password(&box->tx, "newcomer-of-a-test", "other"));
	GIVEN_OK(box, account_hash(&box->tx, "newcomer-of-a-test", &hash));
	assert_string_equal(hash, "other");
	given_err(box, account_set_password(&box->tx, "nobody-of-a-test", "x"), ERR_NOT_FOUND,
		  "account");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_lists, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_bad, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_actors, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_history, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_credentials, sandbox_open, sandbox_close),
	};

	return cmocka_run_group_tests_name("store/project", tests, NULL, NULL);
}
