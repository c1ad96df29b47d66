-- Facts that can be told apart, corrected and taken back; and the tables of readers' marks, of standing queries and of what
-- was removed.
--
-- A table whose constraints change is made anew and takes the old one's name. Its name is free in between, so that
-- nothing that refers to it is rewritten (`legacy_alter_table` is on). What SQL can't compute follows in Rust, in the same
-- transaction.
--
-- A list of three values or more after IN costs a table that is filled in each statement: OR doesn't.

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES
    ('archive_id', lower(hex(randomblob(16)))),
    ('change', (SELECT coalesce(max(changed), 0) FROM article)),
    ('analyzer', 1),
    ('min_reader', 2);

ALTER TABLE language ADD COLUMN articles INTEGER NOT NULL DEFAULT 0 CHECK (articles >= 0);
ALTER TABLE language ADD COLUMN words INTEGER NOT NULL DEFAULT 0 CHECK (words >= 0);

-- Names as they are compared. They are derived: another folding may make two stored names one, and then both rows stay.
DROP INDEX publication_domain;
DROP INDEX publication_title;
DROP INDEX publication_folded;
ALTER TABLE publication ADD COLUMN merged_into INTEGER REFERENCES publication (id) CHECK (merged_into <> id);
CREATE INDEX publication_domain ON publication (domain) WHERE domain <> '';
CREATE INDEX publication_folded ON publication (folded);
CREATE INDEX publication_merged_into ON publication (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE organization_v2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'other'
        CHECK (kind = 'agency' OR kind = 'photo_agency' OR kind = 'publisher' OR kind = 'other'),
    merged_into INTEGER REFERENCES organization (id) CHECK (merged_into <> id)
) STRICT;
INSERT INTO organization_v2 (id, name, folded, kind) SELECT id, name, folded, kind FROM organization ORDER BY id;
-- An id is never given again, even where the last rows were removed.
DELETE FROM sqlite_sequence WHERE name = 'organization_v2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'organization_v2', seq FROM sqlite_sequence WHERE name = 'organization';
DROP TABLE organization;
ALTER TABLE organization_v2 RENAME TO organization;
CREATE INDEX organization_folded ON organization (folded);
CREATE INDEX organization_merged_into ON organization (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE section_v2 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    publication INTEGER NOT NULL REFERENCES publication (id) ON DELETE CASCADE,
    slug TEXT NOT NULL CHECK (slug <> ''),
    name TEXT NOT NULL,
    parent INTEGER REFERENCES section (id) ON DELETE SET NULL CHECK (parent <> id),
    merged_into INTEGER REFERENCES section (id) CHECK (merged_into <> id)
) STRICT;
INSERT INTO section_v2 (id, publication, slug, name, parent)
SELECT id, publication, slug, name, parent FROM section ORDER BY id;
DELETE FROM sqlite_sequence WHERE name = 'section_v2';
INSERT INTO sqlite_sequence (name, seq) SELECT 'section_v2', seq FROM sqlite_sequence WHERE name = 'section';
DROP TABLE section;
ALTER TABLE section_v2 RENAME TO section;
CREATE INDEX section_publication ON section (publication, slug);
CREATE INDEX section_parent ON section (parent) WHERE parent IS NOT NULL;
CREATE INDEX section_merged_into ON section (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE tag_name_v2 (
    scheme TEXT NOT NULL,
    folded TEXT NOT NULL CHECK (folded <> ''),
    name TEXT NOT NULL,
    tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, folded, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO tag_name_v2 (scheme, folded, name, tag) SELECT scheme, folded, name, tag FROM tag_name ORDER BY scheme, folded;
DROP TABLE tag_name;
ALTER TABLE tag_name_v2 RENAME TO tag_name;
CREATE INDEX tag_name_folded ON tag_name (folded);
CREATE INDEX tag_name_tag ON tag_name (tag);

CREATE TABLE distinct_person (
    a INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX distinct_person_b ON distinct_person (b);

ALTER TABLE article ADD COLUMN type TEXT NOT NULL DEFAULT 'text'
    CHECK (type = 'text' OR type = 'picture' OR type = 'graphic' OR type = 'video' OR type = 'audio');
ALTER TABLE article ADD COLUMN extent TEXT NOT NULL DEFAULT ''
    CHECK (extent = '' OR extent = 'full' OR extent = 'excerpt');
ALTER TABLE article ADD COLUMN version INTEGER CHECK (version >= 0);
ALTER TABLE article ADD COLUMN located TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0);
ALTER TABLE article ADD COLUMN turns INTEGER;
ALTER TABLE article ADD COLUMN language_said INTEGER NOT NULL DEFAULT 0 CHECK (language_said = 0 OR language_said = 1);
ALTER TABLE article ADD COLUMN headline_day BLOB NOT NULL DEFAULT x'';
ALTER TABLE article ADD COLUMN crowded INTEGER NOT NULL DEFAULT 0 CHECK (crowded = 0 OR crowded = 1);
ALTER TABLE article ADD COLUMN document_hash BLOB NOT NULL DEFAULT x'';
ALTER TABLE article ADD COLUMN source TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN sources TEXT NOT NULL DEFAULT '{}'
    CHECK (sources = '{}' OR json_valid(sources) AND json_type(sources) = 'object');
ALTER TABLE article ADD COLUMN by_hand TEXT NOT NULL DEFAULT '{}'
    CHECK (by_hand = '{}' OR json_valid(by_hand) AND json_type(by_hand) = 'object');
UPDATE article SET added = changed;
-- An embargo that outlasts the article never ends.
UPDATE article SET turns = CASE WHEN hidden = 0 THEN expires ELSE embargoed END
WHERE status = 'usable' AND (hidden = 0 OR expires IS NULL OR embargoed < expires)
  AND (embargoed IS NOT NULL OR expires IS NOT NULL);
DROP INDEX article_embargoed;
DROP INDEX article_expires;
CREATE INDEX article_type ON article (type) WHERE type <> 'text';
CREATE INDEX article_turns ON article (turns) WHERE turns IS NOT NULL;
CREATE INDEX article_headline_day ON article (headline_day);
CREATE INDEX article_content ON article (substr(content_hash, 1, 8)) WHERE crowded = 1;

CREATE TABLE article_key_v2 (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL CHECK (scheme <> ''),
    value TEXT NOT NULL CHECK (value <> ''),
    scope TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form <> ''),
    PRIMARY KEY (article, scheme, value, scope)
) STRICT, WITHOUT ROWID;
INSERT INTO article_key_v2 (article, scheme, value, scope, form)
SELECT article, lower(trim(scheme)), value, '', value FROM article_key WHERE scheme <> 'headline-day'
ORDER BY article, scheme, value
ON CONFLICT (article, scheme, value, scope) DO NOTHING;
-- Of an id that two people have by spellings of one scheme the second keeps its own.
UPDATE OR IGNORE person_key SET scheme = lower(trim(scheme)) WHERE scheme <> lower(trim(scheme));
DROP TABLE article_key;
ALTER TABLE article_key_v2 RENAME TO article_key;
CREATE INDEX article_key_form ON article_key (form, scheme);

CREATE TABLE article_url_v2 (
    url TEXT NOT NULL CHECK (url <> ''),
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    reduced TEXT NOT NULL CHECK (reduced <> ''),
    given TEXT NOT NULL,
    relation TEXT NOT NULL
        CHECK (relation = 'canonical' OR relation = 'given' OR relation = 'amp' OR relation = 'redirect'
            OR relation = 'alternate' OR relation = 'archive'),
    fragment TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (url, article, fragment)
) STRICT, WITHOUT ROWID;
INSERT INTO article_url_v2 (url, article, reduced, given, relation)
SELECT url, article, url, given, relation FROM article_url ORDER BY url;
DROP TABLE article_url;
ALTER TABLE article_url_v2 RENAME TO article_url;
CREATE INDEX article_url_article ON article_url (article);
CREATE INDEX article_url_reduced ON article_url (reduced, article) WHERE reduced <> url;

CREATE TABLE said_source (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL UNIQUE
) STRICT;

-- No foreign key to its source, which would need an index of its own: sources are never removed.
CREATE TABLE said (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    source INTEGER NOT NULL CHECK (source > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 16),
    at INTEGER NOT NULL,
    PRIMARY KEY (article, source, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX said_hash ON said (hash);

ALTER TABLE article_revision ADD COLUMN change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article_revision ADD COLUMN hash BLOB NOT NULL DEFAULT x'';
ALTER TABLE article_revision ADD COLUMN origin TEXT NOT NULL DEFAULT '';

CREATE TABLE article_source (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL CHECK (media_type <> ''),
    content TEXT NOT NULL
) STRICT;

ALTER TABLE credit ADD COLUMN set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model');
ALTER TABLE mention ADD COLUMN set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model');
ALTER TABLE image_use ADD COLUMN set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model');

CREATE TABLE article_refused (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    item TEXT NOT NULL CHECK (item <> ''),
    PRIMARY KEY (article, field, item)
) STRICT, WITHOUT ROWID;

ALTER TABLE image ADD COLUMN type TEXT NOT NULL DEFAULT 'picture'
    CHECK (type = 'picture' OR type = 'graphic' OR type = 'video' OR type = 'audio');
ALTER TABLE image ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN creator TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN captured INTEGER;
ALTER TABLE image ADD COLUMN captured_offset INTEGER CHECK (captured_offset BETWEEN -1439 AND 1439);
ALTER TABLE image ADD COLUMN captured_precision TEXT NOT NULL DEFAULT 'none'
    CHECK (captured_precision = 'none' OR captured_precision = 'second' OR captured_precision = 'minute'
        OR captured_precision = 'day' OR captured_precision = 'month' OR captured_precision = 'year');
ALTER TABLE image ADD COLUMN usage_terms TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN copyright_notice TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN license_url TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN rights_expire INTEGER;
ALTER TABLE image ADD COLUMN digital_source_type TEXT NOT NULL DEFAULT '';
ALTER TABLE image ADD COLUMN extra TEXT NOT NULL DEFAULT '{}'
    CHECK (extra = '{}' OR json_valid(extra) AND json_type(extra) = 'object');
ALTER TABLE image ADD COLUMN by_hand TEXT NOT NULL DEFAULT '{}'
    CHECK (by_hand = '{}' OR json_valid(by_hand) AND json_type(by_hand) = 'object');

CREATE TABLE image_url_v2 (
    url TEXT NOT NULL CHECK (url <> ''),
    image INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    reduced TEXT NOT NULL CHECK (reduced <> ''),
    given TEXT NOT NULL,
    width INTEGER CHECK (width > 0),
    PRIMARY KEY (url, image)
) STRICT, WITHOUT ROWID;
INSERT INTO image_url_v2 (url, image, reduced, given) SELECT url, image, url, given FROM image_url ORDER BY url;
DROP TABLE image_url;
ALTER TABLE image_url_v2 RENAME TO image_url;
CREATE INDEX image_url_image ON image_url (image);
CREATE INDEX image_url_reduced ON image_url (reduced) WHERE reduced <> url;

CREATE TABLE caption_v2 (
    article INTEGER NOT NULL,
    position INTEGER NOT NULL,
    language TEXT NOT NULL DEFAULT 'und' CHECK (language <> ''),
    text TEXT NOT NULL DEFAULT '',
    credit TEXT NOT NULL DEFAULT '',
    photographer TEXT NOT NULL DEFAULT '',
    agency INTEGER REFERENCES organization (id),
    alt TEXT NOT NULL DEFAULT '',
    language_said INTEGER NOT NULL DEFAULT 1 CHECK (language_said = 0 OR language_said = 1),
    PRIMARY KEY (article, position, language),
    FOREIGN KEY (article, position) REFERENCES image_use (article, position) ON DELETE CASCADE,
    CHECK (text <> '' OR credit <> '' OR alt <> '')
) STRICT, WITHOUT ROWID;
-- One in the language of its article was likely said without a language.
INSERT INTO caption_v2 (article, position, language, text, credit, photographer, agency, language_said)
SELECT c.article, c.position, c.language, c.text, c.credit, c.photographer, c.agency, c.language <> a.language
FROM caption c JOIN article a ON a.id = c.article
ORDER BY c.article, c.position, c.language;
DROP TABLE caption;
ALTER TABLE caption_v2 RENAME TO caption;
-- An alternative text is of one use, in the language of the article. Version 1 kept one with the picture.
INSERT INTO caption (article, position, language, alt, language_said)
SELECT u.article, u.position, a.language, i.alt, 0
FROM image_use u JOIN image i ON i.id = u.image JOIN article a ON a.id = u.article
WHERE i.alt <> ''
ON CONFLICT (article, position, language) DO UPDATE SET alt = excluded.alt;
CREATE INDEX caption_agency ON caption (agency) WHERE agency IS NOT NULL;

-- The clock has 12 bits for the slot now, of which the first says that only the day, month or year is known. Eight new
-- slots were one old one: the last of them is no earlier than the second that it stood for.
CREATE TABLE article_text_v2 (
    clock INTEGER PRIMARY KEY CHECK (clock >= 0),
    article INTEGER NOT NULL UNIQUE REFERENCES article (id) ON DELETE CASCADE,
    headline TEXT NOT NULL DEFAULT '',
    dek TEXT NOT NULL DEFAULT '',
    byline TEXT NOT NULL DEFAULT '',
    captions TEXT NOT NULL DEFAULT '',
    credits TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL DEFAULT '',
    forms_head TEXT NOT NULL DEFAULT '',
    forms TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '',
    CHECK (headline <> '' OR dek <> '' OR body <> '' OR captions <> '')
) STRICT;
INSERT INTO article_text_v2
    (clock, article, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body)
SELECT (t.clock >> 8 << 12)
         + CASE WHEN a.published_precision IN ('day', 'month', 'year') THEN 2048 + (t.clock & 255)
                ELSE (t.clock & 255) * 8 + 7 END AS clock,
       t.article, t.headline, t.dek, t.byline, t.captions, t.credits, t.people, t.tags, t.scope, t.forms_head,
       t.forms, t.body
FROM article_text t JOIN article a ON a.id = t.article
ORDER BY t.clock;
-- A day is the one that was printed, whatever the offset beside it. What finds its slot taken gets another one later.
UPDATE OR IGNORE article_text_v2
SET clock = clock + (SELECT published_offset FROM article WHERE id = article) * 4096
WHERE article IN (
    SELECT id FROM article WHERE published_precision IN ('day', 'month', 'year') AND published_offset <> 0);
DROP TABLE article_text;
ALTER TABLE article_text_v2 RENAME TO article_text;

-- Its rows have other numbers now. It is filled once all that it holds is computed.
INSERT INTO article_fts (article_fts) VALUES ('delete-all');

CREATE TRIGGER article_text_insert AFTER INSERT ON article_text BEGIN
    INSERT INTO article_fts
        (rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body)
    VALUES
        (new.clock, new.headline, new.dek, new.byline, new.captions, new.credits, new.people, new.tags,
         new.scope, new.forms_head, new.forms, new.body);
END;

CREATE TRIGGER article_text_delete AFTER DELETE ON article_text BEGIN
    INSERT INTO article_fts
        (article_fts, rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head,
         forms, body)
    VALUES
        ('delete', old.clock, old.headline, old.dek, old.byline, old.captions, old.credits, old.people,
         old.tags, old.scope, old.forms_head, old.forms, old.body);
END;

CREATE TRIGGER article_text_update AFTER UPDATE ON article_text BEGIN
    INSERT INTO article_fts
        (article_fts, rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head,
         forms, body)
    VALUES
        ('delete', old.clock, old.headline, old.dek, old.byline, old.captions, old.credits, old.people,
         old.tags, old.scope, old.forms_head, old.forms, old.body);
    INSERT INTO article_fts
        (rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body)
    VALUES
        (new.clock, new.headline, new.dek, new.byline, new.captions, new.credits, new.people, new.tags,
         new.scope, new.forms_head, new.forms, new.body);
END;

-- Changes: one sequence over all of them, whose last number is `change` in meta.
CREATE TABLE marked (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    change INTEGER NOT NULL UNIQUE CHECK (change > 0)
) STRICT;

CREATE TABLE removed (
    change INTEGER PRIMARY KEY CHECK (change > 0),
    article INTEGER NOT NULL UNIQUE,
    uri TEXT NOT NULL,
    at INTEGER NOT NULL,
    merged_into INTEGER CHECK (merged_into <> article),
    added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0),
    facts BLOB NOT NULL DEFAULT x''
) STRICT;

CREATE TABLE removed_key (
    hash BLOB NOT NULL CHECK (length(hash) = 16),
    change INTEGER NOT NULL REFERENCES removed (change) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (hash, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX removed_key_change ON removed_key (change);

CREATE TABLE entity_change (
    change INTEGER PRIMARY KEY CHECK (change > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    id INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX entity_change_of ON entity_change (kind, id);

CREATE TABLE mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL CHECK (folded <> '')
) STRICT;
CREATE INDEX mark_folded ON mark (folded);

CREATE TABLE article_mark (
    mark INTEGER NOT NULL REFERENCES mark (id) ON DELETE CASCADE,
    clock INTEGER NOT NULL REFERENCES article_text (clock) ON UPDATE CASCADE ON DELETE CASCADE,
    at INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mark, clock)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_mark_clock ON article_mark (clock);
CREATE INDEX article_mark_note ON article_mark (clock) WHERE note <> '';

CREATE TABLE standing_query (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    query TEXT NOT NULL,
    created INTEGER NOT NULL,
    change INTEGER NOT NULL CHECK (change >= 0),
    mark TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX standing_query_mark ON standing_query (mark) WHERE mark <> '';

CREATE TABLE standing_position (
    query INTEGER NOT NULL REFERENCES standing_query (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    change INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (query, reader)
) STRICT, WITHOUT ROWID;
