-- 0015: accounts: sessions as their owner sees them, one-time links, what site admins see. Oldest binary: 9.

SELECT;
