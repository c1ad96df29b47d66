//! Articles with all that belongs to them, their earlier wordings, and the rich bodies that are kept to be shown.

use crate::export::lines::kind::Form::{
    Bytes, Document, Flag, Follows, Id, Maybe, Number, Object, Reference, Text, Words,
};
use crate::export::lines::kind::{Kind, List, Of, Row, column};
use crate::model::new_article::Key;
use crate::text::url::{Tracking, WebUrl};

fn url(row: &Row<'_>, tracking: &Tracking) -> Option<String> {
    WebUrl::of(row.text("given"), tracking).map(|url| url.normal)
}

fn reduced(row: &Row<'_>, tracking: &Tracking) -> Option<String> {
    WebUrl::of(row.text("given"), tracking).map(|url| url.reduced)
}

fn fragment(row: &Row<'_>, tracking: &Tracking) -> Option<String> {
    WebUrl::of(row.text("given"), tracking).map(|url| url.fragment)
}

fn form(row: &Row<'_>, tracking: &Tracking) -> Option<String> {
    let key = Key::scoped(row.text("scheme"), row.text("value"), row.text("scope"));
    Some(key.form(tracking).stored()).filter(|form| !form.is_empty())
}

/// Sources that have said something of an article.
pub(super) static SAID_SOURCE: Kind = Kind {
    name: "said_source",
    of: Of::Thing("said_source"),
    count: "SELECT count(*) FROM said_source WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, name FROM said_source WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[column("id", Id), column("name", Text)],
    lists: &[],
    insert: &["INSERT INTO said_source (id, name) VALUES (:id, :name)"],
};

pub(super) static ARTICLE: Kind = Kind {
    name: "article",
    of: Of::Thing("article"),
    count: "SELECT count(*) FROM article WHERE id >= ?1 AND id <= ?2",
    select: "SELECT a.id, a.uri, a.type, a.publication, a.section, a.language, a.language_said, a.genre, a.status,
                    a.published, a.published_offset, a.published_precision, a.published_basis, a.published_printed,
                    t.clock, a.located, a.modified, a.modified_offset, a.modified_precision, a.version, a.embargoed,
                    a.expires, a.first_seen, a.changed, a.added, a.crowded, a.extent, a.source, a.sources, a.by_hand,
                    t.headline, t.dek, t.byline, t.body, a.tags_printed, a.extra
             FROM article a JOIN article_text t ON t.article = a.id
             WHERE a.id >= ?1 AND a.id <= ?2 ORDER BY a.id",
    columns: &[
        column("id", Id),
        column("uri", Text),
        column("type", Text),
        column("publication", Reference("publication")),
        column("section", Reference("section")),
        column("language", Text),
        column("language_said", Flag),
        column("genre", Text),
        column("status", Text),
        column("published", Maybe),
        column("published_offset", Number),
        column("published_precision", Text),
        column("published_basis", Text),
        column("published_printed", Text),
        column("clock", Maybe),
        column("located", Text),
        column("modified", Maybe),
        column("modified_offset", Maybe),
        column("modified_precision", Text),
        column("version", Maybe),
        column("embargoed", Maybe),
        column("expires", Maybe),
        column("first_seen", Maybe),
        column("changed", Maybe),
        column("added", Number),
        column("crowded", Flag),
        column("extent", Text),
        column("source", Text),
        column("sources", Object),
        column("by_hand", Object),
        column("headline", Text),
        column("dek", Text),
        column("byline", Text),
        column("body", Text),
        column("tags_printed", Text),
        column("extra", Object),
    ],
    lists: &[URLS, KEYS, CREDITS, PEOPLE, TAGS, IMAGES, CAPTIONS, REFUSED, SAID, MARKS, MARKED],
    insert: &[
        "INSERT INTO article (id, uri, type, publication, section, language, language_said, genre, status, published,
                              published_offset, published_precision, published_basis, published_printed, located,
                              modified, modified_offset, modified_precision, version, embargoed, expires, first_seen,
                              changed, added, crowded, extent, source, sources, by_hand, tags_printed, extra, word_count,
                              content_hash)
         VALUES (:id, :uri, :type, :publication, :section, :language, :language_said, :genre, :status, :published,
                 :published_offset, :published_precision, :published_basis, :published_printed, :located,
                 :modified, :modified_offset, :modified_precision, :version, :embargoed, :expires, :first_seen,
                 :changed, :added, :crowded, :extent, :source, :sources, :by_hand, :tags_printed, :extra, 0, zeroblob(32))",
        // A picture alone may have no words but those of its captions, which are computed.
        "INSERT INTO article_text (clock, article, headline, dek, byline, body, captions)
         VALUES (:clock, :id, :headline, :dek, :byline, :body, iif(:headline || :dek || :body = '', '-', ''))",
    ],
};

const URLS: List = List {
    name: "urls",
    select: "SELECT given, relation, url, reduced, fragment FROM article_url WHERE article = ?1 ORDER BY url, fragment",
    columns: &[
        column("given", Text),
        column("relation", Text),
        column("url", Follows(url)),
        column("reduced", Follows(reduced)),
        column("fragment", Follows(fragment)),
    ],
    insert: "INSERT INTO article_url (url, article, reduced, given, relation, fragment)
             VALUES (:url, :owner, :reduced, :given, :relation, :fragment)",
};

const KEYS: List = List {
    name: "keys",
    select: "SELECT scheme, value, scope, form FROM article_key WHERE article = ?1 ORDER BY scheme, value, scope",
    columns: &[
        column("scheme", Text),
        column("value", Text),
        column("scope", Text),
        column("form", Follows(form)),
    ],
    insert: "INSERT INTO article_key (article, scheme, value, scope, form)
             VALUES (:owner, :scheme, :value, :scope, :form)",
};

