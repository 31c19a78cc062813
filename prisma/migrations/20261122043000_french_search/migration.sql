-- The same French search over text as it is written: headlines keep the accents that the comparison ignores.
CREATE TEXT SEARCH CONFIGURATION accordent_french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION accordent_french
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH unaccent, french_stem;
