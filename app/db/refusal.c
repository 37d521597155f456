/* refusal.c: one table from SQLSTATE to our errors; the first matching prefix wins. */
#include "db/refusal.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/log.h"

/* Where a refusal's detail comes from. */
enum source { SOURCE_MESSAGE, SOURCE_CONSTRAINT, SOURCE_FIXED };

static const struct {
	const char *sqlstate;
	enum err err;
	enum source source;
	const char *detail;		/* for SOURCE_FIXED, and where the source is silent */
} refusals[] = {
	{ "PT401", ERR_SIGN_IN,     SOURCE_MESSAGE,    "sign_in" },
	{ "PT403", ERR_FORBIDDEN,   SOURCE_MESSAGE,    "role" },
	{ "PT404", ERR_NOT_FOUND,   SOURCE_MESSAGE,    "item" },
	{ "PT409", ERR_CONFLICT,    SOURCE_MESSAGE,    "conflict" },
	{ "PT412", ERR_STALE,       SOURCE_MESSAGE,    "stale" },
	{ "PT422", ERR_INVALID,     SOURCE_MESSAGE,    "data" },
	{ "42501", ERR_FORBIDDEN,   SOURCE_FIXED,      "role" },	/* row-level security */
	{ "23505", ERR_CONFLICT,    SOURCE_CONSTRAINT, "conflict" },	/* unique_violation */
	{ "23",    ERR_INVALID,     SOURCE_CONSTRAINT, "data" },	/* any other constraint */
	{ "22",    ERR_INVALID,     SOURCE_FIXED,      "data" },	/* data exception */
	{ "54",    ERR_INVALID,     SOURCE_FIXED,      "data" },	/* program limit exceeded */
	{ "40",    ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* serialization, deadlock */
	{ "53",    ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* no disk, memory, connection */
	{ "55P03", ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* a lock, not in time */
	{ "57",    ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* shutting down, starting up */
	{ "58",    ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* its disk, its files */
	{ "08",    ERR_UNAVAILABLE, SOURCE_FIXED,      "database" },	/* connection */
	{ "",      ERR_INTERNAL,    SOURCE_FIXED,      "internal" },
};

static const char *field_of(const PGresult *res, int code)
{
	const char *text = PQresultErrorField(res, code);

	return text && *text ? text : NULL;
}

static const char *sqlstate_of(const PGresult *res)
{
	const char *sqlstate = field_of(res, PG_DIAG_SQLSTATE);

	return sqlstate ? sqlstate : "08000";	/* libpq's own: the connection broke */
}

static size_t row_of(const char *sqlstate)
{
	size_t i = 0;

	while (strncmp(sqlstate, refusals[i].sqlstate, strlen(refusals[i].sqlstate)) != 0)
		i++;
	return i;
}

/* DETAIL quotes the row, so only the primary message goes into the log. */
static void log_refusal(const PGresult *res, const char *sqlstate)
{
	const char *message = field_of(res, PG_DIAG_MESSAGE_PRIMARY);

	log_warn("database_error", "sqlstate", sqlstate, "message",
		 message ? message : PQresultErrorMessage(res), NULL);
}

enum err refusal_err(const void *result)
{
	return refusals[row_of(sqlstate_of(result))].err;
}

enum err refusal_read(const void *result, struct arena *arena, struct fault *fault)
{
	static const int field_codes[] = {
		[SOURCE_MESSAGE] = PG_DIAG_MESSAGE_PRIMARY,
		[SOURCE_CONSTRAINT] = PG_DIAG_CONSTRAINT_NAME,
	};
	const PGresult *res = result;
	const char *sqlstate = sqlstate_of(res), *detail = NULL, *hint = NULL;
	size_t i = row_of(sqlstate);

	if (refusals[i].source != SOURCE_FIXED)
		detail = field_of(res, field_codes[refusals[i].source]);
	if (refusals[i].source == SOURCE_MESSAGE)
		hint = field_of(res, PG_DIAG_MESSAGE_HINT);
	if (refusals[i].err == ERR_INTERNAL || refusals[i].err == ERR_UNAVAILABLE)
		log_refusal(res, sqlstate);
	return fault_set(fault, refusals[i].err,
			 arena_strdup(arena, detail ? detail : refusals[i].detail),
			 hint ? arena_strdup(arena, hint) : NULL);
}
