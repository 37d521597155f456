-- NEXT: a column that nothing reads yet. Oldest binary: OURS.
--
-- What `make faults` deploys: the Makefile puts the two numbers in, so this is always the
-- migration after the last one.  On the table with the most traffic, so that it has to wait
-- its turn among those who write, and so that what they have prepared goes stale.
ALTER TABLE highlight ADD COLUMN of_next text;
