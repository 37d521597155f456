-- What is wrong in a database; for commands alone.  $1 of all but the first: a project's
-- id, or NULL for all.

-- name: check_scope
-- $1 slug, or NULL for all.  What there is to be looked at, and _one, the project's id
SELECT c.one AS _one, c.projects, c.actions, c.statements, c.highlights
  FROM check_scope($1) c;

-- name: check_actions
SELECT f.project, f.table_name, f.key, f.what
  FROM check_actions($1) f;

-- name: check_history
SELECT f.project, f.table_name, f.key, f.what
  FROM check_history($1) f;

-- name: check_bodies
SELECT f.project, f.table_name, f.key, f.what
  FROM check_bodies($1) f;

-- name: check_quotes
SELECT f.project, f.table_name, f.key, f.what
  FROM check_quotes($1) f;

-- name: check_trees
SELECT f.project, f.table_name, f.key, f.what
  FROM check_trees($1) f;

-- name: check_copies
SELECT f.project, f.table_name, f.key, f.what
  FROM check_copies($1) f;

-- name: check_counts
SELECT f.project, f.table_name, f.key, f.what
  FROM check_counts($1) f;

-- name: check_coding
SELECT f.project, f.table_name, f.key, f.what
  FROM check_coding($1) f;

-- name: check_words
SELECT f.project, f.table_name, f.key, f.what
  FROM check_words($1) f;
