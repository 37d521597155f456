/* csrf.c: the token that a page sends back. */
#include "http/csrf.h"

#include <sodium.h>
#include <string.h>

enum { MAC_BYTES = crypto_auth_hmacsha256_BYTES, HEX_SIZE = 2 * MAC_BYTES + 1 };

const char *csrf_token(struct arena *arena, const char *session_token)
{
	static const unsigned char purpose[] = { 'c', 's', 'r', 'f' };
	crypto_auth_hmacsha256_state state;
	unsigned char mac[MAC_BYTES];

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)session_token,
				    strlen(session_token));
	crypto_auth_hmacsha256_update(&state, purpose, sizeof(purpose));
	crypto_auth_hmacsha256_final(&state, mac);
	return sodium_bin2hex(arena_alloc(arena, HEX_SIZE), HEX_SIZE, mac, sizeof(mac));
}

enum err csrf_check(struct request *rq, const char *session_token)
{
	const char *given = request_header(rq, "HTTP_X_CSRF_TOKEN");
	const char *right = csrf_token(rq->arena, session_token);

	if (given && strlen(given) == HEX_SIZE - 1 &&
	    sodium_memcmp(given, right, HEX_SIZE - 1) == 0)
		return OK;
	return fault_set(&rq->fault, ERR_FORBIDDEN, "csrf", NULL);
}
