-- 0014: check: whether what is kept agrees with what it is kept from. Oldest binary: 9.
-- And, at the end, what a backup needs to come back.
--
-- Each function looks at one promise and returns what breaks it; no row: all is well.
-- one: a project's id, or NULL for the whole database.  They read and write nothing, run
-- as the owner, since row-level security shows one project at most to anybody else, and
-- are granted to commands alone.  What people wrote (notes, quotes, names) is never told.
--
-- A plan is made for the case at hand, and a million rows get room to be sorted in.

-- One line: whose, which row, and what is wrong with it.
CREATE TYPE finding AS (project text, table_name text, key text, what text);

-- What there is to look at; the one project has its id here.
CREATE FUNCTION check_scope(slug text)
RETURNS TABLE (one bigint, projects bigint, actions bigint, statements bigint,
               highlights bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    one := (SELECT p.id FROM project p WHERE p.slug = check_scope.slug);
    IF slug IS NOT NULL AND one IS NULL THEN
        PERFORM refuse('404', 'project');
    END IF;
    SELECT count(*), coalesce(sum(p.last_action), 0), coalesce(sum(p.statement_count), 0),
           coalesce(sum(p.highlight_count), 0)
      INTO projects, actions, statements, highlights
      FROM project p
     WHERE one IS NULL OR p.id = one;
    RETURN NEXT;
END
$$;

-- Actions are numbered from 1 to last_action, their events from 1, no event is without its
-- action, and what undid an action, and is in force itself, is noted there.
CREATE FUNCTION check_actions(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'action', a.number::text,
           format('comes after %s: there is none between them', a.before)
      FROM (SELECT x.project_id, x.number,
                   lag(x.number, 1, 0::bigint)
                   OVER (PARTITION BY x.project_id ORDER BY x.number) AS before
              FROM action x
             WHERE one IS NULL OR x.project_id = one) a
      JOIN project p ON p.id = a.project_id
     WHERE a.number <> a.before + 1
     ORDER BY p.slug, a.number;

    RETURN QUERY
    SELECT p.slug::text, 'project', p.slug::text,
           format('last_action is %s, the newest action is %s', p.last_action, newest.number)
      FROM project p
     CROSS JOIN LATERAL (SELECT coalesce(max(a.number), 0) AS number
                           FROM action a
                          WHERE a.project_id = p.id) newest
     WHERE (one IS NULL OR p.id = one)
       AND p.last_action <> newest.number
     ORDER BY p.slug;

    RETURN QUERY
    SELECT p.slug::text, 'action', a.number::text,
           format('undone_by is %s, undone by %s', coalesce(a.undone_by::text, 'none'),
                  coalesce(u.number::text, 'none'))
      FROM action a
      JOIN project p ON p.id = a.project_id
      LEFT JOIN (SELECT x.project_id, x.undoes, max(x.number) AS number
                   FROM action x
                  WHERE x.undoes IS NOT NULL AND x.undone_by IS NULL
                  GROUP BY x.project_id, x.undoes) u
             ON u.project_id = a.project_id AND u.undoes = a.number
     WHERE (one IS NULL OR a.project_id = one)
       AND a.undone_by IS DISTINCT FROM u.number
     ORDER BY p.slug, a.number;

    RETURN QUERY
    SELECT coalesce(p.slug, '#' || e.project_id), 'event', e.action || '/' || e.seq,
           CASE WHEN e.orphan THEN 'belongs to no action'
                ELSE format('comes after event %s of its action', e.before) END
      FROM (SELECT x.project_id, x.action, x.seq, a.number IS NULL AS orphan,
                   lag(x.seq, 1, 0)
                   OVER (PARTITION BY x.project_id, x.action ORDER BY x.seq) AS before
              FROM event x
              LEFT JOIN action a ON a.project_id = x.project_id AND a.number = x.action
             WHERE one IS NULL OR x.project_id = one) e
      LEFT JOIN project p ON p.id = e.project_id
     WHERE e.seq <> e.before + 1 OR e.orphan
     ORDER BY p.slug, e.project_id, e.action, e.seq;
END
$$;

-- The body is what its hash and its length were made from, and each statement's newest
-- version is the one that it names.
CREATE FUNCTION check_bodies(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'statement_version', v.statement_id || '/' || v.version, wrong.what
      FROM statement_version v
      JOIN project p ON p.id = v.project_id
     CROSS JOIN LATERAL (
           SELECT 'sha256 is not that of the body' AS what
            WHERE v.sha256 <> body_sha256(v.body)
            UNION ALL
           SELECT format('length is %s, the body has %s', v.length, char_length(v.body))
            WHERE v.length <> char_length(v.body)) wrong
     WHERE one IS NULL OR v.project_id = one
     ORDER BY p.slug, v.statement_id, v.version;

    RETURN QUERY
    SELECT p.slug::text, 'statement', s.id::text,
           format('version is %s, the newest text is %s', s.version,
                  coalesce(newest.version::text, 'none'))
      FROM statement s
      JOIN project p ON p.id = s.project_id
     CROSS JOIN LATERAL (SELECT max(v.version) AS version
                           FROM statement_version v
                          WHERE v.project_id = s.project_id AND v.statement_id = s.id) newest
     WHERE (one IS NULL OR s.project_id = one)
       AND s.version IS DISTINCT FROM newest.version
     ORDER BY p.slug, s.id;
END
$$;

-- A quote is what stands in the version's body from start to end.  The body is unpacked
-- once for all its highlights, hence OFFSET.
CREATE FUNCTION check_quotes(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'highlight', h.id::text,
           CASE WHEN v.body IS NULL
                THEN format('version %s of statement %s is not there', h.version,
                            h.statement_id)
                WHEN h.start_at < 0 OR h.end_at <= h.start_at
                THEN format('goes from %s to %s', h.start_at, h.end_at)
                WHEN h.end_at > char_length(v.body)
                THEN format('ends at %s, the text at %s', h.end_at, char_length(v.body))
                ELSE format('quote is not what stands from %s to %s', h.start_at, h.end_at)
           END
      FROM highlight h
      JOIN project p ON p.id = h.project_id
      LEFT JOIN (SELECT x.project_id, x.statement_id, x.version, x.body || '' AS body
                   FROM statement_version x
                  WHERE one IS NULL OR x.project_id = one
                 OFFSET 0) v
             ON v.project_id = h.project_id
            AND v.statement_id = h.statement_id
            AND v.version = h.version
     WHERE (one IS NULL OR h.project_id = one)
       AND (h.start_at < 0
            OR h.end_at <= h.start_at
            OR substr(v.body, h.start_at + 1, greatest(h.end_at - h.start_at, 0))
               IS DISTINCT FROM h.quote)
     ORDER BY p.slug, h.id;
END
$$;

-- Every tag hangs on a root.
CREATE FUNCTION check_trees(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE reached AS (
        SELECT t.project_id, t.id
          FROM tag t
         WHERE t.parent_id IS NULL
           AND (one IS NULL OR t.project_id = one)
         UNION ALL
        SELECT t.project_id, t.id
          FROM tag t
          JOIN reached r ON r.project_id = t.project_id AND r.id = t.parent_id
    )
    SELECT p.slug::text, 'tag', t.id::text,
           format('parent_id is %s, from which no way leads to a root', t.parent_id)
      FROM tag t
      JOIN project p ON p.id = t.project_id
     WHERE (one IS NULL OR t.project_id = one)
       AND (t.project_id, t.id) NOT IN (SELECT r.project_id, r.id FROM reached r)
     ORDER BY p.slug, t.id;
END
$$;

-- highlight.taggings says what the rows say, in their order.
CREATE FUNCTION check_copies(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'highlight', coalesce(h.id, made.highlight_id)::text,
           CASE WHEN h.id IS NULL THEN 'is not there, but has taggings'
                ELSE 'taggings is not what its rows say' END
      FROM (SELECT * FROM highlight x WHERE one IS NULL OR x.project_id = one) h
      FULL JOIN (SELECT g.project_id, g.highlight_id,
                        '[' || string_agg(coalesce(tagging_json(t.key, g.stance), '?'), ','
                                          ORDER BY g.tag_id) || ']' AS copy
                   FROM tagging g
                   LEFT JOIN tag t ON t.project_id = g.project_id AND t.id = g.tag_id
                  WHERE one IS NULL OR g.project_id = one
                  GROUP BY g.project_id, g.highlight_id) made
             ON made.project_id = h.project_id AND made.highlight_id = h.id
      JOIN project p ON p.id = coalesce(h.project_id, made.project_id)
     WHERE h.taggings::text IS DISTINCT FROM coalesce(made.copy, '[]')
     ORDER BY p.slug, h.id;
END
$$;

-- Counts that are kept, each beside what there is.  A highlight counts when neither it nor
-- its statement is deleted; a codebook's revision, the actions that changed tags.
CREATE FUNCTION check_counts(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'
AS $$
BEGIN
    RETURN QUERY
    WITH live AS MATERIALIZED (
        SELECT h.project_id, h.statement_id, h.id
          FROM highlight h
          JOIN statement s ON s.project_id = h.project_id AND s.id = h.statement_id
         WHERE h.deleted_at IS NULL
           AND s.deleted_at IS NULL
           AND (one IS NULL OR h.project_id = one)
    ), changed AS MATERIALIZED (
        SELECT e.project_id, e.action, e.table_name, e.key, e.after
          FROM event e
         WHERE e.table_name IN ('tag', 'statement')
           AND (one IS NULL OR e.project_id = one)
    ), figure (project_id, table_name, key, name, kept, counted) AS (
        SELECT p.id, 'project', p.slug::text, k.name, k.kept, k.least
          FROM project p
         CROSS JOIN LATERAL (VALUES ('statement_count', p.statement_count, 0),
                                    ('highlight_count', p.highlight_count, 0),
                                    ('codebook_revision', p.codebook_revision, 1))
                    AS k (name, kept, least)
         WHERE one IS NULL OR p.id = one
         UNION ALL
        SELECT s.project_id, 'statement', s.id::text, 'highlight_count', s.highlight_count, 0
          FROM statement s
         WHERE one IS NULL OR s.project_id = one
         UNION ALL
        SELECT t.project_id, 'tag', t.id::text, 'highlight_count', t.highlight_count, 0
          FROM tag t
         WHERE one IS NULL OR t.project_id = one
         UNION ALL
        SELECT x.project_id, 'spent_id', x.table_name, 'id', x.id, 0
          FROM spent_id x
         WHERE one IS NULL OR x.project_id = one
         UNION ALL
        SELECT p.id, 'project', p.slug, n.name, 0, n.counted
          FROM project p
          JOIN (SELECT s.project_id, 'statement_count' AS name, count(*) AS counted
                  FROM statement s
                 WHERE s.deleted_at IS NULL
                 GROUP BY s.project_id
                 UNION ALL
                SELECT l.project_id, 'highlight_count', count(*)
                  FROM live l
                 GROUP BY l.project_id
                 UNION ALL
                SELECT c.project_id, 'codebook_revision', count(DISTINCT c.action)
                  FROM changed c
                 WHERE c.table_name = 'tag'
                 GROUP BY c.project_id) n ON n.project_id = p.id
         WHERE one IS NULL OR p.id = one
         UNION ALL
        SELECT l.project_id, 'statement', l.statement_id::text, 'highlight_count', 0, count(*)
          FROM live l
         GROUP BY l.project_id, l.statement_id
         UNION ALL
        SELECT g.project_id, 'tag', g.tag_id::text, 'highlight_count', 0, count(*)
          FROM live l
          JOIN tagging g ON g.project_id = l.project_id AND g.highlight_id = l.id
         GROUP BY g.project_id, g.tag_id
         UNION ALL
        SELECT c.project_id, 'spent_id', c.table_name, 'id', 0, max((c.key ->> 'id')::bigint)
          FROM changed c
         WHERE c.after IS NULL
         GROUP BY c.project_id, c.table_name
    )
    SELECT p.slug::text, f.table_name, f.key,
           format('%s is %s and should be %s', f.name, sum(f.kept), sum(f.counted))
      FROM figure f
      JOIN project p ON p.id = f.project_id
     GROUP BY p.slug, f.table_name, f.key, f.name
    HAVING sum(f.kept) <> sum(f.counted)
     ORDER BY p.slug, f.table_name, f.key, f.name;
END
$$;

GRANT EXECUTE ON FUNCTION check_scope(text), check_actions(bigint), check_bodies(bigint),
    check_quotes(bigint), check_trees(bigint), check_copies(bigint), check_counts(bigint)
    TO postil_ops;

-- pg_restore brings rows in with an empty search_path, so what makes a column of a row
-- must say where its functions are.
CREATE OR REPLACE FUNCTION words_vector(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN array_to_tsvector(ARRAY(SELECT public.word_stem(w)
                                     FROM unnest(public.words_of(given)) AS w));
END
$$;

CREATE OR REPLACE FUNCTION actor_words(name text, code text, aliases text[])
RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN public.words_vector(concat_ws(' ', name, code, array_to_string(aliases, ' ')));
END
$$;

-- How many rows each of our tables has: what a backup says of itself, and a restore is held
-- to.  For the owner alone.
CREATE FUNCTION table_counts() RETURNS TABLE (name text, rows bigint)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    FOR name IN SELECT c.relname
                  FROM pg_class c
                 WHERE c.relnamespace = 'public'::regnamespace
                   AND c.relkind = 'r'
                   AND pg_has_role(c.relowner, 'MEMBER')
                 ORDER BY c.relname
    LOOP
        EXECUTE format('SELECT count(*) FROM public.%I', name) INTO rows;
        RETURN NEXT;
    END LOOP;
END
$$;
