#include "db/target.h"

#include "plain.h"

#define MISSING_ROLE \
	"SELECT coalesce(min(w.name), '')" \
	"  FROM (VALUES ('postil_owner'), ('postil_web'), ('postil_ops')) AS w (name)" \
	" WHERE w.name NOT IN (SELECT r.rolname FROM pg_roles r)"

/* What PostgreSQL itself or an extension put there is nobody's data. */
#define HOLDS \
	"SELECT coalesce(min(n.nspname || '.' || o.name), '')" \
	"  FROM (SELECT oid, tableoid, relname AS name, relnamespace AS home FROM pg_class" \
	"         UNION ALL" \
	"        SELECT oid, tableoid, proname, pronamespace FROM pg_proc) o" \
	"  JOIN pg_namespace n ON n.oid = o.home" \
	" WHERE n.nspname !~ '^pg_|^information_schema$'" \
	"   AND NOT EXISTS (SELECT FROM pg_depend d" \
	"                    WHERE d.objid = o.oid AND d.classid = o.tableoid" \
	"                      AND d.deptype = 'e')"

#define COUNTS "SELECT json_object_agg(t.name, t.rows) FROM table_counts() t"

enum { NAME_SIZE = 200, COUNTS_SIZE = 8000 };

static const char *text_or_null(struct arena *arena, const char *text)
{
	return *text ? arena_strdup(arena, text) : NULL;
}

enum err target_look(const char *conninfo, struct arena *arena, struct target *target,
		     struct fault *fault)
{
	PGconn *conn = plain_open(conninfo, fault);
	char role[NAME_SIZE] = "", thing[NAME_SIZE] = "";

	if (fault->err == OK && (!plain_ask(conn, MISSING_ROLE, role, sizeof(role)) ||
				 !plain_ask(conn, HOLDS, thing, sizeof(thing))))
		plain_failed(conn, "look", fault);
	if (fault->err == OK)
		*target = (struct target){
			.server = PQserverVersion(conn) / 10000,
			.missing_role = text_or_null(arena, role),
			.holds = text_or_null(arena, thing),
		};
	PQfinish(conn);
	return fault->err;
}

enum err target_count(const char *conninfo, struct arena *arena, const char **json,
		      struct fault *fault)
{
	PGconn *conn = plain_open(conninfo, fault);
	char answer[COUNTS_SIZE];

	if (fault->err == OK && !plain_ask(conn, COUNTS, answer, sizeof(answer)))
		plain_failed(conn, "count", fault);
	if (fault->err == OK)
		*json = arena_strdup(arena, answer);
	PQfinish(conn);
	return fault->err;
}

enum err target_analyze(const char *conninfo, struct fault *fault)
{
	PGconn *conn = plain_open(conninfo, fault);

	if (fault->err == OK && !plain_run(conn, "ANALYZE"))
		plain_failed(conn, "analyze", fault);
	PQfinish(conn);
	return fault->err;
}
