-- 0015: accounts: sessions as their owner sees them, one-time links, what site admins see. Oldest binary: 9.

-- --- sessions ------------------------------------------------------------------------------

ALTER TABLE account ADD COLUMN last_seen timestamptz;   -- by sessions that are gone
ALTER TABLE session ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE session ADD COLUMN address inet;

-- Those that still let in; expires: when they end unless they are used before.
CREATE VIEW session_item AS
SELECT s.account_id, s.token_hash, s.id, s.created, s.last_seen,
       least(s.expires, s.last_seen + interval '30 days') AS expires, s.user_agent, s.address
  FROM session s
 WHERE s.expires > now()
   AND s.last_seen > now() - interval '30 days';

-- Ends the account's sessions, but for one.
CREATE FUNCTION sessions_end(account_id bigint, kept bytea) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    WITH gone AS (
        DELETE FROM session s
         WHERE s.account_id = sessions_end.account_id
           AND s.token_hash IS DISTINCT FROM kept
        RETURNING s.last_seen
    )
    UPDATE account a
       SET last_seen = greatest(a.last_seen, (SELECT max(g.last_seen) FROM gone g))
     WHERE a.id = sessions_end.account_id;
END
$$;

-- Begins a session, lets who it is be asked in the same transaction, and clears away the
-- account's dead ones.  max_age: how many seconds it may last at most.
DROP FUNCTION session_create(bigint, bytea, text);
CREATE FUNCTION session_create(account_id bigint, token_hash bytea, user_agent text,
                               address inet DEFAULT NULL)
