-- name: action_list
-- History, oldest first.  $1 limit + 1, $2 cursor or NULL, $3 after this number, or NULL
SELECT a.number, a.at, m.ref AS member, a.kind, a.undoes,
       (SELECT coalesce(json_agg(json_build_object('seq', e.seq, 'table', e.table_name,
                                                   'key', e.key, 'before', e.before,
                                                   'after', e.after) ORDER BY e.seq), '[]')
          FROM event e
         WHERE e.project_id = a.project_id
           AND e.action = a.number) AS events,
       a.number::text AS _cursor
  FROM action a
  JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id
 WHERE a.project_id = current_project()
   AND a.number > cursor_number($2, 0)
   AND a.number > CASE WHEN $3::bigint IS NULL THEN 0 ELSE $3 END
 ORDER BY a.number
 LIMIT $1::bigint;

-- name: action_recent
-- The same in words, newest first.  $1 limit + 1, $2 cursor or NULL
SELECT a.number, a.at, a.member, a.kind, a.undoes, a.undone_by, a.events, a.statement,
       a.highlight, a.tags, a.about, a.project, a.changes, a.note, a.undoable,
       a.number::text AS _cursor
  FROM action_item a
 WHERE a.project_id = current_project()
   AND a.number < cursor_number($2, 9223372036854775807)
 ORDER BY a.number DESC
 LIMIT $1::bigint;

-- name: action_of_member
-- $1, $2 as above, $3 member, $4 kind or NULL
SELECT a.number, a.at, a.member, a.kind, a.undoes, a.undone_by, a.events, a.statement,
       a.highlight, a.tags, a.about, a.project, a.changes, a.note, a.undoable,
       a.number::text AS _cursor
  FROM action_item a
 WHERE a.project_id = current_project()
   AND a.member_id = $3
   AND ($4::text IS NULL OR a.kind = $4)
   AND a.number < cursor_number($2, 9223372036854775807)
 ORDER BY a.number DESC
 LIMIT $1::bigint;

-- name: action_of_kind
-- $1, $2 as above, $3 kind
SELECT a.number, a.at, a.member, a.kind, a.undoes, a.undone_by, a.events, a.statement,
       a.highlight, a.tags, a.about, a.project, a.changes, a.note, a.undoable,
       a.number::text AS _cursor
  FROM action_item a
 WHERE a.project_id = current_project()
   AND a.kind = $3
   AND a.number < cursor_number($2, 9223372036854775807)
 ORDER BY a.number DESC
 LIMIT $1::bigint;

-- name: action_of_statement
-- And of what is marked in it.  $1 statement, $2 limit + 1, $3 cursor or NULL, $4 member or
-- NULL, $5 kind or NULL
SELECT a.number, a.at, a.member, a.kind, a.undoes, a.undone_by, a.events, a.statement,
       a.highlight, a.tags, a.about, a.project, a.changes, a.note, a.undoable,
       a.number::text AS _cursor
  FROM actions_of_statement($1, $4, $5, cursor_number($3, 9223372036854775807), $2)
       AS hit (number)
  JOIN action_item a ON a.project_id = current_project() AND a.number = hit.number
 ORDER BY a.number DESC;

-- name: action_undo
-- $1 number.  _outcome: undone; nothing written: final, built_on, with what is in the way
SELECT u.outcome AS _outcome, u.actions, NULL::timestamptz AS deleted_at
  FROM action_undo($1) u;

-- name: action_current
-- The action that is under way, as the list tells it.
SELECT a.number, a.at, a.member, a.kind, a.undoes, a.undone_by, a.events, a.statement,
       a.highlight, a.tags, a.about, a.project, a.changes, a.note, a.undoable
  FROM action_item a
 WHERE a.project_id = current_project()
   AND a.number = current_action();
