/*
 * rows_test.c: what queries find, as JSON, in pages and as streams.
 *
 * Needs POSTIL_DB_OPS; each case works in a project of its own, in a block that is
 * undone at its end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "db/db.h"
#include "db/tx.h"

struct bench {
	struct arena *arena;
	struct db *db;
	struct fault fault;
	struct tx tx;
};

/* A slug that nobody has: a token's letters in lower case, `_` and `-` left out. */
static const char *fresh_slug(struct arena *arena)
{
	char token[RANDOM_TOKEN_SIZE];
	char *slug = arena_strdup(arena, "r-aaaaaaaaaaaaaaaa");

	random_token(token);
	for (int i = 0; i < 16; i++)
		slug[2 + i] = (char)('a' + (unsigned char)token[i] % 26);
	return slug;
}

/* In a new project with three tags, within a block. */
static int set_up(void **state)
{
	static const char *const keys[] = { "one", "two", "three" };
	struct bench *b = calloc(1, sizeof(*b));
	struct db_arg null = db_text(NULL);

	if (!b || !getenv("POSTIL_DB_OPS"))
		return -1;
	*state = b;
	b->arena = arena_new();
	b->db = db_open(getenv("POSTIL_DB_OPS"));
	if (tx_start(&b->tx, b->db, b->arena, &b->fault) != OK)
		return -1;
	tx_begin(&b->tx);
	tx_enter_as(&b->tx, "admin", NULL, NULL);
	db_do(&b->tx, Q_PROJECT_CREATE, DB_ARGS(db_text(fresh_slug(b->arena)),
						db_text("\"Rows\" \\ <b>\t"), null, null, null));
	for (int i = 0; i < 3; i++)
		db_do(&b->tx, Q_TAG_CREATE, DB_ARGS(db_text(keys[i]), db_text(keys[i]), null, null,
						    null, null, null));
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	tx_end(&b->tx);
	db_close(b->db);
	arena_free(b->arena);
	free(b);
	return 0;
}

static void release(void *value)
{
	json_object_put(value);
}

static struct json_object *parse(struct bench *b, const char *json)
{
	struct json_object *value = json_tokener_parse(json);

	assert_non_null(value);
	arena_defer(b->arena, release, value);
	return value;
}

static struct json_object *get(struct json_object *object, const char *key)
{
	struct json_object *value = NULL;

	if (!json_object_object_get_ex(object, key, &value))
		fail_msg("no member %s", key);
	return value;
}

static void a_row_has_its_columns_by_name_and_type(void **state)
{
	struct bench *b = *state;
	struct json_writer *w = json_start(&b->tx);
	struct json_object *project;
	const char *json, *created;

	db_send(&b->tx, Q_PROJECT_GET, DB_NONE);
	assert_int_equal(db_columns(&b->tx, w), OK);
	assert_int_equal(json_done(w, &json), OK);
	project = parse(b, json);
	assert_string_equal(json_object_get_string(get(project, "title")), "\"Rows\" \\ <b>\t");
	assert_true(json_object_is_type(get(project, "statements"), json_type_int));
	assert_true(json_object_is_type(get(project, "settings"), json_type_object));
	assert_null(get(project, "description"));
	created = json_object_get_string(get(project, "created"));
	assert_int_equal(created[10], 'T');
	assert_int_equal(created[strlen(created) - 1], 'Z');
	assert_null(strchr(created, '+'));
}

static void a_missing_row_is_named(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	db_send(&b->tx, Q_STATEMENT_GET, DB_ARGS(db_int(&b->tx, 1)));
	b->tx.noun = "statement";
	assert_int_equal(db_row(&b->tx, &row), ERR_NOT_FOUND);
	assert_string_equal(b->fault.detail, "statement");
}

static struct json_object *page(struct bench *b, int limit, const char *cursor)
{
	struct json_writer *w = json_start(&b->tx);
	const char *json;

	db_send(&b->tx, Q_TAG_LIST, DB_ARGS(db_int(&b->tx, limit + 1), db_text(cursor)));
	assert_int_equal(db_page(&b->tx, w, limit), OK);
	assert_int_equal(json_done(w, &json), OK);
	return parse(b, json);
}

static const struct {
	const char *name;
	int limit;
	size_t items;
	bool more;
} pages[] = {
	{ "fewer than there are", 2, 2, true },
	{ "just as many",         3, 3, false },
	{ "more than there are",  4, 3, false },
};

static void a_page_knows_whether_there_is_more(void **state)
{
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct json_object *list = page(b, pages[i].limit, NULL);

		assert_int_equal(json_object_array_length(get(list, "items")), pages[i].items);
		assert_int_equal(get(list, "next") != NULL, pages[i].more);
	}
}

static void a_cursor_is_safe_in_an_address(void **state)
{
	struct bench *b = *state;
	const char *cursor = json_object_get_string(get(page(b, 1, NULL), "next"));
	const char *safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	assert_int_equal(strspn(cursor, safe), strlen(cursor));
}

static void columns_for_c_alone_are_not_written(void **state)
{
	struct bench *b = *state;
	struct json_object *first = json_object_array_get_idx(get(page(b, 3, NULL), "items"), 0);

	assert_false(json_object_object_get_ex(first, "_cursor", NULL));
	assert_string_equal(json_object_get_string(get(first, "key")), "one");
}

static enum err count_row(void *ctx, const struct db_row *row)
{
	assert_non_null(db_value(row, "key"));
	return ++*(int *)ctx == 2 ? ERR_TOO_MANY : OK;
}

static void send_tags(struct bench *b)
{
	db_send(&b->tx, Q_TAG_LIST, DB_ARGS(db_text(NULL), db_text(NULL)));
}

static void whoever_reads_rows_may_end_it(void **state)
{
	struct bench *b = *state;
	int seen = 0;

	send_tags(b);
	assert_int_equal(db_each(&b->tx, count_row, &seen), ERR_TOO_MANY);
	assert_int_equal(seen, 2);
}

static void a_stream_gives_all_rows_one_a_line(void **state)
{
	struct bench *b = *state;
	struct buf buf = { 0 };
	struct json_writer w;
	int lines = 0;

	send_tags(b);
	json_init(&w, &buf);
	assert_int_equal(db_stream(&b->tx, &w), OK);
	assert_int_equal(json_finish(&w), OK);
	assert_int_equal(json_object_array_length(parse(b, buf.data)), 3);
	for (const char *at = buf.data; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, 4);	/* and the closing bracket on its own */
	buf_free(&buf);
}

static void a_list_without_rows_is_an_empty_array(void **state)
{
	struct bench *b = *state;
	struct buf buf = { 0 };
	struct json_writer w;

	db_send(&b->tx, Q_EXPORT_HIGHLIGHTS, DB_NONE);
	json_init(&w, &buf);
	assert_int_equal(db_stream(&b->tx, &w), OK);
	assert_int_equal(json_finish(&w), OK);
	assert_string_equal(buf.data, "[]");
	buf_free(&buf);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_row_has_its_columns_by_name_and_type),
		CASE(a_missing_row_is_named),
		CASE(a_page_knows_whether_there_is_more),
		CASE(a_cursor_is_safe_in_an_address),
		CASE(columns_for_c_alone_are_not_written),
		CASE(whoever_reads_rows_may_end_it),
		CASE(a_stream_gives_all_rows_one_a_line),
		CASE(a_list_without_rows_is_an_empty_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
