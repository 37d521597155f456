-- 0012: trash: statements that are deleted, and what is gone for good. Oldest binary: 9.

SELECT;
