-- Each is one array of the native export, in an order that the data alone decides.

-- name: export_project
SELECT p.title, p.description, p.language, p.settings, p.codebook_revision
  FROM project p
 WHERE p.id = current_project();

-- name: export_stances
SELECT s.key, s.label, s.definition, s.polarity, s.position
  FROM stance s
 WHERE s.project_id = current_project()
 ORDER BY s.key COLLATE "C";

-- name: export_tags
-- Parents first.
WITH RECURSIVE tree AS (
    SELECT t.id, t.parent_id, t.key, NULL::text AS parent, 0 AS depth
      FROM tag t
     WHERE t.project_id = current_project()
       AND t.parent_id IS NULL
     UNION ALL
    SELECT t.id, t.parent_id, t.key, p.key, p.depth + 1
      FROM tag t
      JOIN tree p ON p.id = t.parent_id
     WHERE t.project_id = current_project()
)
SELECT t.key, tree.parent, t.label, t.color, t.definition, t.example, t.position, t.retired
  FROM tree
  JOIN tag t ON t.project_id = current_project() AND t.id = tree.id
 ORDER BY tree.depth, t.key COLLATE "C";

-- name: export_actors
SELECT a.id, a.name, a.kind, a.code, a.aliases
  FROM actor_item a
 WHERE a.project_id = current_project()
 ORDER BY a.id;

-- name: export_affiliations
SELECT a.actor_id AS actor, a.group_id AS "group", nullif(a.from_day, '-infinity') AS "from",
       a.to_day AS "to"
  FROM affiliation a
 WHERE a.project_id = current_project()
 ORDER BY a.actor_id, a.group_id, a.from_day;

-- name: export_members
SELECT m.id, m.name, m.login
  FROM member m
 WHERE m.project_id = current_project()
 ORDER BY m.id;

-- name: export_statements
-- One row a version.
SELECT s.id, v.version, s.title, v.body AS text, v.sha256, v.length, s.language,
       partial_date_text(s.date, s.date_precision) AS date, s.place, s.kind, s.forum,
       s.meeting, s.agenda_item, s.symbol, s.publisher, s.source_url, s.accessed_on,
       s.licence, s.speaker_id AS speaker, s.delegation_id AS delegation,
       s.on_behalf_of_id AS on_behalf_of, s.meta, s.created, s.updated, s.revision
  FROM statement s
  JOIN statement_version v ON v.project_id = s.project_id AND v.statement_id = s.id
 WHERE s.project_id = current_project()
   AND s.deleted_at IS NULL
 ORDER BY s.id, v.version;

-- name: export_highlights
-- Few statements are deleted: their numbers are looked up once.
SELECT h.id, h.statement_id AS statement, h.version, h.start_at AS start, h.end_at AS "end",
       h.quote, h.note, h.actor_id AS actor, h.author_id AS author, h.created, h.updated,
       h.revision, h.taggings
  FROM highlight h
 WHERE h.project_id = current_project()
   AND h.deleted_at IS NULL
   AND h.statement_id NOT IN (SELECT s.id FROM statement s
                               WHERE s.project_id = current_project()
                                 AND s.deleted_at IS NOT NULL)
 ORDER BY h.id;

-- name: export_taggings
-- One row a tagging, for tables; app/task/export.c knows the columns by their places.
-- Who speaks: the highlight's own actor, else its statement's speaker.
SELECT h.quote, s.id AS statement, s.title, coalesce(actor.name, speaker.name) AS speaker,
       t.key AS tag, g.stance, author.name AS author, h.start_at AS start, h.end_at AS "end",
       h.note, partial_date_text(s.date, s.date_precision) AS date,
       delegation.name AS delegation, on_behalf_of.name AS on_behalf_of, s.forum, s.meeting,
       s.symbol, s.source_url, h.version, h.id AS highlight
  FROM highlight h
  JOIN statement s ON s.project_id = h.project_id AND s.id = h.statement_id
  JOIN member author ON author.project_id = h.project_id AND author.id = h.author_id
  JOIN tagging g ON g.project_id = h.project_id AND g.highlight_id = h.id
  JOIN tag t ON t.project_id = g.project_id AND t.id = g.tag_id
  LEFT JOIN actor ON actor.project_id = h.project_id AND actor.id = h.actor_id
  LEFT JOIN actor speaker ON speaker.project_id = s.project_id AND speaker.id = s.speaker_id
  LEFT JOIN actor delegation ON delegation.project_id = s.project_id
                            AND delegation.id = s.delegation_id
  LEFT JOIN actor on_behalf_of ON on_behalf_of.project_id = s.project_id
                              AND on_behalf_of.id = s.on_behalf_of_id
 WHERE h.project_id = current_project()
   AND h.deleted_at IS NULL
   AND s.deleted_at IS NULL
 ORDER BY h.statement_id, h.start_at, h.end_at, h.id, g.tag_id;
