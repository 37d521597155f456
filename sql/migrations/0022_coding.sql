-- 0022: coding: how far a statement is coded, and its metadata changed. Oldest binary: 9.

-- state: what somebody has said; until then the highlights tell.  Who says «not started» of
-- a statement with highlights is right until one more is made: state_marks were there then.
ALTER TABLE statement
    ADD COLUMN state text
        CONSTRAINT bad_state CHECK (state IN ('not started', 'in progress', 'done')),
    ADD COLUMN state_marks integer,
    ADD COLUMN coding text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN state <> 'not started' OR state_marks >= highlight_count THEN state
             WHEN highlight_count > 0 THEN 'in progress'
             ELSE 'not started' END) STORED;

CREATE INDEX statement_coding ON statement (project_id, coding, date_order, id)
    WHERE deleted_at IS NULL;

-- What is made of other columns is no history.
DROP TRIGGER history_insert ON statement;
DROP TRIGGER history_update ON statement;
DROP TRIGGER history_delete ON statement;
CALL keep_history('statement', 'id', 'highlight_count date_order words coding created updated');
DROP TRIGGER history_insert ON statement;
CREATE TRIGGER history_insert AFTER INSERT ON statement
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION record_changes('statement', 'id',
        'highlight_count date_order words coding created updated', 'meta');

-- Kept: how many statements that are not deleted are in progress, and done.
ALTER TABLE project
    ADD COLUMN in_progress_count integer NOT NULL DEFAULT 0,
    ADD COLUMN done_count integer NOT NULL DEFAULT 0;

UPDATE project p
   SET in_progress_count = (SELECT count(*) FROM statement s
                             WHERE s.project_id = p.id AND s.deleted_at IS NULL
                               AND s.coding = 'in progress');

DROP TRIGGER history_insert ON project;
CREATE TRIGGER history_insert AFTER INSERT ON project
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION record_changes('project', 'id',
        'last_action statement_count highlight_count in_progress_count done_count '
        'codebook_revision created', 'settings');

-- Row by row, since few changes are one of these: most end at the condition.
CREATE FUNCTION coding_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    was    text := CASE WHEN OLD.deleted_at IS NULL THEN OLD.coding ELSE '' END;
    is_now text := CASE WHEN NEW.deleted_at IS NULL THEN NEW.coding ELSE '' END;
BEGIN
    UPDATE project p
       SET in_progress_count = p.in_progress_count + (is_now = 'in progress')::integer
                               - (was = 'in progress')::integer,
           done_count = p.done_count + (is_now = 'done')::integer - (was = 'done')::integer
     WHERE p.id = NEW.project_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER coding_counted AFTER UPDATE ON statement
    FOR EACH ROW
    WHEN ((OLD.coding, OLD.deleted_at IS NULL) <> (NEW.coding, NEW.deleted_at IS NULL))
    EXECUTE FUNCTION coding_counted();

CREATE OR REPLACE VIEW project_item WITH (security_invoker) AS
SELECT p.id AS project_id, m.account_id, p.slug, p.title, p.description, p.language,
       p.settings, p.codebook_revision, p.revision, p.created,
       p.statement_count AS statements, p.highlight_count AS highlights, m.role,
       p.archived_at, p.in_progress_count AS statements_in_progress,
       p.done_count AS statements_done
  FROM project p
  JOIN member m ON m.project_id = p.id
 WHERE m.role IS NOT NULL;

CREATE OR REPLACE VIEW statement_item WITH (security_invoker) AS
SELECT s.project_id, s.date_order, s.id, s.title, s.version,
       partial_date_text(s.date, s.date_precision) AS date,
       s.language, s.place, s.kind, s.forum, s.meeting, s.agenda_item, s.symbol, s.publisher,
       s.source_url, s.accessed_on, s.licence,
       (SELECT a.ref FROM actor a
         WHERE a.project_id = current_project() AND a.id = s.speaker_id) AS speaker,
       (SELECT a.ref FROM actor a
         WHERE a.project_id = current_project() AND a.id = s.delegation_id) AS delegation,
       (SELECT a.ref FROM actor a
         WHERE a.project_id = current_project() AND a.id = s.on_behalf_of_id) AS on_behalf_of,
       s.meta, v.length, s.highlight_count, s.revision, s.created, s.updated,
       v.body AS text, v.sha256, s.coding AS state
  FROM statement s
  JOIN statement_version v ON v.project_id = current_project() AND v.statement_id = s.id
                          AND v.version = s.version
 WHERE s.deleted_at IS NULL;

