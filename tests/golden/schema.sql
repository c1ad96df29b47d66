CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uri TEXT NOT NULL UNIQUE CHECK (uri <> ''),
    publication INTEGER REFERENCES publication (id),
    section INTEGER REFERENCES section (id),
    language TEXT NOT NULL DEFAULT 'und' CHECK (language <> ''),
    genre TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'usable' CHECK (status IN ('usable', 'withheld', 'canceled')),
    published INTEGER NOT NULL,
    published_offset INTEGER NOT NULL DEFAULT 0 CHECK (published_offset BETWEEN -1439 AND 1439),
    published_precision TEXT NOT NULL
        CHECK (published_precision IN ('second', 'minute', 'day', 'month', 'year', 'none')),
    published_basis TEXT NOT NULL
        CHECK (published_basis IN ('explicit', 'publication', 'assumed_utc', 'first_seen')),
    published_printed TEXT NOT NULL DEFAULT '',
    modified INTEGER,
    modified_offset INTEGER CHECK (modified_offset BETWEEN -1439 AND 1439),
    modified_precision TEXT NOT NULL DEFAULT 'none'
        CHECK (modified_precision IN ('second', 'minute', 'day', 'month', 'year', 'none')),
    embargoed INTEGER,
    expires INTEGER,
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    first_seen INTEGER NOT NULL,
    changed INTEGER NOT NULL UNIQUE CHECK (changed > 0),
    word_count INTEGER NOT NULL CHECK (word_count >= 0),
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    tags_printed TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(extra) AND json_type(extra) = 'object'), type TEXT NOT NULL DEFAULT 'text'
    CHECK (type = 'text' OR type = 'picture' OR type = 'graphic' OR type = 'video' OR type = 'audio'), extent TEXT NOT NULL DEFAULT ''
    CHECK (extent = '' OR extent = 'full' OR extent = 'excerpt'), version INTEGER CHECK (version >= 0), located TEXT NOT NULL DEFAULT '', added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0), turns INTEGER, language_said INTEGER NOT NULL DEFAULT 0 CHECK (language_said = 0 OR language_said = 1), headline_day BLOB NOT NULL DEFAULT x'', crowded INTEGER NOT NULL DEFAULT 0 CHECK (crowded = 0 OR crowded = 1), document_hash BLOB NOT NULL DEFAULT x'', source TEXT NOT NULL DEFAULT '', sources TEXT NOT NULL DEFAULT '{}'
    CHECK (sources = '{}' OR json_valid(sources) AND json_type(sources) = 'object'), by_hand TEXT NOT NULL DEFAULT '{}'
    CHECK (by_hand = '{}' OR json_valid(by_hand) AND json_type(by_hand) = 'object'),
    CHECK ((modified IS NULL) = (modified_precision = 'none')),
    CHECK ((published_precision = 'none') = (published_basis = 'first_seen'))
) STRICT;

