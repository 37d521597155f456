/* export_test.c: an export is whole, or is told to be none. */
#include "sandbox.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "store/codebook.h"
#include "store/highlight.h"
#include "store/statement.h"
#include "task/export.h"

/* A sink that remembers, and can be told to fail. */
struct receiver {
	struct buf bytes;
	int begun;
	bool begun_late;		/* bytes came before begin */
	bool refuses_begin, refuses_write;
};

static enum err begin(void *ctx, const struct format *format)
{
	struct receiver *to = ctx;

	assert_non_null(format);
	to->begun++;
	to->begun_late = to->bytes.len > 0;
	return to->refuses_begin ? ERR_UNAVAILABLE : OK;
}

static enum err write_piece(void *ctx, const char *bytes, size_t n)
{
	struct receiver *to = ctx;

	buf_put(&to->bytes, bytes, n);
	return to->refuses_write ? ERR_TOO_MANY : OK;
}

static enum err run(struct sandbox *box, const char *format, struct receiver *to)
{
	const struct export_sink sink = { begin, write_piece, to };

	return export_project(&box->tx, format_find(format), &sink);
}

/* With two, one and no tag. */
static const struct highlight_new highlights[] = {
	{ .id = "0190a0b0-0000-7000-8000-00000000000b", .start = 0, .end = 4,
	  .actor.name = "Ilse Amaro",
	  .taggings = "[{\"tag\":\"b\",\"stance\":\"affirms\"},{\"tag\":\"z\"}]" },
	{ .id = "0190a0b0-0000-7000-8000-00000000000a", .start = 3, .end = 4,
	  .taggings = "[{\"tag\":\"z\"}]" },
	{ .id = "0190a0b0-0000-7000-8000-00000000000c", .start = 5, .end = 10,
	  .taggings = "[]" },
};

static void mark(struct sandbox *box, struct highlight_new highlight)
{
	struct item made;

	highlight.statement = 1;
	assert_int_equal(highlight_put(&box->tx, &highlight, &made), OK);
}

/* A project with a statement, two tags and those highlights. */
static void fill(struct sandbox *box)
{
	const struct statement_new statement = {
		.title = "=Lamps", .text = "We 🕯 light lamps.", .speaker.name = "Oriane Talvik",
		.date = "2026-03",
	};
	struct item made;
	int64_t added;

	sandbox_project(box);
	assert_int_equal(tag_import(&box->tx, "[{\"key\":\"b\",\"label\":\"B\",\"parent\":\"z\"},"
					      "{\"key\":\"z\",\"label\":\"Z\"}]", &added), OK);
	assert_int_equal(statement_create(&box->tx, &statement, &made), OK);
	for (size_t i = 0; i < sizeof(highlights) / sizeof(highlights[0]); i++)
		mark(box, highlights[i]);
}

static const char *const members[] = {
	"format", "version", "offset_unit", "project", "stances", "tags", "actors",
	"affiliations", "members", "statements", "highlights", "complete",
};

static struct json_object *at(struct json_object *set, const char *list, size_t place)
{
	return json_object_array_get_idx(json_object_object_get(set, list), place);
}

static const char *text(struct json_object *object, const char *key)
{
	return json_object_get_string(json_object_object_get(object, key));
}

static void json_holds_the_project_and_ends_with_complete(void **state)
{
	struct sandbox *box = *state;
	struct receiver to = { 0 };
	struct json_object *set;
	size_t i = 0;

	fill(box);
	assert_int_equal(run(box, "json", &to), OK);
	assert_int_equal(to.begun, 1);
	assert_false(to.begun_late);
	set = json_tokener_parse(to.bytes.data);
	json_object_object_foreach(set, key, value) {
		(void)value;
		assert_string_equal(key, members[i++]);
	}
	assert_int_equal(i, sizeof(members) / sizeof(members[0]));
	assert_string_equal(to.bytes.data + to.bytes.len - 19, ",\n\"complete\":true}\n");
	assert_string_equal(text(at(set, "tags", 0), "key"), "z");
	assert_string_equal(text(at(set, "tags", 1), "parent"), "z");
	assert_string_equal(text(at(set, "statements", 0), "text"), "We 🕯 light lamps.");
	assert_string_equal(text(at(set, "statements", 0), "date"), "2026-03");
	assert_string_equal(text(at(set, "highlights", 0), "quote"), "🕯");
	assert_string_equal(text(at(set, "highlights", 1), "quote"), "We 🕯");
	json_object_put(set);
	buf_free(&to.bytes);
}

