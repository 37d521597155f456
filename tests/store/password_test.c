/* password_test.c: hashes of passwords. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "store/password.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define AE "\xc3\xa4"			/* two bytes */
#define NINE_AE AE AE AE AE AE AE AE AE AE

static const struct {
	const char *name;
	const char *password;
	const char *detail;		/* NULL: allowed */
} cases[] = {
	{ "ten characters",       "0123456789",     NULL },
	{ "ten of two bytes",     NINE_AE AE,       NULL },
	{ "nothing but blanks",   "          ",     NULL },
	{ "nine characters",      "012345678",      "password_short" },
	{ "nine, eighteen bytes", NINE_AE,          "password_short" },
	{ "empty",                "",               "password_short" },
	{ "invalid UTF-8",        "0123456789\xff", "text_utf8" },
};

static void a_password_has_ten_characters(void **state)
{
	struct fault fault;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum err err = password_check(&fault, cases[i].password);

		if (err != (cases[i].detail ? ERR_INVALID : OK))
			fail_msg("%s: %s", cases[i].name, err_name(err));
		if (cases[i].detail)
			assert_string_equal(fault.detail, cases[i].detail);
	}
}

static void a_password_is_not_endless(void **state)
{
	char password[PASSWORD_MOST + 2] = { 0 };
	struct fault fault;

	(void)state;
	memset(password, 'x', PASSWORD_MOST);
	assert_int_equal(password_check(&fault, password), OK);
	password[PASSWORD_MOST] = 'x';
	assert_int_equal(password_check(&fault, password), ERR_INVALID);
	assert_string_equal(fault.detail, "too_long");
}

static void a_hash_knows_its_password_only(void **state)
{
	struct arena *arena = arena_new();
	const char *hash = password_hash(arena, "correct horse");

	(void)state;
	assert_true(password_verify(hash, "correct horse"));
	assert_false(password_verify(hash, "correct horsf"));
	assert_false(password_verify(hash, ""));
	assert_string_not_equal(hash, password_hash(arena, "correct horse"));
	arena_free(arena);
}

static void nobody_has_no_password(void **state)
{
	(void)state;
	assert_false(password_verify(NULL, "correct horse"));
	assert_false(password_verify(NULL, ""));
	assert_false(password_verify("", "correct horse"));
	assert_false(password_verify("!", "correct horse"));
}

static void costs_are_those_of_today(void **state)
{
	static const char cheaper[] =
		"$argon2id$v=19$m=8192,t=2,p=1$hoUun+37AGhYkW7116U9rw$"
		"9mo66UIVyFROnuE2mYZ4SvY/4WwAIlP3qF9tQWLXyQI";
	struct arena *arena = arena_new();
	const char *hash = password_hash(arena, "correct horse");

	(void)state;
	assert_memory_equal(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
	assert_false(password_is_outdated(hash));
	assert_true(password_is_outdated(cheaper));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_has_ten_characters),
		cmocka_unit_test(a_password_is_not_endless),
		cmocka_unit_test(a_hash_knows_its_password_only),
		cmocka_unit_test(nobody_has_no_password),
		cmocka_unit_test(costs_are_those_of_today),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
