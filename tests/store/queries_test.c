/*
 * queries_test.c: every query of sql/queries, asked to reach into another project.
 *
 * Each is run as the web role with what names the other project's things wherever it
 * takes such a thing: by the other project's manager, who shows that the walk finds its
 * way in; by the manager of ours, who must neither see a word of it nor change a row; and
 * by the other one's reader, who must not change anything.  A new query is walked as well.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "db/query.h"
#include "support/other.h"

enum { INTEGER = 23, TEXT = 25 };		/* of pg_type */
enum { ARGS_MOST = 40, FEW = 2, FEW_ROUNDS = 8, ROUNDS = 40, STRIDE = 7919 };

#define SIX "777777777777"
#define TOKEN_HASH "\\x" SIX SIX SIX SIX SIX "7777"	/* 32 bytes: of our manager's session */

/* What is tried for a parameter, by its type; what no row names is a text. */
static const struct type {
	Oid oid;
	const char *const *values;	/* NULL, one of them too, ends the list */
	bool null;			/* and NULL is tried as well */
} types[] = {
	{ 20, (const char *const[]){ OTHER_NUMBER, NULL }, true },		/* bigint */
	{ 16, (const char *const[]){ "t", "f", NULL }, false },			/* boolean */
	{ 17, (const char *const[]){ TOKEN_HASH, NULL }, false },		/* bytea */
	{ 2950, (const char *const[]){ OTHER_UUID, OTHER_DELETED, NULL }, true },	/* uuid */
	{ 869, (const char *const[]){ "192.0.2.77", NULL }, true },		/* inet */
	{ 1082, (const char *const[]){ "2026-01-02", NULL }, true },		/* date */
	{ 1184, (const char *const[]){ "2027-01-02", NULL }, true },		/* timestamptz */
	{ 3802, (const char *const[]){						/* jsonb */
		"[{\"tag\": \"" OTHER_KEY "\"}]",
		"{\"title\": \"New\", \"speaker\": " OTHER_NUMBER "}",
		"[{\"key\": \"fresh\", \"label\": \"Fresh\", \"parent\": \"" OTHER_KEY "\"}]", NULL },
	  false },
	{ 0, (const char *const[]){ OTHER_WORD, OTHER_SLUG, OTHER_KEY, RAW_NAME "-zoe",
				    RAW_NAME "-out", "manager", "0 0", NULL }, true },
};

struct walk {
	struct raw *raw;
	const char *checksum;		/* the query that makes it */
	const char *before;		/* of the other project, untouched */
	int ran, passed;
	bool seen[QUERY_COUNT], changed[QUERY_COUNT];
};

static const struct type *type_of(Oid oid)
{
	const struct type *type = types;

	while (type->oid && type->oid != oid)
		type++;
	return type;
}

static int choices(const struct type *type)
{
	int count = 0;

	while (type->values[count])
		count++;
	return count + type->null;
}

/* One integer is a number of rows; more are a passage, which the marker's length ends. */
static const char *integer(const PGresult *described, int at)
{
	for (int i = 0; i < PQnparams(described); i++)
		if (i > at && PQparamtype(described, i) == INTEGER)
			return "0";
	return "9";
}

/* The round-th choice of arguments, as the digits of a number of mixed radix. */
static void choose(const PGresult *described, unsigned round, const char *args[])
{
	for (int i = 0; i < PQnparams(described); i++) {
		const struct type *type = type_of(PQparamtype(described, i));
		unsigned count = (unsigned)choices(type);

		if (PQparamtype(described, i) == INTEGER) {
			args[i] = integer(described, i);
			continue;
		}
		args[i] = type->values[round % count];	/* behind the last one: NULL */
		round /= count;
	}
}

/* Of many texts the first ones only, as of what is made with little said about it. */
static void choose_few(const PGresult *described, unsigned round, const char *args[])
{
	choose(described, round, args);
	for (int i = FEW; i < PQnparams(described); i++)
		if (PQparamtype(described, i) != INTEGER &&
		    type_of(PQparamtype(described, i))->oid == 0)
			args[i] = NULL;
}

static unsigned combinations(const PGresult *described)
{
	unsigned all = 1;

	for (int i = 0; i < PQnparams(described) && all < 1000000; i++)
		if (PQparamtype(described, i) != INTEGER)
			all *= (unsigned)choices(type_of(PQparamtype(described, i)));
	return all;
}

static bool holds_marker(const PGresult *res)
{
	if (strstr(PQresultErrorMessage(res), OTHER_MARKER))
		return true;
	for (int row = 0; row < PQntuples(res); row++)
		for (int column = 0; column < PQnfields(res); column++)
			if (strstr(PQgetvalue(res, row, column), OTHER_MARKER))
				return true;
	return false;
}

static bool differs(struct walk *walk)
{
	const char *now;

	raw_role(walk->raw, "postgres");
	now = raw_value(walk->raw, walk->checksum);
	return strcmp(now, walk->before) != 0;
}

static void run(struct walk *walk, int query, const char *const args[])
{
	PGresult *res;

	raw_do(walk->raw, "SAVEPOINT run");
	raw_role(walk->raw, "postil_web");
	res = PQexecPrepared(walk->raw->conn, queries[query].name, queries[query].parameters,
			     args, NULL, NULL, 0);
	walk->ran++;
	walk->seen[query] |= holds_marker(res);
	if (PQresultStatus(res) == PGRES_TUPLES_OK) {
		walk->passed++;
		walk->changed[query] |= differs(walk);
	}
	PQclear(res);
	raw_do(walk->raw, "ROLLBACK TO run");
}

