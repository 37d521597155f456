-- 0011: members, and what may be done to a project as a whole. Oldest binary: 9.

SELECT;
