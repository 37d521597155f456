-- 0001: what all else stands on. Oldest binary: 1.

-- From here on a function is nobody's until it is granted.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE schema_migration (
    version       integer PRIMARY KEY,
    name          text NOT NULL,
    oldest_binary integer NOT NULL,
    applied       timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON schema_migration TO postil_web;

-- Kinds of text.  A constraint's name is what the client is told: word it as the fault.
CREATE DOMAIN slug_text AS text
    CONSTRAINT bad_slug CHECK (VALUE ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 80);

CREATE DOMAIN key_text AS text
    CONSTRAINT bad_key CHECK (VALUE ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 80);

CREATE DOMAIN name_text AS text
    CONSTRAINT empty CHECK (VALUE <> '')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 200);

CREATE DOMAIN title_text AS text
    CONSTRAINT empty CHECK (VALUE <> '')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 1000);

CREATE DOMAIN note_text AS text
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 20000);

CREATE DOMAIN url_text AS text
    CONSTRAINT bad_url CHECK (VALUE ~* '^https?://[^[:space:][:cntrl:]]+$')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 2000);

CREATE DOMAIN language_text AS text
    CONSTRAINT bad_language CHECK (VALUE ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$')
    CONSTRAINT too_long CHECK (char_length(VALUE) <= 80);

CREATE DOMAIN color_text AS text
    CONSTRAINT bad_color CHECK (VALUE ~ '^#[0-9A-Fa-f]{6}$');

CREATE DOMAIN json_object AS jsonb
    CONSTRAINT wrong_type CHECK (jsonb_typeof(VALUE) = 'object')
    CONSTRAINT too_long CHECK (octet_length(VALUE::text) <= 2000000);

-- Says no: class is the HTTP status meant, detail the word, field what it is about.
CREATE FUNCTION refuse(class text, detail text, field text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'PT' || class,
        MESSAGE = detail,
        HINT    = coalesce(field, '');
END
$$;

-- Who asks, set by enter() for one transaction.  PostgreSQL inlines these four.
CREATE FUNCTION current_account() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('postil.account', true), '')::bigint;

CREATE FUNCTION current_project() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('postil.project', true), '')::bigint;

CREATE FUNCTION current_member() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('postil.member', true), '')::bigint;

CREATE FUNCTION current_role_rank() RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('postil.role', true), '')::integer;

-- Roles in their order: each may do what those before it may.
CREATE FUNCTION role_rank(role text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['reader', 'annotator', 'curator', 'manager'], role);

-- A cursor has one or two parts: a number, and behind a blank a number or text.  Without
-- a cursor a list begins at its start.  CASE, since the planner takes COALESCE for leaky
-- and under row-level security would not look into an index with it.
CREATE FUNCTION cursor_number(given text, start bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN given IS NULL THEN start ELSE split_part(given, ' ', 1)::bigint END;

CREATE FUNCTION cursor_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN given IS NULL THEN ''
            ELSE substr(given, length(split_part(given, ' ', 1)) + 2) END;

CREATE FUNCTION cursor_second(given text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN given IS NULL THEN 0 ELSE split_part(given, ' ', 2)::bigint END;

-- The words of a text as searches know them: lower case, letters and digits only.
CREATE FUNCTION words_of(given text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(regexp_split_to_array(lower(given), '[^[:alnum:]]+'), '');

-- An index keeps at most this much of a word; what is asked is cut to the same length.
CREATE FUNCTION word_stem(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN left(word, 100);

CREATE FUNCTION words_vector(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN array_to_tsvector(ARRAY(SELECT word_stem(w) FROM unnest(words_of(given)) AS w));
END
$$;

-- All words must occur, each finds the words that begin with it.  NULL: no word given,
-- so whatever there is fits.
CREATE FUNCTION words_query(given text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT string_agg('''' || word_stem(w) || ''':*', ' & ')
              FROM unnest(words_of(given)) AS w)::tsquery;
END
$$;

GRANT EXECUTE ON FUNCTION refuse(text, text, text), current_account(), current_project(),
    current_member(), current_role_rank(), role_rank(text), words_of(text), word_stem(text),
    words_vector(text), words_query(text),
    cursor_number(text, bigint), cursor_text(text), cursor_second(text)
    TO postil_web;
