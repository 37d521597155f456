-- 0009: putting, changing and deleting a highlight. Oldest binary: 9.
--
-- These functions answer with one word: created, same, changed, restored; or, nothing
-- having been written, stale, deleted, missing.  What the data itself forbids is raised.

-- The highlight as it stands, none of its columns set where there is none.  It stays so
-- until the transaction ends: whoever writes takes a turn first.
CREATE FUNCTION highlight_take(id uuid) RETURNS highlight
LANGUAGE plpgsql
AS $$
DECLARE
    taken highlight;
BEGIN
    PERFORM take_turn();
    SELECT * INTO taken
      FROM highlight h
     WHERE h.project_id = current_project()
       AND h.id = highlight_take.id;
    IF taken.author_id <> current_member() AND current_role_rank() < role_rank('curator') THEN
        PERFORM refuse('403', 'role');
    END IF;
    RETURN taken;
END
$$;

-- The passage, verbatim.  seen: the quote that the client saw there, or NULL.
CREATE FUNCTION quote_cut(statement bigint, version integer, start_at integer,
                          end_at integer, seen text)
RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    cut text;
BEGIN
    IF start_at < 0 OR end_at <= start_at THEN
        PERFORM refuse('422', 'highlight_empty', 'end');
    END IF;
    SELECT substr(v.body, start_at + 1, end_at - start_at) INTO cut
      FROM statement_version v
     WHERE v.project_id = current_project()
       AND v.statement_id = statement
       AND v.version = quote_cut.version;
    IF char_length(cut) < end_at - start_at THEN
        PERFORM refuse('422', 'highlight_past_end', 'end');
    ELSIF cut <> seen THEN
        PERFORM refuse('422', 'quote_differs', 'quote');
    END IF;
    RETURN cut;
END
$$;

-- Taggings that a client wishes, in the tags' order, and the copy they will make.
CREATE TYPE wished_taggings AS (tags bigint[], stances text[], copy text);

-- had: the copy the highlight has; a retired tag may stay there but is not put anew.
CREATE FUNCTION taggings_read(wished jsonb, had json) RETURNS wished_taggings
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    found_all wished_taggings;
    fault     text;
BEGIN
    SELECT coalesce(array_agg(t.id ORDER BY t.id), '{}'),
           coalesce(array_agg(w.stance ORDER BY t.id), '{}'),
           '[' || coalesce(string_agg(tagging_json(t.key, w.stance), ',' ORDER BY t.id), '')
               || ']',
           CASE WHEN count(*) > 50 THEN 'too_many_taggings'
                WHEN count(*) > count(t.id) THEN 'unknown_tag'
                WHEN count(t.id) > count(DISTINCT t.id) THEN 'tag_twice'
                WHEN count(w.stance) > count(s.key) THEN 'unknown_stance'
                WHEN bool_or(t.retired AND NOT coalesce(had, '[]')::jsonb
                             @> jsonb_build_array(jsonb_build_object('tag', t.key)))
                THEN 'tag_retired' END
      INTO found_all.tags, found_all.stances, found_all.copy, fault
      FROM jsonb_to_recordset(wished) AS w (tag text, stance text)
      LEFT JOIN tag t ON t.project_id = current_project() AND t.key = w.tag
      LEFT JOIN stance s ON s.project_id = current_project() AND s.key = w.stance;
    IF fault IS NOT NULL THEN
        PERFORM refuse('422', fault, 'taggings');
    END IF;
    RETURN found_all;
END
$$;

-- What a client wishes a highlight to be; the taggings as they came.
CREATE TYPE highlight_wish AS (
    statement  bigint,
    start_at   integer,
    end_at     integer,
    quote      text,
    note       text,
    actor_id   bigint,
    actor_name text,
    taggings   jsonb
);

CREATE FUNCTION taggings_sorted(taggings jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT string_agg(tagging_json(w.tag, w.stance), ',' ORDER BY w.tag)
              FROM jsonb_to_recordset(taggings) AS w (tag text, stance text));
END
$$;

-- Is the wish fulfilled already?  A question only, so nothing is refused.
CREATE FUNCTION highlight_equals(old highlight, wish highlight_wish) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN old.statement_id = wish.statement
       AND old.start_at = wish.start_at
       AND old.end_at = wish.end_at
       AND old.quote = coalesce(wish.quote, old.quote)
       AND old.note IS NOT DISTINCT FROM wish.note
       AND (wish.actor_id IS NULL AND wish.actor_name IS NULL) = (old.actor_id IS NULL)
       AND old.actor_id IS NOT DISTINCT FROM actor_find(wish.actor_id, wish.actor_name)
       AND taggings_sorted(old.taggings::jsonb)
           IS NOT DISTINCT FROM taggings_sorted(wish.taggings);
END
$$;

CREATE FUNCTION statement_newest(statement bigint) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    newest integer := (SELECT s.version FROM statement s
                        WHERE s.project_id = current_project() AND s.id = statement);
BEGIN
    IF newest IS NULL THEN
        PERFORM refuse('422', 'unknown_statement', 'statement');
    END IF;
    RETURN newest;
END
$$;

CREATE FUNCTION highlight_update(old highlight, version integer, wish highlight_wish,
                                 quote text, actor bigint)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE highlight h
       SET statement_id = wish.statement,
           version = highlight_update.version,
           start_at = wish.start_at,
           end_at = wish.end_at,
           quote = highlight_update.quote,
           note = wish.note,
           actor_id = actor,
           updated = now(),
           revision = h.revision + 1,
           deleted_at = NULL
     WHERE h.project_id = current_project()
       AND h.id = old.id;
