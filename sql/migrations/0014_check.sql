-- 0014: check: whether what is kept agrees with what it is kept from. Oldest binary: 9.

SELECT;
