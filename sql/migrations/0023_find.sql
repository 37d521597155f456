-- 0023: find: words of title and text, and other questions to the library. Oldest binary: 9.

-- The words of a statement, title first.  whole: all of them; a text may be too rich for
-- one vector, then its first part is here.  Apart from the statement, so that history and
-- counting do not carry it along.
DROP INDEX statement_words;

CREATE TABLE statement_words (
    project_id   bigint NOT NULL,
    statement_id bigint NOT NULL,
    words        tsvector NOT NULL,
    whole        boolean NOT NULL,

    PRIMARY KEY (project_id, statement_id),
    FOREIGN KEY (project_id, statement_id) REFERENCES statement ON DELETE CASCADE
);

-- Nobody reads it but searches, which run as the owner.
ALTER TABLE statement_words ENABLE ROW LEVEL SECURITY;

-- Each word once.  A vector takes 1 MiB of them; PostgreSQL refuses more (SQLSTATE 54000)
-- only where a vector is made of text, so the sizes are added up here.
CREATE FUNCTION words_held(given text, OUT words tsvector, OUT whole boolean)
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    most  constant integer := 1000000;	-- bytes
    found text[] := ARRAY(SELECT DISTINCT word_stem(w)
                            FROM regexp_split_to_table(lower(given), '[^[:alnum:]]+') AS w
                           WHERE w <> '');
BEGIN
    whole := (SELECT coalesce(sum(octet_length(w)), 0) <= most FROM unnest(found) AS w);
    IF NOT whole THEN
        found := ARRAY(
            SELECT f.word
              FROM (SELECT x.word, sum(octet_length(x.word)) OVER (ORDER BY x.place) AS bytes
                      FROM (SELECT word_stem(w) AS word, min(n) AS place
                              FROM regexp_split_to_table(lower(given), '[^[:alnum:]]+')
                                   WITH ORDINALITY AS s (w, n)
                             WHERE w <> ''
                             GROUP BY word_stem(w)) x) f
             WHERE f.bytes <= most);
    END IF;
    words := array_to_tsvector(found);
END
$$;

-- Saving never fails because of words.
CREATE FUNCTION statement_words_keep(statement bigint) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    s    record;
    kept record;
BEGIN
    SELECT t.project_id, t.id, t.title, v.body INTO s
      FROM statement t
      JOIN statement_version v ON v.project_id = t.project_id AND v.statement_id = t.id
                              AND v.version = t.version
     WHERE t.project_id = current_project() AND t.id = statement;
    IF s.id IS NULL THEN
        RETURN;
    END IF;
    BEGIN
        SELECT * INTO kept FROM words_held(s.title || ' ' || s.body);
    EXCEPTION WHEN program_limit_exceeded THEN
        SELECT h.words, false AS whole INTO kept
          FROM words_held(s.title || ' ' || left(s.body, 100000)) h;
    END;
    INSERT INTO statement_words (project_id, statement_id, words, whole)
    VALUES (s.project_id, s.id, kept.words, kept.whole)
        ON CONFLICT (project_id, statement_id)
        DO UPDATE SET words = excluded.words, whole = excluded.whole;
END
$$;

