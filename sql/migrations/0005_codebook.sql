-- 0005: the codebook: tags and stances, and making a project. Oldest binary: 5.

-- How a speaker relates to a tag.
CREATE TABLE stance (
    project_id bigint NOT NULL REFERENCES project,
    key        key_text NOT NULL,
    label      name_text NOT NULL,
    definition note_text,
    polarity   smallint NOT NULL,
    position   integer NOT NULL,
    revision   integer NOT NULL DEFAULT 1,

    PRIMARY KEY (project_id, key),
    CONSTRAINT bad_polarity CHECK (polarity IN (-1, 0, 1))
);

-- A tree of policy tags.  Kept: highlight_count, of highlights that are not deleted.
CREATE TABLE tag (
    project_id      bigint NOT NULL REFERENCES project,
    id              bigint NOT NULL,
    parent_id       bigint,
    key             key_text NOT NULL,
    label           name_text NOT NULL,
    color           color_text,
    definition      note_text,
    example         note_text,
    position        integer NOT NULL,
    retired         boolean NOT NULL DEFAULT false,
    revision        integer NOT NULL DEFAULT 1,
    highlight_count integer NOT NULL DEFAULT 0,

    PRIMARY KEY (project_id, id),
    FOREIGN KEY (project_id, parent_id) REFERENCES tag,
    CONSTRAINT key_taken UNIQUE (project_id, key),
    CONSTRAINT cycle CHECK (parent_id <> id)
) WITH (fillfactor = 70);

CREATE INDEX tag_parent ON tag (project_id, parent_id);

ALTER TABLE stance ENABLE ROW LEVEL SECURITY;
ALTER TABLE tag    ENABLE ROW LEVEL SECURITY;

CREATE POLICY stance_read ON stance FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY tag_read ON tag FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY tag_insert ON tag FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('curator'));

GRANT SELECT ON stance TO postil_web;
GRANT SELECT, INSERT ON tag TO postil_web;

CALL keep_history('stance', 'key', '');
CALL keep_history('tag', 'id', 'highlight_count');

-- The codebook is in numbered revisions: each command that changes tags makes one.
CREATE FUNCTION codebook_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE project p
       SET codebook_revision = p.codebook_revision + 1
     WHERE p.id = current_project();
    RETURN NULL;
END
$$;

CREATE TRIGGER codebook_turn AFTER INSERT OR UPDATE OR DELETE ON tag
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION codebook_turn();

CREATE VIEW tag_item WITH (security_invoker) AS
SELECT t.project_id, t.id, t.key, p.key AS parent, t.label, t.color, t.definition,
       t.example, t.position, t.retired, t.revision, t.highlight_count
  FROM tag t
  LEFT JOIN tag p ON p.project_id = t.project_id AND p.id = t.parent_id;

GRANT SELECT ON tag_item TO postil_web;

CREATE FUNCTION tag_of(key text, field text) RETURNS bigint
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    found_id bigint := (SELECT t.id FROM tag t
                         WHERE t.project_id = current_project() AND t.key = tag_of.key);
BEGIN
    IF key IS NOT NULL AND found_id IS NULL THEN
        PERFORM refuse('422', 'unknown_tag', field);
    END IF;
    RETURN found_id;
END
$$;

