CREATE VIRTUAL TABLE article_fts USING fts5 (
    headline, body,
    content = 'article_text',
    content_rowid = 'clock',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE article_text (
    clock    INTEGER NOT NULL PRIMARY KEY,
    headline TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;

CREATE TABLE refinery_schema_history (
    version    INTEGER NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    checksum   TEXT NOT NULL
) STRICT;

CREATE TRIGGER article_text_delete AFTER DELETE ON article_text BEGIN
    INSERT INTO article_fts (article_fts, rowid, headline, body)
    VALUES ('delete', old.clock, old.headline, old.body);
END;

CREATE TRIGGER article_text_insert AFTER INSERT ON article_text BEGIN
    INSERT INTO article_fts (rowid, headline, body) VALUES (new.clock, new.headline, new.body);
END;

CREATE TRIGGER article_text_update AFTER UPDATE ON article_text BEGIN
    INSERT INTO article_fts (article_fts, rowid, headline, body)
    VALUES ('delete', old.clock, old.headline, old.body);
    INSERT INTO article_fts (rowid, headline, body) VALUES (new.clock, new.headline, new.body);
END;