CREATE VIRTUAL TABLE article_fts USING fts5 (
    headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body,
    content = 'article_text',
    content_rowid = 'clock',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE "article_key" (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL CHECK (scheme <> ''),
    value TEXT NOT NULL CHECK (value <> ''),
    scope TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form <> ''),
    PRIMARY KEY (article, scheme, value, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_mark (
    mark INTEGER NOT NULL REFERENCES mark (id) ON DELETE CASCADE,
    clock INTEGER NOT NULL REFERENCES article_text (clock) ON UPDATE CASCADE ON DELETE CASCADE,
    at INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (mark, clock)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_refused (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field <> ''),
    item TEXT NOT NULL CHECK (item <> ''),
    PRIMARY KEY (article, field, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_revision (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    superseded INTEGER NOT NULL,
    changed TEXT NOT NULL CHECK (json_valid(changed) AND json_type(changed) = 'array'),
    document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document) = 'object'), change INTEGER NOT NULL DEFAULT 0, hash BLOB NOT NULL DEFAULT x'', origin TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article, number)
) STRICT;

CREATE TABLE article_source (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL CHECK (media_type <> ''),
    content TEXT NOT NULL
) STRICT;

CREATE TABLE article_tag (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    tag INTEGER NOT NULL REFERENCES tag (id),
    name TEXT NOT NULL CHECK (name <> ''),
    set_by TEXT NOT NULL CHECK (set_by IN ('feed', 'editor', 'model')),
    inferred INTEGER NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1)),
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE "article_text" (
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

CREATE TABLE "article_url" (
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

CREATE TABLE "caption" (
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

CREATE TABLE credit (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL
        CHECK (role IN ('author', 'photographer', 'editor', 'contributor', 'translator', 'illustrator')),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'unknown')),
    person INTEGER REFERENCES person (id),
    organization INTEGER REFERENCES organization (id), set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model'),
    PRIMARY KEY (article, position),
    CHECK (person IS NULL OR kind = 'person'),
    CHECK ((organization IS NOT NULL) = (kind = 'organization'))
) STRICT, WITHOUT ROWID;

CREATE TABLE distinct_person (
    a INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_change (
    change INTEGER PRIMARY KEY CHECK (change > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    id INTEGER NOT NULL
) STRICT;

CREATE TABLE image (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uri TEXT NOT NULL UNIQUE CHECK (uri <> ''),
    sha256 TEXT NOT NULL DEFAULT '' CHECK (length(sha256) IN (0, 64) AND sha256 = lower(sha256)),
    width INTEGER CHECK (width > 0),
    height INTEGER CHECK (height > 0),
    byte_size INTEGER CHECK (byte_size >= 0),
    media_type TEXT NOT NULL DEFAULT '',
    alt TEXT NOT NULL DEFAULT '',
    credit_line TEXT NOT NULL DEFAULT '',
    supplier INTEGER REFERENCES organization (id),
    merged_into INTEGER REFERENCES image (id) CHECK (merged_into <> id)
, type TEXT NOT NULL DEFAULT 'picture'
    CHECK (type = 'picture' OR type = 'graphic' OR type = 'video' OR type = 'audio'), title TEXT NOT NULL DEFAULT '', creator TEXT NOT NULL DEFAULT '', captured INTEGER, captured_offset INTEGER CHECK (captured_offset BETWEEN -1439 AND 1439), captured_precision TEXT NOT NULL DEFAULT 'none'
    CHECK (captured_precision = 'none' OR captured_precision = 'second' OR captured_precision = 'minute'
        OR captured_precision = 'day' OR captured_precision = 'month' OR captured_precision = 'year'), usage_terms TEXT NOT NULL DEFAULT '', copyright_notice TEXT NOT NULL DEFAULT '', license_url TEXT NOT NULL DEFAULT '', rights_expire INTEGER, digital_source_type TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '{}'
    CHECK (extra = '{}' OR json_valid(extra) AND json_type(extra) = 'object'), by_hand TEXT NOT NULL DEFAULT '{}'
    CHECK (by_hand = '{}' OR json_valid(by_hand) AND json_type(by_hand) = 'object')) STRICT;

CREATE TABLE image_person (
    image INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    person INTEGER REFERENCES person (id),
    PRIMARY KEY (image, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE "image_url" (
    url TEXT NOT NULL CHECK (url <> ''),
    image INTEGER NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    reduced TEXT NOT NULL CHECK (reduced <> ''),
    given TEXT NOT NULL,
    width INTEGER CHECK (width > 0),
    PRIMARY KEY (url, image)
) STRICT, WITHOUT ROWID;

CREATE TABLE image_use (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    image INTEGER NOT NULL REFERENCES image (id),
    role TEXT NOT NULL CHECK (role IN ('lead', 'inline', 'gallery')),
    after_paragraph INTEGER NOT NULL DEFAULT 0 CHECK (after_paragraph >= 0), set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model'),
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE language (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> '')
, articles INTEGER NOT NULL DEFAULT 0 CHECK (articles >= 0), words INTEGER NOT NULL DEFAULT 0 CHECK (words >= 0)) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL CHECK (folded <> '')
) STRICT;

CREATE TABLE marked (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    change INTEGER NOT NULL UNIQUE CHECK (change > 0)
) STRICT;

CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    name TEXT NOT NULL CHECK (name <> ''),
    person INTEGER REFERENCES person (id), set_by TEXT NOT NULL DEFAULT 'feed'
    CHECK (set_by = 'feed' OR set_by = 'editor' OR set_by = 'model'),
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "organization" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'other'
        CHECK (kind = 'agency' OR kind = 'photo_agency' OR kind = 'publisher' OR kind = 'other'),
    merged_into INTEGER REFERENCES organization (id) CHECK (merged_into <> id)
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    merged_into INTEGER REFERENCES person (id) CHECK (merged_into <> id)
) STRICT;

CREATE TABLE person_key (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL CHECK (value <> ''),
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_name (
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    folded TEXT NOT NULL CHECK (folded <> ''),
    name TEXT NOT NULL,
    PRIMARY KEY (person, folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE publication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    domain TEXT NOT NULL DEFAULT '' CHECK (domain = lower(domain)),
    language TEXT NOT NULL DEFAULT 'und' CHECK (language <> ''),
    country TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '', merged_into INTEGER REFERENCES publication (id) CHECK (merged_into <> id),
    CHECK (title <> '' OR domain <> '')
) STRICT;

CREATE TABLE refinery_schema_history (
    version    INTEGER NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    checksum   TEXT NOT NULL
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

CREATE TABLE said (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    source INTEGER NOT NULL CHECK (source > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 16),
    at INTEGER NOT NULL,
    PRIMARY KEY (article, source, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE said_source (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE "section" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    publication INTEGER NOT NULL REFERENCES publication (id) ON DELETE CASCADE,
    slug TEXT NOT NULL CHECK (slug <> ''),
    name TEXT NOT NULL,
    parent INTEGER REFERENCES section (id) ON DELETE SET NULL CHECK (parent <> id),
    merged_into INTEGER REFERENCES section (id) CHECK (merged_into <> id)
) STRICT;

CREATE TABLE standing_position (
    query INTEGER NOT NULL REFERENCES standing_query (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    change INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (query, reader)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing_query (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    query TEXT NOT NULL,
    created INTEGER NOT NULL,
    change INTEGER NOT NULL CHECK (change >= 0),
    mark TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scheme TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    parent INTEGER REFERENCES tag (id) ON DELETE SET NULL CHECK (parent <> id),
    merged_into INTEGER REFERENCES tag (id) CHECK (merged_into <> id)
) STRICT;

CREATE TABLE "tag_name" (
    scheme TEXT NOT NULL,
    folded TEXT NOT NULL CHECK (folded <> ''),
    name TEXT NOT NULL,
    tag INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, folded, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_content ON article (substr(content_hash, 1, 8)) WHERE crowded = 1;

CREATE INDEX article_headline_day ON article (headline_day);

CREATE INDEX article_key_form ON article_key (form, scheme);

CREATE INDEX article_mark_clock ON article_mark (clock);

CREATE INDEX article_mark_note ON article_mark (clock) WHERE note <> '';

CREATE INDEX article_publication ON article (publication) WHERE publication IS NOT NULL;

CREATE INDEX article_section ON article (section) WHERE section IS NOT NULL;

CREATE INDEX article_tag_tag ON article_tag (tag, article);

CREATE INDEX article_turns ON article (turns) WHERE turns IS NOT NULL;

CREATE INDEX article_type ON article (type) WHERE type <> 'text';

CREATE INDEX article_url_article ON article_url (article);

CREATE INDEX article_url_reduced ON article_url (reduced, article) WHERE reduced <> url;

CREATE INDEX caption_agency ON caption (agency) WHERE agency IS NOT NULL;

CREATE INDEX credit_organization ON credit (organization) WHERE organization IS NOT NULL;

CREATE INDEX credit_person ON credit (person) WHERE person IS NOT NULL;

CREATE INDEX distinct_person_b ON distinct_person (b);

CREATE UNIQUE INDEX entity_change_of ON entity_change (kind, id);

CREATE INDEX image_merged_into ON image (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX image_person_person ON image_person (person, image) WHERE person IS NOT NULL;

CREATE UNIQUE INDEX image_sha256 ON image (sha256) WHERE sha256 <> '';

CREATE INDEX image_supplier ON image (supplier) WHERE supplier IS NOT NULL;

CREATE INDEX image_url_image ON image_url (image);

CREATE INDEX image_url_reduced ON image_url (reduced) WHERE reduced <> url;

CREATE INDEX image_use_image ON image_use (image);

CREATE INDEX mark_folded ON mark (folded);

CREATE INDEX mention_person ON mention (person, article) WHERE person IS NOT NULL;

CREATE INDEX organization_folded ON organization (folded);

CREATE INDEX organization_merged_into ON organization (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX person_key_person ON person_key (person);

CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX person_name_folded ON person_name (folded);

CREATE INDEX publication_domain ON publication (domain) WHERE domain <> '';

CREATE INDEX publication_folded ON publication (folded);

CREATE INDEX publication_merged_into ON publication (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX removed_key_change ON removed_key (change);

CREATE INDEX said_hash ON said (hash);

CREATE INDEX section_merged_into ON section (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX section_parent ON section (parent) WHERE parent IS NOT NULL;

CREATE INDEX section_publication ON section (publication, slug);

CREATE INDEX standing_query_mark ON standing_query (mark) WHERE mark <> '';

CREATE INDEX tag_merged_into ON tag (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX tag_name_folded ON tag_name (folded);

CREATE INDEX tag_name_tag ON tag_name (tag);

CREATE INDEX tag_parent ON tag (parent) WHERE parent IS NOT NULL;

CREATE TRIGGER article_text_delete AFTER DELETE ON article_text BEGIN
    INSERT INTO article_fts
        (article_fts, rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head,
         forms, body)
    VALUES
        ('delete', old.clock, old.headline, old.dek, old.byline, old.captions, old.credits, old.people,
         old.tags, old.scope, old.forms_head, old.forms, old.body);
END;

CREATE TRIGGER article_text_insert AFTER INSERT ON article_text BEGIN
    INSERT INTO article_fts
        (rowid, headline, dek, byline, captions, credits, people, tags, scope, forms_head, forms, body)
    VALUES
        (new.clock, new.headline, new.dek, new.byline, new.captions, new.credits, new.people, new.tags,
         new.scope, new.forms_head, new.forms, new.body);
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

