-- name: left_list
-- Paragraphs of the version that statement_get shows, in reading order.  $1 statement
SELECT l.start, l."end", l.member, l.at
  FROM left_uncoded_item l
 WHERE l.project_id = current_project()
   AND l.statement = $1
   AND l.version = (SELECT s.version FROM statement s
                     WHERE s.project_id = current_project() AND s.id = $1)
 ORDER BY l.start;

-- name: left_put
-- $1 statement, $2 start, $3 end.  _outcome: created same
SELECT paragraph_leave($1, $2, $3) AS _outcome;

-- name: left_state
-- As it stands; follows the one above.  $1 statement, $2 start
SELECT l.start, l."end", l.member, l.at, current_action() AS _action
  FROM left_uncoded_item l
 WHERE l.project_id = current_project()
   AND l.statement = $1
   AND l.start = $2
   AND l.version = (SELECT s.version FROM statement s
                     WHERE s.project_id = current_project() AND s.id = $1);

-- name: left_delete
-- $1 statement, $2 start.  _outcome: gone same
SELECT paragraph_return($1, $2) AS _outcome, current_action() AS _action;
