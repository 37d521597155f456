-- 0012: trash: statements that are deleted. Oldest binary: 9.

-- Soft, as for highlights.  With its statement a highlight is hidden, but not changed: it
-- counts when neither of the two is deleted.
ALTER TABLE statement ADD COLUMN deleted_at timestamptz;

DROP INDEX statement_newest, statement_words;
CREATE INDEX statement_newest ON statement (project_id, date_order, id)
    WHERE deleted_at IS NULL;
CREATE INDEX statement_words ON statement USING gin (project_id, words)
    WHERE deleted_at IS NULL;

-- Lists, searches, the desk: none of them sees a deleted statement.
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
       v.body AS text, v.sha256
  FROM statement s
  JOIN statement_version v ON v.project_id = current_project() AND v.statement_id = s.id
                          AND v.version = s.version
 WHERE s.deleted_at IS NULL;

CREATE OR REPLACE FUNCTION statement_search(q text, after_order bigint, after_id bigint,
                                            most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    SET plan_cache_mode = force_custom_plan ROWS 50
AS $$
DECLARE
    query tsquery := words_query(q);
BEGIN
    RETURN QUERY
    SELECT s.id
      FROM statement s
     WHERE s.project_id = current_project()
       AND s.deleted_at IS NULL
       AND (query IS NULL OR s.words @@ query)
       AND (s.date_order, s.id) > (after_order, after_id)
     ORDER BY s.date_order, s.id
     LIMIT most;
END
$$;

-- A body that names a deleted statement names none.
CREATE OR REPLACE FUNCTION statement_newest(statement bigint) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    newest integer := (SELECT s.version FROM statement s
                        WHERE s.project_id = current_project() AND s.id = statement
                          AND s.deleted_at IS NULL);
BEGIN
    IF newest IS NULL THEN
        PERFORM refuse('422', 'unknown_statement', 'statement');
    END IF;
    RETURN newest;
END
$$;

CREATE FUNCTION statement_is_deleted(statement bigint) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM statement s
                    WHERE s.project_id = current_project() AND s.id = statement
                      AND s.deleted_at IS NOT NULL);
END
$$;

-- Nobody sees a highlight of a deleted statement, so with a revision there is none to
-- change (404), and without one the statement is not known (422).  Both are final: a client
-- that takes 404 for «make it anew» meets 422 next.  Only on another statement the id shows
-- itself to be taken.
CREATE OR REPLACE FUNCTION highlight_put(id uuid, if_match bigint, statement bigint,
                                         start_at integer, end_at integer, quote text,
                                         note text, actor_id bigint, actor_name text,
                                         taggings jsonb)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    old     highlight := highlight_take(id);
    hidden  boolean := old.id IS NOT NULL AND statement_is_deleted(old.statement_id);
    wish    highlight_wish := ROW(statement, start_at, end_at, quote, nullif(note, ''),
                                  actor_id, nullif(actor_name, ''), coalesce(taggings, '[]'));
    outcome text := CASE
        WHEN old.id IS NULL AND if_match IS NULL THEN 'created'
        WHEN old.id IS NULL THEN 'missing'
        WHEN hidden AND if_match IS NOT NULL THEN 'hidden'
        WHEN old.deleted_at IS NOT NULL AND old.revision = if_match THEN 'restored'
        WHEN old.deleted_at IS NOT NULL THEN 'deleted'
        WHEN old.revision = if_match THEN 'changed'
        WHEN if_match IS NULL AND highlight_equals(old, wish) THEN 'same'
        ELSE 'stale' END;
BEGIN
    IF outcome IN ('created', 'changed', 'restored') THEN
        PERFORM act('highlight_put');
        PERFORM highlight_write(id, old, wish);
    ELSIF outcome = 'hidden' THEN
        PERFORM refuse('404', 'highlight');
    ELSIF hidden THEN
        PERFORM statement_newest(statement);
    END IF;
    RETURN outcome;
END
$$;

