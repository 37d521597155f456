-- name: trash_list
-- What is deleted, latest first.  $1 limit + 1, $2 cursor or NULL
SELECT t.kind, t.id, t.title, t.quote, t.statement, t.deleted_at, t.member, t.action,
       t.place AS _cursor
  FROM trash_list(cursor_number($2, 0), cursor_text($2), $1) t;

-- name: trash_purge
-- Gone for good: $1 a statement or NULL, $2 a highlight or NULL; neither: all there is
SELECT trash_purge($1, $2);
