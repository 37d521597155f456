#include "base/err.h"
#include "cases.h"

static const struct class_row {
	const char *name;	/* as in answers: the contract's classes */
	enum err err;
} classes[] = {
	{ "ok", OK },
	{ "bad_request", ERR_BAD_REQUEST },
	{ "sign_in", ERR_SIGN_IN },
	{ "forbidden", ERR_FORBIDDEN },
	{ "not_found", ERR_NOT_FOUND },
	{ "method", ERR_METHOD },
	{ "conflict", ERR_CONFLICT },
	{ "stale", ERR_STALE },
	{ "too_large", ERR_TOO_LARGE },
	{ "media_type", ERR_MEDIA_TYPE },
	{ "invalid", ERR_INVALID },
	{ "revision_needed", ERR_REVISION_NEEDED },
	{ "too_many", ERR_TOO_MANY },
	{ "unavailable", ERR_UNAVAILABLE },
	{ "internal", ERR_INTERNAL },
};

static void class_has_its_name(void **state)
{
	const struct class_row *row = *state;

	assert_string_equal(err_name(row->err), row->name);
}

static void ok_is_false_and_the_table_is_whole(void **state)
{
	(void)state;
	assert_int_equal(OK, 0);
	assert_int_equal(ERR_COUNT, sizeof(classes) / sizeof(classes[0]));
}

static void fault_set_forgets_what_was(void **state)
{
	struct fault fault = { ERR_STALE, "stale", "x", 7, "{}", 9 };

	(void)state;
	assert_int_equal(fault_set(&fault, ERR_INVALID, "missing", "title"), ERR_INVALID);
	assert_int_equal(fault.err, ERR_INVALID);
	assert_string_equal(fault.detail, "missing");
	assert_string_equal(fault.field, "title");
	assert_int_equal(fault.at, -1);
	assert_null(fault.current);
	assert_int_equal(fault.retry_after, 0);
}

static void fault_at_keeps_the_place(void **state)
{
	struct fault fault = { ERR_STALE, "stale", "x", 7, "{}", 9 };

	(void)state;
	assert_int_equal(fault_at(&fault, ERR_BAD_REQUEST, "json_syntax", 0),
		ERR_BAD_REQUEST);
	assert_string_equal(fault.detail, "json_syntax");
	assert_null(fault.field);
	assert_int_equal(fault.at, 0);
	assert_null(fault.current);
}

static enum err pass_up(enum err err, int *reached)
{
	TRY(err);
	*reached = 1;
	return OK;
}

static void try_returns_at_a_failure_only(void **state)
{
	int reached = 0;

	(void)state;
	assert_int_equal(pass_up(ERR_METHOD, &reached), ERR_METHOD);
	assert_int_equal(reached, 0);
	assert_int_equal(pass_up(OK, &reached), OK);
	assert_int_equal(reached, 1);
}

int main(void)
{
	struct cases cases = { 0 };

	CASES_TABLE(&cases, classes, class_has_its_name);
	CASES_TEST(&cases, ok_is_false_and_the_table_is_whole);
	CASES_TEST(&cases, fault_set_forgets_what_was);
	CASES_TEST(&cases, fault_at_keeps_the_place);
	CASES_TEST(&cases, try_returns_at_a_failure_only);
	return cases_run(&cases, "err");
}
