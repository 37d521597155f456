/*
 * tx_test.c: a transaction as a pipeline: what commits, what is undone, what is told.
 *
 * Needs a database of its own making: POSTIL_DB_OPS and POSTIL_DB_OWNER.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "db/db.h"
#include "db/tx.h"

/* A login that stands twice, in either case, is refused: unique index login_taken. */
#define HASH "$argon2id$none"

struct bench {
	struct arena *arena;
	struct db *db;
	PGconn *super;			/* a superuser's: it looks on, and breaks things */
	struct fault fault;
	struct tx tx;
	char login[RANDOM_TOKEN_SIZE];
};

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	if (!b || !getenv("POSTIL_DB_OPS") || !getenv("POSTIL_DB_OWNER"))
		return -1;
	b->arena = arena_new();
	b->db = db_open(getenv("POSTIL_DB_OPS"));
	b->super = PQconnectdb(arena_printf(b->arena, "%s user=postgres",
					    getenv("POSTIL_DB_OWNER")));
	random_token(b->login);
	*state = b;
	return tx_start(&b->tx, b->db, b->arena, &b->fault);
}

static int tear_down(void **state)
{
	struct bench *b = *state;

	tx_end(&b->tx);
	db_close(b->db);
	PQfinish(b->super);
	arena_free(b->arena);
	free(b);
	return 0;
}

static void super_does(struct bench *b, const char *sql)
{
	PGresult *res = PQexec(b->super, sql);

	if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
		fail_msg("%s", PQerrorMessage(b->super));
	PQclear(res);
}

static int accounts(struct bench *b)
{
	const char *sql = arena_printf(b->arena, "SELECT count(*) FROM account WHERE login = '%s'",
				       b->login);
	PGresult *res = PQexec(b->super, sql);
	int count = atoi(PQgetvalue(res, 0, 0));

	PQclear(res);
	return count;
}

static void send_account(struct bench *b)
{
	db_send(&b->tx, Q_ACCOUNT_CREATE,
		DB_ARGS(db_text(b->login), db_text("Name"), db_text(HASH), db_bool(false)));
}

static enum err again(struct bench *b)
{
	tx_end(&b->tx);
	b->fault = (struct fault){ .at = -1 };
	return tx_start(&b->tx, b->db, b->arena, &b->fault);
}

static enum err is_ready(struct bench *b)
{
	struct db_row row;

	db_send(&b->tx, Q_READY, DB_NONE);
	TRY(db_row(&b->tx, &row));
	assert_string_equal(db_value(&row, "status"), "ok");
	return tx_finish(&b->tx);
}

static void finishing_commits(void **state)
{
	struct bench *b = *state;

	send_account(b);
	assert_int_equal(tx_finish(&b->tx), OK);
	assert_int_equal(accounts(b), 1);
}

static void what_was_sent_but_not_finished_is_undone(void **state)
{
	struct bench *b = *state;

	send_account(b);
	tx_end(&b->tx);
	assert_int_equal(accounts(b), 0);
	assert_int_equal(again(b), OK);
	assert_int_equal(is_ready(b), OK);
}

static void a_block_left_open_is_undone(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	tx_begin(&b->tx);
	send_account(b);
	assert_int_equal(db_row(&b->tx, &row), OK);
	tx_end(&b->tx);
	assert_int_equal(accounts(b), 0);
}

static void a_block_commits_after_a_look_in_between(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	tx_begin(&b->tx);
	send_account(b);
	assert_int_equal(db_row(&b->tx, &row), OK);
	assert_int_equal(accounts(b), 0);
	db_send(&b->tx, Q_READY, DB_NONE);
	assert_int_equal(db_row(&b->tx, &row), OK);
	assert_int_equal(tx_finish(&b->tx), OK);
	assert_int_equal(accounts(b), 1);
}

static void the_first_failure_wins_and_nothing_behind_it_runs(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	tx_enter_as(&b->tx, "nobody-has-this-login", NULL, NULL);
	send_account(b);
	db_send(&b->tx, Q_READY, DB_NONE);
	assert_int_equal(db_row(&b->tx, &row), ERR_SIGN_IN);
	assert_int_equal(db_row(&b->tx, &row), ERR_SIGN_IN);
	assert_int_equal(tx_finish(&b->tx), ERR_SIGN_IN);
	assert_string_equal(b->fault.detail, "sign_in");
	assert_int_equal(accounts(b), 0);
	assert_int_equal(again(b), OK);
	assert_int_equal(is_ready(b), OK);
}

static void a_broken_constraint_is_told_by_its_name(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	send_account(b);
	send_account(b);
	assert_int_equal(db_row(&b->tx, &row), OK);
	assert_int_equal(db_row(&b->tx, &row), ERR_CONFLICT);
	assert_string_equal(b->fault.detail, "login_taken");
	assert_int_equal(tx_finish(&b->tx), ERR_CONFLICT);
	assert_int_equal(accounts(b), 0);
}

