/*
 * kept.h: what triggers keep, held against what it is kept from; history too, which must
 * give what there is when it is replayed.
 */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include "support/raw.h"

/* A highlight counts when neither it nor its statement is deleted. */
#define KEPT_LIVE								\
	" FROM highlight h JOIN statement s ON s.project_id = h.project_id"	\
	" AND s.id = h.statement_id WHERE h.deleted_at IS NULL AND s.deleted_at IS NULL"

/* Each counts the differences in the project that was entered; as the owner. */
static const char *const kept_truths[] = {
	"SELECT count(*) FROM highlight h WHERE h.taggings::text <> (SELECT made FROM taggings_of(h.id))"
	" AND h.project_id = current_project()",
	"SELECT count(*) FROM tag t WHERE t.project_id = current_project() AND t.highlight_count <>"
	" (SELECT count(*)" KEPT_LIVE " AND h.project_id = t.project_id AND EXISTS (SELECT FROM"
	"  tagging g WHERE g.project_id = h.project_id AND g.highlight_id = h.id"
	"  AND g.tag_id = t.id))",
	"SELECT count(*) FROM statement t WHERE t.project_id = current_project() AND"
	" t.highlight_count <> (SELECT count(*)" KEPT_LIVE " AND s.project_id = t.project_id"
	"  AND s.id = t.id)",
	"SELECT count(*) FROM project p WHERE p.id = current_project() AND"
	" (p.highlight_count, p.statement_count) <>"
	" ((SELECT count(*)" KEPT_LIVE " AND h.project_id = p.id), (SELECT count(*) FROM statement s"
	"   WHERE s.project_id = p.id AND s.deleted_at IS NULL))",
	"SELECT count(*) FROM action a WHERE a.project_id = current_project() AND a.undone_by"
	" IS DISTINCT FROM (SELECT max(u.number) FROM action u WHERE u.project_id = a.project_id"
	"  AND u.undoes = a.number AND u.undone_by IS NULL)",
	"SELECT count(*) FROM check_history(current_project())",
	"SELECT count(*) FROM check_actions(current_project())",
	"SELECT count(*) FROM check_counts(current_project())",
	"SELECT count(*) FROM check_coding(current_project())",
	"SELECT count(*) FROM check_words(current_project())",
	"SELECT count(*) FROM check_quotes(current_project())",
};

static inline void kept_check(struct raw *raw, const char *after)
{
	raw_role(raw, "postil_owner");
	for (size_t i = 0; i < sizeof(kept_truths) / sizeof(kept_truths[0]); i++) {
		const char *wrong = raw_value(raw, kept_truths[i]);

		if (wrong[0] != '0')
			fail_msg("after %s: %s of %s", after, wrong, kept_truths[i]);
	}
}

#endif
