-- 0013: undo: the inverse of an action, as an action. Oldest binary: 9.

SELECT;
