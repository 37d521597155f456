-- 0019: codebook: its revisions are counted by actions. Oldest binary: 9.

-- An action that changes tags makes one, so that history can tell how many there were: of
-- its commands the first one counts, and one that finds no tag does not.  This looks for
-- events, so it comes after the triggers that write them.
CREATE OR REPLACE FUNCTION codebook_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    turn text := format('%s/%s', current_project(), current_action());
BEGIN
    IF current_setting('postil.codebook_turn', true) IS DISTINCT FROM turn
       AND EXISTS (SELECT FROM event e
                    WHERE e.project_id = current_project()
                      AND e.action = current_action()
                      AND e.table_name = 'tag') THEN
        UPDATE project p
           SET codebook_revision = p.codebook_revision + 1
         WHERE p.id = current_project();
        PERFORM set_config('postil.codebook_turn', turn, true);
    END IF;
    RETURN NULL;
END
$$;

ALTER TRIGGER codebook_turn ON tag RENAME TO turn_codebook;

-- The project comes second, as in 0008: a look-up by id or place must not take this for its
-- way through a whole codebook.
DROP INDEX tag_parent;
CREATE INDEX tag_parent ON tag (parent_id, project_id);
