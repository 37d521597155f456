-- 0011: members, and what may be done to a project as a whole. Oldest binary: 9.

-- Set: nothing in the project is changed any more, until it is taken back.
ALTER TABLE project ADD COLUMN archived_at timestamptz;

CREATE OR REPLACE VIEW project_item WITH (security_invoker) AS
SELECT p.id AS project_id, m.account_id, p.slug, p.title, p.description, p.language,
       p.settings, p.codebook_revision, p.revision, p.created,
       p.statement_count AS statements, p.highlight_count AS highlights, m.role,
       p.archived_at
  FROM project p
  JOIN member m ON m.project_id = p.id
 WHERE m.role IS NOT NULL;

-- For functions that look before they write, and where no policy can say it.
CREATE FUNCTION need_role(least_role text) RETURNS void
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF coalesce(current_role_rank(), 0) < role_rank(least_role) THEN
        PERFORM refuse('403', 'role');
    END IF;
END
$$;

-- A project may have gone while its turn was waited for.
CREATE OR REPLACE FUNCTION take_turn() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM FROM project p WHERE p.id = current_project() FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'project');
    END IF;
END
$$;

-- What an archived project still lets happen: being taken back or purged, and an admin's
-- coming in to do so where no manager is left.
CREATE OR REPLACE FUNCTION act(kind text, undoes bigint DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    given    bigint;
    archived timestamptz;
BEGIN
    PERFORM need_role('annotator');
    UPDATE project p
       SET last_action = p.last_action + 1
     WHERE p.id = current_project()
    RETURNING p.last_action, p.archived_at INTO given, archived;
    IF given IS NULL THEN
        PERFORM refuse('404', 'project');
    ELSIF archived IS NOT NULL
      AND kind NOT IN ('project_change', 'purge', 'member_join') THEN
        PERFORM refuse('409', 'archived');
    END IF;
    INSERT INTO action (project_id, number, member_id, kind, undoes)
    VALUES (current_project(), given, current_member(), $1, $2);
    PERFORM set_config('postil.action', given::text, true),
            set_config('postil.seq', '0', true);
    RETURN given;
END
$$;

-- Only those who may begin an action may tell of it.
CREATE OR REPLACE FUNCTION act_note(facts jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    seq integer := current_setting('postil.seq')::integer + 1;
BEGIN
    PERFORM need_role('annotator');
    INSERT INTO event (project_id, action, seq, table_name, key, after)
    VALUES (current_project(), current_action(), seq, 'action',
            jsonb_build_object('number', current_action()), facts);
    PERFORM set_config('postil.seq', seq::text, true);
END
$$;

-- The project's own row.  act() touches it each time, so only the columns that count are
-- watched, row by row: where columns are named there are no transition tables.
CREATE FUNCTION record_project() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    columns text[] := ARRAY['title', 'description', 'language', 'settings', 'archived_at',
                            'revision'];
    was     jsonb := to_jsonb(OLD);
    is_now  jsonb := to_jsonb(NEW);
    seq     integer := nullif(current_setting('postil.seq', true), '')::integer + 1;
BEGIN
    INSERT INTO event (project_id, action, seq, table_name, key, before, after)
    SELECT OLD.id, current_action(), seq, 'project', jsonb_build_object('id', OLD.id),
           jsonb_object_agg(c, was -> c), jsonb_object_agg(c, is_now -> c)
      FROM unnest(columns) AS c
     WHERE was -> c <> is_now -> c;
    PERFORM set_config('postil.seq', seq::text, true);
    RETURN NULL;
END
$$;

CREATE TRIGGER history_update
    AFTER UPDATE OF title, description, language, settings, archived_at, revision ON project
    FOR EACH ROW WHEN (OLD.revision <> NEW.revision)
    EXECUTE FUNCTION record_project();

CREATE POLICY project_update ON project FOR UPDATE TO postil_web
    USING (id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('manager'));

GRANT UPDATE (title, description, language, settings, archived_at, revision) ON project
    TO postil_web;

-- Changes what is given and leaves what is NULL; an empty description or language is
-- taken away.  Says changed; or stale, and nothing was written.
CREATE FUNCTION project_change(if_match bigint, title text, description text,
                               language text, settings jsonb, archived boolean)
RETURNS text
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM need_role('manager');
    PERFORM take_turn();
    IF NOT EXISTS (SELECT FROM project p
                    WHERE p.id = current_project() AND p.revision = if_match) THEN
        RETURN 'stale';
    END IF;
    PERFORM act('project_change');
    UPDATE project p
       SET title = coalesce($2, p.title),
           description = nullif(coalesce($3, p.description), ''),
           language = nullif(coalesce($4, p.language), ''),
           settings = coalesce($5, p.settings),
           archived_at = CASE WHEN coalesce(archived, p.archived_at IS NOT NULL)
                              THEN coalesce(p.archived_at, now()) END,
           revision = p.revision + 1
     WHERE p.id = current_project();
    RETURN 'changed';
END
$$;

-- Members.  Whoever goes keeps his row without a role: he is the author of his work.

CREATE POLICY member_insert ON member FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('manager'));
CREATE POLICY member_update ON member FOR UPDATE TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint
           AND current_role_rank() >= role_rank('manager'));

