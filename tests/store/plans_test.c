/*
 * plans_test.c: lists find their place by an index, also behind row-level security; and a
 * plan is the same whoever was the first to ask.
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
#include <stdlib.h>
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
	{ Q_STATEMENT_MARKS, "1", "highlight_statement", "(statement_id = $1)" },
	{ Q_LEFT_LIST, "1", "left_uncoded_pkey", "(statement_id = $1)" },
	{ Q_ACTOR_LIST, "51, '1 a'", "actor_name", "(ROW(folded, id) > ROW(" },
	{ Q_TAG_LIST, "51, '1'", "tag_pkey", "AND (id > CASE" },
	{ Q_MEMBER_LIST, "51, '1'", "member_pkey", "AND (id > CASE" },
	{ Q_ACTION_LIST, "51, '1', 1", "action_pkey", "AND (number > CASE" },
	{ Q_ACTION_RECENT, "51, '9'", "action_pkey", "AND (number < CASE" },
	{ Q_ACTION_OF_MEMBER, "51, '9', 1, NULL", "action_by_member", "(member_id = $3) AND (number <" },
	{ Q_ACTION_OF_KIND, "51, '9', 'import'", "action_by_kind", "(kind = $3) AND (number <" },
	{ Q_ACTION_CURRENT, NULL, "event_pkey", "(action = a.number) AND (seq <= 10)" },
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

/*
 * The planner knows that the project is no small one, and where in it there is little: one
 * highlight in statement 2, which ann has put there.
 */
static void fill(struct raw *raw)
{
	const char *put = "SELECT count(highlight_put(gen_random_uuid(), NULL, %d, 0, 5, NULL, NULL,"
		" NULL, NULL, '[]')) FROM generate_series(1, %d)";

	raw_enter(raw, "mia");
	raw_do(raw, arena_printf(raw->arena, put, 1, 2000));
	raw_enter(raw, "ann");
	raw_do(raw, arena_printf(raw->arena, put, 2, 1));
	raw_do(raw, "SELECT highlight_delete(id, 1) FROM highlight WHERE statement_id = 2");
	raw_role(raw, "postil_owner");
	raw_do(raw, "ANALYZE action, event, highlight, statement");
	raw_enter(raw, "mia");
}

static void test_plans(void **state)
{
	struct raw *raw = *state;

	fill(raw);
	raw_do(raw, "SET LOCAL enable_seqscan = off");
	raw_do(raw, "SET LOCAL enable_bitmapscan = off");
	raw_do(raw, "SET LOCAL enable_sort = off");	/* of a whole project, where most are small */
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

/* Where a function of the owner looks, how many rows it may read there, whatever there is. */
static const struct {
	const char *name, *call, *table;
	int most;
} looks[] = {
	{ "actions of a statement", "SELECT count(*) FROM actions_of_statement(2, NULL, NULL, 999, 9)",
	  "event", 9 },
	{ "what was marked in it", "SELECT count(*) FROM actions_of_statement(2, NULL, NULL, 999, 9)",
	  "highlight", 9 },
	{ "how they are called", "SELECT count(*) FROM actions_of_statement(2, NULL, NULL, 999, 9)",
	  "action", 9 },
	{ "the trash", "SELECT count(*) FROM trash_list(0, '', 9)", "highlight", 9 },
	{ "what has deleted it", "SELECT count(*) FROM trash_list(0, '', 9)", "event", 9 },
	{ "what is undone and what stands in the way",
	  "SELECT outcome FROM action_undo(7)", "event", 12 },
	{ "the rows that it changes", "SELECT outcome FROM action_undo(7)", "highlight", 24 },
	{ "a deleted statement's counts", "SELECT outcome FROM statement_delete(2, 1)", "highlight", 9 },
};

static int64_t rows_read(struct raw *raw, const char *table)
{
	return strtoll(raw_value(raw, arena_printf(raw->arena,
		"SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)"
		"  FROM pg_stat_xact_user_tables WHERE relname = '%s'", table)), NULL, 10);
}

static void test_looks(void **state)
{
	struct raw *raw = *state;

	fill(raw);
	raw_do(raw, "SET LOCAL enable_seqscan = off");
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
		int64_t before = rows_read(raw, looks[i].table), after;

		print_message("%s\n", looks[i].name);
		raw_do(raw, "SAVEPOINT look");
		raw_do(raw, looks[i].call);
		after = rows_read(raw, looks[i].table);
		raw_do(raw, "ROLLBACK TO look");
		if (after - before > looks[i].most)
			fail_msg("%lld rows of %s", (long long)(after - before), looks[i].table);
	}
}

