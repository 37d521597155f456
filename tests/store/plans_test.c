/*
 * plans_test.c: lists find their place by an index, also behind row-level security.
 *
 * Only leakproof operators may look into an index there, and a COALESCE in the wrong
 * place turns a page of 50 into a walk through everything before it.  Queries whose plan
 * depends on how much there is are not asked here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "db/query.h"
#include "queries.h"
#include "support/raw.h"

static const struct {
	enum query query;
	const char *args;
	const char *index, *condition;	/* must stand in the plan */
} plans[] = {
	{ Q_STATEMENT_LIST, "51, '1 1'", "statement_newest", "(ROW(date_order, id) > ROW(" },
	{ Q_STATEMENT_GET, "1", "statement_version_pkey", "(statement_id = " },
	{ Q_STATEMENT_HIGHLIGHTS, "1", "highlight_statement", "(statement_id = $1)" },
	{ Q_ACTOR_LIST, "51, '1 a'", "actor_name", "(ROW(folded, id) > ROW(" },
	{ Q_TAG_LIST, "51, '1'", "tag_pkey", "AND (id > CASE" },
	{ Q_MEMBER_LIST, "51, '1'", "member_pkey", "AND (id > CASE" },
	{ Q_ACTION_LIST, "51, '1', 1", "action_pkey", "AND (number > CASE" },
};

static const char *explain(struct raw *raw, const char *name, const char *args)
{
	const char *text = "";
	PGresult *res = PQexec(raw->conn, arena_printf(raw->arena, "EXPLAIN EXECUTE %s%s", name,
		args ? arena_printf(raw->arena, "(%s)", args) : ""));

	if (PQresultStatus(res) != PGRES_TUPLES_OK)
		print_message("%s", PQerrorMessage(raw->conn));
	for (int i = 0; i < PQntuples(res); i++)
		text = arena_printf(raw->arena, "%s%s\n", text, PQgetvalue(res, i, 0));
	PQclear(res);
	return text;
}

/* Is the condition one of an index, and not a filter? */
static int looks_up(const char *plan, const char *condition)
{
	const char *line = plan;

	while ((line = strstr(line, "Index Cond: "))) {
		const char *at = strstr(line, condition);

		if (at && at < line + strcspn(line, "\n"))
			return 1;
		line += strlen("Index Cond: ");
	}
	return 0;
}

static void test_plans(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "mia");
	raw_do(raw, "SET LOCAL enable_seqscan = off");
	raw_do(raw, "SET LOCAL enable_bitmapscan = off");
	raw_do(raw, "SET LOCAL plan_cache_mode = force_generic_plan");
	for (size_t i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		const struct query_text *query = &queries[plans[i].query];
		const char *plan;

		raw_do(raw, arena_printf(raw->arena, "PREPARE %s AS %s", query->name, query->sql));
		plan = explain(raw, query->name, plans[i].args);
		if (!strstr(plan, plans[i].index) || !looks_up(plan, plans[i].condition))
			fail_msg("%s does not look up %s in %s:\n%s", query->name,
				 plans[i].condition, plans[i].index, plan);
	}
}

/* A position in a list is found, never counted up to. */
static void test_no_offset(void **state)
{
	(void)state;
	for (int i = 0; i < QUERY_COUNT; i++)
		if (strstr(queries[i].sql, "OFFSET"))
			fail_msg("%s counts", queries[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_plans, raw_open, raw_close),
		cmocka_unit_test(test_no_offset),
	};

	return cmocka_run_group_tests_name("store/plans", tests, NULL, NULL);
}
