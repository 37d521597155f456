/*
 * sign_in_test.c: how tries to sign in are counted, and when the next may be made.
 *
 * All of it happens at one moment, that of the test's transaction; time goes by through
 * wait_for(), which moves what is kept into the past.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/raw.h"

#define HERE "192.0.2.7"
#define MIA "raw-test-mia"

static void fail_times(struct raw *raw, int times, const char *login, const char *address)
{
	raw_do(raw, arena_printf(raw->arena,
		"SELECT sign_in_failed('%s', '%s') FROM generate_series(1, %d)", login, address,
		times));
}

/* Each with a login of its own. */
static void fail_around(struct raw *raw, int times, const char *address)
{
	raw_do(raw, arena_printf(raw->arena,
		"SELECT sign_in_failed('who-' || n, '%s') FROM generate_series(1, %d) AS n", address,
		times));
}

static void wait_for(struct raw *raw, const char *interval)
{
	raw_role(raw, "postil_owner");
	raw_do(raw, arena_printf(raw->arena,
		"UPDATE sign_in_failure f SET until = f.until - interval '%s',"
		" forgotten = f.forgotten - interval '%s'", interval, interval));
	raw_role(raw, "postil_web");
}

/* Seconds to wait; a try that may be made begins. */
static void wait_is(struct raw *raw, const char *login, const char *address, const char *seconds)
{
	raw_equals(raw, arena_printf(raw->arena, "SELECT wait FROM sign_in_try('%s', '%s')",
				     login, address), seconds);
}

/* So many failures, and the delay that follows. */
static const struct {
	const char *name;
	int failures;
	const char *seconds;
} delays[] = {
	{ "none", 0, "0" },
	{ "the first ones are free", 4, "0" },
	{ "then a second", 5, "1" },
	{ "two", 6, "2" },
	{ "four", 7, "4" },
	{ "and so on", 14, "512" },
	{ "a quarter of an hour at most", 15, "900" },
	{ "however many", 500, "900" },
};

static void delays_double(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	for (size_t i = 0; i < sizeof(delays) / sizeof(delays[0]); i++) {
		print_message("%s\n", delays[i].name);
		raw_do(raw, "SAVEPOINT row");
		fail_times(raw, delays[i].failures, MIA, HERE);
		/* What counts is the pair: the address itself is forgiven here. */
		raw_role(raw, "postil_owner");
		raw_do(raw, "DELETE FROM sign_in_failure WHERE login = ''");
		raw_role(raw, "postil_web");
		wait_is(raw, MIA, HERE, delays[i].seconds);
		raw_do(raw, "ROLLBACK TO row");
	}
}

/* Whom ten failures of mia from HERE hold up, and whom not. */
static const struct {
	const char *name, *login, *address, *seconds;
} others[] = {
	{ "the same", MIA, HERE, "32" },
	{ "the login in other letters", "RAW-Test-MIA", HERE, "32" },
	{ "the account from elsewhere", MIA, "192.0.2.8", "0" },
	{ "another account from there", "raw-test-cleo", HERE, "0" },
	{ "the account from IPv6", MIA, "2001:db8::7", "0" },
};

static void nobody_else_is_held_up(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 10, MIA, HERE);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		print_message("%s\n", others[i].name);
		wait_is(raw, others[i].login, others[i].address, others[i].seconds);
	}
}

static void an_address_that_tries_around_is_held_up(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_around(raw, 99, HERE);
	wait_is(raw, MIA, HERE, "0");
	fail_around(raw, 1, HERE);
	wait_is(raw, MIA, HERE, "1");
	fail_around(raw, 30, HERE);
	wait_is(raw, MIA, HERE, "60");
	wait_is(raw, MIA, "192.0.2.8", "0");
	wait_for(raw, "15 minutes");
	wait_is(raw, MIA, HERE, "0");
	wait_is(raw, MIA, HERE, "0");
}

static void in_ipv6_a_house_has_64_bits(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 9, MIA, "2001:db8:0:1::7");
	wait_is(raw, MIA, "2001:db8:0:1:ffff::9", "16");
	wait_is(raw, MIA, "2001:db8:0:2::7", "0");
}

static void a_delay_passes_and_failures_are_forgotten(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 8, MIA, HERE);
	wait_is(raw, MIA, HERE, "8");
	wait_for(raw, "7.5 seconds");
	wait_is(raw, MIA, HERE, "1");
	wait_for(raw, "1 second");
	wait_is(raw, MIA, HERE, "0");
	fail_times(raw, 1, MIA, HERE);
	wait_is(raw, MIA, HERE, "16");
	wait_for(raw, "1 day");
	wait_is(raw, MIA, HERE, "0");
	fail_times(raw, 4, MIA, HERE);
	wait_is(raw, MIA, HERE, "0");
	fail_times(raw, 1, MIA, HERE);
	wait_is(raw, MIA, HERE, "1");
}