END
$$;

-- Gives the highlight those of these tags that it lacks.
CREATE FUNCTION taggings_insert(highlight uuid, wished wished_taggings) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO tagging (project_id, highlight_id, tag_id, stance, codebook_revision)
    SELECT current_project(), highlight, w.tag, w.stance, p.codebook_revision
      FROM unnest(wished.tags, wished.stances) AS w (tag, stance)
      JOIN project p ON p.id = current_project()
     WHERE NOT EXISTS (SELECT FROM tagging g
                        WHERE g.project_id = current_project()
                          AND g.highlight_id = highlight
                          AND g.tag_id = w.tag);
END
$$;

-- Leaves the highlight with just these taggings; one that stays as it is is not touched.
CREATE FUNCTION taggings_change(highlight uuid, wished wished_taggings) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM tagging g
     WHERE g.project_id = current_project()
       AND g.highlight_id = highlight
       AND g.tag_id <> ALL (wished.tags);
    UPDATE tagging g
       SET stance = w.stance,
           codebook_revision = p.codebook_revision
      FROM unnest(wished.tags, wished.stances) AS w (tag, stance)
      JOIN project p ON p.id = current_project()
     WHERE g.project_id = current_project()
       AND g.highlight_id = highlight
       AND g.tag_id = w.tag
       AND g.stance IS DISTINCT FROM w.stance;
    PERFORM taggings_insert(highlight, wished);
END
$$;

-- Writes what is wished, over the old highlight or as a new one.  A highlight stays on
-- its version of its statement; a new one is on the newest.
CREATE FUNCTION highlight_write(id uuid, old highlight, wish highlight_wish) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    wished  wished_taggings := taggings_read(wish.taggings, old.taggings);
    actor   bigint := actor_take(wish.actor_id, wish.actor_name, 'person', 'actor');
    version integer := old.version;
    quote   text;
BEGIN
    IF wish.statement IS DISTINCT FROM old.statement_id THEN
        version := statement_newest(wish.statement);
    END IF;
    quote := quote_cut(wish.statement, version, wish.start_at, wish.end_at, wish.quote);
    IF old.id IS NULL THEN
        INSERT INTO highlight (project_id, id, statement_id, version, author_id, start_at,
                               end_at, quote, note, actor_id, taggings)
        VALUES (current_project(), id, wish.statement, version, current_member(),
                wish.start_at, wish.end_at, quote, wish.note, actor, wished.copy::json);
        IF wished.tags <> '{}' THEN
            PERFORM taggings_insert(id, wished);
        END IF;
    ELSE
        PERFORM highlight_update(old, version, wish, quote, actor);
        IF wished.copy <> old.taggings::text THEN
            PERFORM taggings_change(id, wished);
        END IF;
    END IF;
END
$$;

CREATE FUNCTION highlight_put(id uuid, if_match bigint, statement bigint,
                              start_at integer, end_at integer, quote text, note text,
                              actor_id bigint, actor_name text, taggings jsonb)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    old     highlight := highlight_take(id);
    wish    highlight_wish := ROW(statement, start_at, end_at, quote, nullif(note, ''),
                                  actor_id, nullif(actor_name, ''), coalesce(taggings, '[]'));
    outcome text := CASE
        WHEN old.id IS NULL AND if_match IS NULL THEN 'created'
        WHEN old.id IS NULL THEN 'missing'
        WHEN old.deleted_at IS NOT NULL AND old.revision = if_match THEN 'restored'
        WHEN old.deleted_at IS NOT NULL THEN 'deleted'
        WHEN old.revision = if_match THEN 'changed'
        WHEN if_match IS NULL AND highlight_equals(old, wish) THEN 'same'
        ELSE 'stale' END;
BEGIN
    IF outcome IN ('created', 'changed', 'restored') THEN
        PERFORM act('highlight_put');
        PERFORM highlight_write(id, old, wish);
    END IF;
    RETURN outcome;
END
$$;

-- Changes what is given and leaves what is NULL; an empty note or actor is taken away.
CREATE FUNCTION highlight_patch(id uuid, if_match bigint, start_at integer, end_at integer,
                                quote text, note text, actor_id bigint, actor_name text,
                                taggings jsonb)
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
    IF outcome = 'changed' THEN
        PERFORM act('highlight_patch');
        PERFORM highlight_write(id, old, wish);
    END IF;
    RETURN outcome;
END
$$;

-- Soft: PUT with the new revision brings it back.  Its taggings stay where they are.
CREATE FUNCTION highlight_delete(id uuid, if_match bigint) RETURNS text
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
    IF outcome = 'changed' THEN
        PERFORM act('highlight_delete');
        UPDATE highlight h
           SET deleted_at = now(), updated = now(), revision = h.revision + 1
         WHERE h.project_id = current_project()
           AND h.id = old.id;
    END IF;
    RETURN outcome;
END
$$;

GRANT EXECUTE ON FUNCTION highlight_take(uuid),
    quote_cut(bigint, integer, integer, integer, text), taggings_read(jsonb, json),
    taggings_sorted(jsonb), highlight_equals(highlight, highlight_wish),
    statement_newest(bigint),
    highlight_update(highlight, integer, highlight_wish, text, bigint),
    taggings_insert(uuid, wished_taggings), taggings_change(uuid, wished_taggings),
    highlight_write(uuid, highlight, highlight_wish),
    highlight_put(uuid, bigint, bigint, integer, integer, text, text, bigint, text, jsonb),
    highlight_patch(uuid, bigint, integer, integer, text, text, bigint, text, jsonb),
    highlight_delete(uuid, bigint)
    TO postil_web;