RETURNS TABLE (id bigint, login text, name name_text, is_admin boolean, max_age integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    ends timestamptz;
BEGIN
    DELETE FROM session s
     WHERE s.account_id = $1
       AND (s.expires < now() OR s.last_seen < now() - interval '30 days');
    INSERT INTO session AS s (token_hash, account_id, user_agent, address)
    VALUES ($2, $1, left($3, 200), $4)
    RETURNING s.expires INTO ends;
    RETURN QUERY
    SELECT a.id, a.login, a.name, a.is_admin, extract(epoch FROM ends - now())::integer
      FROM account a
     WHERE a.id = $1;
END
$$;

CREATE OR REPLACE FUNCTION session_delete(token_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE account a
       SET last_seen = now()
     WHERE a.id = (SELECT s.account_id FROM session s WHERE s.token_hash = $1);
    DELETE FROM session s WHERE s.token_hash = $1;
END
$$;

-- The caller's sessions, newest first, from before the one with that number; current is the
-- one with that token.
CREATE FUNCTION session_list(before bigint, most integer, token_hash bytea)
RETURNS TABLE (id bigint, created timestamptz, last_seen timestamptz, expires timestamptz,
               user_agent text, address inet, current boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT s.id, s.created, s.last_seen, s.expires, s.user_agent, s.address,
           s.token_hash = session_list.token_hash
      FROM session_item s
     WHERE s.account_id = current_account()
       AND s.id < before
     ORDER BY s.id DESC
     LIMIT most;
END
$$;

-- False: the caller has no such session.
CREATE FUNCTION session_end(id bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM session s
     WHERE s.id = session_end.id
       AND s.account_id = current_account();
    RETURN FOUND;
END
$$;

-- All of the caller's but the one with that token.
CREATE FUNCTION session_end_others(token_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM sessions_end(current_account(), token_hash);
END
$$;

GRANT EXECUTE ON FUNCTION session_create(bigint, bytea, text, inet),
    session_list(bigint, integer, bytea), session_end(bigint), session_end_others(bytea)
    TO postil_web;

-- --- accounts ------------------------------------------------------------------------------

-- The one link by which an account may be given a new password, kept as a hash.
CREATE TABLE password_reset (
    account_id bigint PRIMARY KEY REFERENCES account,
    token_hash bytea NOT NULL UNIQUE,
    expires    timestamptz NOT NULL,

    CONSTRAINT bad_token CHECK (octet_length(token_hash) = 32)
);

ALTER TABLE password_reset ENABLE ROW LEVEL SECURITY;

-- A new password, by whatever door: all sessions end but one, and a link is good no more.
CREATE FUNCTION password_change(account_id bigint, password_hash text, kept bytea) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE account a
       SET password_hash = password_change.password_hash
     WHERE a.id = password_change.account_id;
    PERFORM sessions_end(account_id, kept);
    DELETE FROM password_reset r WHERE r.account_id = password_change.account_id;
END
$$;

CREATE OR REPLACE FUNCTION account_set_password(login text, password_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    known bigint := (SELECT a.id FROM account a
                      WHERE lower(a.login) = lower(account_set_password.login));
BEGIN
    PERFORM password_change(known, password_hash, NULL);
    RETURN known IS NOT NULL;
END
$$;

-- What the caller may change about himself; NULL: it stays.
CREATE FUNCTION account_change_own(name text, password_hash text, kept bytea)
RETURNS SETOF account_item
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE account a
       SET name = coalesce(account_change_own.name, a.name)
     WHERE a.id = current_account();
    IF password_hash IS NOT NULL THEN
        PERFORM password_change(current_account(), password_hash, kept);
    END IF;
    RETURN QUERY SELECT * FROM account_self();
END
$$;

-- An account as site admins see it.
CREATE VIEW account_line AS
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created,
       greatest(a.last_seen,
                (SELECT max(s.last_seen) FROM session s WHERE s.account_id = a.id),
                (SELECT max(t.last_used) FROM api_token t WHERE t.account_id = a.id))
           AS last_seen,
       (SELECT count(*) FROM session_item s WHERE s.account_id = a.id) AS sessions
  FROM account a;

DROP FUNCTION account_create(text, text, text, boolean);
CREATE FUNCTION account_create(login text, name text, password_hash text, is_admin boolean)
RETURNS SETOF account_line
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    made bigint;
BEGIN
    PERFORM need_admin();
    INSERT INTO account (login, name, password_hash, is_admin)
    VALUES ($1, $2, $3, $4)
    RETURNING id INTO made;
    RETURN QUERY SELECT * FROM account_line a WHERE a.id = made;
END
$$;

-- In the order of logins, from after the given one.
DROP FUNCTION account_list(text, integer);
CREATE FUNCTION account_list(after text, most integer) RETURNS SETOF account_line
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM need_admin();
    RETURN QUERY
    SELECT *
      FROM account_line a
     WHERE lower(a.login) > lower(coalesce(after, ''))
     ORDER BY lower(a.login)
     LIMIT most;
END
$$;

-- What a site admin may change; NULL: it stays.  A disabled account's sessions end.  Whoever
-- may be an admin is locked, so that two cannot shut each other out at once.
CREATE FUNCTION account_change(login text, name text, is_admin boolean, disabled boolean)
RETURNS SETOF account_line
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    changed bigint;
    admins  bigint[];
BEGIN
    PERFORM need_admin();
    admins := ARRAY(SELECT a.id
                      FROM account a
                     WHERE a.is_admin AND a.disabled_at IS NULL
                     ORDER BY a.id
                       FOR NO KEY UPDATE);
    UPDATE account a
       SET name = coalesce($2, a.name),
           is_admin = coalesce($3, a.is_admin),
           disabled_at = CASE WHEN $4 THEN coalesce(a.disabled_at, now())
                              WHEN $4 IS NULL THEN a.disabled_at END
     WHERE lower(a.login) = lower($1)
    RETURNING a.id INTO changed;
    IF changed IS NULL THEN
        PERFORM refuse('404', 'account');
    ELSIF changed = ANY (admins)
      AND NOT EXISTS (SELECT FROM account a WHERE a.is_admin AND a.disabled_at IS NULL) THEN
        PERFORM refuse('409', 'last_admin');
    ELSIF disabled THEN
        PERFORM sessions_end(changed, NULL);
        DELETE FROM password_reset r WHERE r.account_id = changed;
    END IF;
    RETURN QUERY SELECT * FROM account_line a WHERE a.id = changed;
END
$$;

-- Gives the account a link; an older one is good no more.
CREATE FUNCTION reset_create(login text, token_hash bytea) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    ends timestamptz;
BEGIN
    PERFORM need_admin();
    INSERT INTO password_reset AS r (account_id, token_hash, expires)
    SELECT a.id, $2, now() + interval '24 hours'
      FROM account a
     WHERE lower(a.login) = lower($1)
    ON CONFLICT (account_id) DO UPDATE
       SET token_hash = excluded.token_hash, expires = excluded.expires
    RETURNING r.expires INTO ends;
    IF ends IS NULL THEN
        PERFORM refuse('404', 'account');
    END IF;
    RETURN ends;
END
$$;

-- Whose link it is; NULL: it is good no more.
CREATE FUNCTION reset_account(token_hash bytea) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (SELECT r.account_id
              FROM password_reset r
              JOIN account a ON a.id = r.account_id AND a.disabled_at IS NULL
             WHERE r.token_hash = reset_account.token_hash
               AND r.expires > now());
END
$$;

-- How long to wait before a link may be tried, and only when that is 0 whether it is good.
CREATE FUNCTION reset_try(token_hash bytea, address inet)
RETURNS TABLE (wait integer, good boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    wait := sign_in_wait(NULL, address);
    good := wait = 0 AND reset_account(token_hash) IS NOT NULL;
    RETURN NEXT;
END
$$;

-- The new password.  False: the link is good no more.  What was tried in vain before with
-- this login is forgotten, since the next try will be right.
CREATE FUNCTION reset_use(token_hash bytea, password_hash text, address inet) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    owner bigint := reset_account(token_hash);
BEGIN
    DELETE FROM password_reset r
     WHERE r.account_id = owner
       AND r.token_hash = reset_use.token_hash;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM password_change(owner, password_hash, NULL),
            sign_in_passed((SELECT a.login FROM account a WHERE a.id = owner), address);
    RETURN true;
END
$$;

GRANT EXECUTE ON FUNCTION account_create(text, text, text, boolean),
    account_list(text, integer), account_change(text, text, boolean, boolean),
    account_change_own(text, text, bytea), reset_create(text, bytea),
    reset_try(bytea, inet), reset_use(bytea, text, inet)
    TO postil_web;

-- --- the site ------------------------------------------------------------------------------

-- Bytes of these tables for one of the things that are kept count of.
CREATE FUNCTION bytes_each(tables regclass[], things bigint) RETURNS double precision
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (SELECT sum(pg_total_relation_size(t)) FROM unnest(tables) AS t)
           / greatest(things, 1);
END
$$;

-- What the site holds, for its admins: all from kept counts and catalogues.
CREATE FUNCTION site_facts()
RETURNS TABLE (schema integer, database json, counts json, throttled bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM need_admin();
    RETURN QUERY
    SELECT (SELECT max(m.version) FROM schema_migration m),
           json_build_object(
               'version', current_setting('server_version'),
               'size', pg_database_size(current_database()),
               'started', to_char(pg_postmaster_start_time() AT TIME ZONE 'UTC',
                                  'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               'connections', (SELECT count(*) FROM pg_stat_activity s
                                WHERE s.datname = current_database()),
               'connections_most', current_setting('max_connections')::integer),
           (SELECT json_build_object(
               'accounts', (SELECT count(*) FROM account),
               'disabled', (SELECT count(*) FROM account a WHERE a.disabled_at IS NOT NULL),
               'admins', (SELECT count(*) FROM account a
                           WHERE a.is_admin AND a.disabled_at IS NULL),
               'sessions', (SELECT count(*) FROM session_item),
               'tokens', (SELECT count(*) FROM token_item t
                           WHERE t.expires IS NULL OR t.expires >= today()),
               'projects', count(*),
               'archived', count(p.archived_at),
               'statements', coalesce(sum(p.statement_count), 0),
               'highlights', coalesce(sum(p.highlight_count), 0),
               'actions', coalesce(sum(p.last_action), 0)) FROM project p),
           (SELECT count(*) FROM sign_in_failure f
             WHERE f.until > now() AND f.forgotten > now());
END
$$;

-- All projects by slug, from after the given one.  size: what its share of the tables comes
-- to, by kept counts; nobody reads through a project for it.
CREATE FUNCTION site_projects(after text, most integer)
RETURNS TABLE (slug slug_text, title title_text, created timestamptz, archived_at timestamptz,
               members bigint, statements integer, highlights integer, size bigint,
               last_action_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    statement_bytes double precision;
    highlight_bytes double precision;
    action_bytes    double precision;
BEGIN
    PERFORM need_admin();
    SELECT bytes_each('{statement,statement_version}', sum(p.statement_count)::bigint),
           bytes_each('{highlight,tagging}', sum(p.highlight_count)::bigint),
           bytes_each('{action,event}', sum(p.last_action)::bigint)
      INTO statement_bytes, highlight_bytes, action_bytes
      FROM project p;
    RETURN QUERY
    SELECT p.slug, p.title, p.created, p.archived_at,
           (SELECT count(*) FROM member m WHERE m.project_id = p.id AND m.role IS NOT NULL),
           p.statement_count, p.highlight_count,
           (p.statement_count * statement_bytes + p.highlight_count * highlight_bytes
            + p.last_action * action_bytes)::bigint,
           (SELECT a.at FROM action a WHERE a.project_id = p.id AND a.number = p.last_action)
      FROM project p
     WHERE p.slug > coalesce(after, '')
     ORDER BY p.slug
     LIMIT most;
END
$$;

GRANT EXECUTE ON FUNCTION site_facts(), site_projects(text, integer) TO postil_web;
