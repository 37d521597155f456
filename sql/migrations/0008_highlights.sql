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

CREATE INDEX highlight_statement ON highlight (project_id, statement_id);

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

CREATE INDEX tagging_tag ON tagging (project_id, tag_id);

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

-- Makes the copies of these highlights anew, where they differ.
CREATE FUNCTION taggings_copy(highlights uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE highlight h
       SET taggings = copy.made::json
      FROM (SELECT w.id,
                   '[' || coalesce(string_agg(tagging_json(t.key, g.stance), ','
                                              ORDER BY t.id), '') || ']' AS made
              FROM unnest(highlights) AS w (id)
              LEFT JOIN tagging g ON g.project_id = current_project()
                                 AND g.highlight_id = w.id
              LEFT JOIN tag t ON t.project_id = current_project() AND t.id = g.tag_id
             GROUP BY w.id) copy
     WHERE h.project_id = current_project()
       AND h.id = copy.id
       AND h.taggings::text <> copy.made;
END
$$;

-- After taggings came, went or changed: the copies, and how often each tag is in use.
CREATE FUNCTION tagging_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM taggings_copy(ARRAY(SELECT DISTINCT r.highlight_id FROM new_rows r));
        PERFORM tag_counts_add(1, ARRAY(SELECT r.tag_id FROM new_rows r
                                          JOIN highlight h ON h.project_id = r.project_id
                                                          AND h.id = r.highlight_id
                                         WHERE h.deleted_at IS NULL));
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM taggings_copy(ARRAY(SELECT DISTINCT r.highlight_id FROM old_rows r));
        PERFORM tag_counts_add(-1, ARRAY(SELECT r.tag_id FROM old_rows r
                                           JOIN highlight h ON h.project_id = r.project_id
                                                           AND h.id = r.highlight_id
                                          WHERE h.deleted_at IS NULL));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION tag_counts_add(by integer, tags bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE tag t
       SET highlight_count = t.highlight_count + by * used.times
      FROM (SELECT u.id, count(*) AS times FROM unnest(tags) AS u (id) GROUP BY u.id) used
     WHERE t.project_id = current_project()
       AND t.id = used.id;
END
$$;

CREATE TRIGGER tagging_kept_insert AFTER INSERT ON tagging
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tagging_kept();
CREATE TRIGGER tagging_kept_update AFTER UPDATE ON tagging
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tagging_kept();
CREATE TRIGGER tagging_kept_delete AFTER DELETE ON tagging
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION tagging_kept();

-- A tag's new key goes into the copies of all that carry it.
CREATE FUNCTION tag_key_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM taggings_copy(ARRAY(
        SELECT DISTINCT g.highlight_id
          FROM new_rows n
          JOIN old_rows o ON o.project_id = n.project_id AND o.id = n.id AND o.key <> n.key
          JOIN tagging g ON g.project_id = n.project_id AND g.tag_id = n.id));
    RETURN NULL;
END
$$;

CREATE TRIGGER tag_key_kept AFTER UPDATE ON tag
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION tag_key_kept();

-- Adds to what is counted of highlights: of the project, the statements and the tags.
CREATE FUNCTION highlight_counts_add(by integer, statements bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF statements = '{}' THEN
        RETURN;
    END IF;
    UPDATE project p
       SET highlight_count = p.highlight_count + by * cardinality(statements)
     WHERE p.id = current_project();
    UPDATE statement s
       SET highlight_count = s.highlight_count + by * used.times
      FROM (SELECT u.id, count(*) AS times FROM unnest(statements) AS u (id) GROUP BY u.id) used
     WHERE s.project_id = current_project()
       AND s.id = used.id;
END
$$;

CREATE FUNCTION highlight_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM highlight_counts_add(1, ARRAY(SELECT r.statement_id FROM new_rows r
                                           WHERE r.deleted_at IS NULL));
    RETURN NULL;
END
$$;

CREATE TRIGGER highlight_made AFTER INSERT ON highlight
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION highlight_made();

-- Deleted, restored, or moved to another statement.
CREATE FUNCTION highlight_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM highlight_counts_add(-1, ARRAY(SELECT r.statement_id FROM old_rows r
                                            WHERE r.deleted_at IS NULL));
    PERFORM highlight_counts_add(1, ARRAY(SELECT r.statement_id FROM new_rows r
                                           WHERE r.deleted_at IS NULL));
    PERFORM tag_counts_add(1, ARRAY(
        SELECT g.tag_id
          FROM new_rows n
          JOIN old_rows o ON o.project_id = n.project_id AND o.id = n.id
          JOIN tagging g ON g.project_id = n.project_id AND g.highlight_id = n.id
         WHERE n.deleted_at IS NULL AND o.deleted_at IS NOT NULL));
    PERFORM tag_counts_add(-1, ARRAY(
        SELECT g.tag_id
          FROM new_rows n
          JOIN old_rows o ON o.project_id = n.project_id AND o.id = n.id
          JOIN tagging g ON g.project_id = n.project_id AND g.highlight_id = n.id
         WHERE n.deleted_at IS NOT NULL AND o.deleted_at IS NULL));
    RETURN NULL;
END
$$;

CREATE TRIGGER highlight_changed AFTER UPDATE ON highlight
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION highlight_changed();

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
