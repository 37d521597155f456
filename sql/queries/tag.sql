-- name: tag_list
-- $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT t.key, t.parent, t.label, t.color, t.definition, t.example, t.position, t.retired,
       t.revision, t.highlight_count, t.id::text AS _cursor
  FROM tag_item t
 WHERE t.project_id = current_project()
   AND t.id > cursor_number($2, 0)
 ORDER BY t.id
 LIMIT $1::bigint;

-- name: tag_get
-- $1 key
SELECT t.key, t.parent, t.label, t.color, t.definition, t.example, t.position, t.retired,
       t.revision, t.highlight_count, current_action() AS _action
  FROM tag_item t
 WHERE t.project_id = current_project()
   AND t.key = $1::text;

-- name: tag_create
-- $1 key, $2 label, then NULL where not given: $3 parent's key, $4 color, $5 definition,
-- $6 example, $7 position.  _outcome: created; taken: there is one, nothing is written
SELECT tag_create($1, $2, $3, $4, $5, $6, $7) AS _outcome;

-- name: codebook_add
-- $1 the file's tags, a JSON array: {key, label, parent, color, definition, example}
SELECT c.made, c.same
  FROM codebook_add($1) c;

-- name: stance_list
-- $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT s.key, s.label, s.definition, s.polarity, s.position, s.revision,
       s.position || ' ' || s.key AS _cursor
  FROM stance s
 WHERE s.project_id = current_project()
   AND (s.position, s.key::text)
       > (cursor_number($2, -1), cursor_text($2))
 ORDER BY s.position, s.key
 LIMIT $1::bigint;
