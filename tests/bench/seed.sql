-- seed.sql: what is measured on, the same each time: the project `big`, and small ones
-- named 1 to 200.  Run by the schema's owner, with psql.
--
--     -v statements=10000     of about 4 KB each, with 100 highlights each
--
-- Everything is decided by hashes of running numbers.  The project's own triggers keep
-- the counts, the copies and the events.

CREATE FUNCTION pg_temp.pick(n bigint, salt bigint, below bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE
RETURN abs(hashint8extended(n, salt) % below);

CREATE FUNCTION pg_temp.words() RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN string_to_array(
    'the the the of of and and to to in a that on is we our for with as by this be not '
    'are all must its have from it has which will their State States security '
    'international cyberspace law humanitarian peace nations norms behaviour '
    'responsible infrastructure critical civilian protection measures confidence '
    'capacity building cooperation delegation “sovereignty” "due diligence" threats use '
    'force attack Charter obligations rules principle principles région Côte d’Ivoire '
    'Türkiye développement façade naïve Ärzte São Tomé 网络 和平 мир безопасность Assembly '
    'General Group Experts report open-ended working stability dialogue mutual trust '
    'victims damage systems data hospital elections energy water harm malicious '
    'activities actors non-State groups welcome support reaffirm condemn call propose '
    'question recall regret commit', ' ');

-- Prose of 560 words: about 4 KB.
CREATE FUNCTION pg_temp.prose(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT string_agg(
               (pg_temp.words())[1 + pg_temp.pick(n * 1000 + i, 1,
                                                  cardinality(pg_temp.words()))]
               || CASE WHEN i % 128 = 0 THEN E'.\n\n' WHEN i % 16 = 0 THEN '. '
                       WHEN i % 9 = 0 THEN ', ' ELSE ' ' END,
               '' ORDER BY i)
      FROM generate_series(1, 560) AS i;
END;

-- As our own front end makes them: version 7, in the order of time.
CREATE FUNCTION pg_temp.uuid_of(n bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN (lpad(to_hex(1700000000000 + n * 1000), 12, '0')
        || '7' || substr(md5(n::text), 1, 3)
        || '8' || substr(md5(n::text), 4, 15))::uuid;

-- A project with its codebook and its speakers.
CREATE PROCEDURE pg_temp.make_project(slug text, tags integer, actors integer)
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM enter_as('admin', NULL, NULL);
    PERFORM project_create(slug, 'Bench ' || slug, NULL, 'en', NULL);
    PERFORM act('seed');
    INSERT INTO tag (project_id, id, parent_id, key, label, color, position)
    SELECT current_project(), i, CASE WHEN i > 6 THEN 1 + i % 6 END, 'tag-' || i,
           'Tag number ' || i, '#3b6ea5', i
      FROM generate_series(1, tags) AS i;
    INSERT INTO actor (project_id, id, name, kind, code)
    SELECT current_project(), i, 'State ' || i, 'state', 'X' || i
      FROM generate_series(1, actors) AS i;
END
$$;

CREATE PROCEDURE pg_temp.add_statements(first integer, last integer, actors integer)
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO statement (project_id, id, title, language, date, date_precision, place,
                           kind, forum, meeting, symbol, source_url, speaker_id,
                           delegation_id)
    SELECT current_project(), i, 'Statement ' || i || ' on security', 'en',
           DATE '2010-01-01' + pg_temp.pick(i, 2, 5000)::integer, 'day', 'New York',
           'verbatim', 'First Committee', 'Meeting ' || i % 30, 'A/C.1/PV.' || i,
           'https://example.org/' || i, 1 + i % actors, 1 + i % actors
      FROM generate_series(first, last) AS i;
    INSERT INTO statement_version (project_id, statement_id, version, body)
    SELECT current_project(), i, 1, pg_temp.prose(i)
      FROM generate_series(first, last) AS i;
END
$$;

-- 100 highlights in each, 20 to 220 code points long; one tag each, two in three with a
-- stance, one in five with a note, one in ten with a speaker of its own.
CREATE PROCEDURE pg_temp.add_highlights(first integer, last integer)
LANGUAGE plpgsql
AS $$
BEGIN
    CREATE TEMP TABLE mark ON COMMIT DROP AS
    SELECT m.n, pg_temp.uuid_of(m.n) AS id, v.statement_id, m.at,
           substr(v.body, m.at + 1, m.length) AS quote, t.id AS tag, t.key,
           s.key AS stance
      FROM statement_version v
     CROSS JOIN LATERAL (
           SELECT n, pg_temp.pick(n, 3, v.length - 220)::integer AS at,
                  20 + pg_temp.pick(n, 4, 200)::integer AS length
             FROM generate_series(v.statement_id * 100, v.statement_id * 100 + 99) AS n
           ) m
      JOIN tag t ON t.project_id = current_project()
                AND t.id = 1 + pg_temp.pick(m.n, 5, 60)
      LEFT JOIN stance s ON s.project_id = current_project()
                        AND s.position = 1 + pg_temp.pick(m.n, 6, 18)
     WHERE v.project_id = current_project()
       AND v.statement_id BETWEEN first AND last;
    INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at,
                           end_at, quote, note, actor_id, taggings)
    SELECT current_project(), m.id, m.statement_id, 1, current_member(), m.at,
           m.at + char_length(m.quote), m.quote,
           CASE WHEN pg_temp.pick(m.n, 7, 5) = 0 THEN 'See also passage ' || m.n END,
           CASE WHEN pg_temp.pick(m.n, 8, 10) = 0 THEN 1 + m.n % 190 END,
           ('[' || tagging_json(m.key, m.stance) || ']')::json
      FROM mark m
     ORDER BY m.n;
    INSERT INTO tagging (project_id, highlight_id, tag_id, stance, codebook_revision)
    SELECT current_project(), m.id, m.tag, m.stance, 1
      FROM mark m
     ORDER BY m.n;
END
$$;

-- One action, as an import would be.  Tells each thousand.
CREATE FUNCTION pg_temp.fill_big(first integer, last integer) RETURNS SETOF text
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM enter_as('admin', 'big', 'manager');
    PERFORM act('seed');
    CALL pg_temp.add_statements(first, last, 190);
    CALL pg_temp.add_highlights(first, last);
    IF last % 1000 = 0 THEN
        RETURN NEXT format('bench: %s statements', last);
    END IF;
END
$$;

SET client_min_messages = warning;
CALL pg_temp.make_project('big', 60, 190);

BEGIN;
SELECT format('CALL pg_temp.make_project(%L, 6, 3)', i),
       'CALL pg_temp.add_statements(1, 1, 3)'
  FROM generate_series(1, 200) AS i
\gexec
COMMIT;

SELECT format('SELECT pg_temp.fill_big(%s, %s)', i, least(i + 99, :statements))
  FROM generate_series(1, :statements, 100) AS i
\gexec
