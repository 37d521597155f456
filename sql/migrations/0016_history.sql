-- 0016: history: undoing, and actions as a list tells them. Oldest binary: 9.

-- Doing again what was undone: later actions that have deleted parts of what it had made.
CREATE FUNCTION undo_parted(number bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    root bigint := action_root(number);
BEGIN
    IF root < number THEN
        RETURN QUERY
        SELECT e.action
          FROM event p
          JOIN undo_table t ON t.name = p.table_name AND t.owner IS NOT NULL
          JOIN event e ON e.project_id = p.project_id AND e.key = p.key
                      AND e.table_name = p.table_name AND e.action > undo_parted.number
          JOIN action a ON a.project_id = e.project_id AND a.number = e.action
         WHERE p.project_id = current_project()
           AND p.action = root
           AND p.before IS NULL
           AND e.after IS NULL
           AND a.kind <> 'purge';
    END IF;
END
$$;

-- Of an action of which purges have left nothing: these.
CREATE FUNCTION undo_purged(number bigint, rows undo_row[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF rows = '{}' THEN
        RETURN QUERY
        SELECT p.action
          FROM event e
          JOIN event p ON p.project_id = e.project_id AND p.key = e.key
                      AND p.table_name = e.table_name AND p.action > e.action
          JOIN action a ON a.project_id = p.project_id AND a.number = p.action
         WHERE e.project_id = current_project()
           AND e.action = undo_purged.number
           AND a.kind = 'purge';
    END IF;
END
$$;

-- What stands in the way of undoing an action, newest first: those in force, but for what
-- undid a later one, since the two together come to nothing.
CREATE FUNCTION undo_way(number bigint, rows undo_row[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN ARRAY(
        SELECT a.number
          FROM action a
         WHERE a.project_id = current_project()
           AND a.number IN (SELECT undo_touched(undo_way.number, rows)
                             UNION SELECT undo_leant_on(undo_way.number, rows)
                             UNION SELECT undo_missed(undo_way.number, rows)
                             UNION SELECT undo_taken(undo_way.number, rows)
                             UNION SELECT undo_parted(undo_way.number)
                             UNION SELECT undo_purged(undo_way.number, rows))
           AND a.undone_by IS NULL
           AND (a.undoes IS NULL OR a.undoes < undo_way.number)
         ORDER BY a.number DESC);
END
$$;

-- The inverse, table by table, each in one command however many rows there are.
CREATE FUNCTION undo_insert(rows undo_row[], of undo_table) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    columns text[] := ARRAY(SELECT DISTINCT format('%I', c)
                              FROM unnest(rows) AS r
                             CROSS JOIN LATERAL jsonb_object_keys(r.key || r.facts) AS c
                             WHERE r.name = of.name AND r.deed = 'insert');
BEGIN
    IF columns <> '{}' THEN
        EXECUTE format($sql$
            INSERT INTO %1$I (project_id, %2$s)
            SELECT current_project(), n.%3$s
              FROM unnest($1) AS r
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, r.key || r.facts) n
             WHERE r.name = %1$L AND r.deed = 'insert'
            $sql$, of.name, array_to_string(columns, ', '), array_to_string(columns, ', n.'))
        USING rows;
    END IF;
END
$$;

CREATE FUNCTION undo_update(rows undo_row[], of undo_table) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    sets text := (SELECT string_agg(DISTINCT format('%1$I = (n).%1$I', c), ', ')
                    FROM unnest(rows) AS r
                   CROSS JOIN LATERAL jsonb_object_keys(r.facts) AS c
                   WHERE r.name = of.name AND r.deed = 'update');
BEGIN
    sets := concat_ws(', ', sets, of.also);
    IF sets <> '' THEN
        EXECUTE format($sql$
            UPDATE %1$I t
               SET %2$s
              FROM (SELECT k, t AS o, jsonb_populate_record(t, r.facts) AS n
                      FROM unnest($1) AS r
                     CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, r.key) k
                      JOIN %1$I t ON %3$s
                     WHERE r.name = %1$L AND r.deed = 'update') x
             WHERE %3$s
            $sql$, of.name, sets, undo_keys_equal(of))
        USING rows;
    END IF;
END
$$;

-- With a row go those that still refer to it, though nobody sees them: what was undone has
-- left them.
CREATE FUNCTION undo_delete(rows undo_row[], of undo_table) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    part record;
BEGIN
    FOR part IN SELECT f.name, format('t.project_id = current_project() AND t.%I = (k).%I',
                                      f.column_name, of.keys[1]) AS goes
                  FROM undo_reference f
                 WHERE f.target = of.name AND f.name <> of.name
                 UNION ALL
                SELECT of.name, undo_keys_equal(of)
    LOOP
        EXECUTE format($sql$
            DELETE FROM %1$I t
             USING unnest($1) AS r
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%2$I, r.key) k
             WHERE r.name = %2$L AND r.deed = 'delete' AND %3$s
            $sql$, part.name, of.name, part.goes)
        USING rows;
    END LOOP;
END
$$;

-- First come rows that others refer to, last they go.
CREATE FUNCTION undo_apply(rows undo_row[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    tables undo_table[] := ARRAY(
        SELECT t FROM undo_table t
         WHERE t.name IN (SELECT r.name FROM unnest(rows) AS r)
         ORDER BY t.place);
    of     undo_table;
BEGIN
    FOREACH of IN ARRAY tables LOOP
        PERFORM undo_insert(rows, of);
    END LOOP;
    FOREACH of IN ARRAY tables LOOP
        PERFORM undo_update(rows, of);
    END LOOP;
    FOR of IN SELECT (t).* FROM unnest(tables) AS t
               WHERE t.made IS NULL
               ORDER BY t.place DESC LOOP
        PERFORM undo_delete(rows, of);
    END LOOP;
END
$$;

-- The chain of what each undid, with an undo at its end: that one is in force, the next is
-- not, and so on by turns.
CREATE FUNCTION undo_turn(number bigint, undo bigint) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    turned bigint := undo;
    next   bigint;
BEGIN
    WHILE number IS NOT NULL LOOP
        UPDATE action a SET undone_by = turned
         WHERE a.project_id = current_project() AND a.number = undo_turn.number
        RETURNING a.undoes INTO next;
        turned := CASE WHEN turned IS NULL THEN number END;
        number := next;
    END LOOP;
END
$$;

-- Whether the caller may do what undoing comes to: the like of it himself, and with what is
-- another's only as a curator.
CREATE FUNCTION undo_need_right(doomed action, role text, rows undo_row[]) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    PERFORM need_role(role);
    IF doomed.member_id <> current_member()
       OR EXISTS (SELECT FROM unnest(rows) AS r
                    JOIN highlight h ON h.project_id = current_project()
                                    AND h.id = (r.key ->> 'id')::uuid
                   WHERE r.name = 'highlight' AND h.author_id <> current_member()) THEN
        PERFORM need_role('curator');
    END IF;
END
$$;

-- A time within JSON, as all answers write it.
CREATE FUNCTION utc_text(at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- What was changed of a project, in short.
CREATE FUNCTION project_words(after jsonb) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT json_object_agg(f.key, CASE jsonb_typeof(f.value)
                                          WHEN 'string' THEN to_jsonb(left(f.value #>> '{}', 200))
                                          WHEN 'object' THEN '{}'
                                          ELSE f.value END)
              FROM jsonb_each(after - 'revision') f);
END
$$;

CREATE FUNCTION actions_named(numbers bigint[]) RETURNS json
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(json_build_object(
                       'number', a.number, 'at', utc_text(a.at), 'member', m.ref,
                       'kind', a.kind) ORDER BY a.number DESC), '[]')
              FROM action a
              JOIN member m ON m.project_id = current_project() AND m.id = a.member_id
             WHERE a.project_id = current_project()
               AND a.number = ANY (numbers[1:100]));
END
$$;

GRANT EXECUTE ON FUNCTION utc_text(timestamptz), project_words(jsonb) TO postil_web;

-- Says undone; or, nothing having been written, final or built_on, with the actions that
-- stand in the way, newest first, a hundred at most.
CREATE FUNCTION action_undo(number bigint) RETURNS TABLE (outcome text, actions json)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    doomed action;
    how    action_kind;
    rows   undo_row[];
    way    bigint[] := '{}';
BEGIN
    PERFORM take_turn();
    SELECT * INTO doomed
      FROM action a
     WHERE a.project_id = current_project() AND a.number = action_undo.number;
    IF doomed.number IS NULL THEN
        PERFORM refuse('404', 'action');
    END IF;
    SELECT k.* INTO how
      FROM action a
      JOIN action_kind k ON k.kind = a.kind
     WHERE a.project_id = current_project() AND a.number = action_root(doomed.number);
    rows := ARRAY(SELECT r FROM undo_rows(number) AS r);
    PERFORM undo_need_right(doomed, coalesce(how.least, 'manager'), rows);

    IF coalesce(how.final, true) THEN
        outcome := 'final';
    ELSE
        way := CASE WHEN doomed.undone_by IS NULL THEN undo_way(number, rows)
                    ELSE ARRAY[doomed.undone_by] END;
        outcome := CASE WHEN way = '{}' THEN 'undone' ELSE 'built_on' END;
    END IF;
    actions := actions_named(way);
    IF outcome = 'undone' THEN
        PERFORM act('undo', number);
        PERFORM undo_apply(rows);
        PERFORM undo_turn(number, current_action());
    END IF;
    RETURN NEXT;
END
$$;

GRANT EXECUTE ON FUNCTION action_undo(bigint) TO postil_web;

-- The list of actions, filtered by who or by what.
CREATE INDEX action_by_member ON action (project_id, member_id, number);
CREATE INDEX action_by_kind ON action (project_id, kind, number);

-- An action with what is needed to put it in words: what it was about, by its first ten
-- events (the first statement of many is told from a single one by then), how many rows it
-- changed, and its note, which is its last event.
CREATE VIEW action_item WITH (security_invoker) AS
SELECT a.project_id, a.number, a.at, a.member_id,
       (SELECT m.ref FROM member m
         WHERE m.project_id = current_project() AND m.id = a.member_id) AS member,
       a.kind, a.undoes, a.undone_by,
       last.seq - (last.table_name = 'action')::integer AS events,
       (SELECT json_build_object('id', s.id, 'title', s.title,
                                 'deleted_at', utc_text(s.deleted_at))
          FROM statement s
         WHERE s.project_id = current_project() AND s.id = place.statement) AS statement,
       (SELECT json_build_object('id', h.id, 'quote', left(h.quote, 200),
                                 'deleted_at', utc_text(h.deleted_at))
          FROM highlight h
         WHERE h.project_id = current_project() AND h.id = head.highlight) AS highlight,
       (SELECT coalesce(json_agg(named.label), '[]')
          FROM (SELECT coalesce(e.after ->> 'label', e.before ->> 'label',
                                (SELECT t.label FROM tag t
                                  WHERE t.project_id = current_project()
                                    AND t.id = (e.key ->> 'tag_id')::bigint)) AS label
                  FROM event e
                 WHERE e.project_id = a.project_id AND e.action = a.number AND e.seq <= 10
                   AND (e.table_name = 'tag'
                        OR e.table_name = 'tagging' AND e.after IS NOT NULL)
                 ORDER BY e.seq
                 LIMIT 5) named
         WHERE named.label IS NOT NULL) AS tags,
       (SELECT json_build_object('id', m.id, 'name', m.name, 'role', head.role)
          FROM member m
         WHERE m.project_id = current_project() AND m.id = head.member) AS about,
       head.project,
       CASE WHEN last.table_name = 'action' THEN last.after END AS note,
       a.undone_by IS NULL AND NOT kind_is_final(a.kind) AS undoable
  FROM action a
  LEFT JOIN LATERAL (
       SELECT e.seq, e.table_name, e.after
         FROM event e
        WHERE e.project_id = a.project_id AND e.action = a.number
        ORDER BY e.seq DESC
        LIMIT 1) last ON true
 CROSS JOIN LATERAL (
       SELECT CASE count(DISTINCT e.key) FILTER (WHERE e.table_name = 'highlight') WHEN 1
              THEN (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'highlight'))::uuid
              END AS highlight,
              CASE count(DISTINCT e.key) FILTER (WHERE e.table_name = 'statement') WHEN 1
              THEN (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'statement'))::bigint
              END AS statement,
              (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'member'))::bigint AS member,
              min(e.after ->> 'role') FILTER (WHERE e.table_name = 'member') AS role,
              (array_agg(project_words(e.after))
               FILTER (WHERE e.table_name = 'project'))[1] AS project
         FROM event e
        WHERE e.project_id = a.project_id AND e.action = a.number AND e.seq <= 10) head
 CROSS JOIN LATERAL (
       SELECT CASE WHEN head.highlight IS NULL THEN head.statement
              ELSE (SELECT h.statement_id FROM highlight h
                     WHERE h.project_id = current_project() AND h.id = head.highlight)
              END AS statement
       OFFSET 0) place;

GRANT SELECT ON action_item TO postil_web;

-- Numbers of the actions about one statement or what is marked in it, newest first.
CREATE FUNCTION actions_of_statement(statement bigint, member bigint, kind text,
                                     before bigint, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 50
AS $$
BEGIN
    RETURN QUERY
    SELECT a.number
      FROM action a
     WHERE a.project_id = current_project()
       AND a.number IN (
           SELECT e.action
             FROM event e
            WHERE e.project_id = current_project()
              AND e.key = jsonb_build_object('id', $1)
              AND e.table_name = 'statement'
            UNION
           SELECT e.action
             FROM highlight h
             JOIN event e ON e.project_id = current_project()
                         AND e.key = jsonb_build_object('id', h.id)
                         AND e.table_name = 'highlight'
            WHERE h.project_id = current_project()
              AND h.statement_id = $1)
       AND a.number < before
       AND ($2 IS NULL OR a.member_id = $2)
       AND ($3 IS NULL OR a.kind = $3)
     ORDER BY a.number DESC
     LIMIT most;
END
$$;

GRANT EXECUTE ON FUNCTION actions_of_statement(bigint, bigint, text, bigint, integer)
    TO postil_web;
