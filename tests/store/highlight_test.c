/* highlight_test.c: where a highlight may stand, and what becomes of each wish. */
#include "store/given.h"

#include "store/highlight.h"

#define ID "018F0000-0000-7000-8000-00000000000A"
#define WORLD "\xf0\x9f\x8c\x8d world"
#define NORM "[{\"tag\":\"norm\",\"stance\":\"affirms\"}]"

static const struct {
	const char *name;
	int64_t start, end;
	const char *quote;		/* what the client saw; NULL: it did not say */
	enum err err;
	const char *detail;		/* the rule that must refuse it */
} places[] = {
	{ "whole text",        0, GIVEN_LENGTH, GIVEN_TEXT, OK, NULL },
	{ "with an emoji",     6, 13, WORLD, OK, NULL },
	{ "after an emoji",    8, 13, "world", OK, NULL },
	{ "last sign",         GIVEN_LENGTH - 1, GIVEN_LENGTH, ".", OK, NULL },
	{ "quote not told",    8, 13, NULL, OK, NULL },
	{ "nothing",           3, 3, NULL, ERR_INVALID, "highlight_empty" },
	{ "reversed",          7, 2, NULL, ERR_INVALID, "highlight_empty" },
	{ "before the start",  -1, 2, NULL, ERR_INVALID, "highlight_empty" },
	{ "one past the end",  30, GIVEN_LENGTH + 1, NULL, ERR_INVALID, "highlight_past_end" },
	{ "far past the end",  2000000000, INT32_MAX, NULL, ERR_INVALID, "highlight_past_end" },
	{ "largest of all",    INT32_MAX - 1, INT32_MAX, NULL, ERR_INVALID, "highlight_past_end" },
	{ "widest of all",     INT32_MIN, INT32_MAX, NULL, ERR_INVALID, "highlight_empty" },
	{ "another quote",     8, 13, "World", ERR_INVALID, "quote_differs" },
	{ "a longer quote",    8, 13, "world.", ERR_INVALID, "quote_differs" },
	{ "an empty quote",    8, 13, "", ERR_INVALID, "quote_differs" },
};

static enum err put(struct sandbox *box, struct highlight_new new, struct item *item)
{
	new.id = new.id ? new.id : ID;
	new.taggings = new.taggings ? new.taggings : "[]";
	return highlight_put(&box->tx, &new, item);
}

static void test_places(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct highlight_new new = {
			.start = places[i].start, .end = places[i].end, .quote = places[i].quote,
		};

		print_message("%s\n", places[i].name);
		given_project(box);
		new.statement = given_statement(box, "A", NULL);
		given_err(box, put(box, new, &item), places[i].err, places[i].detail);
		if (places[i].err == OK && places[i].quote)
			given_is(box, item.json, "/quote", places[i].quote);
	}
}

static const struct {
	const char *name, *taggings;
	enum err err;
	const char *detail, *stored;
} taggings[] = {
	{ "none", "[]", OK, NULL, "[]" },
	{ "one without a stance", "[{\"tag\":\"law\"}]", OK, NULL,
	  "[{\"tag\":\"law\",\"stance\":null}]" },
	{ "two, in the tags' order", "[{\"tag\":\"law\"},{\"tag\":\"threat\",\"stance\":\"warns\"}]",
	  OK, NULL, "[{\"tag\":\"threat\",\"stance\":\"warns\"},{\"tag\":\"law\",\"stance\":null}]" },
	{ "the same twice", "[{\"tag\":\"law\"},{\"tag\":\"law\",\"stance\":\"warns\"}]",
	  ERR_INVALID, "tag_twice", NULL },
	{ "unknown tag", "[{\"tag\":\"law\"},{\"tag\":\"nil\"}]", ERR_INVALID, "unknown_tag", NULL },
	{ "unknown stance", "[{\"tag\":\"law\",\"stance\":\"nil\"}]", ERR_INVALID, "unknown_stance",
	  NULL },
};

static void test_taggings(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(taggings) / sizeof(taggings[0]); i++) {
		struct highlight_new new = { .end = 5, .taggings = taggings[i].taggings };

		print_message("%s\n", taggings[i].name);
		given_project(box);
		new.statement = given_statement(box, "A", NULL);
		given_err(box, put(box, new, &item), taggings[i].err, taggings[i].detail);
		if (taggings[i].err == OK)
			given_is(box, item.json, "/taggings", taggings[i].stored);
		else
			assert_string_equal(box->fault.field, "taggings");
	}
}