CREATE OR REPLACE FUNCTION highlight_patch(id uuid, if_match bigint, start_at integer,
                                           end_at integer, quote text, note text,
                                           actor_id bigint, actor_name text, taggings jsonb)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    old     highlight := highlight_take(id);
    wish    highlight_wish := ROW(old.statement_id, coalesce(start_at, old.start_at),
                                  coalesce(end_at, old.end_at), quote,
                                  nullif(coalesce(note, old.note), ''), actor_id,
                                  nullif(actor_name, ''),
                                  coalesce(taggings, old.taggings::jsonb));
    outcome text := CASE
        WHEN old.id IS NULL THEN 'missing'
        WHEN old.deleted_at IS NOT NULL THEN 'deleted'
        WHEN old.revision = if_match THEN 'changed'
        ELSE 'stale' END;
BEGIN
    IF actor_id IS NULL AND actor_name IS NULL THEN
        wish.actor_id := old.actor_id;
    END IF;
    IF statement_is_deleted(old.statement_id) THEN
        PERFORM refuse('404', 'highlight');
    ELSIF outcome = 'changed' THEN
        PERFORM act('highlight_patch');
        PERFORM highlight_write(id, old, wish);
    END IF;
    RETURN outcome;
END
$$;

CREATE OR REPLACE FUNCTION highlight_delete(id uuid, if_match bigint) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    old     highlight := highlight_take(id);
    outcome text := CASE
        WHEN old.id IS NULL THEN 'missing'
        WHEN old.deleted_at IS NOT NULL THEN 'deleted'
        WHEN old.revision = if_match THEN 'changed'
        ELSE 'stale' END;
BEGIN
    IF statement_is_deleted(old.statement_id) THEN
        PERFORM refuse('404', 'highlight');
    ELSIF outcome = 'changed' THEN
        PERFORM act('highlight_delete');
        UPDATE highlight h
           SET deleted_at = now(), updated = now(), revision = h.revision + 1
         WHERE h.project_id = current_project()
           AND h.id = old.id;
    END IF;
    RETURN outcome;
END
$$;

CREATE POLICY statement_update ON statement FOR UPDATE TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('curator'));

GRANT UPDATE (deleted_at, revision) ON statement TO postil_web;

-- Undo brings it back.  Says gone, with the revision it has then; or stale.
CREATE FUNCTION statement_delete(id bigint, if_match bigint)
RETURNS TABLE (outcome text, revision integer)
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM need_role('curator');
    PERFORM take_turn();
    revision := (SELECT s.revision FROM statement s
                  WHERE s.project_id = current_project() AND s.id = $1
                    AND s.deleted_at IS NULL);
    IF revision IS NULL THEN
        PERFORM refuse('404', 'statement');
    END IF;
    outcome := 'stale';
    IF revision = if_match THEN
        PERFORM act('statement_delete');
        UPDATE statement s
           SET deleted_at = now(), revision = s.revision + 1
         WHERE s.project_id = current_project()
           AND s.id = $1
        RETURNING 'gone', s.revision INTO outcome, revision;
    END IF;
    RETURN NEXT;
END
$$;

GRANT EXECUTE ON FUNCTION statement_is_deleted(bigint), statement_delete(bigint, bigint)
    TO postil_web;

-- What is kept, from here on with an eye on the statement.  Highlights come to statements
-- that are not deleted only.
CREATE OR REPLACE FUNCTION highlights_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    WITH made AS (
        UPDATE statement s
           SET highlight_count = s.highlight_count + made.times
          FROM (SELECT r.statement_id, count(*) AS times
                  FROM changed_rows r
                 WHERE r.deleted_at IS NULL
                 GROUP BY r.statement_id) made
         WHERE s.project_id = current_project()
           AND s.id = made.statement_id
           AND s.deleted_at IS NULL
        RETURNING made.times
    )
    UPDATE project p
       SET highlight_count = p.highlight_count + (SELECT coalesce(sum(m.times), 0) FROM made m)
     WHERE p.id = current_project();
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION taggings_counted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE tag t
       SET highlight_count = t.highlight_count
                             + CASE TG_OP WHEN 'INSERT' THEN used.times ELSE -used.times END
      FROM (SELECT r.tag_id, count(*) AS times
              FROM changed_rows r
              JOIN highlight h ON h.project_id = current_project() AND h.id = r.highlight_id
              JOIN statement s ON s.project_id = current_project() AND s.id = h.statement_id
             WHERE h.deleted_at IS NULL
               AND s.deleted_at IS NULL
             GROUP BY r.tag_id) used
     WHERE t.project_id = current_project()
       AND t.id = used.tag_id;
    RETURN NULL;