static void walk_query(struct walk *walk, int query)
{
	PGresult *described = PQdescribePrepared(walk->raw->conn, queries[query].name);
	unsigned all = combinations(described);
	const char *args[ARGS_MOST] = { NULL };

	for (unsigned round = 0; round < all && round < ROUNDS; round++) {
		choose(described, all > ROUNDS ? round * STRIDE % all : round, args);
		run(walk, query, args);
	}
	for (unsigned round = 0; all > ROUNDS && round < FEW_ROUNDS; round++) {
		choose_few(described, round, args);
		run(walk, query, args);
	}
	PQclear(described);
}

/*
 * All queries by whoever has entered; what was done is undone.  The setting tells triggers
 * that an action is under way, so that these alone hold nobody back.
 */
static void walk_all(struct walk *walk)
{
	raw_do(walk->raw, "SAVEPOINT walk");
	raw_do(walk->raw, "SELECT set_config('postil.action', '" OTHER_NUMBER "', true),"
			  "       set_config('postil.seq', '100', true)");
	for (int query = 0; query < QUERY_COUNT; query++)
		walk_query(walk, query);
	raw_do(walk->raw, "ROLLBACK TO walk");
}

static void prepare_all(struct raw *raw)
{
	raw_role(raw, "postgres");
	raw_do(raw, "SET plan_cache_mode = force_generic_plan");
	for (int i = 0; i < QUERY_COUNT; i++) {
		PGresult *res = PQprepare(raw->conn, queries[i].name, queries[i].sql, 0, NULL);

		if (PQresultStatus(res) != PGRES_COMMAND_OK)
			fail_msg("%s: %s", queries[i].name, PQerrorMessage(raw->conn));
		PQclear(res);
	}
}

/* Ours is in the revision that the other one's things have, so that no write is stale. */
static struct walk begin(struct raw *raw)
{
	struct walk walk = { .raw = raw };

	prepare_all(raw);
	other_make(raw);
	raw_do(raw, "UPDATE project SET revision = " OTHER_NUMBER " WHERE slug = '" RAW_NAME "'");
	raw_do(raw, "INSERT INTO session (token_hash, account_id) SELECT '" TOKEN_HASH "', a.id"
		    "  FROM account a WHERE a.login = '" RAW_NAME "-mia'");
	walk.checksum = other_checksum(raw);
	walk.before = raw_value(raw, walk.checksum);
	return walk;
}

static int count(const bool of[])
{
	int found = 0;

	for (int i = 0; i < QUERY_COUNT; i++)
		found += of[i];
	return found;
}

static int report(const bool of[], const char *what)
{
	for (int i = 0; i < QUERY_COUNT; i++)
		if (of[i])
			print_error("%s %s the other project\n", queries[i].name, what);
	return count(of);
}

static void tell(const struct walk *walk, const char *who)
{
	print_message("%s: %d queries, %d runs, %d passed; %d see it, %d change it\n", who,
		      QUERY_COUNT, walk->ran, walk->passed, count(walk->seen),
		      count(walk->changed));
}

/* Whatever is named like this reads or writes the other project when its manager asks. */
static const char *const readers[] = {
	"_list", "_search", "_get", "highlight_state", "_highlights", "export_", "member_here", NULL
};
static const char *const writers[] = {
	"act_note", "_add", "_put", "_patch", "_change", "_delete", "_purge", "_undo",
	"tag_create", "statement_create", NULL
};
static const char *const apart[] = {
	"account_", "session_", "token_", "site_", "export_affiliations", NULL
};

static bool is_like(const char *name, const char *const parts[])
{
	while (*parts && !strstr(name, *parts))
		parts++;
	return *parts != NULL;
}

static void must(const bool did[], const char *const parts[], const char *fault)
{
	for (int i = 0; i < QUERY_COUNT; i++)
		if (is_like(queries[i].name, parts) && !is_like(queries[i].name, apart) && !did[i])
			fail_msg("%s %s; what does it need in `types`?", queries[i].name, fault);
}

/* What the walk is worth: with these arguments the other one's manager gets everywhere. */
static void test_own_manager(void **state)
{
	struct walk walk = begin(*state);

	other_enter(*state, "zoe");
	walk_all(&walk);
	tell(&walk, "its own manager");
	must(walk.seen, readers, "sees nothing");
	must(walk.changed, writers, "changes nothing");
}

static void test_other_manager(void **state)
{
	struct walk walk = begin(*state);

	raw_enter(*state, "mia");
	walk_all(&walk);
	tell(&walk, "another one's manager");
	assert_int_equal(report(walk.seen, "sees") + report(walk.changed, "changes"), 0);
	assert_true(walk.passed > walk.ran / 4);
}

static void test_reader(void **state)
{
	struct walk walk = begin(*state);

	other_enter(*state, "yan");
	walk_all(&walk);
	tell(&walk, "its reader");
	assert_true(count(walk.seen) >= 20);
	assert_int_equal(report(walk.changed, "lets a reader change"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_own_manager, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_other_manager, raw_open, raw_close),
		cmocka_unit_test_setup_teardown(test_reader, raw_open, raw_close),
	};

	return cmocka_run_group_tests_name("store/queries", tests, NULL, NULL);
}
