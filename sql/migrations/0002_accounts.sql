-- 0002: accounts and sessions. Oldest binary: 2.

-- Who may sign in.  Disabled accounts stay: history names them.
CREATE TABLE account (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login         text NOT NULL,
    name          name_text NOT NULL,
    password_hash text NOT NULL,
    is_admin      boolean NOT NULL DEFAULT false,
    disabled_at   timestamptz,
    created       timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT bad_login CHECK (login ~ '^[^[:space:][:cntrl:]]{1,80}$')
);

CREATE UNIQUE INDEX login_taken ON account (lower(login));

-- Only the token's hash is kept.  A session ends 30 days after it was last seen.
CREATE TABLE session (
    token_hash bytea PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES account,
    created    timestamptz NOT NULL DEFAULT now(),
    last_seen  timestamptz NOT NULL DEFAULT now(),
    expires    timestamptz NOT NULL DEFAULT now() + interval '90 days',
    user_agent text,

    CONSTRAINT bad_token CHECK (octet_length(token_hash) = 32)
);

CREATE INDEX session_account ON session (account_id);

-- Neither table grants anything to the web role: these functions are the only way.
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;

CREATE VIEW account_item AS
SELECT a.id, a.login, a.name, a.is_admin, a.disabled_at, a.created
  FROM account a;

-- Whoever may manage accounts: commands on the server, and site admins.
CREATE FUNCTION need_admin() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF pg_has_role(session_user, 'postil_ops', 'USAGE') THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM account a
                    WHERE a.id = current_account() AND a.is_admin
                      AND a.disabled_at IS NULL) THEN
        PERFORM refuse('403', 'role');
    END IF;
END
$$;

CREATE FUNCTION account_create(login text, name text, password_hash text, is_admin boolean)
RETURNS SETOF account_item
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    made bigint;
BEGIN
    PERFORM need_admin();
    INSERT INTO account (login, name, password_hash, is_admin)
    VALUES ($1, $2, $3, $4)
    RETURNING id INTO made;
    RETURN QUERY SELECT * FROM account_item a WHERE a.id = made;
END
$$;

-- In the order of logins, from after the given one.
CREATE FUNCTION account_list(after text, most integer) RETURNS SETOF account_item
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM need_admin();
    RETURN QUERY
    SELECT *
      FROM account_item a
     WHERE lower(a.login) > lower(coalesce(after, ''))
     ORDER BY lower(a.login)
     LIMIT most;
END
$$;

CREATE FUNCTION account_self() RETURNS SETOF account_item
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN QUERY SELECT * FROM account_item a WHERE a.id = current_account();
END
$$;

-- What sign-in needs to check a password; no row for an unknown login.
CREATE FUNCTION account_password(login text)
RETURNS TABLE (id bigint, password_hash text, disabled boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT a.id, a.password_hash, a.disabled_at IS NOT NULL
      FROM account a
     WHERE lower(a.login) = lower(account_password.login);
END
$$;

-- A new password ends the account's sessions.  False: no such login.
CREATE FUNCTION account_set_password(login text, password_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    changed bigint;
BEGIN
    UPDATE account a
       SET password_hash = account_set_password.password_hash
     WHERE lower(a.login) = lower(account_set_password.login)
    RETURNING a.id INTO changed;
    DELETE FROM session s WHERE s.account_id = changed;
    RETURN changed IS NOT NULL;
END
$$;

-- Begins a session, lets who it is be asked in the same transaction, and clears away
-- the account's dead ones.
CREATE FUNCTION session_create(account_id bigint, token_hash bytea, user_agent text)
RETURNS SETOF account_item
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM session s
     WHERE s.account_id = session_create.account_id
       AND (s.expires < now() OR s.last_seen < now() - interval '30 days');
    INSERT INTO session (token_hash, account_id, user_agent)
    VALUES ($2, $1, left($3, 200));
    RETURN QUERY SELECT * FROM account_item a WHERE a.id = session_create.account_id;
END
$$;

CREATE FUNCTION session_delete(token_hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    DELETE FROM session s WHERE s.token_hash = session_delete.token_hash;
END
$$;

GRANT EXECUTE ON FUNCTION account_create(text, text, text, boolean),
    account_list(text, integer), account_self(), account_password(text),
    session_create(bigint, bytea, text), session_delete(bytea)
    TO postil_web;
GRANT EXECUTE ON FUNCTION account_set_password(text, text) TO postil_ops;