static struct buf *text(struct sandbox *box)
{
	struct buf *buf = arena_alloc(box->arena, sizeof(*buf));

	arena_defer(box->arena, buf_release, buf);
	buf_puts(buf, "[");
	return buf;
}

static void test_most_taggings(void **state)
{
	struct sandbox *box = *state;
	struct buf *tags = text(box), *most = text(box), *more = text(box);
	struct highlight_new new = { .end = 5 };
	struct item item;
	int64_t added;

	given_project(box);
	new.statement = given_statement(box, "A", NULL);
	for (int i = 0; i < 51; i++) {
		buf_printf(tags, "%s{\"key\":\"k%d\",\"label\":\"K\"}", i ? "," : "", i);
		buf_printf(more, "%s{\"tag\":\"k%d\"}", i ? "," : "", i);
		if (i < 50)
			buf_printf(most, "%s{\"tag\":\"k%d\"}", i ? "," : "", i);
	}
	buf_puts(tags, "]");
	buf_puts(most, "]");
	buf_puts(more, "]");
	GIVEN_OK(box, tag_import(&box->tx, tags->data, &added));
	new.taggings = most->data;
	GIVEN_OK(box, put(box, new, &item));
	new.id = "018f0000-0000-7000-8000-00000000000b";
	new.taggings = more->data;
	given_err(box, put(box, new, &item), ERR_INVALID, "too_many_taggings");
}

/* What a wish comes to, one after the other on the same id. */
enum deed { PUT, PATCH, DELETE };

static const struct step {
	const char *name;
	enum deed deed;
	int64_t revision;		/* If-Match; 0: none */
	int64_t end;
	const char *note, *taggings;
	enum err err;
	const char *says;		/* outcome, or detail of the refusal */
	int64_t becomes;		/* the revision it has then */
} steps[] = {
	{ "never was, If-Match",    PUT, 1, 5, NULL, NORM, ERR_NOT_FOUND, "highlight", 0 },
	{ "never was, patched",     PATCH, 1, 5, NULL, NULL, ERR_NOT_FOUND, "highlight", 0 },
	{ "never was, deleted",     DELETE, 1, 0, NULL, NULL, ERR_NOT_FOUND, "highlight", 0 },
	{ "new",                    PUT, 0, 5, "n", NORM, OK, "created", 1 },
	{ "the same again",         PUT, 0, 5, "n", NORM, OK, "same", 1 },
	{ "another note",           PUT, 0, 5, "m", NORM, ERR_STALE, "stale", 1 },
	{ "no note",                PUT, 0, 5, "", NORM, ERR_STALE, "stale", 1 },
	{ "another end",            PUT, 0, 6, "n", NORM, ERR_STALE, "stale", 1 },
	{ "other taggings",         PUT, 0, 5, "n", "[{\"tag\":\"norm\"}]", ERR_STALE, "stale", 1 },
	{ "an unknown tag is other content",
	  PUT, 0, 5, "n", "[{\"tag\":\"nil\"}]", ERR_STALE, "stale", 1 },
	{ "wrong revision",         PUT, 2, 5, "n", NORM, ERR_STALE, "stale", 1 },
	{ "right revision",         PUT, 1, 6, "n", NORM, OK, "changed", 2 },
	{ "right revision, nothing new", PUT, 2, 6, "n", NORM, OK, "changed", 3 },
	{ "patched",                PATCH, 3, 7, NULL, NULL, OK, "changed", 4 },
	{ "patched, stale",         PATCH, 3, 8, NULL, NULL, ERR_STALE, "stale", 4 },
	{ "note away",              PATCH, 4, -1, "", NULL, OK, "changed", 5 },
	{ "deleted, stale",         DELETE, 4, 0, NULL, NULL, ERR_STALE, "stale", 5 },
	{ "deleted",                DELETE, 5, 0, NULL, NULL, OK, "changed", 6 },
	{ "deleted twice",          DELETE, 6, 0, NULL, NULL, ERR_CONFLICT, "deleted", 6 },
	{ "patch of a deleted one", PATCH, 6, 7, NULL, NULL, ERR_CONFLICT, "deleted", 6 },
	{ "equal to a deleted one", PUT, 0, 7, NULL, NORM, ERR_CONFLICT, "deleted", 6 },
	{ "restored, wrong revision", PUT, 5, 7, NULL, NORM, ERR_CONFLICT, "deleted", 6 },
	{ "restored",               PUT, 6, 7, NULL, NORM, OK, "restored", 7 },
	{ "once more the same",     PUT, 0, 7, NULL, NORM, OK, "same", 7 },
};