/* How a query is planned for all projects while one of them is entered; "" if only others may. */
static const char *plan_in(struct raw *raw, const struct query_text *query, const char *args,
			   const char *project)
{
	const char *plan;

	raw_do(raw, "DISCARD PLANS");
	raw_do(raw, "SAVEPOINT plan");
	raw_do(raw, arena_printf(raw->arena, "SET LOCAL postil.project = '%s'", project));
	plan = explain(raw, query->name, args);
	raw_do(raw, "ROLLBACK TO plan");
	return plan;
}

/* As many NULLs as it has parameters, or NULL: none. */
static const char *nulls(struct raw *raw, const struct query_text *query)
{
	PGresult *res = PQdescribePrepared(raw->conn, query->name);
	const char *args = NULL;

	for (int i = 0; i < PQnparams(res); i++)
		args = args ? arena_printf(raw->arena, "%s, NULL", args) : "NULL";
	PQclear(res);
	return args;
}

/*
 * A worker keeps the plan that it made for the first project it was asked about.  Were that
 * one made for an empty project, it would walk through all of a big one.
 */
static void test_first(void **state)
{
	struct raw *raw = *state;
	const char *big;

	fill(raw);
	big = raw_value(raw, "SELECT current_project()");
	raw_do(raw, "SET LOCAL plan_cache_mode = force_generic_plan");
	for (int i = 0; i < QUERY_COUNT; i++) {
		const struct query_text *query = &queries[i];
		const char *args, *first, *then;

		raw_do(raw, arena_printf(raw->arena, "PREPARE %s AS %s", query->name, query->sql));
		args = nulls(raw, query);
		first = plan_in(raw, query, args, "-1");
		then = plan_in(raw, query, args, big);
		if (strcmp(first, then) != 0)
			fail_msg("%s: in an empty project\n%sin a big one\n%s", query->name, first, then);
	}
}

/* Ways of joining that a planner may choose, whatever is there. */
static const char *const without[] = {
	"SET LOCAL enable_nestloop = off",
	"SET LOCAL enable_hashjoin = off",
	"SET LOCAL enable_mergejoin = off",
};

/*
 * What is wrong with a question is said where there is nothing to be found, too: a plan that
 * began with what is there would never call the function that looks at the question.
 */
static void test_asked(void **state)
{
	const struct query_text *query = &queries[Q_STATEMENT_FIND];
	struct raw *raw = *state;

	raw_enter(raw, "rex");
	raw_do(raw, arena_printf(raw->arena, "PREPARE %s AS %s", query->name, query->sql));
	raw_do(raw, "SET LOCAL postil.project = '-1'");
	for (size_t i = 0; i < sizeof(without) / sizeof(without[0]); i++) {
		raw_do(raw, "SAVEPOINT asked");
		raw_do(raw, without[i]);
		raw_refused(raw, "EXECUTE statement_find(51, NULL, '{\"speaker\":\"Nobody\"}')",
			    "PT422", "unknown_actor");
		raw_do(raw, "ROLLBACK TO asked");
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
		cmocka_unit_test_setup_teardown(test_looks, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_first, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_asked, raw_open, raw_close),
		cmocka_unit_test(test_no_offset),
	};

	return cmocka_run_group_tests_name("store/plans", tests, NULL, NULL);
}