-- Says created, or taken when there is a tag with this key and nothing was written.
-- Without a position the new tag comes last.
CREATE FUNCTION tag_create(key text, label text, parent text, color text, definition text,
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
    SELECT current_project(), coalesce(max(t.id), 0) + 1, tag_of(parent, 'parent'), $1, $2,
           $4, nullif($5, ''), nullif($6, ''), coalesce($7, max(t.position) + 1, 1)
      FROM tag t
     WHERE t.project_id = current_project();
    RETURN 'created';
END
$$;

-- The tags of a codebook file with their places in it.
CREATE FUNCTION codebook_read(tags jsonb)
RETURNS TABLE (place bigint, key text, parent text, label text, color text,
               definition text, example text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT f.place, f.key, f.parent, f.label, f.color, nullif(f.definition, ''),
           nullif(f.example, '')
      FROM ROWS FROM (jsonb_to_recordset(tags)
                      AS (key text, parent text, label text, color text, definition text,
                          example text))
           WITH ORDINALITY AS f (key, parent, label, color, definition, example, place);
END;

-- Those of them that the project lacks, each below its parent; level 1 hangs on a tag
-- that is there already, or on none.  What is not reached has no parent.
CREATE FUNCTION codebook_missing(tags jsonb)
RETURNS TABLE (place bigint, level integer)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE missing AS (
        SELECT f.place, f.key, f.parent
          FROM codebook_read(tags) f
         WHERE f.key NOT IN (SELECT t.key FROM tag t
                              WHERE t.project_id = current_project())
    ), reached AS (
        SELECT m.place, m.key, 1 AS level
          FROM missing m
         WHERE m.parent IS NULL OR m.parent NOT IN (SELECT key FROM missing)
        UNION
        SELECT m.place, m.key, r.level + 1
          FROM missing m
          JOIN reached r ON r.key = m.parent
         WHERE r.level < 100
    )
    SELECT m.place, (SELECT min(r.level) FROM reached r WHERE r.place = m.place)
      FROM missing m;
END;

-- Adds the tags of a codebook file.  One that is there with the same content is passed
-- over; with another, nothing is done and the field names its key.
CREATE FUNCTION codebook_add(tags jsonb) RETURNS TABLE (made integer, same integer)
LANGUAGE plpgsql
AS $$
DECLARE
    other text;
BEGIN
    PERFORM take_turn();
    SELECT f.key INTO other
      FROM codebook_read(tags) f
      JOIN tag_item t ON t.project_id = current_project() AND t.key = f.key
     WHERE (f.parent, f.label, f.color, f.definition, f.example)
           IS DISTINCT FROM (t.parent, t.label, t.color, t.definition, t.example)
     ORDER BY f.place
     LIMIT 1;
    IF FOUND THEN
        PERFORM refuse('409', 'key_taken', other);
    END IF;

    made := (SELECT count(*) FROM codebook_missing(tags));
    same := jsonb_array_length(tags) - made;
    IF made > 0 THEN
        PERFORM codebook_check(tags);
        PERFORM codebook_insert(tags);
    END IF;
    RETURN NEXT;
END
$$;

-- What codebook_add() adds; the tags of one command are one revision of the codebook.
CREATE FUNCTION codebook_insert(tags jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM act('codebook_import');
    WITH fresh AS (
        SELECT f.*, last.position + f.place AS "position",
               last.id + row_number() OVER (ORDER BY m.level, f.place) AS id
          FROM codebook_missing(tags) m
          JOIN codebook_read(tags) f USING (place)
         CROSS JOIN (SELECT coalesce(max(t.id), 0) AS id,
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

-- A parent that is neither there nor in the file, or tags that are their own ancestors.
CREATE FUNCTION codebook_check(tags jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT f.parent, f.key, m.level INTO wrong
      FROM codebook_missing(tags) m
      JOIN codebook_read(tags) f USING (place)
     WHERE m.level IS NULL
        OR (f.parent NOT IN (SELECT t.key FROM tag t WHERE t.project_id = current_project())
            AND f.parent NOT IN (SELECT o.key FROM codebook_read(tags) o))
     ORDER BY f.place
     LIMIT 1;
    IF FOUND THEN
        PERFORM refuse('422', CASE WHEN wrong.level IS NULL THEN 'cycle' ELSE 'unknown_tag' END,
                       CASE WHEN wrong.level IS NULL THEN wrong.key ELSE wrong.parent END);
    END IF;
END
$$;

-- What every project begins with.
CREATE FUNCTION default_stances()
RETURNS TABLE (key text, polarity smallint, label text, definition text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    VALUES
    ('affirms',    1, 'Affirms',              'States as true or as its position.'),
    ('reaffirms',  1, 'Reaffirms',            'States again, citing its own earlier position.'),
    ('calls-for',  1, 'Calls for',            'Urges others, or all, to act.'),
    ('supports',   1, 'Supports',             'Backs another actor’s proposal, process or text.'),
    ('proposes',   1, 'Proposes',             'Puts forward a new measure or text.'),
    ('commits',    1, 'Commits',              'Undertakes to act itself.'),
    ('welcomes',   1, 'Welcomes / notes',     'Acknowledges an event, report or paper.'),
    ('warns',      0, 'Warns',                'Describes a danger or consequence.'),
    ('condemns',   0, 'Condemns',             'Criticises conduct or an actor, named or not.'),
    ('reports',    0, 'Reports (narrator)',
     'Words of the outlet or rapporteur, not of a participant.'),
    ('questions',  0, 'Questions / reserves',
     'Asks for clarity, doubts, or reserves its position.'),
    ('opposes',   -1, 'Opposes',
     'Rejects a proposal, process, interpretation or text.');
END;

-- Makes a project whose manager is the account, and enters it.  Its first action is made
-- by the same command as the project, since neither can be without the other.
CREATE FUNCTION project_create(slug text, title text, description text, language text,
                               settings jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    made bigint := nextval(pg_get_serial_sequence('project', 'id'));
BEGIN
    PERFORM set_config('postil.project', made::text, true),
            set_config('postil.member', '1', true),
            set_config('postil.role', role_rank('manager')::text, true),
            set_config('postil.action', '1', true),
            set_config('postil.seq', '0', true);
    WITH project AS (
        INSERT INTO project (id, slug, title, description, language, settings, last_action)
        VALUES (made, $1, $2, nullif($3, ''), $4, coalesce($5, '{}'), 1)
    ), member AS (
        INSERT INTO member (project_id, id, name, login, account_id, role)
        SELECT made, 1, a.name, a.login, a.id, 'manager'
          FROM account a
         WHERE a.id = current_account()
    )
    INSERT INTO action (project_id, number, member_id, kind)
    VALUES (made, 1, 1, 'project_create');
    INSERT INTO stance (project_id, key, label, definition, polarity, position)
    SELECT made, s.key, s.label, s.definition, s.polarity, row_number() OVER ()
      FROM default_stances() s;
END
$$;

GRANT EXECUTE ON FUNCTION tag_of(text, text),
    tag_create(text, text, text, text, text, text, integer), codebook_read(jsonb),
    codebook_missing(jsonb), codebook_check(jsonb), codebook_insert(jsonb),
    codebook_add(jsonb), project_create(text, text, text, text, jsonb)
    TO postil_web;
