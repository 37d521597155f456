-- highlights.sql: marks passages of the sample statements, as the account that loads them.
--
-- Run by load.sh with psql.  highlights.json has the statements' titles and, for each, its
-- highlights: the quote stands for the place (the first where these words occur in the
-- text); ids are made here.  The function is the one behind the desk's own PUT, so rights,
-- history and counts are as if somebody had sat there and marked them.

\set ON_ERROR_STOP on
\set highlights `cat highlights.json`

BEGIN;

SELECT enter_as('admin', 'sample', 'annotator') AS account \gset

SELECT count(highlight_put(gen_random_uuid(), NULL, place.statement, place.start_at,
                           place.start_at + char_length(place.quote), place.quote,
                           place.highlight ->> 'note', NULL, place.highlight ->> 'actor',
                           place.highlight -> 'taggings')) AS made
  FROM (SELECT s.id AS statement, h.highlight, h.highlight ->> 'quote' AS quote,
               strpos(v.body, h.highlight ->> 'quote') - 1 AS start_at
          FROM jsonb_each(:'highlights') AS f (title, highlights)
          JOIN statement s ON s.project_id = current_project() AND s.title = f.title
          JOIN statement_version v ON v.project_id = s.project_id
                                  AND v.statement_id = s.id
                                  AND v.version = s.version
         CROSS JOIN jsonb_array_elements(f.highlights) WITH ORDINALITY AS h (highlight, place)
         ORDER BY s.id, h.place) place
\gset

COMMIT;

\echo :made highlights