GRANT INSERT (project_id, id, name, login, account_id, role), UPDATE (role) ON member
    TO postil_web;

-- A project has a manager, whatever is done to its members, undo included.
CREATE FUNCTION keep_a_manager() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM member m
                    WHERE m.project_id = current_project() AND m.role = 'manager') THEN
        PERFORM refuse('409', 'last_manager');
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER keep_a_manager AFTER UPDATE OF role ON member
    FOR EACH STATEMENT EXECUTE FUNCTION keep_a_manager();

-- Whom a manager means by a login.  Nobody else is told who has an account.
CREATE FUNCTION account_named(login text) RETURNS SETOF account_item
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    PERFORM need_role('manager');
    RETURN QUERY
    SELECT *
      FROM account_item a
     WHERE lower(a.login) = lower(account_named.login)
       AND a.disabled_at IS NULL;
END
$$;

-- Gives a role to an account that is to be, or was, a member.
CREATE FUNCTION member_let_in(account account_item, role text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE member m
       SET role = member_let_in.role
     WHERE m.project_id = current_project()
       AND m.account_id = account.id;
    IF NOT FOUND THEN
        INSERT INTO member (project_id, id, name, login, account_id, role)
        SELECT current_project(), max(m.id) + 1, account.name, account.login, account.id, $2
          FROM member m
         WHERE m.project_id = current_project();
    END IF;
END
$$;

-- Says created; or member, when the account has a role already and nothing was written.
CREATE FUNCTION member_add(login text, role text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    account account_item;
BEGIN
    SELECT * INTO account FROM account_named(login);
    IF account.id IS NULL THEN
        PERFORM refuse('422', 'unknown_login', 'login');
    END IF;
    PERFORM take_turn();
    IF EXISTS (SELECT FROM member m
                WHERE m.project_id = current_project() AND m.account_id = account.id
                  AND m.role IS NOT NULL) THEN
        RETURN 'member';
    END IF;
    PERFORM act('member_add');
    PERFORM member_let_in(account, role);
    RETURN 'created';
END
$$;

-- role NULL: he goes.  Who has no role is no member any more; who has it already is not
-- touched.
CREATE FUNCTION member_change(id bigint, role text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    held text;
BEGIN
    PERFORM need_role('manager');
    PERFORM take_turn();
    SELECT m.role INTO held
      FROM member m
     WHERE m.project_id = current_project()
       AND m.id = member_change.id;
    IF held IS NULL THEN
        PERFORM refuse('404', 'member');
    ELSIF held = role THEN
        RETURN;
    END IF;
    PERFORM act(CASE WHEN role IS NULL THEN 'member_remove' ELSE 'member_change' END);
    UPDATE member m
       SET role = member_change.role
     WHERE m.project_id = current_project()
       AND m.id = member_change.id;
END
$$;

-- Whoever joins is the author of the action by which he becomes a member.
ALTER TABLE action ALTER CONSTRAINT action_project_id_member_id_fkey DEFERRABLE;

-- A site admin makes himself a member, and enters the project with it: nobody sees what is
-- in it without history's saying so.  The two words are those of member_add().
CREATE FUNCTION project_join(slug text, role text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    account account_item;
    joined  bigint := (SELECT p.id FROM project p WHERE p.slug = project_join.slug);
    member  member;
BEGIN
    PERFORM need_admin();
    PERFORM set_config('postil.project', coalesce(joined::text, ''), true);
    PERFORM take_turn();
    SELECT * INTO account FROM account_self();
    SELECT * INTO member
      FROM member m
     WHERE m.project_id = joined AND m.account_id = account.id;
    member.id := coalesce(member.id, (SELECT max(m.id) + 1 FROM member m
                                       WHERE m.project_id = joined));
    PERFORM set_config('postil.member', member.id::text, true),
            set_config('postil.role', role_rank('manager')::text, true);
    IF member.role IS NOT NULL THEN
        RETURN 'member';
    END IF;
    SET CONSTRAINTS action_project_id_member_id_fkey DEFERRED;
    PERFORM act('member_join');
    PERFORM member_let_in(account, role);
    SET CONSTRAINTS action_project_id_member_id_fkey IMMEDIATE;
    RETURN 'created';
END
$$;

-- Purging.  A project at action 0 has no history any more: project_purge() has taken it,
-- and what goes with it is told to nobody.  Only that function can set it so.
CREATE OR REPLACE FUNCTION record_changes() RETURNS trigger
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
        IF (SELECT p.last_action FROM project p WHERE p.id = project) = 0 THEN
            RETURN NULL;
        END IF;
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

-- Copies and counts of what goes altogether are not kept.  Without an action nothing but a
-- purge gets here: history_delete would refuse it.
CREATE OR REPLACE TRIGGER copy_delete AFTER DELETE ON tagging
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT WHEN (current_action() IS NOT NULL) EXECUTE FUNCTION taggings_copied();
CREATE OR REPLACE TRIGGER count_delete AFTER DELETE ON tagging
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT WHEN (current_action() IS NOT NULL) EXECUTE FUNCTION taggings_counted();

-- Each row that goes is looked for in what refers to it.  Where many rows go and many refer
-- to them, an index must answer that, or a purge takes the square of a project's size.
CREATE INDEX action_undoes ON action (undoes, project_id) WHERE undoes IS NOT NULL;
CREATE INDEX highlight_actor ON highlight (actor_id, project_id) WHERE actor_id IS NOT NULL;
CREATE INDEX statement_speaker ON statement (speaker_id, project_id)
    WHERE speaker_id IS NOT NULL;
CREATE INDEX statement_delegation ON statement (delegation_id, project_id)
    WHERE delegation_id IS NOT NULL;
CREATE INDEX statement_on_behalf_of ON statement (on_behalf_of_id, project_id)
    WHERE on_behalf_of_id IS NOT NULL;

-- All of a project, whatever its size, in one transaction.  Says purged; or stale, and
-- nothing was written.
CREATE FUNCTION project_purge(if_match bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    gone bigint := current_project();
BEGIN
    PERFORM need_role('manager');
    PERFORM FROM project p WHERE p.id = gone FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'project');
    ELSIF NOT EXISTS (SELECT FROM project p WHERE p.id = gone AND p.revision = if_match) THEN
        RETURN 'stale';
    END IF;
    PERFORM set_config('postil.action', '', true);
    UPDATE project p SET last_action = 0 WHERE p.id = gone;
    DELETE FROM event e             WHERE e.project_id = gone;
    DELETE FROM action a            WHERE a.project_id = gone;
    DELETE FROM tagging g           WHERE g.project_id = gone;
    DELETE FROM highlight h         WHERE h.project_id = gone;
    DELETE FROM statement_version v WHERE v.project_id = gone;
    DELETE FROM statement s         WHERE s.project_id = gone;
    DELETE FROM affiliation f       WHERE f.project_id = gone;
    DELETE FROM actor a             WHERE a.project_id = gone;
    DELETE FROM tag t               WHERE t.project_id = gone;
    DELETE FROM stance s            WHERE s.project_id = gone;
    DELETE FROM member m            WHERE m.project_id = gone;
    DELETE FROM project p           WHERE p.id = gone;
    RETURN 'purged';
END
$$;

GRANT EXECUTE ON FUNCTION need_role(text), member_ref(bigint, text), account_named(text),
    member_let_in(account_item, text), member_add(text, text), member_change(bigint, text),
    project_change(bigint, text, text, text, jsonb, boolean), project_join(text, text),
    project_purge(bigint)
    TO postil_web;
