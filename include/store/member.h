/*
 * member.h: who belongs to a project, and as what.
 *
 * A member who goes stays in the list without a role, as the author of his work; added
 * again by his login he is the same member.  ERR_CONFLICT last_manager: a project has one.
 */
#ifndef STORE_MEMBER_H
#define STORE_MEMBER_H

#include "db/tx.h"
#include "store/item.h"

/* By id, those without a role too. */
enum err member_list(struct tx *, struct page, const char **json) MUST_CHECK;
/* ERR_INVALID unknown_login; ERR_CONFLICT member_taken, with him in fault->current. */
enum err member_add(struct tx *, const char *login, const char *role, struct item *) MUST_CHECK;
/* ERR_NOT_FOUND member: there is no such one, or he has no role. */
enum err member_change(struct tx *, int64_t id, const char *role, struct item *) MUST_CHECK;
enum err member_remove(struct tx *, int64_t id) MUST_CHECK;

/*
 * The caller, a site admin who has entered no project, becomes a member of that one.
 * ERR_NOT_FOUND project; ERR_CONFLICT member_taken as above.
 */
enum err member_join(struct tx *, const char *slug, const char *role, struct item *) MUST_CHECK;

#endif
