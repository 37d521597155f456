-- name: site_facts
SELECT s.schema, s.database, s.counts, s.throttled
  FROM site_facts() s;

-- name: site_projects
-- By slug.  $1 limit + 1, or NULL for all; $2 cursor or NULL
SELECT p.slug, p.title, p.created, p.archived_at, p.members, p.statements, p.highlights,
       p.size, p.last_action_at, p.slug AS _cursor
  FROM site_projects($2, $1) p;
