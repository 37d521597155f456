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
