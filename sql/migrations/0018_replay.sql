-- 0018: replay: does a project's history give its present state? Oldest binary: 9.
--
-- A part of the check (0014): the same holds for it as for the others.

-- What a row is after an event, when it was `state` before.
CREATE FUNCTION replayed(state jsonb, before jsonb, after jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN CASE WHEN before IS NULL THEN after ELSE state || after END;
END
$$;

CREATE AGGREGATE replay(before jsonb, after jsonb) (
    SFUNC = replayed, STYPE = jsonb, PARALLEL = SAFE
);

-- The tables that have a history, as their own triggers know them: which columns name a
-- row, and which say nothing of it.  blank: the others, each NULL.
CREATE FUNCTION history_tables()
RETURNS TABLE (name text, keys text[], silent text[], blank jsonb)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT a.args[1], string_to_array(a.args[2], ' '), b.silent,
           (SELECT jsonb_object_agg(c.attname, NULL)
              FROM pg_attribute c
             WHERE c.attrelid = t.tgrelid
               AND c.attnum > 0
               AND NOT c.attisdropped
               AND c.attname <> ALL (b.silent))
      FROM pg_trigger t
     CROSS JOIN LATERAL string_to_array(encode(t.tgargs, 'escape'), '\000') AS a (args)
     CROSS JOIN LATERAL (SELECT string_to_array(a.args[2] || ' ' || a.args[3], ' ')
                                || 'project_id'::text) AS b (silent)
     WHERE t.tgname = 'history_insert'
     ORDER BY a.args[1];
END;

-- What is wrong when a row was `had` and should have been `before`, NULL: not there at
-- all.  Without an event it is the row as it stands now.  Both have all their columns.
CREATE FUNCTION history_fault(event text, had jsonb, before jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    columns text := (SELECT string_agg(f.key, ', ' ORDER BY f.key)
                       FROM jsonb_each(before) f
                      WHERE had -> f.key <> f.value);
BEGIN
    RETURN CASE WHEN event IS NULL AND had IS NULL THEN 'is not in its history'
                WHEN event IS NULL THEN 'is not what its history says: ' || columns
                WHEN before IS NULL THEN format('event %s makes what is there', event)
                WHEN had IS NULL THEN format('event %s changes what is not there', event)
                ELSE format('event %s changes what was not so: %s', event, columns) END;
END
$$;

-- Replays the events in their order, row by row: each must find what it says was before,
-- and in the end stands what the table holds.  For that each present row comes last in
-- its line, as if it were deleted now: its facts are what was before.  An event that makes
-- a row leaves out what is NULL.
CREATE FUNCTION check_history(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET work_mem = '64MB' SET timezone = 'UTC'
AS $$
DECLARE
    h record;
BEGIN
    FOR h IN SELECT t.name, t.silent, t.blank,
                    CASE t.name WHEN 'project' THEN 'id' ELSE 'project_id' END AS project,
                    (SELECT string_agg(format('x.facts ->> %L', k), ', ')
                       FROM unnest(t.keys) AS k) AS keys
               FROM history_tables() t
    LOOP
        RETURN QUERY EXECUTE format($sql$
        WITH step AS (
            SELECT x.project_id, concat_ws('/', %3$s) AS key, x.action, x.seq, x.before,
                   x.after
              FROM (SELECT e.*, e.key AS facts FROM event e WHERE e.table_name = %1$L) x
             WHERE $1 IS NULL OR x.project_id = $1
             UNION ALL
            SELECT x.project_id, concat_ws('/', %3$s), NULL, NULL, x.facts - $2, NULL
              FROM (SELECT r.%2$I AS project_id, to_jsonb(r) AS facts
                      FROM %1$I r
                     WHERE $1 IS NULL OR r.%2$I = $1
                    OFFSET 0) x
        ), replayed AS (
            SELECT s.*, replay(s.before, s.after) OVER line AS had,
                   s.after IS NOT NULL AND lead(0) OVER line IS NULL AS lost
              FROM step s
            WINDOW line AS (PARTITION BY s.project_id, s.key ORDER BY s.action, s.seq
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), judged AS (
            SELECT r.*, (r.had IS NULL) <> (r.before IS NULL)
                   OR (r.had <> r.had || r.before
                       AND $3 || r.had <> $3 || r.had || r.before) AS astray
              FROM replayed r
        )
        SELECT p.slug::text, %1$L, j.key, wrong.what
          FROM judged j
          JOIN project p ON p.id = j.project_id
         CROSS JOIN LATERAL (
               SELECT history_fault(j.action || '/' || j.seq, $3 || j.had, j.before)
                WHERE j.astray
                UNION ALL
               SELECT 'is gone, though not in its history'
                WHERE j.lost) wrong (what)
         WHERE j.astray OR j.lost
         ORDER BY p.slug, j.key, j.action, j.seq
        $sql$, h.name, h.project, h.keys) USING one, h.silent, h.blank;
    END LOOP;
END
$$;

GRANT EXECUTE ON FUNCTION check_history(bigint) TO postil_ops;
