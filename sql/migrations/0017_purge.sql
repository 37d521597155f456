-- 0017: purge: what is deleted as a list, and what is gone for good. Oldest binary: 9.

CREATE INDEX statement_trash ON statement (project_id, deleted_at, id)
    WHERE deleted_at IS NOT NULL;
CREATE INDEX highlight_trash ON highlight (project_id, deleted_at, id)
    WHERE deleted_at IS NOT NULL;

-- All that is deleted, latest first: statements, and highlights that were deleted by
-- themselves.  action: what undoes it.  A place is a moment, in microseconds, and behind
-- it the id; of one moment statements come first.
CREATE TYPE trash_item AS (
    kind       text,
    id         json,
    title      text,
    quote      text,
    statement  json,
    deleted_at timestamptz,
    member     json,
    action     bigint,
    place      text
);

CREATE FUNCTION trash_list(after_moment bigint, after_id text, most integer)
RETURNS SETOF trash_item
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    first     boolean := after_moment = 0;
    moment    timestamptz := CASE WHEN first THEN 'infinity'
                             ELSE timestamptz 'epoch' + after_moment * interval '1 microsecond' END;
    highlight boolean := length(after_id) = 36;
BEGIN
    RETURN QUERY
    WITH gone AS (
        (SELECT s.deleted_at, s.id AS statement, NULL::uuid AS highlight
           FROM statement s
          WHERE s.project_id = current_project()
            AND s.deleted_at IS NOT NULL
            AND (s.deleted_at, s.id)
                < (moment, CASE WHEN first OR highlight THEN 0 ELSE after_id::bigint END)
          ORDER BY s.deleted_at DESC, s.id DESC
          LIMIT most)
         UNION ALL
        (SELECT h.deleted_at, h.statement_id, h.id
           FROM highlight h
          WHERE h.project_id = current_project()
            AND h.deleted_at IS NOT NULL
            AND (h.deleted_at, h.id)
                < (moment, CASE WHEN highlight THEN after_id::uuid
                                ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END)
          ORDER BY h.deleted_at DESC, h.id DESC
          LIMIT most)
    )
    SELECT CASE WHEN g.highlight IS NULL THEN 'statement' ELSE 'highlight' END,
           coalesce(to_json(g.highlight), to_json(g.statement)),
           CASE WHEN g.highlight IS NULL THEN s.title::text END,
           (SELECT left(h.quote, 200) FROM highlight h
             WHERE h.project_id = current_project() AND h.id = g.highlight),
           json_build_object('id', s.id, 'title', s.title),
           g.deleted_at, m.ref, a.number,
           (extract(epoch FROM g.deleted_at) * 1000000)::bigint || ' '
               || coalesce(g.highlight::text, g.statement::text)
      FROM gone g
      JOIN statement s ON s.project_id = current_project() AND s.id = g.statement
     CROSS JOIN LATERAL (
           SELECT e.action
             FROM event e
            WHERE e.project_id = current_project()
              AND e.key = jsonb_build_object('id', coalesce(to_jsonb(g.highlight),
                                                            to_jsonb(g.statement)))
              AND e.table_name = CASE WHEN g.highlight IS NULL THEN 'statement'
                                      ELSE 'highlight' END
              AND e.after ->> 'deleted_at' IS NOT NULL
            ORDER BY e.action DESC
            LIMIT 1) deletion
      JOIN action a ON a.project_id = current_project() AND a.number = deletion.action
      JOIN member m ON m.project_id = current_project() AND m.id = a.member_id
     ORDER BY g.deleted_at DESC, g.highlight IS NULL DESC, g.highlight DESC,
              g.statement DESC
     LIMIT most;
END
$$;

GRANT EXECUTE ON FUNCTION trash_list(bigint, text, integer) TO postil_web;

-- Gone for good: a statement with its highlights, a highlight, or without either all that
-- is in the trash.  Those that refer to a row go before it.
CREATE FUNCTION trash_purge(statement bigint, highlight uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    whole      boolean := statement IS NULL AND highlight IS NULL;
    statements bigint[];
    highlights uuid[];
BEGIN
    PERFORM need_role('manager');
    PERFORM take_turn();
    statements := ARRAY(SELECT s.id FROM statement s
                         WHERE s.project_id = current_project() AND s.deleted_at IS NOT NULL
                           AND (whole OR s.id = $1));
    highlights := ARRAY(SELECT h.id FROM highlight h
                         WHERE h.project_id = current_project() AND h.deleted_at IS NOT NULL
                           AND (whole OR h.id = $2));
    IF NOT whole AND statements = '{}' AND highlights = '{}' THEN
        PERFORM refuse('404', CASE WHEN highlight IS NULL THEN 'statement' ELSE 'highlight' END);
    ELSIF statements <> '{}' OR highlights <> '{}' THEN
        PERFORM act('purge');
        PERFORM rows_purge(statements, highlights);
    END IF;
END
$$;

CREATE FUNCTION rows_purge(statements bigint[], highlights uuid[]) RETURNS void
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
    DELETE FROM statement_version v
     WHERE v.project_id = current_project() AND v.statement_id = ANY (statements);
    DELETE FROM statement s
     WHERE s.project_id = current_project() AND s.id = ANY (statements);
END
$$;

GRANT EXECUTE ON FUNCTION trash_purge(bigint, uuid) TO postil_web;

-- The greatest number of a row that is gone for good: history and addresses name it, so no
-- other row gets it.
CREATE TABLE spent_id (
    project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
    table_name text NOT NULL,
    id         bigint NOT NULL,

    PRIMARY KEY (project_id, table_name)
);

ALTER TABLE spent_id ENABLE ROW LEVEL SECURITY;

CREATE POLICY spent_id_read ON spent_id FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);

