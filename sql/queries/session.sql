-- name: enter
-- The guard, always first.  $1 token's SHA-256 (bytea), $2 project's slug or NULL,
-- $3 least role, 'admin' without a project, or NULL
SELECT enter($1, $2, $3);

-- name: enter_as
-- The guard of commands.  $1 login, $2 and $3 as above
SELECT enter_as($1, $2, $3);

-- name: session_create
-- $1 account's id, $2 token's SHA-256 (bytea), $3 user agent or NULL
SELECT a.id, a.login, a.name, a.is_admin
  FROM session_create($1, $2, $3) a;

-- name: session_delete
-- $1 token's SHA-256 (bytea)
SELECT session_delete($1);