END
$$;

-- What a highlight adds to the counts: 1, or -1.
CREATE TYPE counted AS (id uuid, statement_id bigint, n integer);

CREATE FUNCTION counts_add(highlights counted[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE project p
       SET highlight_count = p.highlight_count
                             + (SELECT coalesce(sum(c.n), 0) FROM unnest(highlights) AS c)
     WHERE p.id = current_project();
    UPDATE statement s
       SET highlight_count = s.highlight_count + used.n
      FROM (SELECT c.statement_id, sum(c.n) AS n
              FROM unnest(highlights) AS c
             GROUP BY c.statement_id) used
     WHERE s.project_id = current_project()
       AND s.id = used.statement_id;
    UPDATE tag t
       SET highlight_count = t.highlight_count + used.n
      FROM (SELECT g.tag_id, sum(c.n) AS n
              FROM unnest(highlights) AS c
              JOIN tagging g ON g.project_id = current_project() AND g.highlight_id = c.id
             GROUP BY g.tag_id) used
     WHERE t.project_id = current_project()
       AND t.id = used.tag_id;
END
$$;

-- When highlights are deleted, restored, or moved to another statement; most commands do
-- none of it.  EXCEPT, since a join's plan hangs on how many rows there were the first time.
CREATE OR REPLACE FUNCTION highlights_recounted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    changes counted[] := ARRAY(
        SELECT ROW(r.id, r.statement_id, r.n)::counted
          FROM ((SELECT n.id, n.statement_id, 1 FROM new_rows n WHERE n.deleted_at IS NULL
                 EXCEPT
                 SELECT o.id, o.statement_id, 1 FROM old_rows o WHERE o.deleted_at IS NULL)
                 UNION ALL
                (SELECT o.id, o.statement_id, -1 FROM old_rows o WHERE o.deleted_at IS NULL
                 EXCEPT
                 SELECT n.id, n.statement_id, -1 FROM new_rows n WHERE n.deleted_at IS NULL)
               ) AS r (id, statement_id, n)
          JOIN statement s ON s.project_id = current_project() AND s.id = r.statement_id
         WHERE s.deleted_at IS NULL);
BEGIN
    IF changes <> '{}' THEN
        PERFORM counts_add(changes);
    END IF;
    RETURN NULL;
END
$$;

-- When statements come, are deleted or restored: they, and what is marked in them.
CREATE OR REPLACE FUNCTION statement_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE project p
       SET statement_count = p.statement_count
                             + (SELECT count(*) FROM new_rows n WHERE n.deleted_at IS NULL)
     WHERE p.id = current_project();
    RETURN NULL;
END
$$;

CREATE FUNCTION statements_recounted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    come bigint[] := ARRAY(SELECT n.id FROM new_rows n WHERE n.deleted_at IS NULL
                           EXCEPT SELECT o.id FROM old_rows o WHERE o.deleted_at IS NULL);
    gone bigint[] := ARRAY(SELECT o.id FROM old_rows o WHERE o.deleted_at IS NULL
                           EXCEPT SELECT n.id FROM new_rows n WHERE n.deleted_at IS NULL);
BEGIN
    IF come || gone = '{}' THEN
        RETURN NULL;
    END IF;
    UPDATE project p
       SET statement_count = p.statement_count + cardinality(come) - cardinality(gone)
     WHERE p.id = current_project();
    PERFORM counts_add(ARRAY(
        SELECT ROW(h.id, h.statement_id,
                   CASE WHEN h.statement_id = ANY (come) THEN 1 ELSE -1 END)::counted
          FROM highlight h
         WHERE h.project_id = current_project()
           AND h.statement_id = ANY (come || gone)
           AND h.deleted_at IS NULL));
    RETURN NULL;
END
$$;

CREATE TRIGGER count_update AFTER UPDATE ON statement
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION statements_recounted();
