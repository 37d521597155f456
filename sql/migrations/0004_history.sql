-- 0004: history: actions, and the events that triggers write. Oldest binary: 4.

-- One thing that a member did.  Numbers have no gaps: act() gives them under a lock.
CREATE TABLE action (
    project_id bigint NOT NULL,
    number     bigint NOT NULL,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    member_id  bigint NOT NULL,
    kind       text NOT NULL,
    undoes     bigint,

    PRIMARY KEY (project_id, number),
    FOREIGN KEY (project_id, member_id) REFERENCES member,
    FOREIGN KEY (project_id, undoes) REFERENCES action
);

-- One changed row of an action.  before is NULL: inserted; after is NULL: deleted.  No
-- foreign key: only triggers write here, and only with a number that act() has given.
CREATE TABLE event (
    project_id bigint NOT NULL,
    action     bigint NOT NULL,
    seq        integer NOT NULL,
    table_name text NOT NULL,
    key        jsonb NOT NULL,
    before     jsonb,
    after      jsonb,

    PRIMARY KEY (project_id, action, seq)
);

-- To be read by members; nobody writes but act() and the triggers.
ALTER TABLE action ENABLE ROW LEVEL SECURITY;
ALTER TABLE event  ENABLE ROW LEVEL SECURITY;

CREATE POLICY action_read ON action FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY event_read ON event FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);

GRANT SELECT ON action, event TO postil_web;

CREATE FUNCTION current_action() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('postil.action', true), '')::bigint;

-- Until this transaction ends nobody else changes anything in the project, so what is
-- looked at next stays true.
CREATE FUNCTION take_turn() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM FROM project p WHERE p.id = current_project() FOR NO KEY UPDATE;
END
$$;

-- Begins an action: every change of this transaction that follows is part of it.
CREATE FUNCTION act(kind text, undoes bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    given bigint;
BEGIN
    IF current_role_rank() < role_rank('annotator') THEN
        PERFORM refuse('403', 'role');
    END IF;
    UPDATE project p
       SET last_action = p.last_action + 1
     WHERE p.id = current_project()
    RETURNING p.last_action INTO given;
    INSERT INTO action (project_id, number, member_id, kind, undoes)
    VALUES (current_project(), given, current_member(), $1, $2);
    PERFORM set_config('postil.action', given::text, true),
            set_config('postil.seq', '0', true);
    RETURN given;
END
$$;

GRANT EXECUTE ON FUNCTION current_action(), take_turn(), act(text, bigint) TO postil_web;

-- Writes the events of one SQL command.  Arguments: the table's name (a shard has
-- another), the columns that name a row, and those that are no history: kept copies,
-- and texts for which sha256 and version stand.  The number of the last event is kept in
-- a setting, so an action of thousands of commands does not look for it each time.
CREATE FUNCTION record_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    project bigint := current_project();
    number  bigint := current_action();
    last    integer := nullif(current_setting('postil.seq', true), '');
    keys    text[] := string_to_array(TG_ARGV[1], ' ');
    hidden  text[] := string_to_array(TG_ARGV[2], ' ') || 'project_id'::text;
    written integer;
    done    text;
BEGIN
    IF number IS NULL THEN
        RAISE EXCEPTION '% changed outside of act()', TG_ARGV[0];
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO event (project_id, action, seq, table_name, key, after)
        SELECT project, number, last + row_number() OVER (), TG_ARGV[0],
               (SELECT jsonb_object_agg(c, n.facts -> c) FROM unnest(keys) AS c),
               jsonb_strip_nulls(n.facts - hidden - keys)
          FROM (SELECT to_jsonb(r) AS facts FROM new_rows r) n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO event (project_id, action, seq, table_name, key, before)
        SELECT project, number, last + row_number() OVER (), TG_ARGV[0],
               (SELECT jsonb_object_agg(c, o.facts -> c) FROM unnest(keys) AS c),
               o.facts - hidden - keys
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

-- What the action under way wants to say of itself, as its last event: of an import its
-- format, the SHA-256 of what came in, and counts.
CREATE FUNCTION act_note(facts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    seq integer := current_setting('postil.seq')::integer + 1;
BEGIN
    INSERT INTO event (project_id, action, seq, table_name, key, after)
    VALUES (current_project(), current_action(), seq, 'action',
            jsonb_build_object('number', current_action()), facts);
    PERFORM set_config('postil.seq', seq::text, true);
END
$$;

GRANT EXECUTE ON FUNCTION act_note(jsonb) TO postil_web;

-- Hangs record_changes() on a table; the arguments are its own.  Whatever a trigger
-- changes is a kept copy and no history, hence the depth.
CREATE PROCEDURE keep_history(named text, keys text, hidden text)
LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER history_insert AFTER INSERT ON %1$I
             REFERENCING NEW TABLE AS new_rows
             FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
             EXECUTE FUNCTION record_changes(%1$L, %2$L, %3$L)', named, keys, hidden);
    EXECUTE format(
        'CREATE TRIGGER history_update AFTER UPDATE ON %1$I
             REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
             FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
             EXECUTE FUNCTION record_changes(%1$L, %2$L, %3$L)', named, keys, hidden);
    EXECUTE format(
        'CREATE TRIGGER history_delete AFTER DELETE ON %1$I
             REFERENCING OLD TABLE AS old_rows
             FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
             EXECUTE FUNCTION record_changes(%1$L, %2$L, %3$L)', named, keys, hidden);
END
$$;

CALL keep_history('member', 'id', 'account_id ref');

-- Every action touches the project's own row, so only its making is watched here.
CREATE TRIGGER history_insert AFTER INSERT ON project
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION record_changes('project', 'id',
        'last_action statement_count highlight_count codebook_revision created');
