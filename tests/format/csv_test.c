#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "format/csv.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *name, *cell, *line;
} cases[] = {
	{ "plain words",           "point of contact",  "point of contact\r\n" },
	{ "nothing known",         NULL,                "\r\n" },
	{ "a comma",               "distinction, humanity", "\"distinction, humanity\"\r\n" },
	{ "quotation marks",       "\"floor\"",         "\"\"\"floor\"\"\"\r\n" },
	{ "only a quotation mark", "\"",                "\"\"\"\"\r\n" },
	{ "a line break",          "one\ntwo",          "\"one\ntwo\"\r\n" },
	{ "a semicolon",           "a;b",               "\"a;b\"\r\n" },
	{ "a space in front",      " a",                "\" a\"\r\n" },
	{ "a space behind",        "a ",                "\"a \"\r\n" },
	{ "an equals sign",        "=1+1",              "'=1+1\r\n" },
	{ "a plus sign",           "+1",                "'+1\r\n" },
	{ "a minus sign",          "-1",                "'-1\r\n" },
	{ "an at sign",            "@SUM(A1)",          "'@SUM(A1)\r\n" },
	{ "a tab",                 "\t=1",              "\"'\t=1\"\r\n" },
	{ "a carriage return",     "\r=1",              "\"'\r=1\"\r\n" },
	{ "a formula with a comma", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n" },
	{ "an equals sign inside", "a=1",               "a=1\r\n" },
	{ "an apostrophe already", "'=1",               "'=1\r\n" },
	{ "other scripts",         "ميثاق 📞",           "ميثاق 📞\r\n" },
};

static void cells_are_written_as_the_table_says(void **state)
{
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = cases[i].cell;
		struct cell cell = { text, text ? strlen(text) : 0 };

		buf_clear(&out);
		csv_line(&out, &cell, 1);
		if (strcmp(out.data, cases[i].line) != 0)
			fail_msg("%s: got %s", cases[i].name, out.data);
	}
	buf_free(&out);
}

static void cells_of_a_line_are_parted_by_commas(void **state)
{
	const struct cell cells[] = { { "a", 1 }, { NULL, 0 }, { "b,c", 3 } };
	struct buf out = { 0 };

	(void)state;
	csv_line(&out, cells, COUNT(cells));
	csv_line(&out, cells, 1);
	assert_string_equal(out.data, "a,,\"b,c\"\r\na\r\n");
	buf_free(&out);
}

static void a_nul_byte_does_not_end_a_cell(void **state)
{
	const struct cell cell = { "a\0b", 3 };
	struct buf out = { 0 };

	(void)state;
	csv_line(&out, &cell, 1);
	assert_int_equal(out.len, 5);
	assert_memory_equal(out.data, "a\0b\r\n", 5);
	buf_free(&out);
}

static void formats_are_found_by_name(void **state)
{
	(void)state;
	assert_string_equal(format_find(NULL)->name, "json");
	assert_null(format_find("json")->line);
	assert_ptr_equal(format_find("csv")->line, csv_line);
	assert_null(format_find(""));
	assert_null(format_find("CSV"));
	assert_null(format_find("xlsx"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_written_as_the_table_says),
		cmocka_unit_test(cells_of_a_line_are_parted_by_commas),
		cmocka_unit_test(a_nul_byte_does_not_end_a_cell),
		cmocka_unit_test(formats_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
