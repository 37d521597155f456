-- name: ready
-- That the database answers, and its schema's number.
SELECT 'ok' AS status, max(m.version) AS schema
  FROM schema_migration m;
