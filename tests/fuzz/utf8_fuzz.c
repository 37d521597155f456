/* utf8_fuzz.c: base/utf8 against a decoder by arithmetic. */
#include "base/utf8.h"
#include "fuzz/oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	size_t fault = oracle_utf8(data, size), at = size, points = 0;

	CHECK(utf8_check(bytes, size, &at) == (fault == size));
	CHECK(at == fault);
	for (size_t i = 0; i < size; i++) {
		size_t step = 0;

		if (oracle_decode(data + i, size - i, &step) < 0)
			step = 0;
		CHECK(utf8_step(bytes + i, size - i) == step);
	}
	for (size_t i = 0, step; i < fault; i += step, points++)
		oracle_decode(data + i, size - i, &step);
	CHECK(utf8_length(bytes, fault) == points);
	return 0;
}
