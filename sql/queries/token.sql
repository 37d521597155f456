-- name: token_list
-- The caller's, newest first.  $1 limit + 1, $2 cursor or NULL
SELECT t.id, t.label, t.scope, t.project, t.created, t.last_used, t.expires,
       t.id::text AS _cursor
  FROM token_list(cursor_number($2, 9223372036854775807), $1) t;

-- name: token_create
-- $1 label, $2 scope, $3 slug of the only project or NULL, $4 last day or NULL, $5 SHA-256
-- (bytea) of the token
SELECT t.id, t.label, t.scope, t.project, t.created, t.last_used, t.expires
  FROM token_create($1, $2, $3, $4, $5) t;

-- name: token_revoke
-- $1 token's id.  _found is false: the caller has no such token
SELECT token_revoke($1) AS _found;

-- name: token_seen
-- Where the guard's own transaction may not write.  $1 token's SHA-256 (bytea)
SELECT token_seen($1);
