/* password.c: Argon2id by libsodium. */
#include "store/password.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const unsigned long long passes = 2;
static const size_t memory = (size_t)19 * 1024 * 1024;

/* A random password that nobody was told: only its cost matters. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$hoUun+37AGhYkW7116U9rw$"
			     "9mo66UIVyFROnuE2mYZ4SvY/4WwAIlP3qF9tQWLXyQI";

static void ready(void)
{
	if (sodium_init() < 0)
		abort();
}

enum err password_check(struct fault *fault, const char *password)
{
	size_t length = strlen(password);

	if (!utf8_check(password, length, NULL))
		return fault_set(fault, ERR_INVALID, "text_utf8", "password");
	if (utf8_length(password, length) < PASSWORD_LEAST)
		return fault_set(fault, ERR_INVALID, "password_short", "password");
	if (length > PASSWORD_MOST)
		return fault_set(fault, ERR_INVALID, "too_long", "password");
	return OK;
}

/* It fails for want of memory only. */
const char *password_hash(struct arena *arena, const char *password)
{
	char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);

	ready();
	if (crypto_pwhash_str(hash, password, strlen(password), passes, memory) != 0)
		abort();
	return hash;
}

bool password_verify(const char *hash, const char *password)
{
	const char *any = hash ? hash : nobody;

	ready();
	if (crypto_pwhash_str_verify(any, password, strlen(password)) != 0)
		return false;
	return hash != NULL;
}

bool password_is_outdated(const char *hash)
{
	ready();
	return crypto_pwhash_str_needs_rehash(hash, passes, memory) != 0;
}
