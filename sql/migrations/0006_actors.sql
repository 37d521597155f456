-- 0006: actors: who speaks or holds a position. Oldest binary: 6.

-- An index that begins with the project and goes on with words needs this.
CREATE EXTENSION btree_gin;

-- array_to_string() is as immutable as this for texts; PostgreSQL cannot know.
CREATE FUNCTION actor_words(name text, code text, aliases text[]) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN words_vector(concat_ws(' ', name, code, array_to_string(aliases, ' ')));
END
$$;

-- {"id": …, "name": …, "kind": …, "code": …}, as answers name an actor; stored, since
-- lists show it more often than it changes.
CREATE FUNCTION actor_ref(id bigint, name text, kind text, code text) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN format('{"id":%s,"name":%s,"kind":%s,"code":%s}', id, to_json(name),
                  to_json(kind), coalesce(to_json(code)::text, 'null'));
END
$$;

GRANT EXECUTE ON FUNCTION actor_words(text, text, text[]),
    actor_ref(bigint, text, text, text) TO postil_web;

CREATE TABLE actor (
    project_id bigint NOT NULL REFERENCES project,
    id         bigint NOT NULL,
    name       name_text NOT NULL,
    kind       text NOT NULL,
    code       name_text,
    aliases    text[] NOT NULL DEFAULT '{}',
    revision   integer NOT NULL DEFAULT 1,
    folded     text NOT NULL GENERATED ALWAYS AS (lower(name)) STORED,
    words      tsvector NOT NULL GENERATED ALWAYS AS (actor_words(name, code, aliases)) STORED,
    ref        json NOT NULL GENERATED ALWAYS AS (actor_ref(id, name, kind, code)) STORED,

    PRIMARY KEY (project_id, id),
    CONSTRAINT bad_kind CHECK (kind IN ('person', 'state', 'organisation', 'group')),
    CONSTRAINT bad_aliases CHECK (array_position(aliases, NULL) IS NULL
                                  AND octet_length(aliases::text) <= 20000)
);

CREATE INDEX actor_name ON actor (project_id, folded, id);
CREATE INDEX actor_code ON actor (project_id, code, id) WHERE code IS NOT NULL;
CREATE INDEX actor_alias ON actor (project_id) WHERE aliases <> '{}';
CREATE INDEX actor_words ON actor USING gin (project_id, words);

-- Who belonged to which group, from and to which day; NULL: not known, or still.
CREATE TABLE affiliation (
    project_id bigint NOT NULL,
    actor_id   bigint NOT NULL,
    group_id   bigint NOT NULL,
    from_day   date NOT NULL DEFAULT '-infinity',
    to_day     date,

    PRIMARY KEY (project_id, actor_id, group_id, from_day),
    FOREIGN KEY (project_id, actor_id) REFERENCES actor,
    FOREIGN KEY (project_id, group_id) REFERENCES actor,
    CONSTRAINT affiliation_reversed CHECK (to_day >= from_day)
);

ALTER TABLE actor       ENABLE ROW LEVEL SECURITY;
ALTER TABLE affiliation ENABLE ROW LEVEL SECURITY;

CREATE POLICY actor_read ON actor FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY actor_insert ON actor FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('annotator'));
CREATE POLICY affiliation_read ON affiliation FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);

GRANT SELECT, INSERT ON actor TO postil_web;
GRANT SELECT ON affiliation TO postil_web;

CALL keep_history('actor', 'id', 'folded words ref');
CALL keep_history('affiliation', 'actor_id group_id from_day', '');

CREATE VIEW actor_item WITH (security_invoker) AS
SELECT a.project_id, a.folded, a.id, a.name, a.kind, a.code, to_json(a.aliases) AS aliases, a.revision
  FROM actor a;

GRANT SELECT ON actor_item TO postil_web;

-- Who is meant by a name: its code, or its name or an alias in either case.  A code is
-- taken as it stands, for a person may be called Can.  NULL: nobody.  As the owner, as
-- all searches: under row-level security only a few operators reach an index.  ORDER BY
-- leaves the planner one index to choose, also while a table's size is not yet known.
CREATE FUNCTION actor_named(given text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN coalesce(
        (SELECT a.id FROM actor a
          WHERE a.project_id = current_project() AND a.code = given
          ORDER BY a.code, a.id LIMIT 1),
        (SELECT a.id FROM actor a
          WHERE a.project_id = current_project() AND a.folded = lower(given)
          ORDER BY a.folded, a.id LIMIT 1),
        (SELECT min(a.id) FROM actor a
          WHERE a.project_id = current_project() AND a.aliases <> '{}'
            AND lower(given) IN (SELECT lower(x) FROM unnest(a.aliases) AS x)));
END
$$;

-- Who is meant by an id or else by a name.  NULL: nobody that is here.
CREATE FUNCTION actor_find(actor_id bigint, actor_name text) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF actor_name IS NOT NULL AND actor_id IS NULL THEN
        RETURN actor_named(actor_name);
    END IF;
    RETURN (SELECT a.id FROM actor a
             WHERE a.project_id = current_project() AND a.id = actor_id);
END
$$;

-- The same, but an unknown name is made an actor of that kind, and an unknown id refused.
CREATE FUNCTION actor_take(actor_id bigint, actor_name text, kind text, field text)
RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    taken bigint;
BEGIN
    IF actor_id IS NULL AND actor_name IS NULL THEN
        RETURN NULL;
    END IF;
    taken := actor_find(actor_id, actor_name);
    IF taken IS NOT NULL THEN
        RETURN taken;
    ELSIF actor_id IS NOT NULL THEN
        PERFORM refuse('422', 'unknown_actor', field);
    END IF;
    taken := 1 + coalesce((SELECT a.id FROM actor a
                            WHERE a.project_id = current_project()
                            ORDER BY a.id DESC LIMIT 1), 0);
    INSERT INTO actor (project_id, id, name, kind)
    VALUES (current_project(), taken, actor_name, actor_take.kind);
    RETURN taken;
END
$$;

-- Ids of the actors whose names have all words, by name, from after the given one.
CREATE FUNCTION actor_search(q text, after_folded text, after_id bigint, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 50
AS $$
DECLARE
    query tsquery := words_query(q);
BEGIN
    RETURN QUERY
    SELECT a.id
      FROM actor a
     WHERE a.project_id = current_project()
       AND (query IS NULL OR a.words @@ query)
       AND (a.folded, a.id) > (after_folded, after_id)
     ORDER BY a.folded, a.id
     LIMIT most;
END
$$;

GRANT EXECUTE ON FUNCTION actor_named(text), actor_find(bigint, text),
    actor_take(bigint, text, text, text), actor_search(text, text, bigint, integer)
    TO postil_web;