const CREDITS: List = List {
    name: "credits",
    select: "SELECT position, name, role, kind, person, organization, set_by
             FROM credit WHERE article = ?1 ORDER BY position",
    columns: &[
        column("position", Maybe),
        column("name", Text),
        column("role", Text),
        column("kind", Text),
        column("person", Reference("person")),
        column("organization", Reference("organization")),
        column("set_by", Text),
    ],
    insert: "INSERT INTO credit (article, position, name, role, kind, person, organization, set_by)
             VALUES (:owner, :position, :name, :role, :kind, :person, :organization, :set_by)",
};

const PEOPLE: List = List {
    name: "people",
    select: "SELECT position, name, person, set_by FROM mention WHERE article = ?1 ORDER BY position",
    columns: &[
        column("position", Maybe),
        column("name", Text),
        column("person", Reference("person")),
        column("set_by", Text),
    ],
    insert: "INSERT INTO mention (article, position, name, person, set_by)
             VALUES (:owner, :position, :name, :person, :set_by)",
};

const TAGS: List = List {
    name: "tags",
    select: "SELECT position, tag, name, set_by, inferred FROM article_tag WHERE article = ?1 ORDER BY position",
    columns: &[
        column("position", Maybe),
        column("tag", Reference("tag")),
        column("name", Text),
        column("set_by", Text),
        column("inferred", Flag),
    ],
    insert: "INSERT INTO article_tag (article, position, tag, name, set_by, inferred)
             VALUES (:owner, :position, :tag, :name, :set_by, :inferred)",
};

const IMAGES: List = List {
    name: "images",
    select: "SELECT position, image, role, after_paragraph, set_by
             FROM image_use WHERE article = ?1 ORDER BY position",
    columns: &[
        column("position", Maybe),
        column("image", Reference("image")),
        column("role", Text),
        column("after_paragraph", Number),
        column("set_by", Text),
    ],
    insert: "INSERT INTO image_use (article, position, image, role, after_paragraph, set_by)
             VALUES (:owner, :position, :image, :role, :after_paragraph, :set_by)",
};

const CAPTIONS: List = List {
    name: "captions",
    select: "SELECT position, language, language_said, text, alt, credit, photographer, agency
             FROM caption WHERE article = ?1 ORDER BY position, language",
    columns: &[
        column("position", Maybe),
        column("language", Text),
        column("language_said", Flag),
        column("text", Text),
        column("alt", Text),
        column("credit", Text),
        column("photographer", Text),
        column("agency", Reference("organization")),
    ],
    insert: "INSERT INTO caption (article, position, language, language_said, text, alt, credit, photographer, agency)
             VALUES (:owner, :position, :language, :language_said, :text, :alt, :credit, :photographer, :agency)",
};

const REFUSED: List = List {
    name: "refused",
    select: "SELECT field, item FROM article_refused WHERE article = ?1 ORDER BY field, item",
    columns: &[column("field", Text), column("item", Text)],
    insert: "INSERT INTO article_refused (article, field, item) VALUES (:owner, :field, :item)",
};

const SAID: List = List {
    name: "said",
    select: "SELECT source, hash, at FROM said WHERE article = ?1 ORDER BY source, hash",
    columns: &[column("source", Reference("said_source")), column("hash", Bytes), column("at", Number)],
    insert: "INSERT INTO said (article, source, hash, at)
             SELECT :owner, id, :hash, :at FROM said_source WHERE id = :source",
};

const MARKS: List = List {
    name: "marks",
    select: "SELECT m.mark, m.at, m.note
             FROM article_text t JOIN article_mark m ON m.clock = t.clock WHERE t.article = ?1 ORDER BY m.mark",
    columns: &[column("mark", Reference("mark")), column("at", Number), column("note", Text)],
    insert: "INSERT INTO article_mark (mark, clock, at, note)
             SELECT :mark, clock, :at, :note FROM article_text WHERE article = :owner",
};

const MARKED: List = List {
    name: "marked",
    select: "SELECT change FROM marked WHERE article = ?1",
    columns: &[column("change", Maybe)],
    insert: "INSERT INTO marked (article, change) VALUES (:owner, :change)",
};

pub(super) static REVISION: Kind = Kind {
    name: "revision",
    of: Of::Thing("article"),
    count: "SELECT count(*) FROM article_revision WHERE article >= ?1 AND article <= ?2",
    select: "SELECT article, number, superseded, origin, change, hash, changed, document
             FROM article_revision WHERE article >= ?1 AND article <= ?2 ORDER BY article, number",
    columns: &[
        column("article", Reference("article")),
        column("number", Maybe),
        column("superseded", Maybe),
        column("origin", Text),
        column("change", Number),
        column("hash", Bytes),
        column("changed", Words),
        column("document", Document),
    ],
    lists: &[],
    insert: &[
        "INSERT INTO article_revision (article, number, superseded, origin, change, hash, changed, document)
               VALUES (:article, :number, :superseded, :origin, :change, :hash, :changed, :document)",
    ],
};

pub(super) static ARTICLE_SOURCE: Kind = Kind {
    name: "article_source",
    of: Of::Thing("article"),
    count: "SELECT count(*) FROM article_source WHERE article >= ?1 AND article <= ?2",
    select: "SELECT article, media_type, content
             FROM article_source WHERE article >= ?1 AND article <= ?2 ORDER BY article",
    columns: &[column("article", Reference("article")), column("media_type", Text), column("content", Text)],
    lists: &[],
    insert: &[
        "INSERT INTO article_source (article, media_type, content) VALUES (:article, :media_type, :content)",
    ],
};
