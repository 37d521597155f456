-- 0008: highlights, taggings, and what is kept from them. Oldest binary: 8.

-- A highlight is [start_at, end_at) of its version's body, in code points; its quote is
-- cut from that body.  Kept: taggings, a copy for reading.
CREATE TABLE highlight (
    project_id   bigint NOT NULL,
    id           uuid NOT NULL,
    statement_id bigint NOT NULL,
    version      integer NOT NULL,
    author_id    bigint NOT NULL,
    start_at     integer NOT NULL,
    end_at       integer NOT NULL,
    quote        text NOT NULL,
    note         note_text,
    actor_id     bigint,
    taggings     json NOT NULL DEFAULT '[]',
    created      timestamptz NOT NULL DEFAULT now(),
    updated      timestamptz NOT NULL DEFAULT now(),
    revision     integer NOT NULL DEFAULT 1,
    deleted_at   timestamptz,

    PRIMARY KEY (project_id, id),
    FOREIGN KEY (project_id, statement_id, version) REFERENCES statement_version,
    FOREIGN KEY (project_id, author_id) REFERENCES member,
    FOREIGN KEY (project_id, actor_id) REFERENCES actor,
    CONSTRAINT bad_uuid CHECK (id NOT IN ('00000000-0000-0000-0000-000000000000',
                                          'ffffffff-ffff-ffff-ffff-ffffffffffff')),
    CONSTRAINT highlight_empty CHECK (start_at >= 0 AND end_at > start_at),
    CONSTRAINT highlight_past_end CHECK (char_length(quote) = end_at - start_at)
) WITH (fillfactor = 90);

-- The project comes second: an index that it leads would serve every look-up by id as
-- well, and a plan made in a project of few rows would walk through one of a million.
CREATE INDEX highlight_statement ON highlight (statement_id, project_id);

-- One tag on one highlight, with a stance or none.
CREATE TABLE tagging (
    project_id        bigint NOT NULL,
    highlight_id      uuid NOT NULL,
    tag_id            bigint NOT NULL,
    stance            key_text,
    codebook_revision integer NOT NULL,

    CONSTRAINT tag_twice PRIMARY KEY (project_id, highlight_id, tag_id),
    FOREIGN KEY (project_id, highlight_id) REFERENCES highlight,
    FOREIGN KEY (project_id, tag_id) REFERENCES tag,
    FOREIGN KEY (project_id, stance) REFERENCES stance
);

CREATE INDEX tagging_tag ON tagging (tag_id, project_id);	-- likewise

ALTER TABLE highlight ENABLE ROW LEVEL SECURITY;
ALTER TABLE tagging   ENABLE ROW LEVEL SECURITY;

CREATE POLICY highlight_read ON highlight FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY highlight_insert ON highlight FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('annotator')
                AND author_id = current_member());
CREATE POLICY highlight_update ON highlight FOR UPDATE TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('annotator')
           AND (author_id = current_member() OR current_role_rank() >= role_rank('curator')));

CREATE POLICY tagging_read ON tagging FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY tagging_insert ON tagging FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('annotator'));
CREATE POLICY tagging_update ON tagging FOR UPDATE TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('annotator'));
CREATE POLICY tagging_delete ON tagging FOR DELETE TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('annotator'));

GRANT SELECT, INSERT ON highlight TO postil_web;
GRANT UPDATE (statement_id, version, start_at, end_at, quote, note, actor_id, updated,
              revision, deleted_at) ON highlight TO postil_web;
GRANT SELECT, INSERT, DELETE ON tagging TO postil_web;
GRANT UPDATE (stance, codebook_revision) ON tagging TO postil_web;

CALL keep_history('highlight', 'id', 'quote taggings created updated');
CALL keep_history('tagging', 'highlight_id tag_id', '');

-- One entry of the copy; keys need no escapes.
CREATE FUNCTION tagging_json(tag text, stance text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"tag":"' || tag || '","stance":' || coalesce('"' || stance || '"', 'null') || '}';

GRANT EXECUTE ON FUNCTION tagging_json(text, text) TO postil_web;

