/* other.c: rows as they would have come to be, written past all triggers. */
#include "other.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define N OTHER_NUMBER
#define P OTHER_PROJECT
#define LOGIN(who) "'" RAW_NAME "-" who "'"
#define TEXT "'" OTHER_MARKER " lives here'"
#define MADE "'2026-01-02 03:04:05Z'"

static const char *const making[] = {
	"SET SESSION AUTHORIZATION postgres",
	"INSERT INTO account (login, name, password_hash)"
	" VALUES (" LOGIN("zoe") ", 'Zoe', 'hash'), (" LOGIN("yan") ", 'Yan', 'hash')",
	"SET LOCAL session_replication_role = replica",
	"INSERT INTO project (id, slug, title, description, language, settings, revision, created,"
	"                     last_action, statement_count, highlight_count)"
	" VALUES (" P ", '" OTHER_SLUG "', " TEXT ", " TEXT ", 'en', '{\"is\": \"" OTHER_MARKER "\"}', "
	N ", " MADE ", " N ", 1, 1)",
	"INSERT INTO member (project_id, id, name, login, account_id, role)"
	" SELECT " P ", " N ", " TEXT ", a.login, a.id, 'reader' FROM account a"
	"  WHERE a.login = " LOGIN("yan") " UNION ALL"
	" SELECT " P ", " N " + 1, " TEXT ", a.login, a.id, 'manager' FROM account a"
	"  WHERE a.login = " LOGIN("zoe"),
	"INSERT INTO stance (project_id, key, label, definition, polarity, position, revision)"
	" VALUES (" P ", '" OTHER_KEY "', " TEXT ", " TEXT ", 0, 1, " N ")",
	"INSERT INTO actor (project_id, id, name, kind, aliases, revision)"
	" VALUES (" P ", " N ", " TEXT ", 'person', ARRAY[" TEXT "], " N "),"
	"        (" P ", " N " + 1, " TEXT ", 'group', '{}', " N ")",
	"INSERT INTO affiliation (project_id, actor_id, group_id, from_day)"
	" VALUES (" P ", " N ", " N " + 1, '2026-01-02')",
	"INSERT INTO statement (project_id, id, title, place, meta, revision, created, updated,"
	"                       speaker_id, delegation_id, on_behalf_of_id, highlight_count)"
	" VALUES (" P ", " N ", " TEXT ", " TEXT ", '{\"is\": \"" OTHER_MARKER "\"}', " N ", "
	MADE ", " MADE ", " N ", " N ", " N ", 1)",
	"INSERT INTO statement_version (project_id, statement_id, version, body, created)"
	" VALUES (" P ", " N ", 1, E'" OTHER_MARKER "\\nlives here', " MADE ")",
	"INSERT INTO statement_words (project_id, statement_id, words, whole)"
	" VALUES (" P ", " N ", words_vector(" TEXT "), true)",
	/* Where the walk looks: see integer() of queries_test.c. */
	"INSERT INTO left_uncoded (project_id, statement_id, version, start_at, end_at, member_id, at)"
	" VALUES (" P ", " N ", 1, 9, 20, " N ", " MADE ")",
	"INSERT INTO tag (project_id, id, key, label, definition, example, position, revision,"
	"                 highlight_count)"
	" VALUES (" P ", " N ", '" OTHER_KEY "', " TEXT ", " TEXT ", " TEXT ", 1, " N ", 1)",
	"INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at, end_at,"
	"                       quote, note, actor_id, taggings, revision, created, updated)"
	" VALUES (" P ", '" OTHER_UUID "', " N ", 1, " N ", 0, 9, '" OTHER_MARKER "', " TEXT ", "
	N ", '[{\"tag\":\"" OTHER_KEY "\",\"stance\":null}]', " N ", " MADE ", " MADE ")",
	"INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at, end_at,"
	"                       quote, note, revision, created, updated, deleted_at)"
	" VALUES (" P ", '" OTHER_DELETED "', " N ", 1, " N ", 0, 9, '" OTHER_MARKER "', " TEXT ", "
	N ", " MADE ", " MADE ", " MADE ")",
	"INSERT INTO tagging (project_id, highlight_id, tag_id, stance, codebook_revision)"
	" VALUES (" P ", '" OTHER_UUID "', " N ", NULL, 1)",
	"INSERT INTO action (project_id, number, at, member_id, kind)"
	" VALUES (" P ", " N ", " MADE ", " N ", 'highlight_put')",
	"INSERT INTO event (project_id, action, seq, table_name, key, after)"
	" VALUES (" P ", " N ", 1, 'highlight', '{\"id\": \"" OTHER_UUID "\"}',"
	"         '{\"note\": \"" OTHER_MARKER "\"}')",
	"INSERT INTO event (project_id, action, seq, table_name, key, before, after)"
	" VALUES (" P ", " N ", 2, 'highlight', '{\"id\": \"" OTHER_DELETED "\"}',"
	"         '{\"deleted_at\": null}', '{\"deleted_at\": \"2026-01-02T03:04:05+00:00\"}')",
	"INSERT INTO spent_id (project_id, table_name, id) VALUES (" P ", 'tag', " N " - 1)",
	"SET LOCAL session_replication_role = origin",
};

void other_make(struct raw *raw)
{
	for (size_t i = 0; i < sizeof(making) / sizeof(making[0]); i++)
		raw_do(raw, making[i]);
}

void other_enter(struct raw *raw, const char *who)
{
	raw_role(raw, "postil_ops");
	raw_do(raw, arena_printf(raw->arena, "SELECT enter_as('" RAW_NAME "-%s', '" OTHER_SLUG
				 "', NULL)", who));
}

/* Each table's rows as text, in the order of that text, with blanks between the tables. */
const char *other_checksum(struct raw *raw)
{
	return raw_value(raw,
		"SELECT 'SELECT md5(concat_ws('' '', (SELECT p::text FROM project p WHERE p.id = " P ")'"
		"       || string_agg(format(', (SELECT string_agg(x::text, '' '' ORDER BY x::text)"
		"                               FROM %I x WHERE x.project_id = " P ")', c.relname), ''"
		"                     ORDER BY c.relname) || '))'"
		"  FROM pg_class c"
		"  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id'"
		" WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace");
}
