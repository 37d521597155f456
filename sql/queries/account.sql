-- name: account_self
-- Who is asking.
SELECT a.id, a.login, a.name, a.is_admin
  FROM account_self() a;

-- name: account_password
-- What sign-in needs; all NULL: no such login.  $1 login, in either case
SELECT a.id, a.password_hash, a.disabled
  FROM (VALUES (1)) AS always
  LEFT JOIN account_password($1) a ON true;

-- name: account_create
-- $1 login, $2 name, $3 password's hash, $4 is a site admin
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created
  FROM account_create($1, $2, $3, $4) a;

-- name: account_list
-- $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created, lower(a.login) AS _cursor
  FROM account_list($2, $1) a;

-- name: account_set_password
-- For commands only.  $1 login, $2 password's hash.  _found is false: no such login
SELECT account_set_password($1, $2) AS _found;
