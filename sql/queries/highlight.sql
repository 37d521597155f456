-- name: highlight_put
-- $1 id, $2 If-Match or NULL, $3 statement, $4 start, $5 end, $6 quote or NULL, $7 note or
-- NULL, $8 actor's id or NULL, $9 actor's name or NULL, $10 taggings, a JSON array.
-- _outcome: created same changed restored; nothing written: stale deleted missing
SELECT highlight_put($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS _outcome;

-- name: highlight_patch
-- $1 id, $2 If-Match, then NULL where it stays: $3 start, $4 end, $5 quote, $6 note,
-- $7 actor's id, $8 actor's name, $9 taggings.  _outcome: changed stale deleted missing
SELECT highlight_patch($1, $2, $3, $4, $5, $6, $7, $8, $9) AS _outcome;

-- name: highlight_delete
-- $1 id, $2 If-Match.  _outcome: changed stale deleted missing
SELECT highlight_delete($1, $2) AS _outcome;

-- name: highlight_state
-- As it stands, deleted or not, and the action that it is now part of; follows the three
-- above.  $1 id
SELECT h.id, h.statement, h.version, h.start, h."end", h.quote, h.author, h.actor, h.note,
       h.taggings, h.revision, h.created, h.updated, h.deleted_at,
       current_action() AS _action
  FROM highlight_item h
 WHERE h.project_id = current_project()
   AND h.id = $1;

-- name: highlight_get
-- $1 id
SELECT h.id, h.statement, h.version, h.start, h."end", h.quote, h.author, h.actor, h.note,
       h.taggings, h.revision, h.created, h.updated, h.deleted_at
  FROM highlight_item h
 WHERE h.project_id = current_project()
   AND h.id = $1
   AND h.deleted_at IS NULL
   AND EXISTS (SELECT FROM statement s
                WHERE s.project_id = current_project() AND s.id = h.statement
                  AND s.deleted_at IS NULL);

-- name: highlight_place
-- Which statement it stands in, or stood in: a link to one that was removed leads to where it
-- was.  $1 id
SELECT h.statement_id AS statement
  FROM highlight h
 WHERE h.project_id = current_project()
   AND h.id = $1;
