-- 0010: access: sign-in is throttled, scripts have tokens. Oldest binary: 9.

-- --- sign-in, throttled --------------------------------------------------------------------

-- Tries that failed, by where they came from: with one login, and (login '') with whichever.
-- Of a login only a hash is kept: people type passwords there by mistake.
CREATE TABLE sign_in_failure (
    address   inet NOT NULL,
    login     bytea NOT NULL,
    failures  integer NOT NULL,
    until     timestamptz,              -- no try before; NULL: tries are free yet
    forgotten timestamptz NOT NULL,     -- when these failures count no more

    PRIMARY KEY (address, login)
);

CREATE INDEX sign_in_forgotten ON sign_in_failure (forgotten);

ALTER TABLE sign_in_failure ENABLE ROW LEVEL SECURITY;

-- Whose tries are counted together: in IPv6 a house has 64 bits of its own.  Without an
-- address all are one.
CREATE FUNCTION sign_in_house(address inet) RETURNS inet
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN address IS NULL THEN inet '0.0.0.0'
            WHEN family(address) = 6 THEN network(set_masklen(address, 64))::inet
            ELSE address END;

-- NULL: no login was given.
CREATE FUNCTION sign_in_key(login text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(lower(login), 'UTF8'));

-- Seconds until the next try may be made; 0: now.  Where tries are not free any more, one is
-- let through at a time: the next must wait until this one is judged, or given up.
CREATE FUNCTION sign_in_wait(login text, address inet) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    seconds integer;
BEGIN
    SELECT coalesce(ceil(extract(epoch FROM max(held.until) - now())), 0) INTO seconds
      FROM (SELECT f.until
              FROM sign_in_failure f
             WHERE f.address = sign_in_house(sign_in_wait.address)
               AND f.login IN ('', sign_in_key(sign_in_wait.login))
               AND f.until IS NOT NULL
               AND f.forgotten > now()
             ORDER BY f.login
               FOR UPDATE) held;
    IF seconds > 0 THEN
        RETURN seconds;
    END IF;
    UPDATE sign_in_failure f
       SET until = now() + interval '5 seconds'
     WHERE f.address = sign_in_house(sign_in_wait.address)
       AND f.login IN ('', sign_in_key(sign_in_wait.login))
       AND f.until IS NOT NULL
       AND f.forgotten > now();
    RETURN 0;
END
$$;