/* A constraint that is checked at the commit, when every row has been read already. */
static void fail_late(struct bench *b)
{
	super_does(b, "CREATE OR REPLACE FUNCTION test_late() RETURNS trigger LANGUAGE plpgsql AS "
		      "$$ BEGIN RAISE EXCEPTION 'too late' USING ERRCODE = '23514', "
		      "CONSTRAINT = 'test_late'; END $$");
	super_does(b, arena_printf(b->arena,
		"CREATE CONSTRAINT TRIGGER test_late AFTER INSERT ON account "
		"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.login = '%s') "
		"EXECUTE FUNCTION test_late()", b->login));
}

static void a_commit_that_fails_is_no_success(void **state)
{
	struct bench *b = *state;
	struct db_row row;
	enum err read, finished;

	fail_late(b);
	send_account(b);
	read = db_row(&b->tx, &row);
	finished = tx_finish(&b->tx);
	super_does(b, "DROP FUNCTION test_late CASCADE");
	assert_int_equal(read, OK);
	assert_int_equal(finished, ERR_INVALID);
	assert_string_equal(b->fault.detail, "test_late");
	assert_int_equal(accounts(b), 0);
	assert_int_equal(again(b), OK);
	assert_int_equal(is_ready(b), OK);
}

/* Ends the connection that the case uses, known by its name. */
static void cut_connection(struct bench *b)
{
	super_does(b, arena_printf(b->arena,
		"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
		"WHERE application_name = 'tx_test-%s'", b->login));
}

static int set_up_named(void **state)
{
	const char *conninfo = getenv("POSTIL_DB_OPS");
	struct bench *b;
	int err = set_up(state);

	if (err)
		return err;
	b = *state;
	tx_end(&b->tx);
	db_close(b->db);
	b->db = db_open(arena_printf(b->arena, "%s application_name=tx_test-%s", conninfo,
				     b->login));
	return tx_start(&b->tx, b->db, b->arena, &b->fault);
}

static void a_connection_lost_meanwhile_is_made_anew(void **state)
{
	struct bench *b = *state;

	assert_int_equal(is_ready(b), OK);
	cut_connection(b);
	assert_int_equal(again(b), OK);
	assert_int_equal(is_ready(b), OK);
}

static void a_connection_lost_within_is_unavailable_once(void **state)
{
	struct bench *b = *state;
	struct db_row row;

	tx_begin(&b->tx);
	send_account(b);
	assert_int_equal(db_row(&b->tx, &row), OK);
	cut_connection(b);
	db_send(&b->tx, Q_READY, DB_NONE);
	assert_int_equal(db_row(&b->tx, &row), ERR_UNAVAILABLE);
	assert_string_equal(b->fault.detail, "database");
	assert_int_equal(tx_finish(&b->tx), ERR_UNAVAILABLE);
	assert_int_equal(accounts(b), 0);
	assert_int_equal(again(b), OK);
	assert_int_equal(is_ready(b), OK);
}

static void a_database_that_is_away_is_unavailable(void **state)
{
	struct bench *b = *state;
	struct db *nowhere = db_open("host=/nonexistent dbname=postil user=postil_web");

	b->fault = (struct fault){ .at = -1 };
	assert_int_equal(db_ready(nowhere, &b->fault), ERR_UNAVAILABLE);
	db_close(nowhere);
}

static void a_schema_that_does_not_fit_is_not_mistaken_for_it(void **state)
{
	struct bench *b = *state;
	struct db *empty = db_open(arena_printf(b->arena, "%s dbname=postgres user=postgres",
						getenv("POSTIL_DB_OWNER")));

	b->fault = (struct fault){ .at = -1 };
	assert_int_equal(db_ready(empty, &b->fault), ERR_INTERNAL);
	assert_string_equal(b->fault.detail, "schema");
	db_close(empty);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define CUT(test) cmocka_unit_test_setup_teardown(test, set_up_named, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(finishing_commits),
		CASE(what_was_sent_but_not_finished_is_undone),
		CASE(a_block_left_open_is_undone),
		CASE(a_block_commits_after_a_look_in_between),
		CASE(the_first_failure_wins_and_nothing_behind_it_runs),
		CASE(a_broken_constraint_is_told_by_its_name),
		CASE(a_commit_that_fails_is_no_success),
		CUT(a_connection_lost_meanwhile_is_made_anew),
		CUT(a_connection_lost_within_is_unavailable_once),
		CASE(a_database_that_is_away_is_unavailable),
		CASE(a_schema_that_does_not_fit_is_not_mistaken_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
