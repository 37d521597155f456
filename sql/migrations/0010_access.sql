-- 0010: access: throttled sign-in, sessions as their owner sees them, tokens, one-time links. Oldest binary: 9.

SELECT;
