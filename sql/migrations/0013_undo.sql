-- 0013: undo: what undoing an action comes to, and what may stand in its way. Oldest binary: 9.

-- What became of one row.
CREATE INDEX event_key ON event (project_id, key);

-- Kept: the action that undid it and was not undone itself.  An action without it is in
-- force.
ALTER TABLE action ADD COLUMN undone_by bigint;

-- Three tables tell how each kind of action is undone; who adds a kind, or a table with a
-- history, adds rows here.  Names of kinds, tables and columns only, the same everywhere.

-- Who may do the like of it, and so undo it: one's own with this role, another's as a
-- curator at least.
CREATE TABLE action_kind (
    kind  text PRIMARY KEY,
    least text NOT NULL,
    final boolean NOT NULL DEFAULT false	-- cannot be undone
);

-- What becomes of the rows that an action has changed.
CREATE TABLE undo_table (
    name    text PRIMARY KEY,
    place   integer NOT NULL UNIQUE,		-- a row comes behind those that it refers to
    project text NOT NULL DEFAULT 'project_id',	-- the column that has the project's number
    keys    text[] NOT NULL DEFAULT '{id}',	-- the other columns that name a row
    owner   text,				-- the table whose row it is a part of, named by
    part_of text,				-- this column
    made    jsonb,				-- what a row that was made gets; NULL: it is deleted
    bound   text[] NOT NULL DEFAULT '{}',	-- columns that have a meaning together only
    unlike  text,				-- a column in which no two rows are alike
    also    text				-- what else an update sets; o: the row, n: as it will be
);

-- Rows that cannot be without others.
CREATE TABLE undo_reference (
    name       text REFERENCES undo_table,
    column_name text,
    target     text NOT NULL REFERENCES undo_table,

    PRIMARY KEY (name, column_name)
);

INSERT INTO action_kind (kind, least, final) VALUES
    ('project_create',   'manager',   true),
    ('project_change',   'manager',   false),
    ('member_add',       'manager',   false),
    ('member_change',    'manager',   false),
    ('member_remove',    'manager',   false),
    ('member_join',      'manager',   false),
    ('tag_create',       'curator',   false),
    ('codebook_import',  'curator',   false),
    ('statement_create', 'annotator', false),
    ('statement_delete', 'curator',   false),
    ('import',           'curator',   false),
    ('highlight_put',    'annotator', false),
    ('highlight_patch',  'annotator', false),
    ('highlight_delete', 'annotator', false),
    ('undo',             'annotator', false),
    ('purge',            'manager',   true);

INSERT INTO undo_table (name, place, project, keys, owner, part_of, made, bound, unlike, also) VALUES
    ('project',     0, 'id',         '{id}',  NULL, NULL, '{}', '{}', NULL,
     'revision = (o).revision + 1'),
    ('member',      1, 'project_id', '{id}',  NULL, NULL, '{"role": null}', '{}', NULL, NULL),
    ('stance',      2, 'project_id', '{key}', NULL, NULL, NULL, '{}', NULL,
     'revision = (o).revision + 1'),
    ('actor',       3, 'project_id', '{id}',  NULL, NULL, '{}', '{}', NULL,
     'revision = (o).revision + 1'),
    ('affiliation', 4, 'project_id', '{actor_id,group_id,from_day}', NULL, NULL, NULL, '{}',
     NULL, NULL),
    ('statement',   5, 'project_id', '{id}',  NULL, NULL, '{"deleted_at": "now"}',
     '{date,date_precision}', NULL, 'revision = (o).revision + 1'),
    ('statement_version', 6, 'project_id', '{statement_id,version}', 'statement',
     'statement_id', '{}', '{}', NULL, NULL),
    ('tag',         7, 'project_id', '{id}',  NULL, NULL, NULL, '{}', 'key',
     'revision = (o).revision + 1'),
    ('highlight',   8, 'project_id', '{id}',  NULL, NULL, '{"deleted_at": "now"}',
     '{statement_id,version,start_at,end_at}', NULL,
     'revision = (o).revision + 1, updated = now(), quote = quote_moved(o, n)'),
    ('tagging',     9, 'project_id', '{highlight_id,tag_id}', 'highlight', 'highlight_id',
     NULL, '{}', NULL, NULL);

INSERT INTO undo_reference (name, column_name, target) VALUES
    ('tag',       'parent_id',    'tag'),
    ('highlight', 'statement_id', 'statement'),
    ('tagging',   'tag_id',       'tag'),
    ('tagging',   'stance',       'stance');

ALTER TABLE action_kind    ENABLE ROW LEVEL SECURITY;
ALTER TABLE undo_table     ENABLE ROW LEVEL SECURITY;
ALTER TABLE undo_reference ENABLE ROW LEVEL SECURITY;

