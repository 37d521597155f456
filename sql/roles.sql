-- roles.sql: the database and its three roles.  Run once, by a superuser, with psql;
-- running it again changes nothing.
--
--     psql -f sql/roles.sql postgres
--
-- postil_owner   owns every table and function; only `postil migrate` uses it
-- postil_web     what the workers use; owns nothing, row-level security holds it
-- postil_ops     commands on the server: as postil_web, and may act for an account
--
-- How they may connect is pg_hba.conf's business: peer or scram, never trust where
-- others can enter.

SELECT format('CREATE ROLE %I LOGIN', wanted.name)
  FROM (VALUES ('postil_owner'), ('postil_web'), ('postil_ops')) AS wanted (name)
 WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = wanted.name)
\gexec

SELECT 'GRANT postil_web TO postil_ops'
 WHERE NOT pg_has_role('postil_ops', 'postil_web', 'MEMBER')
\gexec

-- Texts compare by their bytes and fold case by Unicode, whatever the server's locale.
SELECT 'CREATE DATABASE postil OWNER postil_owner TEMPLATE template0 ENCODING ''UTF8'''
       ' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8'''
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'postil')
\gexec

-- Every query is prepared once and made for one plan, whatever its parameters; random
-- reads cost little on the disks of today.
ALTER DATABASE postil SET plan_cache_mode = force_generic_plan;
ALTER DATABASE postil SET random_page_cost = 1.1;
ALTER DATABASE postil SET jit = off;

REVOKE ALL ON DATABASE postil FROM PUBLIC;
GRANT CONNECT ON DATABASE postil TO postil_web, postil_ops;