-- What sign-in needs to judge a try: how long to wait before it may be made, and only when
-- that is 0 the account and its hash; for an unknown login they are NULL.  Without a login
-- it is about whoever was let in.
CREATE FUNCTION sign_in_try(login text, address inet)
RETURNS TABLE (wait integer, account_id bigint, account_login text, password_hash text,
               disabled boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    asked text := coalesce(login, (SELECT a.login FROM account a
                                    WHERE a.id = current_account()));
BEGIN
    wait := sign_in_wait(asked, address);
    IF wait > 0 THEN
        RETURN NEXT;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT 0, a.id, asked, a.password_hash, a.disabled_at IS NOT NULL
      FROM (VALUES (1)) AS always
      LEFT JOIN account a ON lower(a.login) = lower(asked);
END
$$;

-- One failure more of this kind.  The first ones are free; from then on each doubles the
-- delay, up to the longest.  They count from the first of them on for as long as memory.
CREATE FUNCTION sign_in_count(house inet, key bytea, free integer, longest interval,
                              memory interval)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    n integer;
BEGIN
    INSERT INTO sign_in_failure AS f (address, login, failures, forgotten)
    VALUES (house, key, 1, now() + memory)
    ON CONFLICT (address, login) DO UPDATE
       SET failures = CASE WHEN f.forgotten > now() THEN f.failures + 1 ELSE 1 END,
           forgotten = CASE WHEN f.forgotten > now() THEN f.forgotten
                            ELSE excluded.forgotten END
    RETURNING f.failures INTO n;
    UPDATE sign_in_failure f
       SET until = CASE WHEN n >= free THEN
               now() + least(longest, interval '1 second' * 2 ^ least(n - free, 20)) END
     WHERE f.address = house
       AND f.login = key;
END
$$;

-- A try failed.  A few that count no more go with each that comes, so the table stays small.
CREATE FUNCTION sign_in_failed(login text, address inet) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    house inet := sign_in_house(address);
BEGIN
    PERFORM sign_in_count(house, '', 100, '1 minute', '15 minutes');
    IF login IS NOT NULL THEN
        PERFORM sign_in_count(house, sign_in_key(login), 5, '15 minutes', '1 day');
    END IF;
    DELETE FROM sign_in_failure f
     WHERE (f.address, f.login) IN (SELECT o.address, o.login
                                      FROM sign_in_failure o
                                     WHERE o.forgotten < now()
                                     ORDER BY o.forgotten
                                     LIMIT 10
                                       FOR UPDATE SKIP LOCKED);
END
$$;

-- A try was right: what this login did wrong from there is forgotten.
CREATE FUNCTION sign_in_passed(login text, address inet) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM sign_in_failure f
     WHERE f.address = sign_in_house(sign_in_passed.address)
       AND f.login = sign_in_key(sign_in_passed.login);
END
$$;

-- The same password hashed with today's costs, unless it was changed meanwhile.
CREATE FUNCTION account_rehash(account_id bigint, before text, password_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE account a
       SET password_hash = $3
     WHERE a.id = $1
       AND a.password_hash = before;
END
$$;

GRANT EXECUTE ON FUNCTION sign_in_try(text, inet), sign_in_failed(text, inet),
    sign_in_passed(text, inet), account_rehash(bigint, text, text)
    TO postil_web;

-- --- tokens --------------------------------------------------------------------------------

-- What a script sends as `Authorization: Bearer`, kept as a hash.  One that is bound to a
-- project goes with it.
CREATE TABLE api_token (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash   bytea NOT NULL UNIQUE,
    account_id   bigint NOT NULL REFERENCES account,
    label        name_text NOT NULL,
    scope        text NOT NULL,
    only_project bigint REFERENCES project ON DELETE CASCADE,
    created      timestamptz NOT NULL DEFAULT now(),
    last_used    timestamptz,
    expires      date,                  -- the last day on which it is good, in UTC
    revoked_at   timestamptz,

    CONSTRAINT bad_token CHECK (octet_length(token_hash) = 32),
    CONSTRAINT bad_scope CHECK (scope IN ('read', 'write'))
);

CREATE INDEX api_token_account ON api_token (account_id);
CREATE INDEX api_token_project ON api_token (only_project) WHERE only_project IS NOT NULL;

ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;

-- Scopes in their order.  No token has the last: what asks for it is for sessions alone.
CREATE FUNCTION scope_rank(scope text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['read', 'write', 'session'], scope);

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (now() AT TIME ZONE 'UTC')::date;

-- Being used is noted every five minutes at most, and nobody waits for it.
CREATE FUNCTION token_seen(token_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE api_token t
       SET last_used = now()
     WHERE t.id = (SELECT o.id
                     FROM api_token o
                    WHERE o.token_hash = token_seen.token_hash
                      AND o.revoked_at IS NULL
                      AND (o.last_used IS NULL OR o.last_used < now() - interval '5 minutes')
                      FOR NO KEY UPDATE SKIP LOCKED);
END
$$;

-- The guard of scripts: whose token it is, whether it may do that, and whether the account
-- may pass.  A token that is bound to a project is good nowhere else.
CREATE FUNCTION enter_token(token_hash bytea, slug text, least_role text, least_scope text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    who   visitor;
    token api_token;
    asked bigint := (SELECT p.id FROM project p WHERE p.slug = enter_token.slug);
BEGIN
    SELECT * INTO token
      FROM api_token t
     WHERE t.token_hash = enter_token.token_hash
       AND t.revoked_at IS NULL
       AND (t.expires IS NULL OR t.expires >= today());
    SELECT a.id, a.is_admin, m.project_id, m.id, role_rank(m.role) INTO who
      FROM account a
      LEFT JOIN member m ON m.project_id = asked AND m.account_id = a.id AND m.role IS NOT NULL
     WHERE a.id = token.account_id
       AND a.disabled_at IS NULL;
    IF who.account_id IS NULL THEN
        PERFORM refuse('401', 'bad_bearer');
    ELSIF scope_rank(token.scope) < scope_rank(least_scope)
       OR (token.only_project IS NOT NULL AND token.only_project IS DISTINCT FROM asked) THEN
        PERFORM refuse('403', 'scope');
    END IF;
    IF current_setting('transaction_read_only') = 'off' THEN
        PERFORM token_seen(token_hash);
    END IF;
    RETURN let_in(who, slug, least_role);
END
$$;

-- A token as its owner sees it: never the token.
CREATE VIEW token_item AS
SELECT t.account_id, t.id, t.label, t.scope, p.slug AS project, t.created, t.last_used,
       t.expires
  FROM api_token t
  LEFT JOIN project p ON p.id = t.only_project
 WHERE t.revoked_at IS NULL;

-- The caller's tokens, newest first, from before the one with that number.
CREATE FUNCTION token_list(before bigint, most integer) RETURNS SETOF token_item
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT *
      FROM token_item t
     WHERE t.account_id = current_account()
       AND t.id < before
     ORDER BY t.id DESC
     LIMIT most;
END
$$;

CREATE FUNCTION token_create(label text, scope text, project text, expires date,
                             token_hash bytea)
RETURNS SETOF token_item
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    made  bigint;
    bound bigint := (SELECT p.id
                       FROM project p
                       JOIN member m ON m.project_id = p.id AND m.role IS NOT NULL
                      WHERE p.slug = token_create.project
                        AND m.account_id = current_account());
BEGIN
    IF project IS NOT NULL AND bound IS NULL THEN
        PERFORM refuse('422', 'unknown_project', 'project');
    ELSIF expires < today() THEN
        PERFORM refuse('422', 'bad_expiry', 'expires');
    END IF;
    INSERT INTO api_token (token_hash, account_id, label, scope, only_project, expires)
    VALUES ($5, current_account(), $1, $2, bound, $4)
    RETURNING id INTO made;
    RETURN QUERY SELECT * FROM token_item t WHERE t.id = made;
END
$$;

-- False: the caller has no such token.
CREATE FUNCTION token_revoke(id bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE api_token t
       SET revoked_at = now()
     WHERE t.id = token_revoke.id
       AND t.account_id = current_account()
       AND t.revoked_at IS NULL;
    RETURN FOUND;
END
$$;

GRANT EXECUTE ON FUNCTION enter_token(bytea, text, text, text), token_seen(bytea),
    token_list(bigint, integer), token_create(text, text, text, date, bytea),
    token_revoke(bigint)
    TO postil_web;