CREATE FUNCTION body_words_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM statement_words_keep(NEW.statement_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER words_kept AFTER INSERT ON statement_version
    FOR EACH ROW EXECUTE FUNCTION body_words_kept();

CREATE FUNCTION title_words_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM statement_words_keep(NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER words_kept AFTER UPDATE OF title, version ON statement
    FOR EACH ROW WHEN ((OLD.title::text, OLD.version) <> (NEW.title::text, NEW.version))
    EXECUTE FUNCTION title_words_kept();

-- What is there already.
DO $$
DECLARE
    s record;
BEGIN
    FOR s IN SELECT t.project_id, t.id FROM statement t LOOP
        PERFORM set_config('postil.project', s.project_id::text, true);
        PERFORM statement_words_keep(s.id);
    END LOOP;
    PERFORM set_config('postil.project', '', true);
END
$$;

CREATE INDEX statement_words_found ON statement_words USING gin (project_id, words);

-- The words of titles alone are needed no more.
DROP TRIGGER history_insert ON statement;
DROP TRIGGER history_update ON statement;
DROP TRIGGER history_delete ON statement;
ALTER TABLE statement DROP COLUMN words;
CALL keep_history('statement', 'id', 'highlight_count date_order coding created updated');
DROP TRIGGER history_insert ON statement;
CREATE TRIGGER history_insert AFTER INSERT ON statement
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION record_changes('statement', 'id',
        'highlight_count date_order coding created updated', 'meta');

-- The last day of a year, a month or a day.
CREATE FUNCTION partial_date_last(first date, date_precision text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE date_precision
       WHEN 'year'  THEN make_date(extract(year FROM first)::integer, 12, 31)
       WHEN 'month' THEN (first + interval '1 month' - interval '1 day')::date
       ELSE first END;

-- Whom a parameter means: an id, or a name, an alias or a code.
CREATE FUNCTION actor_meant(given text, field text) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    meant bigint := CASE WHEN given ~ '^[0-9]{1,18}$' THEN actor_find(given::bigint, NULL)
                         ELSE actor_named(given) END;
BEGIN
    IF given IS NOT NULL AND meant IS NULL THEN
        PERFORM refuse('422', 'unknown_actor', field);
    END IF;
    RETURN meant;
END
$$;

-- A tag and all that are below it; NULL: no tag is given.
CREATE FUNCTION tags_meant(given text) RETURNS bigint[]
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    meant bigint[] := ARRAY(
        WITH RECURSIVE below AS (
            SELECT t.id FROM tag t WHERE t.project_id = current_project() AND t.key = given
             UNION ALL
            SELECT t.id
              FROM below b
              JOIN tag t ON t.project_id = current_project() AND t.parent_id = b.id)
        SELECT b.id FROM below b);
BEGIN
    IF given IS NULL THEN
        RETURN NULL;
    ELSIF meant = '{}' THEN
        PERFORM refuse('422', 'unknown_tag', 'tag');
    END IF;
    RETURN meant;
END
$$;

CREATE FUNCTION stance_meant(given text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF given IS NOT NULL AND NOT EXISTS (SELECT FROM stance s
                                          WHERE s.project_id = current_project()
                                            AND s.key = given) THEN
        PERFORM refuse('422', 'unknown_stance', 'stance');
    END IF;
    RETURN given;
END
$$;

CREATE FUNCTION state_meant(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF given NOT IN ('not started', 'in progress', 'done') THEN
        PERFORM refuse('422', 'bad_state', 'state');
    END IF;
    RETURN given;
END
$$;

-- Ids of the statements that fit all that is asked, newest first, from after the given
-- place.  asked: q, words of title or text; speaker, delegation; tag, or one below it, and
-- stance, of one tagging; from and to, between which some day of its date lies; state.  As
-- the owner, since under row-level security words reach no index.
CREATE FUNCTION statement_find(asked jsonb, after_order bigint, after_id bigint, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 50
AS $$
DECLARE
    query     tsquery := words_query(asked ->> 'q');
    who       bigint := actor_meant(asked ->> 'speaker', 'speaker');
    of_state  bigint := actor_meant(asked ->> 'delegation', 'delegation');
    tags      bigint[] := tags_meant(asked ->> 'tag');
    of_stance text := stance_meant(asked ->> 'stance');
    wanted    text := state_meant(asked ->> 'state');
    first_day date := partial_date(asked ->> 'from', 'from');
    last_day  date := partial_date_last(partial_date(asked ->> 'to', 'to'),
                                        CASE length(asked ->> 'to') WHEN 4 THEN 'year'
                                                                    WHEN 7 THEN 'month' END);
BEGIN
    RETURN QUERY
    SELECT s.id
      FROM statement s
     WHERE s.project_id = current_project()
       AND s.deleted_at IS NULL
       AND (s.date_order, s.id) > (after_order, after_id)
       AND (query IS NULL OR s.id IN (
            SELECT w.statement_id FROM statement_words w
             WHERE w.project_id = current_project() AND w.words @@ query))
       AND (who IS NULL OR s.speaker_id = who)
       AND (of_state IS NULL OR s.delegation_id = of_state)
       AND (wanted IS NULL OR s.coding = wanted)
       AND (last_day IS NULL OR (s.date IS NOT NULL
                                 AND s.date_order >= DATE '9999-12-31' - last_day))
       AND (first_day IS NULL
            OR (s.date_order <= DATE '9999-12-31' - date_trunc('year', first_day)::date
                AND partial_date_last(s.date, s.date_precision) >= first_day))
       AND (tags IS NULL AND of_stance IS NULL OR s.id IN (
            SELECT h.statement_id
              FROM tagging g
              JOIN highlight h ON h.project_id = current_project() AND h.id = g.highlight_id
             WHERE g.project_id = current_project()
               AND h.deleted_at IS NULL
               AND (tags IS NULL OR g.tag_id = ANY (tags))
               AND (of_stance IS NULL OR g.stance = of_stance)))
     ORDER BY s.date_order, s.id
     LIMIT most;
END
$$;

-- For programs of before.
CREATE OR REPLACE FUNCTION statement_search(q text, after_order bigint, after_id bigint,
                                            most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT * FROM statement_find(jsonb_build_object('q', q), after_order, after_id, most);
END
$$;

GRANT EXECUTE ON FUNCTION statement_find(jsonb, bigint, bigint, integer) TO postil_web;

-- A part of the check (0014): a statement that no search can find.
CREATE FUNCTION check_words(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'statement', s.id::text, 'has no words to be found by'
      FROM statement s
      JOIN statement_version v ON v.project_id = s.project_id AND v.statement_id = s.id
                              AND v.version = s.version
      JOIN project p ON p.id = s.project_id
     WHERE (one IS NULL OR s.project_id = one)
       AND NOT EXISTS (SELECT FROM statement_words w
                        WHERE w.project_id = s.project_id AND w.statement_id = s.id)
     ORDER BY p.slug, s.id;
END
$$;

GRANT EXECUTE ON FUNCTION check_words(bigint) TO postil_ops;