static void the_same_data_give_the_same_bytes(void **state)
{
	struct sandbox *box = *state;
	struct receiver first = { 0 }, second = { 0 };

	fill(box);
	assert_int_equal(run(box, "json", &first), OK);
	assert_int_equal(run(box, "json", &second), OK);
	assert_string_equal(first.bytes.data, second.bytes.data);
	buf_free(&first.bytes);
	buf_free(&second.bytes);
}

static void csv_has_a_line_for_each_tagging(void **state)
{
	struct sandbox *box = *state;
	struct receiver to = { 0 };

	fill(box);
	assert_int_equal(run(box, "csv", &to), OK);
	assert_string_equal(to.bytes.data,
		"quote,statement,title,speaker,tag,stance,author,start,end,note,date,"
		"delegation,on_behalf_of,forum,meeting,symbol,source_url,version,highlight\r\n"
		"We 🕯,1,'=Lamps,Ilse Amaro,z,,admin,0,4,,2026-03,,,,,,,1,"
		"0190a0b0-0000-7000-8000-00000000000b\r\n"
		"We 🕯,1,'=Lamps,Ilse Amaro,b,affirms,admin,0,4,,2026-03,,,,,,,1,"
		"0190a0b0-0000-7000-8000-00000000000b\r\n"
		"🕯,1,'=Lamps,Oriane Talvik,z,,admin,3,4,,2026-03,,,,,,,1,"
		"0190a0b0-0000-7000-8000-00000000000a\r\n");
	buf_free(&to.bytes);
}

static void an_empty_project_has_the_names_alone(void **state)
{
	struct sandbox *box = *state;
	struct receiver to = { 0 };

	sandbox_project(box);
	assert_int_equal(run(box, "csv", &to), OK);
	assert_non_null(strstr(to.bytes.data, ",highlight\r\n"));
	assert_ptr_equal(strchr(to.bytes.data, '\n') + 1, to.bytes.data + to.bytes.len);
	buf_free(&to.bytes);
}

static void a_refusal_comes_before_the_first_byte(void **state)
{
	static const char *const names[] = { "json", "csv" };
	struct sandbox *box = *state;

	for (int i = 0; i < 2; i++) {
		struct receiver to = { 0 };

		sandbox_start(box);
		tx_begin_snapshot(&box->tx);
		tx_enter_as(&box->tx, "admin", "no-such-project", "reader");
		assert_int_equal(run(box, names[i], &to), ERR_NOT_FOUND);
		assert_string_equal(box->fault.detail, "project");
		assert_int_equal(to.begun, 0);
		assert_int_equal(to.bytes.len, 0);
	}
}

static void the_sink_may_end_it(void **state)
{
	static const char *const names[] = { "json", "csv" };
	struct sandbox *box = *state;

	for (int i = 0; i < 2; i++) {
		struct receiver shut = { .refuses_begin = true }, full = { .refuses_write = true };

		fill(box);
		assert_int_equal(run(box, names[i], &shut), ERR_UNAVAILABLE);
		assert_int_equal(shut.bytes.len, 0);
		fill(box);
		assert_int_equal(run(box, names[i], &full), ERR_TOO_MANY);
		assert_null(strstr(full.bytes.data, "\"complete\":true}\n"));
		buf_free(&full.bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_holds_the_project_and_ends_with_complete),
		cmocka_unit_test(the_same_data_give_the_same_bytes),
		cmocka_unit_test(csv_has_a_line_for_each_tagging),
		cmocka_unit_test(an_empty_project_has_the_names_alone),
		cmocka_unit_test(a_refusal_comes_before_the_first_byte),
		cmocka_unit_test(the_sink_may_end_it),
	};

	return cmocka_run_group_tests(tests, sandbox_open, sandbox_close);
}
