-- 0024: snippet: where in a text the words that were looked for stand. Oldest binary: 9.

-- Code point, from 1, at which a word begins in a text in lower case; 0: nowhere.  Most
-- often it stands where it is first found: only else the slow way is gone.
CREATE FUNCTION word_place(low text, word text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    at integer := strpos(low, word);
BEGIN
    IF at <= 1 OR substr(low, at - 1, 1) !~ '[[:alnum:]]' THEN
        RETURN at;
    END IF;
    RETURN regexp_instr(low, '[^[:alnum:]](' || word || ')', 1, 1, 0, '', 1);
END
$$;

-- Where in a piece of a text words begin with one of those looked for: [from, to) each.
CREATE FUNCTION word_hits(piece text, words text[]) RETURNS json
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    low   text := lower(piece);
    any_of text := '(?:^|[^[:alnum:]])((?:' || array_to_string(words, '|') || ')[[:alnum:]]*)';
    hits  json[] := '{}';
    next  integer := 1;
    at    integer;
BEGIN
    LOOP
        at := regexp_instr(low, any_of, next, 1, 0, '', 1);
        EXIT WHEN at = 0;
        next := regexp_instr(low, any_of, next, 1, 1, '', 1);
        hits := hits || json_build_array(at - 1, next - 1);
    END LOOP;
    RETURN array_to_json(hits);
END
$$;

-- As much of a text as is shown around a place: at most so many code points before and
-- behind it, cut at blanks where there are some.
CREATE FUNCTION words_around(body text, at integer, OUT start integer, OUT piece text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    before constant integer := 70;
    behind constant integer := 150;
    head   text;
BEGIN
    start := greatest(at - before, 1);
    head := substr(body, start, at - start);
    IF start > 1 AND substr(body, start - 1, 1) !~ '\s' THEN
        head := regexp_replace(head, '^\S*\s', '');
    END IF;
    start := at - char_length(head);
    piece := substr(body, start, char_length(head) + behind);
    IF substr(body, start + char_length(piece), 1) ~ '\S' THEN
        piece := head || regexp_replace(substr(piece, char_length(head) + 1), '(\S)\s+\S*$', '\1');
    END IF;
END
$$;

-- {"start": code point of the text at which it begins, "text": …, "hits": [[from, to], …]},
-- these within it; NULL: none of the words stands in the text.
CREATE FUNCTION snippet_of(body text, q text) RETURNS json
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
    near  constant integer := 200000;	-- what is further behind costs a second look
    words text[] := ARRAY(SELECT word_stem(w) FROM unnest(words_of(q)) AS w);
    at    integer := 0;
    shown record;
    low   text;
    word  text;
BEGIN
    low := lower(left(body, near));
    FOREACH word IN ARRAY words LOOP
        at := word_place(low, word);
        EXIT WHEN at > 0;
    END LOOP;
    IF at = 0 AND words <> '{}' AND char_length(body) > near THEN
        low := lower(body);
        FOREACH word IN ARRAY words LOOP
            at := word_place(low, word);
            EXIT WHEN at > 0;
        END LOOP;
    END IF;
    IF at = 0 THEN
        RETURN NULL;
    END IF;
    SELECT * INTO shown FROM words_around(body, at);
    RETURN json_build_object('start', shown.start - 1, 'text', shown.piece,
                             'hits', word_hits(shown.piece, words));
END
$$;

GRANT EXECUTE ON FUNCTION word_place(text, text), word_hits(text, text[]),
    words_around(text, integer), snippet_of(text, text) TO postil_web;
