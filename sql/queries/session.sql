-- name: enter
-- The guard, always first.  $1 token's SHA-256 (bytea), $2 project's slug or NULL,
-- $3 least role, 'admin' without a project, or NULL
SELECT enter($1, $2, $3);

-- name: enter_as
-- The guard of commands.  $1 login, $2 and $3 as above
SELECT enter_as($1, $2, $3);

-- name: enter_token
-- The guard of scripts.  $1 token's SHA-256 (bytea), $2 and $3 as above, $4 least scope:
-- read, write, or session, which no token has
SELECT enter_token($1, $2, $3, $4);

-- name: sign_in_try
-- $1 login in either case, or NULL: whoever was let in; $2 address or NULL.  All but wait are
-- NULL unless that is 0; id and password_hash are NULL: no such login
SELECT t.wait, t.account_id AS id, t.account_login AS login, t.password_hash, t.disabled
  FROM sign_in_try($1, $2) t;

-- name: sign_in_failed
-- $1 login, or NULL where none was given; $2 address or NULL
SELECT sign_in_failed($1, $2);

-- name: sign_in_passed
-- $1 login, $2 address or NULL
SELECT sign_in_passed($1, $2);

-- name: session_create
-- $1 account's id, $2 token's SHA-256 (bytea), $3 user agent or NULL, $4 address or NULL
SELECT a.id, a.login, a.name, a.is_admin, a.max_age AS _max_age
  FROM session_create($1, $2, $3, $4) a;

-- name: session_delete
-- $1 token's SHA-256 (bytea)
SELECT session_delete($1);

-- name: session_list
-- The caller's, newest first.  $1 limit + 1, $2 cursor or NULL, $3 SHA-256 (bytea) of the
-- token that asks
SELECT s.id, s.created, s.last_seen, s.expires, s.user_agent, s.address, s.current,
       s.id::text AS _cursor
  FROM session_list(cursor_number($2, 9223372036854775807), $1, $3) s;

-- name: session_end
-- $1 session's id.  _found is false: the caller has no such session
SELECT session_end($1) AS _found;

-- name: session_end_others
-- All of the caller's but that of $1, a token's SHA-256 (bytea)
SELECT session_end_others($1);
