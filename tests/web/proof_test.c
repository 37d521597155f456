/*
 * proof_test.c: who makes the program hash, and that a refusal tells nothing by the way it
 * was come to.
 *
 * The two functions of libsodium that cost time, and libpq's that cost a question or a
 * round trip, are counted on their way: the same counts are the same time, whatever the
 * clock says.  Needs POSTIL_DB, POSTIL_DB_OPS and POSTIL_STATIC.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <string.h>

#include "base/config.h"
#include "base/random.h"
#include "db/db.h"
#include "db/tx.h"
#include "http/csrf.h"
#include "store/account.h"
#include "store/password.h"
#include "support/memory.h"
#include "web/web.h"

#define PASSWORD "correct horse"
#define COSTS "$argon2id$v=19$m=19456,t=2,p=1$"

/* What one request cost. */
struct cost {
	int verified, hashed, questions, trips;
	char against[sizeof(COSTS)];	/* the beginning of the hash that was verified */
};

static struct cost cost;
static struct arena *arena;
static struct config config;
static struct web *web;
static char login[RANDOM_TOKEN_SIZE];

/* The library's own function of the name; an object and a function differ in ISO C. */
#define REAL(name) \
	__typeof__(&name) real; \
	*(void **)&real = dlsym(RTLD_NEXT, #name)

int crypto_pwhash_str_verify(const char str[crypto_pwhash_STRBYTES], const char *const passwd,
			     unsigned long long passwdlen)
{
	REAL(crypto_pwhash_str_verify);

	cost.verified++;
	memcpy(cost.against, str, sizeof(COSTS) - 1);
	return real(str, passwd, passwdlen);
}

int crypto_pwhash_str(char out[crypto_pwhash_STRBYTES], const char *const passwd,
		      unsigned long long passwdlen, unsigned long long opslimit, size_t memlimit)
{
	REAL(crypto_pwhash_str);

	cost.hashed++;
	return real(out, passwd, passwdlen, opslimit, memlimit);
}

int PQsendQueryPrepared(PGconn *conn, const char *name, int count, const char *const *values,
			const int *lengths, const int *formats, int format)
{
	REAL(PQsendQueryPrepared);

	cost.questions++;
	return real(conn, name, count, values, lengths, formats, format);
}

int PQpipelineSync(PGconn *conn)
{
	REAL(PQpipelineSync);

	cost.trips++;
	return real(conn);
}

struct asking {
	const char *method, *uri, *body;
	const char *address;		/* NULL: 192.0.2.1 */
	const char *token;		/* a session's; NULL: none */
};

struct answer {
	int status;
	const char *body, *cookie, *retry;
};

static struct answer ask(struct asking asking)
{
	static struct memory memory;
	struct request rq;
	char *env[] = {
		arena_printf(arena, "REQUEST_METHOD=%s", asking.method),
		arena_printf(arena, "REQUEST_URI=%s", asking.uri),
		arena_printf(arena, "CONTENT_LENGTH=%zu", strlen(asking.body)),
		arena_printf(arena, "REMOTE_ADDR=%s", asking.address ? asking.address : "192.0.2.1"),
		arena_strdup(arena, "CONTENT_TYPE=application/json"),
		arena_strdup(arena, "HTTP_HOST=127.0.0.1"),
		arena_strdup(arena, "REQUEST_SCHEME=http"),
		asking.token ? arena_printf(arena, "HTTP_COOKIE=postil=%s", asking.token) : NULL,
		asking.token ? arena_printf(arena, "HTTP_X_CSRF_TOKEN=%s",
					    csrf_token(arena, asking.token)) : NULL,
		NULL,
	};

	memory_request(&rq, &memory, arena, env);
	memory_body(&memory, asking.body, strlen(asking.body));
	rq.app = web;
	cost = (struct cost){ 0 };
	web_serve(&rq);
	return (struct answer){
		memory_status(&memory), memory_answer(&memory),
		memory_header(&memory, arena, "Set-Cookie"), memory_header(&memory, arena, "Retry-After"),
	};
}

static struct answer sign_in(const char *who, const char *password, const char *address,
			     const char *token)
{
	return ask((struct asking){
		"POST", "/api/session",
		arena_printf(arena, "{\"login\":\"%s\",\"password\":\"%s\"}", who, password),
		address, token,
	});
}

/* The session's token in a cookie that was set. */
static const char *token_of(const char *cookie)
{
	static const char before[] = "postil=";

	assert_non_null(cookie);
	assert_memory_equal(cookie, before, sizeof(before) - 1);
	cookie += sizeof(before) - 1;
	return arena_strndup(arena, cookie, strcspn(cookie, ";"));
}

typedef enum err deed_fn(struct tx *, const char *value);

/* As the operator. */
static void operator_does(deed_fn *deed, const char *value)
{
	struct db *db = db_open(config.db_ops);
	struct fault fault = { 0 };
	struct tx tx;

	assert_int_equal(tx_start(&tx, db, arena, &fault), OK);
	assert_int_equal(deed(&tx, value), OK);
	assert_int_equal(tx_finish(&tx), OK);
	db_close(db);
}

static enum err make_account(struct tx *tx, const char *who)
{
	const struct account_new new = { who, "Proof", password_hash(arena, PASSWORD), false };
	struct item item;

	return account_create(tx, &new, &item);
}

static enum err set_hash(struct tx *tx, const char *hash)
{
	return account_set_password(tx, login, hash);
}

static enum err shut_out(struct tx *tx, const char *who)
{
	const bool yes = true;
	const struct account_change change = { .login = who, .disabled = &yes };
	struct item item;

	return account_change(tx, &change, &item);
}

static int set_up(void **state)
{
	const char *message;
	struct fault fault;

	(void)state;
	arena = arena_new();
	random_token(login);
	if (config_load(&config, arena, NULL, &message) != OK)
		return -1;
	operator_does(make_account, login);
	web = web_open(&config, &fault);
	return web ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	web_close(web);
	arena_free(arena);
	return 0;
}

/* Why someone is not let in. */
static const struct {
	const char *name;
	bool known, disabled;
	const char *password;
} refusals[] = {
	{ "a wrong password", true, false, "wrong horse" },
	{ "a login that nobody has", false, false, "wrong horse" },
	{ "somebody's password for nobody's login", false, false, PASSWORD },
	{ "a disabled account", true, true, PASSWORD },
	{ "a disabled account's wrong password", true, true, "wrong horse" },
};

/* From a fresh address each, so that all begin alike. */
static struct answer refused(size_t i)
{
	char who[RANDOM_TOKEN_SIZE];

	random_token(who);
	if (refusals[i].known)
		operator_does(make_account, who);
	if (refusals[i].disabled)
		operator_does(shut_out, who);
	return sign_in(who, refusals[i].password,
		       arena_printf(arena, "198.51.100.%zu", i + 1), NULL);
}

static void every_refusal_is_come_to_in_the_same_way(void **state)
{
	struct answer first = refused(0);
	const struct cost usual = cost;

	(void)state;
	assert_int_equal(usual.verified, 1);
	assert_int_equal(usual.hashed, 0);
	assert_string_equal(usual.against, COSTS);
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct answer answer = refused(i);

		print_message("%s\n", refusals[i].name);
		assert_int_equal(answer.status, 401);
		assert_string_equal(answer.body, first.body);
		assert_null(answer.cookie);
		assert_memory_equal(&cost, &usual, sizeof(usual));
	}
}

