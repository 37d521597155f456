-- 0019: backup: what a dump needs to come back. Oldest binary: 9.

-- pg_restore brings rows in with an empty search_path, so what makes a column of a row
-- must say where its functions are.
CREATE OR REPLACE FUNCTION words_vector(given text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN array_to_tsvector(ARRAY(SELECT public.word_stem(w)
                                     FROM unnest(public.words_of(given)) AS w));
END
$$;

CREATE OR REPLACE FUNCTION actor_words(name text, code text, aliases text[])
RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN public.words_vector(concat_ws(' ', name, code, array_to_string(aliases, ' ')));
END
$$;

-- How many rows each of our tables has: what a backup says of itself, and a restore is held
-- to.  For the owner alone.
CREATE FUNCTION table_counts() RETURNS TABLE (name text, rows bigint)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    FOR name IN SELECT c.relname
                  FROM pg_class c
                 WHERE c.relnamespace = 'public'::regnamespace
                   AND c.relkind = 'r'
                   AND pg_has_role(c.relowner, 'MEMBER')
                 ORDER BY c.relname
    LOOP
        EXECUTE format('SELECT count(*) FROM public.%I', name) INTO rows;
        RETURN NEXT;
    END LOOP;
END
$$;