-- Lists say what is final; so is a kind of which nobody has told how it is undone.
CREATE FUNCTION kind_is_final(kind text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM action_kind k WHERE k.kind = $1 AND NOT k.final);
END
$$;

GRANT EXECUTE ON FUNCTION kind_is_final(text) TO postil_web;

-- The passage of a highlight, cut anew where it has moved.
CREATE FUNCTION quote_moved(o highlight, n highlight) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF (o.statement_id, o.version, o.start_at, o.end_at)
       = (n.statement_id, n.version, n.start_at, n.end_at) THEN
        RETURN o.quote;
    END IF;
    RETURN quote_cut(n.statement_id, n.version, n.start_at, n.end_at, NULL);
END
$$;

-- Objects one over the other: of a member that more than one has, the last counts.
CREATE AGGREGATE jsonb_laid(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');

-- A row that undoing has to do with, and how: insert, update or delete it, with `facts`.
-- made: the action has inserted it.
CREATE TYPE undo_row AS (name text, key jsonb, made boolean, deed text, facts jsonb);

-- What an action came to, turned round.  Left alone are rows that came and went within it,
-- what it made and undoing keeps, with its parts, and what a purge has taken since.
CREATE FUNCTION undo_rows(number bigint) RETURNS SETOF undo_row
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    purged boolean := EXISTS (SELECT FROM action a
                               WHERE a.project_id = current_project() AND a.kind = 'purge'
                                 AND a.number > undo_rows.number);
BEGIN
    RETURN QUERY
    WITH net AS (
        SELECT t.name, e.key, t.made AS gets, o.name AS owner,
               CASE WHEN t.owner IS NOT NULL
                    THEN jsonb_build_object(o.keys[1], e.key -> t.part_of) END AS owner_key,
               (array_agg(e.before IS NULL ORDER BY e.seq))[1] AS made,
               (array_agg(e.after IS NULL ORDER BY e.seq DESC))[1] AS gone,
               jsonb_laid(e.before ORDER BY e.seq DESC) AS was
          FROM event e
          JOIN undo_table t ON t.name = e.table_name
          LEFT JOIN undo_table o ON o.name = t.owner
         WHERE e.project_id = current_project()
           AND e.action = undo_rows.number
         GROUP BY t.name, e.key, o.name
    ), made AS (
        SELECT n.name, n.key FROM net n WHERE n.made AND NOT n.gone
    ), kept AS (
        SELECT n.name, n.key
          FROM made m
          JOIN net n ON n.owner = m.name AND n.owner_key = m.key AND n.made
         WHERE NOT EXISTS (SELECT FROM undo_reference r
                             JOIN undo_table t ON t.name = r.target AND t.made IS NULL
                             JOIN made ON made.name = t.name
                                      AND made.key = jsonb_build_object(t.keys[1],
                                                                        n.key -> r.column_name)
                            WHERE r.name = n.name)
    )
    SELECT n.name, n.key, n.made,
           CASE WHEN n.gone THEN 'insert' WHEN n.made AND n.gets IS NULL THEN 'delete'
                ELSE 'update' END,
           CASE WHEN n.made THEN n.gets
                WHEN n.gone THEN n.was || jsonb_strip_nulls(jsonb_build_object(
                    'revision', (n.was ->> 'revision')::integer + 1))
                ELSE n.was - 'revision' END
      FROM net n
     WHERE NOT (n.made AND (n.gone OR coalesce(n.gets = '{}', false)))
       AND (n.name, n.key) NOT IN (SELECT k.name, k.key FROM kept k)
       AND NOT (purged AND EXISTS (
           SELECT FROM event e
             JOIN action a ON a.project_id = e.project_id AND a.number = e.action
            WHERE e.project_id = current_project()
              AND e.key IN (n.key, n.owner_key)
              AND e.table_name = CASE WHEN e.key = n.key THEN n.name ELSE n.owner END
              AND e.action > undo_rows.number
              AND a.kind = 'purge'));
END
$$;

-- That a row t of a table is the one that the record k names.
CREATE FUNCTION undo_keys_equal(of undo_table) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN format('t.%I = current_project() AND ', of.project)
           || (SELECT string_agg(format('t.%1$I = (k).%1$I', c), ' AND ')
                 FROM unnest(of.keys) AS c);
END
$$;

-- The first of a chain of undoing and doing again: the action that it is about.
CREATE FUNCTION action_root(number bigint) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    undone bigint;
BEGIN
    LOOP
        undone := (SELECT a.undoes FROM action a
                    WHERE a.project_id = current_project() AND a.number = action_root.number);
        EXIT WHEN undone IS NULL;
        number := undone;
    END LOOP;
    RETURN number;
END
$$;

-- The rest takes these rows as an array: they are counted together once.

-- Later actions that have touched the same rows.  Where the action has made or deleted the
-- row, any of them counts; else one that has changed the same columns, or deleted it.
CREATE FUNCTION undo_touched(number bigint, rows undo_row[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
    SELECT e.action
      FROM unnest(rows) AS r
      JOIN undo_table t ON t.name = r.name
     CROSS JOIN LATERAL (
           SELECT array_agg(c) AS columns, coalesce(array_agg(c) && t.bound, false) AS bound
             FROM jsonb_object_keys(r.facts) AS c) changed
      JOIN event e ON e.project_id = current_project()
                  AND e.key = r.key
                  AND e.table_name = r.name
                  AND e.action > undo_touched.number
     WHERE r.made
        OR r.deed = 'insert'
        OR e.before IS NULL
        OR e.after IS NULL
        OR e.after ->> 'deleted_at' IS NOT NULL
        OR e.after ?| changed.columns
        OR (changed.bound AND e.after ?| t.bound);
END
$$;

-- Later actions that made rows refer to what the action has made, where these rows still do.
CREATE FUNCTION undo_leant_on(number bigint, rows undo_row[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT f.name, f.column_name, f.target, target.keys[1] AS key,
                    (SELECT string_agg(format('%1$L, t.%1$I', k), ', ')
                       FROM unnest(t.keys) AS k) AS keys
               FROM undo_reference f
               JOIN undo_table t ON t.name = f.name
               JOIN undo_table target ON target.name = f.target
              WHERE f.target IN (SELECT u.name FROM unnest(rows) AS u WHERE u.made)
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT e.action
              FROM unnest($2) AS u
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%3$I, u.key) k
              JOIN %1$I t ON t.project_id = current_project() AND t.%2$I = k.%4$I
              JOIN event e ON e.project_id = current_project()
                          AND e.key = jsonb_build_object(%5$s)
                          AND e.table_name = %1$L
                          AND e.action > $1
             WHERE u.name = %3$L
               AND u.made
               AND (coalesce(e.after, '{}') || e.key) -> %2$L = to_jsonb(t.%2$I)
            $sql$, r.name, r.column_name, r.target, r.key, r.keys) USING number, rows;
    END LOOP;
END
$$;

-- Later actions that have deleted what the rows would refer to, or be a part of, again.
CREATE FUNCTION undo_missed(number bigint, rows undo_row[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT f.name, f.column_name, f.target, target.keys[1] AS key,
                    undo_keys_equal(t) AS same
               FROM (SELECT * FROM undo_reference
                      UNION ALL
                     SELECT t.name, t.part_of, t.owner FROM undo_table t
                      WHERE t.owner IS NOT NULL) f
               JOIN undo_table t ON t.name = f.name
               JOIN undo_table target ON target.name = f.target
              WHERE f.name IN (SELECT u.name FROM unnest(rows) AS u)
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT e.action
              FROM unnest($2) AS u
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, u.key) k
              LEFT JOIN %1$I t ON %5$s
              JOIN event e ON e.project_id = current_project()
                          AND e.key = jsonb_build_object(%4$L,
                              (coalesce(to_jsonb(t), '{}') || u.key || u.facts) -> %2$L)
                          AND e.table_name = %3$L
                          AND e.action > $1
             WHERE u.name = %1$L
               AND (e.after IS NULL OR e.after ->> 'deleted_at' IS NOT NULL)
            $sql$, r.name, r.column_name, r.target, r.key, r.same) USING number, rows;
    END LOOP;
END
$$;

-- Later actions that gave another row what would be given back, and one only can have.
CREATE FUNCTION undo_taken(number bigint, rows undo_row[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    t undo_table;
BEGIN
    FOR t IN SELECT * FROM undo_table x
              WHERE x.unlike IS NOT NULL
                AND x.name IN (SELECT u.name FROM unnest(rows) AS u WHERE u.facts ? x.unlike)
    LOOP
        RETURN QUERY EXECUTE format($sql$
            SELECT e.action
              FROM unnest($2) AS u
             CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, u.facts) n
              JOIN %1$I t ON t.project_id = current_project() AND t.%2$I = n.%2$I
              JOIN event e ON e.project_id = current_project()
                          AND e.key = jsonb_build_object(%3$s)
                          AND e.table_name = %1$L
                          AND e.action > $1
             WHERE u.name = %1$L
               AND u.key <> e.key
               AND e.after ? %2$L
            $sql$, t.name, t.unlike,
            (SELECT string_agg(format('%1$L, t.%1$I', k), ', ') FROM unnest(t.keys) AS k))
        USING number, rows;
    END LOOP;
END
$$;
