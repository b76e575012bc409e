-- The words people are looked up by, folded, one line a prospect. Longer words than anybody types
-- are cut, for an index takes no word of any length.
CREATE TABLE IF NOT EXISTS prospect_words (
    prospect_id bigint PRIMARY KEY REFERENCES prospect ON DELETE CASCADE,
    words tsvector NOT NULL
);

-- Without a list of what is still to be sorted in, which each reader would have to go through.
CREATE INDEX IF NOT EXISTS prospect_words_by_word
    ON prospect_words USING gin (words) WITH (fastupdate = off);

CREATE OR REPLACE FUNCTION words_to_look_up(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT array_to_tsvector(array(
        SELECT left(word, 40) FROM unnest(string_to_array(folded, ' ')) AS word WHERE word <> ''
    ))
$$;

CREATE OR REPLACE FUNCTION put_prospect_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO prospect_words (prospect_id, words)
    SELECT new.id, words_to_look_up(new.folded_words || ' ' || folded_name)
    FROM account WHERE id = new.account_id
    ON CONFLICT (prospect_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER prospect_words_put
    AFTER INSERT OR UPDATE OF folded_words, account_id ON prospect
    FOR EACH ROW EXECUTE FUNCTION put_prospect_words();

CREATE OR REPLACE FUNCTION rename_prospect_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE prospect_words SET words = words_to_look_up(prospect.folded_words || ' ' || new.folded_name)
    FROM prospect WHERE prospect.id = prospect_id AND prospect.account_id = new.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER prospect_words_renamed
    AFTER UPDATE OF folded_name ON account
    FOR EACH ROW EXECUTE FUNCTION rename_prospect_words();
