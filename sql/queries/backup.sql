-- name: backup_manifest
-- $1 tables whose rows are left out.  What a backup says of itself, of the moment that
-- _snapshot names; for the owner alone.
SELECT (SELECT max(m.version) FROM schema_migration m) AS schema,
       current_setting('server_version') AS server, now() AS made,
       to_json($1::text[]) AS left_out,
       (SELECT json_object_agg(t.name, t.rows)
          FROM table_counts() t
         WHERE t.name <> ALL ($1)) AS tables,
       pg_export_snapshot() AS _snapshot,
       current_setting('server_version_num')::integer AS _server;
