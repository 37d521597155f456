-- 0020: large codebooks come in without anybody waiting for them. Oldest binary: 9.

-- As before (0005), but in one pass: looking for the level of each of 20,000 tags took
-- minutes, in which nobody could change the project.
CREATE OR REPLACE FUNCTION codebook_missing(tags jsonb)
RETURNS TABLE (place bigint, level integer)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE missing AS (
        SELECT f.place, f.key, f.parent
          FROM codebook_read(tags) f
         WHERE f.key NOT IN (SELECT t.key FROM tag t
                              WHERE t.project_id = current_project())
    ), reached AS (
        SELECT m.place, m.key, 1 AS level
          FROM missing m
         WHERE m.parent IS NULL OR m.parent NOT IN (SELECT key FROM missing)
        UNION
        SELECT m.place, m.key, r.level + 1
          FROM missing m
          JOIN reached r ON r.key = m.parent
         WHERE r.level < 100
    )
    SELECT m.place, min(r.level)
      FROM missing m
      LEFT JOIN reached r ON r.place = m.place
     GROUP BY m.place;
END;
