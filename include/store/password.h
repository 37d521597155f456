/*
 * password.h: Argon2id hashes (m = 19 MiB, t = 2, p = 1), as libsodium writes them.
 *
 * Each call takes tens of milliseconds and 19 MiB: in the sign-in pool only.
 */
#ifndef STORE_PASSWORD_H
#define STORE_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 1024 };	/* code points; bytes */

/* 422 password_short, too_long or text_utf8, field password. */
enum err password_check(struct fault *, const char *password) MUST_CHECK;

/* The text to store.  Arena. */
const char *password_hash(struct arena *, const char *password);

/*
 * hash NULL stands for a login that does not exist: it takes as long as any other
 * and is false.
 */
bool password_verify(const char *hash, const char *password);

/* Whether the hash was made with other costs than today's. */
bool password_is_outdated(const char *hash);

#endif