/* Where tries are not free any more: who comes while one is judged must wait for it. */
static void one_is_judged_at_a_time(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 4, MIA, HERE);
	wait_is(raw, MIA, HERE, "0");
	wait_is(raw, MIA, HERE, "0");
	fail_times(raw, 1, MIA, HERE);
	wait_for(raw, "1 second");
	wait_is(raw, MIA, HERE, "0");
	wait_is(raw, MIA, HERE, "5");
	wait_for(raw, "5 seconds");	/* nobody said what came of it */
	wait_is(raw, MIA, HERE, "0");
}

static void the_right_password_forgets_the_wrong_ones(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 8, MIA, HERE);
	fail_times(raw, 8, "raw-test-cleo", HERE);
	raw_do(raw, "SELECT sign_in_passed('Raw-Test-MIA', '" HERE "')");
	wait_is(raw, MIA, HERE, "0");
	wait_is(raw, "raw-test-cleo", HERE, "8");
	raw_role(raw, "postil_owner");
	raw_equals(raw, "SELECT failures FROM sign_in_failure WHERE login = ''", "16");
}

/* What a try gives to judge by. */
static void who_must_wait_gets_nothing_to_judge(void **state)
{
	struct raw *raw = *state;
	const char *asked = "SELECT row(t.account_id IS NULL, t.password_hash, t.disabled)"
			    " FROM sign_in_try('%s', '" HERE "') t";
	const char *mia = arena_printf(raw->arena, asked, MIA);

	raw_role(raw, "postil_web");
	raw_equals(raw, mia, "(f,hash,f)");
	raw_equals(raw, arena_printf(raw->arena, asked, "nobody-at-all"), "(t,,f)");
	raw_role(raw, "postil_owner");
	raw_do(raw, "UPDATE account SET disabled_at = now() WHERE login = '" MIA "'");
	raw_role(raw, "postil_web");
	raw_equals(raw, mia, "(f,hash,t)");
	fail_times(raw, 5, MIA, HERE);
	raw_equals(raw, mia, "(t,,)");
}

static void without_a_login_it_is_about_who_was_let_in(void **state)
{
	struct raw *raw = *state;

	raw_enter(raw, "cleo");
	raw_role(raw, "postil_web");
	raw_equals(raw, "SELECT account_login FROM sign_in_try(NULL, NULL)", "raw-test-cleo");
}

/* People type passwords where the login belongs; and strangers type what they like. */
static void no_login_is_kept_and_no_row_for_ever(void **state)
{
	struct raw *raw = *state;

	raw_role(raw, "postil_web");
	fail_times(raw, 1, "my secret", HERE);
	fail_around(raw, 20, HERE);
	raw_role(raw, "postil_owner");
	raw_equals(raw, "SELECT count(*) FROM sign_in_failure f"
		   " WHERE length(f.login) NOT IN (0, 32)", "0");
	raw_equals(raw, "SELECT count(*) FROM sign_in_failure", "22");	/* one of the address */
	raw_equals(raw, "SELECT count(*) FROM sign_in_failure f"
		   " WHERE row_to_json(f)::text ~ encode('secret', 'hex')", "0");
	wait_for(raw, "1 day 1 second");
	fail_times(raw, 3, MIA, "192.0.2.8");
	raw_role(raw, "postil_owner");
	raw_equals(raw, "SELECT count(*) FROM sign_in_failure", "2");
}

static void a_hash_is_renewed_unless_it_was_changed(void **state)
{
	struct raw *raw = *state;
	const char *hash = "SELECT password_hash FROM account_password('" MIA "')";
	const char *id = raw_value(raw, "SELECT id FROM account_password('" MIA "')");

	raw_role(raw, "postil_web");
	raw_do(raw, arena_printf(raw->arena, "SELECT account_rehash(%s, 'other', 'new')", id));
	raw_equals(raw, hash, "hash");
	raw_do(raw, arena_printf(raw->arena, "SELECT account_rehash(%s, 'hash', 'new')", id));
	raw_equals(raw, hash, "new");
	raw_equals(raw, "SELECT password_hash FROM account_password('raw-test-cleo')", "hash");
}

/* What others left there is out of the way until the transaction is undone. */
static int open_empty(void **state)
{
	struct raw *raw;

	if (raw_open(state) != 0)
		return -1;
	raw = *state;
	if (!raw->conn)
		return 0;
	raw_role(raw, "postil_owner");
	raw_do(raw, "DELETE FROM sign_in_failure");
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_empty, raw_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(delays_double),
		TEST(nobody_else_is_held_up),
		TEST(an_address_that_tries_around_is_held_up),
		TEST(in_ipv6_a_house_has_64_bits),
		TEST(a_delay_passes_and_failures_are_forgotten),
		TEST(one_is_judged_at_a_time),
		TEST(the_right_password_forgets_the_wrong_ones),
		TEST(who_must_wait_gets_nothing_to_judge),
		TEST(without_a_login_it_is_about_who_was_let_in),
		TEST(no_login_is_kept_and_no_row_for_ever),
		TEST(a_hash_is_renewed_unless_it_was_changed),
	};

	return cmocka_run_group_tests_name("store/sign_in", tests, NULL, NULL);
}
