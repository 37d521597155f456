/*
 * conn_test.c: what keeps a worker from its database, and whether that passes.
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
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "db/db.h"

static const char *ops_with(const char *more)
{
	static char conninfo[1000];

	snprintf(conninfo, sizeof(conninfo), "%s %s", getenv("POSTIL_DB_OPS"), more);
	return conninfo;
}

/* What opening comes to: the error, and its detail in *fault. */
static enum err opened(const char *conninfo, struct fault *fault)
{
	struct db *db = db_open(conninfo);
	enum err err;

	*fault = (struct fault){ .at = -1 };
	err = db_ready(db, fault);
	db_close(db);
	return err;
}

static void test_a_database_as_it_should_be(void **state)
{
	struct fault fault;

	(void)state;
	assert_int_equal(opened(ops_with(""), &fault), OK);
}

static void test_no_such_schema(void **state)
{
	struct fault fault;

	(void)state;
	assert_int_equal(opened(ops_with("dbname=postgres"), &fault), ERR_INTERNAL);
	assert_string_equal(fault.detail, "schema");
}

static void test_nobody_listens(void **state)
{
	struct fault fault;

	(void)state;
	assert_int_equal(opened(ops_with("host=/nowhere"), &fault), ERR_UNAVAILABLE);
	assert_string_equal(fault.detail, "database");
}

/* A long migration has the table: no reason to say that the schema does not fit. */
static void test_trouble_that_passes_is_no_misfit(void **state)
{
	static const char *const limits[] = {
		"options='-c lock_timeout=50'", "options='-c statement_timeout=50'",
	};
	PGconn *other = PQconnectdb(getenv("POSTIL_DB_OWNER"));
	struct fault fault;

	(void)state;
	PQclear(PQexec(other, "BEGIN; LOCK TABLE affiliation IN ACCESS EXCLUSIVE MODE"));
	assert_int_equal(PQtransactionStatus(other), PQTRANS_INTRANS);
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		assert_int_equal(opened(ops_with(limits[i]), &fault), ERR_UNAVAILABLE);
		assert_string_equal(fault.detail, "database");
	}
	PQfinish(other);
}

/* A socket as PostgreSQL's, behind which nobody says a word. */
static int mute_server(struct sockaddr_un *address, const char *dir)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(address->sun_path, sizeof(address->sun_path), "%s/.s.PGSQL.5432", dir);
	assert_int_equal(bind(fd, (struct sockaddr *)address, sizeof(*address)), 0);
	assert_int_equal(listen(fd, 8), 0);
	return fd;
}

static int visitors(int fd)
{
	int count = 0;

	for (int one; (one = accept(fd, NULL, NULL)) >= 0; count++)
		close(one);
	return count;
}

static void test_a_mute_server_is_not_asked_again_at_once(void **state)
{
	char dir[] = "/tmp/postil-XXXXXX", host[64];
	struct sockaddr_un address;
	struct fault fault = { .at = -1 };
	struct db *db;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	fd = mute_server(&address, dir);
	snprintf(host, sizeof(host), "host=%s", dir);
	db = db_open(host);
	assert_int_equal(db_ready(db, &fault), ERR_UNAVAILABLE);
	assert_int_equal(visitors(fd), 1);
	assert_int_equal(db_ready(db, &fault), ERR_UNAVAILABLE);
	assert_int_equal(visitors(fd), 0);
	db_close(db);
	close(fd);
	unlink(address.sun_path);
	rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_database_as_it_should_be),
		cmocka_unit_test(test_no_such_schema),
		cmocka_unit_test(test_nobody_listens),
		cmocka_unit_test(test_trouble_that_passes_is_no_misfit),
		cmocka_unit_test(test_a_mute_server_is_not_asked_again_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