static void who_must_wait_costs_one_question(void **state)
{
	struct answer answer;

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_int_equal(sign_in(login, "wrong horse", "192.0.2.2", NULL).status, 401);
	answer = sign_in(login, PASSWORD, "192.0.2.2", NULL);
	assert_int_equal(answer.status, 429);
	assert_string_equal(answer.retry, "1");
	assert_null(answer.cookie);
	assert_int_equal(cost.verified + cost.hashed, 0);
	assert_int_equal(cost.questions, 1);
	assert_int_equal(cost.trips, 1);
	assert_int_equal(sign_in(login, PASSWORD, "192.0.2.3", NULL).status, 200);
}

static void a_right_password_is_verified_once(void **state)
{
	struct answer answer = sign_in(login, PASSWORD, NULL, NULL);

	(void)state;
	assert_int_equal(answer.status, 200);
	assert_non_null(answer.cookie);
	assert_int_equal(cost.verified, 1);
	assert_int_equal(cost.hashed, 0);
	assert_int_equal(cost.trips, 2);
}

/* A hash of other costs is renewed by who knows the password, once. */
static void an_outdated_hash_is_renewed(void **state)
{
	char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);

	(void)state;
	assert_int_equal(crypto_pwhash_str(hash, PASSWORD, strlen(PASSWORD), 1, 1 << 20), 0);
	operator_does(set_hash, hash);
	assert_int_equal(sign_in(login, "wrong horse", NULL, NULL).status, 401);
	assert_int_equal(cost.hashed, 0);
	assert_int_equal(sign_in(login, PASSWORD, NULL, NULL).status, 200);
	assert_int_equal(cost.hashed, 1);
	assert_int_equal(sign_in(login, PASSWORD, NULL, NULL).status, 200);
	assert_int_equal(cost.hashed, 0);
	assert_string_equal(cost.against, COSTS);
}

