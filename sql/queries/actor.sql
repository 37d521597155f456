-- name: actor_list
-- By name.  $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT a.id, a.name, a.kind, a.code, a.aliases, a.revision, a.id || ' ' || a.folded AS _cursor
  FROM actor_item a
 WHERE a.project_id = current_project()
   AND (a.folded, a.id) > (cursor_text($2), cursor_number($2, 0))
 ORDER BY a.folded, a.id
 LIMIT $1::bigint;

-- name: actor_search
-- The same of those whose name, code and aliases have all words.
-- $1 limit + 1, $2 cursor or NULL, $3 words
SELECT a.id, a.name, a.kind, a.code, a.aliases, a.revision, a.id || ' ' || a.folded AS _cursor
  FROM actor_search($3, cursor_text($2), cursor_number($2, 0), $1)
       AS hit (id)
  JOIN actor_item a ON a.project_id = current_project() AND a.id = hit.id
 ORDER BY a.folded, a.id;