-- A highlight's taggings as the copy tells them, in the tags' order.  PostgreSQL inlines it.
CREATE FUNCTION taggings_of(highlight uuid) RETURNS TABLE (made text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT '[' || coalesce(string_agg(tagging_json(t.key, g.stance), ',' ORDER BY t.id), '')
               || ']'
      FROM tagging g
      JOIN tag t ON t.project_id = current_project() AND t.id = g.tag_id
     WHERE g.project_id = current_project()
       AND g.highlight_id = highlight;
END;

-- The rest keeps copies and counts.  Each function is one command over the rows that the
-- triggering one wrote or deleted, however many these are: changed_rows.

-- The copies of the highlights whose taggings came, changed or went.
CREATE FUNCTION taggings_copied() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE highlight h
       SET taggings = copy.made::json
      FROM (SELECT DISTINCT r.highlight_id AS id FROM changed_rows r) touched
     CROSS JOIN LATERAL taggings_of(touched.id) AS copy (made)
     WHERE h.project_id = current_project()
       AND h.id = touched.id
       AND h.taggings::text <> copy.made;
    RETURN NULL;
END
$$;

-- How many highlights that are not deleted have each tag.
CREATE FUNCTION taggings_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE tag t
       SET highlight_count = t.highlight_count
                             + CASE TG_OP WHEN 'INSERT' THEN used.times ELSE -used.times END
      FROM (SELECT r.tag_id, count(*) AS times
              FROM changed_rows r
              JOIN highlight h ON h.project_id = current_project() AND h.id = r.highlight_id
             WHERE h.deleted_at IS NULL
             GROUP BY r.tag_id) used
     WHERE t.project_id = current_project()
       AND t.id = used.tag_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER copy_insert AFTER INSERT ON tagging
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION taggings_copied();
CREATE TRIGGER copy_update AFTER UPDATE ON tagging
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION taggings_copied();
CREATE TRIGGER copy_delete AFTER DELETE ON tagging
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION taggings_copied();
CREATE TRIGGER count_insert AFTER INSERT ON tagging
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION taggings_counted();
CREATE TRIGGER count_delete AFTER DELETE ON tagging
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION taggings_counted();

-- A tag's new key goes into the copies of all highlights that carry it.
CREATE FUNCTION tag_key_copied() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE highlight h
       SET taggings = copy.made::json
      FROM (SELECT DISTINCT g.highlight_id AS id
              FROM new_rows n
              JOIN old_rows o ON o.id = n.id AND o.key <> n.key
              JOIN tagging g ON g.project_id = current_project() AND g.tag_id = n.id) touched
     CROSS JOIN LATERAL taggings_of(touched.id) AS copy (made)
     WHERE h.project_id = current_project()
       AND h.id = touched.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER copy_key AFTER UPDATE ON tag
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION tag_key_copied();

-- How many highlights the project and each statement have.
CREATE FUNCTION highlights_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE statement s
       SET highlight_count = s.highlight_count + made.times
      FROM (SELECT r.statement_id, count(*) AS times
              FROM changed_rows r
             WHERE r.deleted_at IS NULL
             GROUP BY r.statement_id) made
     WHERE s.project_id = current_project()
       AND s.id = made.statement_id;
    UPDATE project p
       SET highlight_count = p.highlight_count
                             + (SELECT count(*) FROM changed_rows r WHERE r.deleted_at IS NULL)
     WHERE p.id = current_project();
    RETURN NULL;
END
$$;

CREATE TRIGGER count_insert AFTER INSERT ON highlight
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION highlights_counted();

-- And when highlights are deleted, restored, or moved to another statement.  live: what
-- the command's rows add, 1 or -1 each; most commands add nothing.
CREATE FUNCTION highlights_recounted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows n
                     JOIN old_rows o ON o.id = n.id
                    WHERE (o.deleted_at IS NULL, o.statement_id)
                          <> (n.deleted_at IS NULL, n.statement_id)) THEN
        RETURN NULL;
    END IF;
    WITH live AS (
        SELECT o.id, o.statement_id, -1 AS n FROM old_rows o WHERE o.deleted_at IS NULL
         UNION ALL
        SELECT n.id, n.statement_id, 1 FROM new_rows n WHERE n.deleted_at IS NULL
    ), project_count AS (
        UPDATE project p
           SET highlight_count = p.highlight_count + (SELECT coalesce(sum(l.n), 0) FROM live l)
         WHERE p.id = current_project()
    ), statement_count AS (
        UPDATE statement s
           SET highlight_count = s.highlight_count + used.n
          FROM (SELECT l.statement_id, sum(l.n) AS n FROM live l GROUP BY l.statement_id) used
         WHERE s.project_id = current_project()
           AND s.id = used.statement_id
    )
    UPDATE tag t
       SET highlight_count = t.highlight_count + used.n
      FROM (SELECT g.tag_id, sum(l.n) AS n
              FROM live l
              JOIN tagging g ON g.project_id = current_project() AND g.highlight_id = l.id
             GROUP BY g.tag_id) used
     WHERE t.project_id = current_project()
       AND t.id = used.tag_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER count_update AFTER UPDATE ON highlight
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION highlights_recounted();

-- A highlight as answers show it.
CREATE VIEW highlight_item WITH (security_invoker) AS
SELECT h.project_id, h.id, h.statement_id AS statement, h.version,
       h.start_at AS start, h.end_at AS "end", h.quote, author.ref AS author,
       CASE WHEN h.actor_id IS NOT NULL THEN
           (SELECT a.ref FROM actor a
             WHERE a.project_id = current_project() AND a.id = h.actor_id) END AS actor,
       h.note, h.taggings, h.revision, h.created, h.updated, h.deleted_at
  FROM highlight h
  JOIN member author ON author.project_id = current_project() AND author.id = h.author_id;

GRANT SELECT ON highlight_item TO postil_web;