#define NEW_ACCOUNT "{\"login\":\"new-one\",\"name\":\"N\",\"password\":\"long enough\"}"
#define NEW_PASSWORD "{\"password\":\"long enough\",\"current_password\":\"" PASSWORD "\"}"
#define NEW_BY_LINK "{\"password\":\"long enough\",\"token\":\"made-up\"}"

/* Who has no business here makes nobody work. */
static const struct {
	const char *name, *method, *uri, *body;
	bool signed_in;			/* else with a cookie that was made up */
	int status;
} idlers[] = {
	{ "no admin makes an account", "POST", "/api/accounts", NEW_ACCOUNT, true, 403 },
	{ "a stranger makes an account", "POST", "/api/accounts", NEW_ACCOUNT, false, 401 },
	{ "a stranger changes a password", "PATCH", "/api/account", NEW_PASSWORD, false, 401 },
	{ "a link that was made up", "POST", "/api/reset", NEW_BY_LINK, false, 422 },
};

static void nobody_else_makes_us_hash(void **state)
{
	const char *token = token_of(sign_in(login, PASSWORD, NULL, NULL).cookie);

	(void)state;
	for (size_t i = 0; i < sizeof(idlers) / sizeof(idlers[0]); i++) {
		struct answer answer = ask((struct asking){
			idlers[i].method, idlers[i].uri, idlers[i].body, NULL,
			idlers[i].signed_in ? token : "made-up",
		});

		print_message("%s\n", idlers[i].name);
		assert_int_equal(answer.status, idlers[i].status);
		assert_int_equal(cost.verified + cost.hashed, 0);
	}
}

static int session_status(const char *token)
{
	return ask((struct asking){ "GET", "/api/session", "", NULL, token }).status;
}

static void signing_in_again_ends_the_session_before(void **state)
{
	const char *other = token_of(sign_in(login, PASSWORD, NULL, NULL).cookie);
	const char *first = token_of(sign_in(login, PASSWORD, NULL, NULL).cookie);
	const char *second;

	(void)state;
	assert_int_equal(sign_in(login, "wrong horse", NULL, first).status, 401);
	assert_int_equal(session_status(first), 200);
	second = token_of(sign_in(login, PASSWORD, NULL, first).cookie);
	assert_string_not_equal(second, first);
	assert_int_equal(session_status(first), 401);
	assert_int_equal(session_status(second), 200);
	assert_int_equal(session_status(other), 200);
}

/* Last: it ends with another password. */
static void a_new_password_needs_the_current_one(void **state)
{
	const char *token = token_of(sign_in(login, PASSWORD, NULL, NULL).cookie);
	struct asking asking = { "PATCH", "/api/account", NULL, "192.0.2.4", token };
	struct answer answer;

	(void)state;
	asking.body = "{\"password\":\"long enough\",\"current_password\":\"wrong horse\"}";
	for (int i = 0; i < 5; i++) {
		answer = ask(asking);
		assert_int_equal(answer.status, 403);
		assert_non_null(strstr(answer.body, "\"wrong_password\""));
		assert_int_equal(cost.verified, 1);
		assert_int_equal(cost.hashed, 0);
	}
	asking.body = NEW_PASSWORD;
	assert_int_equal(ask(asking).status, 429);
	assert_int_equal(cost.verified + cost.hashed, 0);
	asking.address = "192.0.2.5";
	assert_int_equal(ask(asking).status, 200);
	assert_int_equal(cost.verified, 1);
	assert_int_equal(cost.hashed, 1);
	assert_int_equal(sign_in(login, "long enough", NULL, NULL).status, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_refusal_is_come_to_in_the_same_way),
		cmocka_unit_test(who_must_wait_costs_one_question),
		cmocka_unit_test(a_right_password_is_verified_once),
		cmocka_unit_test(an_outdated_hash_is_renewed),
		cmocka_unit_test(nobody_else_makes_us_hash),
		cmocka_unit_test(signing_in_again_ends_the_session_before),
		cmocka_unit_test(a_new_password_needs_the_current_one),
	};

	return cmocka_run_group_tests_name("web/proof", tests, set_up, tear_down);
}