GRANT SELECT ON spent_id TO postil_web;

CREATE FUNCTION ids_spent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    INSERT INTO spent_id (project_id, table_name, id)
    SELECT current_project(), TG_ARGV[0], max(o.id)
      FROM old_rows o
    HAVING count(*) > 0
        ON CONFLICT (project_id, table_name)
        DO UPDATE SET id = greatest(spent_id.id, excluded.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER ids_spent AFTER DELETE ON tag
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT WHEN (current_action() IS NOT NULL) EXECUTE FUNCTION ids_spent('tag');
CREATE TRIGGER ids_spent AFTER DELETE ON statement
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT WHEN (current_action() IS NOT NULL)
    EXECUTE FUNCTION ids_spent('statement');

-- The last number that any row of the table had; 0: none yet.
CREATE FUNCTION last_id(table_name text, present bigint) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN greatest(present, 0, (SELECT s.id FROM spent_id s
                                  WHERE s.project_id = current_project()
                                    AND s.table_name = last_id.table_name));
END
$$;

GRANT EXECUTE ON FUNCTION last_id(text, bigint) TO postil_web;

CREATE OR REPLACE FUNCTION statement_add(body text, fields jsonb) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    made bigint := 1 + last_id('statement', (SELECT s.id FROM statement s
                                              WHERE s.project_id = current_project()
                                              ORDER BY s.id DESC LIMIT 1));
    f    record;
BEGIN
    SELECT * INTO f
      FROM jsonb_to_record(fields)
        AS x (title text, language text, date text, place text, kind text, forum text,
              meeting text, agenda_item text, symbol text, publisher text,
              source_url text, accessed_on text, licence text, meta jsonb,
              speaker jsonb, delegation jsonb, on_behalf_of jsonb);
    PERFORM partial_date(f.accessed_on, 'accessed_on');
    INSERT INTO statement
        (project_id, id, title, language, date, date_precision, place, kind, forum, meeting,
         agenda_item, symbol, publisher, source_url, accessed_on, licence, meta,
         speaker_id, delegation_id, on_behalf_of_id)
    VALUES
        (current_project(), made, f.title, f.language, partial_date(f.date, 'date'),
         CASE length(f.date) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END,
         f.place, f.kind, f.forum, f.meeting, f.agenda_item, f.symbol, f.publisher,
         f.source_url, f.accessed_on, f.licence, coalesce(f.meta, '{}'),
         statement_actor(f.speaker, 'person', 'speaker'),
         statement_actor(f.delegation, 'state', 'delegation'),
         statement_actor(f.on_behalf_of, 'group', 'on_behalf_of'));
    INSERT INTO statement_version (project_id, statement_id, version, body)
    VALUES (current_project(), made, 1, body);
    RETURN made;
END
$$;

CREATE OR REPLACE FUNCTION tag_create(key text, label text, parent text, color text, definition text,
                           example text, "position" integer)
RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM take_turn();
    IF EXISTS (SELECT FROM tag t WHERE t.project_id = current_project() AND t.key = $1) THEN
        RETURN 'taken';
    END IF;
    PERFORM act('tag_create');
    INSERT INTO tag (project_id, id, parent_id, key, label, color, definition, example,
                     position)
    SELECT current_project(), 1 + last_id('tag', max(t.id)), tag_of(parent, 'parent'), $1, $2,
           $4, nullif($5, ''), nullif($6, ''), coalesce($7, max(t.position) + 1, 1)
      FROM tag t
     WHERE t.project_id = current_project();
    RETURN 'created';
END
$$;

CREATE OR REPLACE FUNCTION codebook_insert(tags jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM act('codebook_import');
    WITH fresh AS (
        SELECT f.*, last.position + f.place AS "position",
               last.id + row_number() OVER (ORDER BY m.level, f.place) AS id
          FROM codebook_missing(tags) m
          JOIN codebook_read(tags) f USING (place)
         CROSS JOIN (SELECT last_id('tag', max(t.id)) AS id,
                            coalesce(max(t.position), 0) AS "position"
                       FROM tag t
                      WHERE t.project_id = current_project()) last
    )
    INSERT INTO tag (project_id, id, parent_id, key, label, color, definition, example,
                     position)
    SELECT current_project(), f.id, coalesce(sibling.id, present.id), f.key, f.label,
           f.color, f.definition, f.example, f."position"
      FROM fresh f
      LEFT JOIN fresh sibling ON sibling.key = f.parent
      LEFT JOIN tag present ON present.project_id = current_project()
                           AND present.key = f.parent
     ORDER BY f.id;
END
$$;

-- Of what a purge takes, history says that it is gone and nothing of what it was.  whole: a
-- column of JSON that is kept to the letter, with what is null in it.
CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    project bigint := current_project();
    number  bigint := current_action();
    last    integer := nullif(current_setting('postil.seq', true), '');
    keys    text[] := string_to_array(TG_ARGV[1], ' ');
    hidden  text[] := string_to_array(TG_ARGV[2], ' ') || 'project_id'::text;
    whole   text := TG_ARGV[3];
    purge   boolean;
    written integer;
    done    text;
BEGIN
    IF number IS NULL THEN
        IF (SELECT p.last_action FROM project p WHERE p.id = project) = 0 THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION '% changed outside of act()', TG_ARGV[0];
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO event (project_id, action, seq, table_name, key, after)
        SELECT project, number, last + row_number() OVER (), TG_ARGV[0],
               (SELECT jsonb_object_agg(c, n.facts -> c) FROM unnest(keys) AS c),
               jsonb_strip_nulls(n.facts - hidden - keys)
                   || CASE WHEN whole IS NULL THEN '{}'
                           ELSE jsonb_build_object(whole, n.facts -> whole) END
          FROM (SELECT to_jsonb(r) AS facts FROM new_rows r) n;
    ELSIF TG_OP = 'DELETE' THEN
        purge := (SELECT a.kind = 'purge' FROM action a
                   WHERE a.project_id = project AND a.number = current_action());
        INSERT INTO event (project_id, action, seq, table_name, key, before)
        SELECT project, number, last + row_number() OVER (), TG_ARGV[0],
               (SELECT jsonb_object_agg(c, o.facts -> c) FROM unnest(keys) AS c),
               CASE WHEN purge THEN '{}' ELSE o.facts - hidden - keys END
          FROM (SELECT to_jsonb(r) AS facts FROM old_rows r) o;
    ELSE
        INSERT INTO event (project_id, action, seq, table_name, key, before, after)
        SELECT project, number, last + row_number() OVER (), TG_ARGV[0],
               n.key, changed.before, changed.after
          FROM (SELECT (SELECT jsonb_object_agg(c, to_jsonb(r) -> c) FROM unnest(keys) AS c)
                       AS key, to_jsonb(r) - hidden AS facts
                  FROM old_rows r) o
          JOIN (SELECT (SELECT jsonb_object_agg(c, to_jsonb(r) -> c) FROM unnest(keys) AS c)
                       AS key, to_jsonb(r) - hidden AS facts
                  FROM new_rows r) n ON n.key = o.key
         CROSS JOIN LATERAL (
               SELECT jsonb_object_agg(f.key, o.facts -> f.key) AS before,
                      jsonb_object_agg(f.key, f.value) AS after
                 FROM jsonb_each(n.facts) f
                WHERE f.value <> o.facts -> f.key) changed
         WHERE changed.after IS NOT NULL;
    END IF;
    GET DIAGNOSTICS written = ROW_COUNT;
    done := set_config('postil.seq', (last + written)::text, true);
    RETURN NULL;
END
$$;

DROP TRIGGER history_insert ON statement;
CREATE TRIGGER history_insert AFTER INSERT ON statement
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION record_changes('statement', 'id',
        'highlight_count date_order words created updated', 'meta');
DROP TRIGGER history_insert ON project;
CREATE TRIGGER history_insert AFTER INSERT ON project
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION record_changes('project', 'id',
        'last_action statement_count highlight_count codebook_revision created', 'settings');

-- What 0004 left out; nothing could change either until today.
UPDATE event e
   SET after = e.after || jsonb_build_object('meta', s.meta)
  FROM statement s
 WHERE e.table_name = 'statement'
   AND e.before IS NULL
   AND s.project_id = e.project_id
   AND e.key = jsonb_build_object('id', s.id)
   AND e.after -> 'meta' <> s.meta;
UPDATE event e
   SET after = e.after || jsonb_build_object('settings', p.settings)
  FROM project p
 WHERE e.project_id = p.id
   AND e.action = 1
   AND e.table_name = 'project'
   AND e.before IS NULL
   AND e.after -> 'settings' <> p.settings;
