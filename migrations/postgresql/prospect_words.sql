-- The words people are looked up by: one line a prospect, a space before each word, so that what
-- a word begins with is found by its trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE IF NOT EXISTS prospect_words (
    prospect_id bigint PRIMARY KEY REFERENCES prospect ON DELETE CASCADE,
    words text NOT NULL
);

-- Without a list of what is still to be sorted in, which each reader would have to go through.
CREATE INDEX IF NOT EXISTS prospect_words_trigrams
    ON prospect_words USING gin (words gin_trgm_ops) WITH (fastupdate = off);

CREATE OR REPLACE FUNCTION put_prospect_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO prospect_words (prospect_id, words)
    SELECT new.id, ' ' || new.folded_words || ' ' || folded_name
    FROM account WHERE id = new.account_id
    ON CONFLICT (prospect_id) DO UPDATE SET words = excluded.words;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER prospect_words_put
    AFTER INSERT OR UPDATE OF folded_words, account_id ON prospect
    FOR EACH ROW EXECUTE FUNCTION put_prospect_words();

CREATE OR REPLACE FUNCTION rename_prospect_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE prospect_words SET words = ' ' || prospect.folded_words || ' ' || new.folded_name
    FROM prospect WHERE prospect.id = prospect_id AND prospect.account_id = new.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER prospect_words_renamed
    AFTER UPDATE OF folded_name ON account
    FOR EACH ROW EXECUTE FUNCTION rename_prospect_words();
