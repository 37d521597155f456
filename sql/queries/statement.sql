-- name: statement_list
-- Newest first.  $1 limit + 1, $2 cursor or NULL
SELECT s.id, s.title, s.version, s.date, s.language, s.kind, s.place, s.forum, s.meeting,
       s.agenda_item, s.symbol, s.publisher, s.source_url, s.accessed_on, s.licence,
       s.speaker, s.delegation, s.on_behalf_of, s.length, s.highlight_count, s.state,
       s.revision, s.created, s.updated, s.date_order || ' ' || s.id AS _cursor
  FROM statement_item s
 WHERE s.project_id = current_project()
   AND (s.date_order, s.id)
       > (cursor_number($2, 0), cursor_second($2))
 ORDER BY s.date_order, s.id
 LIMIT $1::bigint;

-- name: statement_find
-- The same of those that fit, with the words that were looked for.  $1 limit + 1, $2 cursor or
-- NULL, $3 what is asked, as a JSON object.  LEFT: where nothing can be found, a planner that
-- knows it would begin there, and what is wrong with the question would go unsaid
SELECT s.id, s.title, s.version, s.date, s.language, s.kind, s.place, s.forum, s.meeting,
       s.agenda_item, s.symbol, s.publisher, s.source_url, s.accessed_on, s.licence,
       s.speaker, s.delegation, s.on_behalf_of, s.length, s.highlight_count, s.state,
       snippet_of(s.text, $3::jsonb ->> 'q') AS snippet, s.revision, s.created, s.updated,
       s.date_order || ' ' || s.id AS _cursor
  FROM statement_find($3, cursor_number($2, 0), cursor_second($2),
                        $1) AS hit (id)
  LEFT JOIN statement_item s ON s.project_id = current_project() AND s.id = hit.id
 ORDER BY s.date_order, s.id;

-- name: statement_get
-- $1 statement
SELECT s.id, s.title, s.text, s.version, s.sha256, s.length, s.date, s.language, s.kind,
       s.place, s.forum, s.meeting, s.agenda_item, s.symbol, s.publisher, s.source_url,
       s.accessed_on, s.licence, s.speaker, s.delegation, s.on_behalf_of, s.meta,
       s.state, s.revision, s.created, s.updated
  FROM statement_item s
 WHERE s.project_id = current_project()
   AND s.id = $1;

-- name: statement_highlights
-- In reading order, of the version that statement_get shows.  $1 statement
SELECT h.id, h.version, h.start, h."end", h.quote, h.author, h.actor, h.note, h.taggings,
       h.revision, h.created, h.updated, h.deleted_at
  FROM highlight_item h
 WHERE h.project_id = current_project()
   AND h.statement = $1
   AND h.deleted_at IS NULL
   AND h.version = (SELECT s.version FROM statement s
                     WHERE s.project_id = current_project() AND s.id = $1)
 ORDER BY h.start, h."end", h.id;

-- name: statement_marks
-- The same for the desk, which has the text and so the quotes, and needs no more.  $1 statement
SELECT h.id, h.start, h."end", h.author, h.actor, h.note, h.taggings, h.revision
  FROM highlight_item h
 WHERE h.project_id = current_project()
   AND h.statement = $1
   AND h.deleted_at IS NULL
   AND h.version = (SELECT s.version FROM statement s
                     WHERE s.project_id = current_project() AND s.id = $1)
 ORDER BY h.start, h."end", h.id;

-- name: statement_create
-- $1 text as it has passed the door, $2 the other fields as a JSON object
SELECT s.id, s.title, s.text, s.version, s.sha256, s.length, s.date, s.language, s.kind,
       s.place, s.forum, s.meeting, s.agenda_item, s.symbol, s.publisher, s.source_url,
       s.accessed_on, s.licence, s.speaker, s.delegation, s.on_behalf_of, s.meta,
       s.state, s.revision, s.created, s.updated, current_action() AS _action
  FROM statement_create($1, $2) s;

-- name: statement_add
-- One of many in an action begun by act.  $1 and $2 as above
SELECT statement_add($1, $2) AS id;

-- name: statement_delete
-- $1 id, $2 If-Match.  _outcome: gone, with the new _revision; nothing written: stale
SELECT d.outcome AS _outcome, d.revision AS _revision, current_action() AS _action
  FROM statement_delete($1, $2) d;

-- name: statement_patch
-- $1 id, $2 If-Match, $3 what changes, as a JSON object.  _outcome: changed stale
SELECT statement_patch($1, $2, $3) AS _outcome;

-- name: statement_uncoded
-- The next one that nobody has begun, or NULL.  $1 the one that is being read
SELECT statement_uncoded($1) AS next_uncoded;

-- name: statement_state
-- As it stands, without its text; follows one of those above, which may have left none.  $1 id
SELECT s.id, s.title, s.version, s.date, s.language, s.kind, s.place, s.forum, s.meeting,
       s.agenda_item, s.symbol, s.publisher, s.source_url, s.accessed_on, s.licence,
       s.speaker, s.delegation, s.on_behalf_of, s.meta, s.length, s.highlight_count, s.state,
       s.revision, s.created, s.updated, current_action() AS _action
  FROM statement_item s
 WHERE s.project_id = current_project()
   AND s.id = $1;
