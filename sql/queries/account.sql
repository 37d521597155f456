-- name: account_self
-- Who is asking.
SELECT a.id, a.login, a.name, a.is_admin, account_settings() ->> 'language' AS _language
  FROM account_self() a;

-- name: account_password
-- What sign-in needs; all NULL: no such login.  $1 login, in either case
SELECT a.id, a.password_hash, a.disabled
  FROM (VALUES (1)) AS always
  LEFT JOIN account_password($1) a ON true;

-- name: account_create
-- $1 login, $2 name, $3 password's hash, $4 is a site admin
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created, a.last_seen, a.sessions
  FROM account_create($1, $2, $3, $4) a;

-- name: account_list
-- $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created, a.last_seen, a.sessions,
       lower(a.login) AS _cursor
  FROM account_list($2, $1) a;

-- name: account_change
-- By a site admin.  $1 login, $2 name, $3 is a site admin, $4 is disabled; NULL: it stays
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created, a.last_seen, a.sessions
  FROM account_change($1, $2, $3, $4) a;

-- name: account_change_own
-- $1 name or NULL, $2 password's hash or NULL, $3 SHA-256 (bytea) of the token whose session
-- outlives a new password
SELECT a.id, a.login, a.name, a.is_admin
  FROM account_change_own($1, $2, $3) a;

-- name: account_settings
-- The caller's own.
SELECT coalesce(account_settings(), '{}') AS settings;

-- name: account_settings_put
-- $1 an object, as JSON
SELECT account_settings_put($1) AS settings;

-- name: account_rehash
-- $1 account's id, $2 hash as it was, $3 the same password's hash with today's costs
SELECT account_rehash($1, $2, $3);

-- name: account_set_password
-- For commands only.  $1 login, $2 password's hash.  _found is false: no such login
SELECT account_set_password($1, $2) AS _found;

-- name: reset_create
-- $1 login, $2 SHA-256 (bytea) of the link's token
SELECT to_char(reset_create($1, $2) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS expires;

-- name: reset_try
-- $1 SHA-256 (bytea) of the link's token, $2 address or NULL
SELECT r.wait, r.good
  FROM reset_try($1, $2) r;

-- name: reset_use
-- $1 SHA-256 (bytea) of the link's token, $2 password's hash, $3 address or NULL
SELECT reset_use($1, $2, $3) AS _found;
