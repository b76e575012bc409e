-- The words people are looked up by: one line a prospect, its rowid the prospect's id. The words
-- come folded, so that "ascii" only has to part them at the spaces.
CREATE VIRTUAL TABLE IF NOT EXISTS prospect_words USING fts5(
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3 4 5 6', tokenize = 'ascii'
);

-- Its parts are merged when the program says so (store/word_index), a little at a time: by itself it
-- does it in one go, for 40 ms, in the middle of whatever is being written.
INSERT INTO prospect_words (prospect_words, rank) VALUES ('automerge', 0);

-- Eight of a size become one: of four, as by itself, every word would be written half as often again.
INSERT INTO prospect_words (prospect_words, rank) VALUES ('usermerge', 8);

DROP TRIGGER IF EXISTS prospect_words_added;

CREATE TRIGGER prospect_words_added AFTER INSERT ON prospect BEGIN
    INSERT INTO prospect_words (rowid, words)
    SELECT new.id, new.folded_words || ' ' || folded_name FROM account WHERE id = new.account_id;
END;

DROP TRIGGER IF EXISTS prospect_words_changed;

CREATE TRIGGER prospect_words_changed AFTER UPDATE OF folded_words, account_id ON prospect BEGIN
    UPDATE prospect_words SET words = (
        SELECT new.folded_words || ' ' || folded_name FROM account WHERE id = new.account_id
    ) WHERE rowid = new.id;
END;

DROP TRIGGER IF EXISTS prospect_words_removed;

CREATE TRIGGER prospect_words_removed AFTER DELETE ON prospect BEGIN
    DELETE FROM prospect_words WHERE rowid = old.id;
END;

DROP TRIGGER IF EXISTS prospect_words_renamed;

CREATE TRIGGER prospect_words_renamed AFTER UPDATE OF folded_name ON account BEGIN
    DELETE FROM prospect_words WHERE rowid IN (SELECT id FROM prospect WHERE account_id = new.id);
    INSERT INTO prospect_words (rowid, words)
    SELECT id, folded_words || ' ' || new.folded_name FROM prospect WHERE account_id = new.id;
END;
