-- 0026: coverage: paragraphs that were read and left uncoded on purpose. Oldest binary: 9.

-- A paragraph is a line of its version's body, [start_at, end_at) in code points, without
-- the line feed.  The team's word, not one member's: member_id has said it, anybody who
-- codes may take it back.
CREATE TABLE left_uncoded (
    project_id   bigint NOT NULL,
    statement_id bigint NOT NULL,
    version      integer NOT NULL,
    start_at     integer NOT NULL,
    end_at       integer NOT NULL,
    member_id    bigint NOT NULL,
    at           timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (project_id, statement_id, version, start_at),
    FOREIGN KEY (project_id, statement_id, version) REFERENCES statement_version
        ON DELETE CASCADE,
    FOREIGN KEY (project_id, member_id) REFERENCES member,
    CONSTRAINT not_a_paragraph CHECK (start_at >= 0 AND end_at > start_at)
);

ALTER TABLE left_uncoded ENABLE ROW LEVEL SECURITY;

CREATE POLICY left_uncoded_read ON left_uncoded FOR SELECT TO postil_web
    USING (project_id = current_project());
CREATE POLICY left_uncoded_insert ON left_uncoded FOR INSERT TO postil_web
    WITH CHECK (project_id = current_project()
                AND current_role_rank() >= role_rank('annotator')
                AND member_id = current_member());
CREATE POLICY left_uncoded_delete ON left_uncoded FOR DELETE TO postil_web
    USING (project_id = current_project()
           AND current_role_rank() >= role_rank('annotator'));

GRANT SELECT, INSERT, DELETE ON left_uncoded TO postil_web;

CALL keep_history('left_uncoded', 'statement_id version start_at', '');

-- What was done to a statement's paragraphs, though no row of theirs is left.
CREATE INDEX event_left_uncoded ON event (project_id, (key -> 'statement_id'))
    WHERE table_name = 'left_uncoded';

INSERT INTO action_kind (kind, least, final) VALUES
    ('paragraph_leave',  'annotator', false),
    ('paragraph_return', 'annotator', false);

INSERT INTO undo_table (name, place, keys, owner, part_of) VALUES
    ('left_uncoded', 10, '{statement_id,version,start_at}', 'statement', 'statement_id');

CREATE VIEW left_uncoded_item WITH (security_invoker) AS
SELECT l.project_id, l.statement_id AS statement, l.version, l.start_at AS start,
       l.end_at AS "end", m.ref AS member, l.at
  FROM left_uncoded l
  JOIN member m ON m.project_id = current_project() AND m.id = l.member_id;

GRANT SELECT ON left_uncoded_item TO postil_web;

-- The version that is read now.
CREATE FUNCTION statement_present(statement bigint) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    newest integer := (SELECT s.version FROM statement s
                        WHERE s.project_id = current_project() AND s.id = statement
                          AND s.deleted_at IS NULL);
BEGIN
    IF newest IS NULL THEN
        PERFORM refuse('404', 'statement');
    END IF;
    RETURN newest;
END
$$;

