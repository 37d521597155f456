#include "base/err.h"

static const char *const names[ERR_COUNT] = {
	[OK] = "ok",
#define X(constant, name) [ERR_##constant] = #name,
	ERR_LIST(X)
#undef X
};

const char *err_name(enum err err)
{
	return names[err];
}

enum err fault_set(struct fault *fault, enum err err, const char *detail,
	const char *field)
{
	*fault = (struct fault){ .err = err, .detail = detail, .field = field, .at = -1 };
	return err;
}

enum err fault_at(struct fault *fault, enum err err, const char *detail, int64_t at)
{
	*fault = (struct fault){ .err = err, .detail = detail, .at = at };
	return err;
}
