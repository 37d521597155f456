-- 0007: statements and their versions. Oldest binary: 7.

-- A date as precise as it is known: its first day.  Refuses what no calendar has.
CREATE FUNCTION partial_date(given text, field text) RETURNS date
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF given IS NULL THEN
        RETURN NULL;
    ELSIF given !~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' THEN
        PERFORM refuse('422', 'bad_date', field);
    END IF;
    RETURN make_date(substr(given, 1, 4)::integer,
                     coalesce(nullif(substr(given, 6, 2), ''), '01')::integer,
                     coalesce(nullif(substr(given, 9, 2), ''), '01')::integer);
EXCEPTION WHEN datetime_field_overflow THEN
    PERFORM refuse('422', 'bad_date', field);
END
$$;

-- And back: 2015, 2015-09 or 2015-09-28.
CREATE FUNCTION partial_date_text(day date, date_precision text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN left(to_char(day, 'YYYY-MM-DD'),
            CASE date_precision WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END);

-- One document as it was published.  Kept: highlight_count, of those not deleted.
-- date_order sorts the newest first and the undated last.
CREATE TABLE statement (
    project_id      bigint NOT NULL REFERENCES project,
    id              bigint NOT NULL,
    version         integer NOT NULL DEFAULT 1,
    title           title_text NOT NULL,
    language        language_text,
    date            date,
    date_precision  text,
    place           title_text,
    kind            text,
    forum           title_text,
    meeting         title_text,
    agenda_item     title_text,
    symbol          title_text,
    publisher       title_text,
    source_url      url_text,
    accessed_on     text,
    licence         title_text,
    speaker_id      bigint,
    delegation_id   bigint,
    on_behalf_of_id bigint,
    meta            json_object NOT NULL DEFAULT '{}',
    revision        integer NOT NULL DEFAULT 1,
    created         timestamptz NOT NULL DEFAULT now(),
    updated         timestamptz NOT NULL DEFAULT now(),
    highlight_count integer NOT NULL DEFAULT 0,
    date_order      integer NOT NULL
                    GENERATED ALWAYS AS (coalesce(DATE '9999-12-31' - date, 2147483647)) STORED,
    words           tsvector NOT NULL GENERATED ALWAYS AS (words_vector(title)) STORED,

    PRIMARY KEY (project_id, id),
    FOREIGN KEY (project_id, speaker_id) REFERENCES actor,
    FOREIGN KEY (project_id, delegation_id) REFERENCES actor,
    FOREIGN KEY (project_id, on_behalf_of_id) REFERENCES actor,
    CONSTRAINT bad_date CHECK ((date IS NULL) = (date_precision IS NULL)
                               AND date_precision IN ('year', 'month', 'day')),
    CONSTRAINT bad_kind CHECK (kind IN ('verbatim', 'as delivered', 'summary',
                                        'press release', 'news report', 'transcript',
                                        'translation', 'resolution'))
) WITH (fillfactor = 80);

CREATE INDEX statement_newest ON statement (project_id, date_order, id);
CREATE INDEX statement_words ON statement USING gin (project_id, words);

-- Every body a statement ever had; a body is never changed.  length: code points.
CREATE FUNCTION body_sha256(body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN encode(sha256(convert_to(body, 'UTF8')), 'hex');

GRANT EXECUTE ON FUNCTION partial_date(text, text), partial_date_text(date, text),
    body_sha256(text) TO postil_web;

-- The 32 MiB are those of a request; the limit that clients meet is configured.
CREATE TABLE statement_version (
    project_id   bigint NOT NULL,
    statement_id bigint NOT NULL,
    version      integer NOT NULL,
    body         text NOT NULL,
    sha256       text NOT NULL GENERATED ALWAYS AS (body_sha256(body)) STORED,
    length       integer NOT NULL GENERATED ALWAYS AS (char_length(body)) STORED,
    created      timestamptz NOT NULL DEFAULT now(),

    PRIMARY KEY (project_id, statement_id, version),
    FOREIGN KEY (project_id, statement_id) REFERENCES statement,
    CONSTRAINT text_empty CHECK (body <> ''),
    CONSTRAINT text_too_long CHECK (octet_length(body) <= 33554432)
);

ALTER TABLE statement         ENABLE ROW LEVEL SECURITY;
ALTER TABLE statement_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY statement_read ON statement FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY statement_insert ON statement FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('annotator'));
CREATE POLICY statement_version_read ON statement_version FOR SELECT TO postil_web
    USING (project_id = nullif(current_setting('postil.project', true), '')::bigint);
CREATE POLICY statement_version_insert ON statement_version FOR INSERT TO postil_web
    WITH CHECK (project_id = nullif(current_setting('postil.project', true), '')::bigint
                AND current_role_rank() >= role_rank('annotator'));

GRANT SELECT, INSERT ON statement, statement_version TO postil_web;

CALL keep_history('statement', 'id', 'highlight_count date_order words created updated');
CALL keep_history('statement_version', 'statement_id version', 'body created');

CREATE FUNCTION statement_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE project p
       SET statement_count = p.statement_count + (SELECT count(*) FROM new_rows)
     WHERE p.id = current_project();
    RETURN NULL;
END
$$;

CREATE TRIGGER statement_counts AFTER INSERT ON statement
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION statement_counts();

-- A statement as lists and answers show it.
CREATE VIEW statement_item WITH (security_invoker) AS
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
                          AND v.version = s.version;

GRANT SELECT ON statement_item TO postil_web;

-- An actor field of a statement: an id, or a name.
CREATE FUNCTION statement_actor(given jsonb, kind text, field text) RETURNS bigint
LANGUAGE plpgsql
AS $$
BEGIN
    IF jsonb_typeof(given) = 'number' THEN
        RETURN actor_take((given #>> '{}')::bigint, NULL, kind, field);
    END IF;
    RETURN actor_take(NULL, nullif(given #>> '{}', ''), kind, field);
END
$$;

-- Adds a statement within an action that has begun, and says its id.  fields: those of
-- the API but text.
CREATE FUNCTION statement_add(body text, fields jsonb) RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
    made bigint := 1 + coalesce((SELECT s.id FROM statement s
                                  WHERE s.project_id = current_project()
                                  ORDER BY s.id DESC LIMIT 1), 0);
    f    record;
BEGIN
    SELECT * INTO f
      FROM jsonb_to_record(fields)
        AS x (title text, language text, date text, place text, kind text, forum text,
              meeting text, agenda_item text, symbol text, publisher text,
              source_url text, accessed_on text, licence text, meta jsonb,
              speaker jsonb, delegation jsonb, on_behalf_of jsonb);
    PERFORM partial_date(f.accessed_on, 'accessed_on');
    INSERT INTO statement
        (project_id, id, title, language, date, date_precision, place, kind, forum, meeting,
         agenda_item, symbol, publisher, source_url, accessed_on, licence, meta,
         speaker_id, delegation_id, on_behalf_of_id)
    VALUES
        (current_project(), made, f.title, f.language, partial_date(f.date, 'date'),
         CASE length(f.date) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END,
         f.place, f.kind, f.forum, f.meeting, f.agenda_item, f.symbol, f.publisher,
         f.source_url, f.accessed_on, f.licence, coalesce(f.meta, '{}'),
         statement_actor(f.speaker, 'person', 'speaker'),
         statement_actor(f.delegation, 'state', 'delegation'),
         statement_actor(f.on_behalf_of, 'group', 'on_behalf_of'));
    INSERT INTO statement_version (project_id, statement_id, version, body)
    VALUES (current_project(), made, 1, body);
    RETURN made;
END
$$;

-- The same as an action of its own.
CREATE FUNCTION statement_create(body text, fields jsonb) RETURNS SETOF statement_item
LANGUAGE plpgsql
AS $$
DECLARE
    made bigint;
BEGIN
    PERFORM act('statement_create');
    made := statement_add(body, fields);
    RETURN QUERY
    SELECT * FROM statement_item s WHERE s.project_id = current_project() AND s.id = made;
END
$$;

-- Ids of the statements whose titles have all words, newest first, from after the given
-- place.  As the owner, since under row-level security words reach no index.
CREATE FUNCTION statement_search(q text, after_order bigint, after_id bigint, most integer)
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
       AND (query IS NULL OR s.words @@ query)
       AND (s.date_order, s.id) > (after_order, after_id)
     ORDER BY s.date_order, s.id
     LIMIT most;
END
$$;

GRANT EXECUTE ON FUNCTION statement_actor(jsonb, text, text), statement_add(text, jsonb),
    statement_create(text, jsonb), statement_search(text, bigint, bigint, integer)
    TO postil_web;