-- Whether a line begins and ends just there.  A stretch that cannot be is none.
CREATE FUNCTION is_paragraph(body text, start_at integer, end_at integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    line text := CASE WHEN start_at >= 0 AND end_at > start_at
                      THEN substr(body, start_at + 1, end_at - start_at) ELSE '' END;
BEGIN
    RETURN line <> ''
       AND char_length(line) = end_at - start_at
       AND strpos(line, E'\n') = 0
       AND (start_at = 0 OR substr(body, start_at, 1) = E'\n')
       AND substr(body, end_at + 1, 1) IN ('', E'\n');
END
$$;

-- Says created or same.
CREATE FUNCTION paragraph_leave(statement bigint, start_at integer, end_at integer)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    newest integer;
BEGIN
    PERFORM need_role('annotator');
    PERFORM take_turn();
    newest := statement_present(statement);
    IF NOT is_paragraph((SELECT v.body FROM statement_version v
                          WHERE v.project_id = current_project()
                            AND v.statement_id = $1 AND v.version = newest), $2, $3) THEN
        PERFORM refuse('422', 'not_a_paragraph', 'end');
    ELSIF EXISTS (SELECT FROM left_uncoded l
                   WHERE l.project_id = current_project() AND l.statement_id = $1
                     AND l.version = newest AND l.start_at = $2) THEN
        RETURN 'same';
    END IF;
    PERFORM act('paragraph_leave');
    INSERT INTO left_uncoded (project_id, statement_id, version, start_at, end_at, member_id)
    VALUES (current_project(), $1, newest, $2, $3, current_member());
    RETURN 'created';
END
$$;

-- It is to be read again.  Says gone, or same: it was not left.
CREATE FUNCTION paragraph_return(statement bigint, start_at integer) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    newest integer;
BEGIN
    PERFORM need_role('annotator');
    PERFORM take_turn();
    newest := statement_present(statement);
    IF NOT EXISTS (SELECT FROM left_uncoded l
                    WHERE l.project_id = current_project() AND l.statement_id = $1
                      AND l.version = newest AND l.start_at = $2) THEN
        RETURN 'same';
    END IF;
    PERFORM act('paragraph_return');
    DELETE FROM left_uncoded l
     WHERE l.project_id = current_project() AND l.statement_id = $1
       AND l.version = newest AND l.start_at = $2;
    RETURN 'gone';
END
$$;

GRANT EXECUTE ON FUNCTION statement_present(bigint), is_paragraph(text, integer, integer),
    paragraph_leave(bigint, integer, integer), paragraph_return(bigint, integer)
    TO postil_web;

-- As 0017 made it; history is told of these too.
CREATE OR REPLACE FUNCTION rows_purge(statements bigint[], highlights uuid[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    marked uuid[] := highlights || ARRAY(
        SELECT h.id FROM highlight h
         WHERE h.project_id = current_project() AND h.statement_id = ANY (statements));
BEGIN
    DELETE FROM tagging g
     WHERE g.project_id = current_project() AND g.highlight_id = ANY (marked);
    DELETE FROM highlight h
     WHERE h.project_id = current_project() AND h.id = ANY (marked);
    DELETE FROM left_uncoded l
     WHERE l.project_id = current_project() AND l.statement_id = ANY (statements);
    DELETE FROM statement_version v
     WHERE v.project_id = current_project() AND v.statement_id = ANY (statements);
    DELETE FROM statement s
     WHERE s.project_id = current_project() AND s.id = ANY (statements);
END
$$;

-- As 0016 made it, and what was done to its paragraphs.
CREATE OR REPLACE FUNCTION actions_of_statement(statement bigint, member bigint, kind text,
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
             FROM event e
            WHERE e.project_id = current_project()
              AND e.key -> 'statement_id' = to_jsonb($1)
              AND e.table_name = 'left_uncoded'
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

-- As 0022 made it, and whose paragraphs an action is about.
CREATE OR REPLACE VIEW action_item WITH (security_invoker) AS
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
       a.undone_by IS NULL AND NOT kind_is_final(a.kind) AS undoable,
       CASE WHEN a.kind IN ('statement_code', 'statement_change') THEN head.changes END
       AS changes
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
              CASE count(DISTINCT o.statement) WHEN 1 THEN min(o.statement) END AS statement,
              (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'member'))::bigint AS member,
              min(e.after ->> 'role') FILTER (WHERE e.table_name = 'member') AS role,
              (array_agg(project_words(e.after))
               FILTER (WHERE e.table_name = 'project'))[1] AS project,
              (array_agg(statement_changes(e.after))
               FILTER (WHERE e.table_name = 'statement'))[1] AS changes
         FROM event e
        CROSS JOIN LATERAL (
              SELECT CASE e.table_name WHEN 'statement' THEN (e.key ->> 'id')::bigint
                          WHEN 'left_uncoded' THEN (e.key ->> 'statement_id')::bigint
                          END AS statement) o
        WHERE e.project_id = a.project_id AND e.action = a.number AND e.seq <= 10) head
 CROSS JOIN LATERAL (
       SELECT CASE WHEN head.highlight IS NULL THEN head.statement
              ELSE (SELECT h.statement_id FROM highlight h
                     WHERE h.project_id = current_project() AND h.id = head.highlight)
              END AS statement
       OFFSET 0) place;
