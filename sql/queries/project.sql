-- name: project_list
-- The account's projects by title.  $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT p.slug, p.title, p.description, p.language, p.settings, p.codebook_revision,
       p.revision, p.created, p.archived_at, p.statements,
       p.statements_in_progress, p.statements_done, p.highlights, p.role,
       p.slug AS _cursor
  FROM my_projects($2, $1) p;

-- name: project_get
SELECT p.slug, p.title, p.description, p.language, p.settings, p.codebook_revision,
       p.revision, p.created, p.archived_at, p.statements,
       p.statements_in_progress, p.statements_done, p.highlights, p.role,
       current_action() AS _action
  FROM project_item p
 WHERE p.project_id = current_project()
   AND p.account_id = current_account();

-- name: project_create
-- Makes a project and enters it, so that project_get may follow.
-- $1 slug, $2 title, $3 description or NULL, $4 language or NULL, $5 settings or NULL
SELECT project_create($1, $2, $3, $4, $5);

-- name: project_change
-- $1 If-Match, then NULL where it stays: $2 title, $3 description, $4 language, $5 settings,
-- $6 is it archived.  _outcome: changed stale
SELECT project_change($1, $2, $3, $4, $5, $6) AS _outcome;

-- name: project_purge
-- $1 If-Match.  _outcome: purged stale
SELECT project_purge($1) AS _outcome;

-- name: project_join
-- A site admin becomes a member, and has entered.  $1 slug, $2 role.
-- _outcome: created; member: he is one already
SELECT project_join($1, $2) AS _outcome;

-- name: act
-- Begins an action that more than one query will fill.  $1 kind
SELECT act($1) AS number;

-- name: act_note
-- What the action says of itself.  $1 a JSON object
SELECT act_note($1);

-- name: member_self
-- Who is asking, as this project knows them.
SELECT current_member() AS member_id;

-- name: member_list
-- By id.  $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT m.id, m.name, m.login, m.role, m.id::text AS _cursor
  FROM member m
 WHERE m.project_id = current_project()
   AND m.id > cursor_number($2, 0)
 ORDER BY m.id
 LIMIT $1::bigint;

-- name: member_names
-- All that ever were, to choose from.
SELECT m.id, m.name
  FROM member m
 WHERE m.project_id = current_project()
 ORDER BY lower(m.name), m.id;

-- name: member_add
-- $1 login, $2 role.  _outcome: created; member: the account is one already
SELECT member_add($1, $2) AS _outcome;

-- name: member_change
-- $1 id, $2 role; NULL: he goes
SELECT member_change($1, $2);

-- name: member_get
-- $1 id
SELECT m.id, m.name, m.login, m.role, current_action() AS _action
  FROM member m
 WHERE m.project_id = current_project()
   AND m.id = $1;

-- name: member_named
-- Of those who have an account.  $1 login, in either case
SELECT m.id, m.name, m.login, m.role, current_action() AS _action
  FROM member m
 WHERE m.project_id = current_project()
   AND m.account_id IS NOT NULL
   AND lower(m.login) = lower($1);

-- name: member_here
-- Who is asking, as a member.
SELECT m.id, m.name, m.login, m.role, current_action() AS _action
  FROM member m
 WHERE m.project_id = current_project()
   AND m.id = current_member();
