-- Words and names as they are compared from version 3 on. No table changes: what follows from the words is computed again.

UPDATE meta SET value = 2 WHERE key = 'analyzer';

-- It is filled anew when the forms of every article are known.
INSERT INTO article_fts (article_fts) VALUES ('delete-all');