static enum err do_step(struct sandbox *box, const struct step *step, int64_t statement,
			struct item *item)
{
	struct highlight_patch patch = {
		.id = ID, .revision = step->revision, .start = -1, .end = step->end,
		.note = step->note, .taggings = step->taggings,
	};
	struct highlight_new new = {
		.revision = step->revision, .statement = statement, .end = step->end,
		.note = step->note, .taggings = step->taggings,
	};

	switch (step->deed) {
	case PUT:
		return put(box, new, item);
	case PATCH:
		return highlight_patch(&box->tx, &patch, item);
	default:
		return highlight_delete(&box->tx, ID, step->revision, item);
	}
}

/* A refusal ends a transaction, so the fault is wiped by hand: nothing was raised. */
static void test_revisions(void **state)
{
	struct sandbox *box = *state;
	int64_t statement;
	struct item item;

	given_project(box);
	statement = given_statement(box, "A", NULL);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const struct step *step = &steps[i];

		print_message("%s\n", step->name);
		box->fault = (struct fault){ .at = -1 };
		given_err(box, do_step(box, step, statement, &item), step->err,
			  step->err == OK ? NULL : step->says);
		if (step->err == OK)
			assert_string_equal(item.outcome, step->says);
		if (step->becomes == 0)
			continue;
		assert_int_equal(item.revision, step->becomes);
		given_is(box, step->err == OK ? item.json : box->fault.current, "/revision",
			 arena_printf(box->arena, "%d", (int)step->becomes));
	}
}

static const struct {
	const char *name;
	struct actor_ref actor;
	enum err err;
	const char *detail, *pointer, *value;
} actors[] = {
	{ "a new name", { 0, "Ada Lovelace" }, OK, NULL, "/actor/kind", "person" },
	{ "a name in another case", { 0, "jANE dOE" }, OK, NULL, "/actor/id", "1" },
	{ "an id", { 1, NULL }, OK, NULL, "/actor/name", "Jane Doe" },
	{ "an unknown id", { 99, NULL }, ERR_INVALID, "unknown_actor", NULL, NULL },
	{ "nobody", { 0, NULL }, OK, NULL, "/actor", "null" },
};

static void test_actors(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	for (size_t i = 0; i < sizeof(actors) / sizeof(actors[0]); i++) {
		struct statement_new statement = {
			.title = "A", .text = GIVEN_TEXT, .speaker = { 0, "Jane Doe" },
		};
		struct highlight_new new = { .end = 5, .actor = actors[i].actor };

		print_message("%s\n", actors[i].name);
		given_project(box);
		GIVEN_OK(box, statement_create(&box->tx, &statement, &item));
		new.statement = strtoll(item.key, NULL, 10);
		given_err(box, put(box, new, &item), actors[i].err, actors[i].detail);
		if (actors[i].pointer)
			given_is(box, item.json, actors[i].pointer, actors[i].value);
	}
}

static void test_reading(void **state)
{
	struct sandbox *box = *state;
	struct highlight_new new = { .start = 6, .end = 13, .note = "\"<\\", .taggings = NORM };
	struct item item;

	given_project(box);
	new.statement = given_statement(box, "A", NULL);
	GIVEN_OK(box, put(box, new, &item));
	GIVEN_OK(box, highlight_get(&box->tx, ID, &item));
	given_is(box, item.json, "/id", "018f0000-0000-7000-8000-00000000000a");
	given_is(box, item.json, "/quote", WORLD);
	given_is(box, item.json, "/note", "\"<\\");
	given_is(box, item.json, "/version", "1");
	given_is(box, item.json, "/author/name", given_at(box, item.json, "/author/name"));
	given_is(box, item.json, "/deleted_at", "null");
	GIVEN_OK(box, highlight_delete(&box->tx, ID, 1, &item));
	given_err(box, highlight_get(&box->tx, ID, &item), ERR_NOT_FOUND, "highlight");
}

static void test_unknown_statement(void **state)
{
	struct sandbox *box = *state;
	struct item item;

	given_project(box);
	given_err(box, put(box, (struct highlight_new){ .statement = 9, .end = 5 }, &item),
		  ERR_INVALID, "unknown_statement");
	assert_string_equal(box->fault.field, "statement");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_places, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_taggings, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_most_taggings, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_revisions, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_actors, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_reading, sandbox_open, sandbox_close),
		cmocka_unit_test_setup_teardown(test_unknown_statement, sandbox_open, sandbox_close),
	};

	return cmocka_run_group_tests_name("store/highlight", tests, NULL, NULL);
}
