-- name: project_list
-- The account's projects by title.  $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT p.slug, p.title, p.description, p.language, p.settings, p.codebook_revision,
       p.revision, p.created, p.statements, p.highlights, p.role, p.slug AS _cursor
  FROM my_projects($2, $1) p;

-- name: project_get
SELECT p.slug, p.title, p.description, p.language, p.settings, p.codebook_revision,
       p.revision, p.created, p.statements, p.highlights, p.role
  FROM project_item p
 WHERE p.project_id = current_project()
   AND p.account_id = current_account();

-- name: project_create
-- Makes a project and enters it, so that project_get may follow.
-- $1 slug, $2 title, $3 description or NULL, $4 language or NULL, $5 settings or NULL
SELECT project_create($1, $2, $3, $4, $5);

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