-- A field as it will be: what is not given stays, an empty text is none.
CREATE FUNCTION patched(fields jsonb, name text, old text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN fields ? name THEN nullif(fields ->> name, '') ELSE old END;

CREATE FUNCTION statement_write(old statement, fields jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    day text := patched(fields, 'date', partial_date_text(old.date, old.date_precision));
BEGIN
    PERFORM partial_date(nullif(fields ->> 'accessed_on', ''), 'accessed_on');
    UPDATE statement s
       SET title = CASE WHEN fields ? 'title' THEN fields ->> 'title' ELSE s.title END,
           language = patched(fields, 'language', s.language),
           date = partial_date(day, 'date'),
           date_precision = CASE length(day) WHEN 4 THEN 'year' WHEN 7 THEN 'month'
                                             WHEN 10 THEN 'day' END,
           place = patched(fields, 'place', s.place),
           kind = patched(fields, 'kind', s.kind),
           forum = patched(fields, 'forum', s.forum),
           meeting = patched(fields, 'meeting', s.meeting),
           agenda_item = patched(fields, 'agenda_item', s.agenda_item),
           symbol = patched(fields, 'symbol', s.symbol),
           publisher = patched(fields, 'publisher', s.publisher),
           source_url = patched(fields, 'source_url', s.source_url),
           accessed_on = patched(fields, 'accessed_on', s.accessed_on),
           licence = patched(fields, 'licence', s.licence),
           meta = coalesce(fields -> 'meta', s.meta),
           speaker_id = CASE WHEN fields ? 'speaker'
               THEN statement_actor(fields -> 'speaker', 'person', 'speaker')
               ELSE s.speaker_id END,
           delegation_id = CASE WHEN fields ? 'delegation'
               THEN statement_actor(fields -> 'delegation', 'state', 'delegation')
               ELSE s.delegation_id END,
           on_behalf_of_id = CASE WHEN fields ? 'on_behalf_of'
               THEN statement_actor(fields -> 'on_behalf_of', 'group', 'on_behalf_of')
               ELSE s.on_behalf_of_id END,
           state = coalesce(fields ->> 'state', s.state),
           state_marks = CASE WHEN fields ? 'state' THEN s.highlight_count
                              ELSE s.state_marks END,
           revision = s.revision + 1,
           updated = now()
     WHERE s.project_id = current_project()
       AND s.id = old.id;
END
$$;

-- Changes what is given: the fields of the API but text, and state, which is all that an
-- annotator may.  Says changed or stale.  As the owner, since the table's policy asks for
-- a curator whatever is changed.
CREATE FUNCTION statement_patch(id bigint, if_match bigint, fields jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    coded boolean := fields - 'state' = '{}' AND fields <> '{}';
    old   statement;
BEGIN
    PERFORM need_role(CASE WHEN coded THEN 'annotator' ELSE 'curator' END);
    PERFORM take_turn();
    SELECT * INTO old
      FROM statement s
     WHERE s.project_id = current_project() AND s.id = $1 AND s.deleted_at IS NULL;
    IF old.id IS NULL THEN
        PERFORM refuse('404', 'statement');
    ELSIF old.revision <> if_match THEN
        RETURN 'stale';
    END IF;
    PERFORM act(CASE WHEN coded THEN 'statement_code' ELSE 'statement_change' END);
    PERFORM statement_write(old, fields);
    RETURN 'changed';
END
$$;

GRANT EXECUTE ON FUNCTION statement_patch(bigint, bigint, jsonb) TO postil_web;

INSERT INTO action_kind (kind, least, final) VALUES
    ('statement_code',   'annotator', false),
    ('statement_change', 'curator',   false);

-- What comes back from the trash was not changed meanwhile.
UPDATE undo_table
   SET also = also || ', updated = CASE WHEN (o).deleted_at IS NOT DISTINCT FROM (n).deleted_at'
                      ' THEN now() ELSE (o).updated END'
 WHERE name = 'statement';

-- What was changed of a statement, in short, by the names of the API.
CREATE FUNCTION statement_changes(after jsonb) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN (SELECT coalesce(json_object_agg(regexp_replace(f.key, '_id$', ''),
                                            CASE jsonb_typeof(f.value)
                                            WHEN 'string' THEN to_jsonb(left(f.value #>> '{}', 200))
                                            WHEN 'object' THEN '{}'
                                            ELSE f.value END), '{}')
              FROM jsonb_each(after - '{revision,state_marks,date_precision}'::text[]) f);
END
$$;

GRANT EXECUTE ON FUNCTION statement_changes(jsonb) TO postil_web;

-- As 0016 made it, and what a statement's change was.
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
              CASE count(DISTINCT e.key) FILTER (WHERE e.table_name = 'statement') WHEN 1
              THEN (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'statement'))::bigint
              END AS statement,
              (min(e.key ->> 'id') FILTER (WHERE e.table_name = 'member'))::bigint AS member,
              min(e.after ->> 'role') FILTER (WHERE e.table_name = 'member') AS role,
              (array_agg(project_words(e.after))
               FILTER (WHERE e.table_name = 'project'))[1] AS project,
              (array_agg(statement_changes(e.after))
               FILTER (WHERE e.table_name = 'statement'))[1] AS changes
         FROM event e
        WHERE e.project_id = a.project_id AND e.action = a.number AND e.seq <= 10) head
 CROSS JOIN LATERAL (
       SELECT CASE WHEN head.highlight IS NULL THEN head.statement
              ELSE (SELECT h.statement_id FROM highlight h
                     WHERE h.project_id = current_project() AND h.id = head.highlight)
              END AS statement
       OFFSET 0) place;

-- The statement after the given one that nobody has begun, in the library's order; behind
-- the last comes the first.
CREATE FUNCTION statement_uncoded(after bigint) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    here record;
BEGIN
    SELECT s.date_order, s.id INTO here
      FROM statement s
     WHERE s.project_id = current_project() AND s.id = after;
    RETURN coalesce(
        (SELECT s.id FROM statement s
          WHERE s.project_id = current_project() AND s.coding = 'not started'
            AND s.deleted_at IS NULL
            AND (s.date_order, s.id) > (here.date_order, here.id)
          ORDER BY s.date_order, s.id LIMIT 1),
        (SELECT s.id FROM statement s
          WHERE s.project_id = current_project() AND s.coding = 'not started'
            AND s.deleted_at IS NULL AND s.id <> after
          ORDER BY s.date_order, s.id LIMIT 1));
END
$$;

GRANT EXECUTE ON FUNCTION statement_uncoded(bigint) TO postil_web;

-- A part of the check (0014): what is kept of coding.
CREATE FUNCTION check_coding(one bigint) RETURNS SETOF finding
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
    RETURN QUERY
    SELECT p.slug::text, 'project', p.slug::text,
           format('%s are in progress and %s done, and should be %s and %s',
                  p.in_progress_count, p.done_count, n.begun, n.done)
      FROM project p
     CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE s.coding = 'in progress') AS begun,
                  count(*) FILTER (WHERE s.coding = 'done') AS done
             FROM statement s
            WHERE s.project_id = p.id
              AND s.deleted_at IS NULL) n
     WHERE (one IS NULL OR p.id = one)
       AND (p.in_progress_count, p.done_count) <> (n.begun, n.done)
     ORDER BY p.slug;
END
$$;

GRANT EXECUTE ON FUNCTION check_coding(bigint) TO postil_ops;
