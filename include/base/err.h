/*
 * err.h: what the world can do to us.
 *
 * An enum err is one of the API's error classes: http/status.c gives each its
 * HTTP status, err_name() its name in answers.  A struct fault says more about
 * one failure: the detail word, the field refused, the place in the bytes.
 * Its strings are borrowed: static, or of an arena that outlives the fault.
 *
 * What only our own bug can break is an assert, never an enum err.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdint.h>

#define ERR_LIST(X)				\
	X(BAD_REQUEST, bad_request)		\
	X(SIGN_IN, sign_in)			\
	X(FORBIDDEN, forbidden)			\
	X(NOT_FOUND, not_found)			\
	X(METHOD, method)			\
	X(CONFLICT, conflict)			\
	X(STALE, stale)				\
	X(TOO_LARGE, too_large)			\
	X(MEDIA_TYPE, media_type)		\
	X(INVALID, invalid)			\
	X(REVISION_NEEDED, revision_needed)	\
	X(TOO_MANY, too_many)			\
	X(UNAVAILABLE, unavailable)		\
	X(INTERNAL, internal)

enum err {
	OK = 0,
#define X(constant, name) ERR_##constant,
	ERR_LIST(X)
#undef X
};

#define ERR_COUNT (ERR_INTERNAL + 1)	/* the size of a table indexed by enum err */

#define MUST_CHECK __attribute__((warn_unused_result))

/* Pass a failure up.  Safe anywhere: whatever was made, the arena releases. */
#define TRY(expr)						\
	do {							\
		enum err err_ = (expr);				\
		if (err_ != OK)					\
			return err_;				\
	} while (0)

struct fault {
	enum err err;
	const char *detail;	/* the word clients are told: "quote_differs" */
	const char *field;	/* the field or parameter refused, or NULL */
	int64_t at;		/* byte position, counted from 0; -1: none */
	const char *current;	/* JSON of the present state (409, 412), or NULL */
	int retry_after;	/* seconds to wait before another try; 0: not told */
};

/* "bad_request" for ERR_BAD_REQUEST …, "ok" for OK.  Static. */
const char *err_name(enum err);

/*
 * Fill the fault and return its err, so that a refusal is one line:
 *	return fault_set(fault, ERR_INVALID, "missing", "title");
 */
enum err fault_set(struct fault *, enum err, const char *detail, const char *field);

/* The same for a fault at a byte position, without a field. */
enum err fault_at(struct fault *, enum err, const char *detail, int64_t at);

#endif
