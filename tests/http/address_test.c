/* address_test.c: where a request came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/address.h"
#include "support/memory.h"

static const struct {
	const char *name, *given, *address;	/* address NULL: not told */
} cases[] = {
	{ "IPv4", "192.0.2.7", "192.0.2.7" },
	{ "IPv6", "2001:db8::7", "2001:db8::7" },
	{ "IPv6 at length", "2001:0DB8:0:0:0:0:0:7", "2001:db8::7" },
	{ "IPv4 in IPv6", "::ffff:192.0.2.7", "192.0.2.7" },
	{ "IPv4 in IPv6, in hex", "::ffff:c000:207", "192.0.2.7" },
	{ "a unix socket", "unix:", NULL },
	{ "a name", "localhost", NULL },
	{ "a network", "192.0.2.0/24", NULL },
	{ "a zone", "fe80::1%eth0", NULL },
	{ "too much", "192.0.2.7, 192.0.2.8", NULL },
	{ "nothing", "", NULL },
	{ "no header", NULL, NULL },
};

static void addresses_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct memory memory;
		struct request rq;
		const char *address;

		print_message("%s\n", cases[i].name);
		memory_request(&rq, &memory, arena, ENV(
			cases[i].given ? arena_printf(arena, "REMOTE_ADDR=%s", cases[i].given) : "X=1"));
		address = address_of(&rq);
		if (cases[i].address)
			assert_string_equal(address, cases[i].address);
		else
			assert_null(address);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
