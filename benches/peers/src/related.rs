//! Articles with everything that can belong to one, and a bare program that keeps the same in tables.

use std::collections::HashMap;
use std::path::Path;

use dateline::{NewArticle, NewCredit, NewImage, NewPerson};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction};

use crate::Outcome;

const BATCH: usize = 1_000;
/// An invented person a so many articles, a picture in three.
const PEOPLE: usize = 500;
const PICTURES: usize = 7_000;

/// An article of Reuters with what the corpus has of it, and in invented words what it hasn't: a URL, two credits and people,
/// two pictures with a caption each.
pub fn article(number: usize, story: &NewArticle) -> NewArticle {
    let person = |turn: usize| format!("Person {} Okoro", (number * 7 + turn * 131) % PEOPLE);
    let image = |turn: usize| {
        let url = format!("https://pictures.example/{}.jpg", (number * 2 + turn) % PICTURES);
        NewImage::at(url).caption(format!("Seen from the pier: {}", story.headline), person(turn + 4))
    };
    story
        .clone()
        .language("en")
        .url(format!("https://news.example/1987/{number}"))
        .publication("Northern Wire")
        .credit(NewCredit::author(person(0)))
        .credit(NewCredit::author(person(1)))
        .person(NewPerson { name: person(2), ..NewPerson::default() })
        .person(NewPerson { name: person(3), ..NewPerson::default() })
        .image(image(0))
        .image(image(1))
}

/// Returns seconds since 1970.
pub fn seconds(article: &NewArticle) -> Option<i64> {
    article.published.map(|at| at.local().and_utc().timestamp())
}

/// A program on rusqlite alone: tables with indexes, statements that are kept, an index of FTS5.
pub struct Bare {
    conn: Connection,
}

/// What such a program reads of one article.
#[derive(Default)]
pub struct Read {
    /// Headline, body, publication and byline.
    texts: [String; 4],
    published: Option<i64>,
    /// Tags, people, credits, keys, URLs and captions.
    parts: Vec<(String, String)>,
}

/// What it reads of an article in a list.
pub struct Listed {
    pub id: i64,
    pub headline: String,
    pub published: Option<i64>,
    pub publication: String,
}

impl Read {
    /// Returns a number for which all that was read is needed.
    pub fn size(&self) -> usize {
        let parts = self.parts.iter().map(|(name, value)| name.len() + value.len());
        self.texts.iter().map(String::len).chain(parts).sum::<usize>() + usize::from(self.published.is_some())
    }
}

impl Listed {
    pub fn size(&self) -> usize {
        self.headline.len() + self.publication.len() + usize::from(self.published.is_some() && self.id > 0)
    }
}

impl Bare {
    pub fn create(path: &Path) -> Outcome<Self> {
        let bare = Self::open(path, "NORMAL")?;
        bare.conn.execute_batch(
            "CREATE TABLE article (
                 id INTEGER PRIMARY KEY, published INTEGER, publication TEXT, headline TEXT, byline TEXT, body TEXT);
             CREATE INDEX article_published ON article (published);
             CREATE TABLE article_url (url TEXT PRIMARY KEY, article INTEGER) WITHOUT ROWID;
             CREATE INDEX article_url_article ON article_url (article);
             CREATE TABLE article_key (scheme TEXT, value TEXT, article INTEGER, PRIMARY KEY (scheme, value)) WITHOUT ROWID;
             CREATE INDEX article_key_article ON article_key (article);
             CREATE TABLE tag (id INTEGER PRIMARY KEY, scheme TEXT, name TEXT, UNIQUE (scheme, name));
             CREATE TABLE article_tag (article INTEGER, tag INTEGER, PRIMARY KEY (article, tag)) WITHOUT ROWID;
             CREATE INDEX article_tag_tag ON article_tag (tag, article);
             CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
             CREATE TABLE article_person (article INTEGER, person INTEGER, PRIMARY KEY (article, person)) WITHOUT ROWID;
             CREATE INDEX article_person_person ON article_person (person, article);
             CREATE TABLE credit (article INTEGER, place INTEGER, name TEXT, PRIMARY KEY (article, place)) WITHOUT ROWID;
             CREATE TABLE image (id INTEGER PRIMARY KEY, url TEXT UNIQUE);
             CREATE TABLE caption (
                 article INTEGER, place INTEGER, image INTEGER, text TEXT, credit TEXT,
                 PRIMARY KEY (article, place)) WITHOUT ROWID;
             CREATE INDEX caption_image ON caption (image);
             CREATE TABLE mark (article INTEGER, name TEXT, PRIMARY KEY (article, name)) WITHOUT ROWID;
             CREATE VIRTUAL TABLE article_fts USING fts5 (
                 headline, body, content = 'article', content_rowid = 'id', tokenize = 'porter unicode61');",
        )?;
        Ok(bare)
    }

    pub fn open(path: &Path, synchronous: &str) -> Outcome<Self> {
        let conn = Connection::open(path)?;
        conn.set_prepared_statement_cache_capacity(64);
        conn.execute_batch(&format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};"))?;
        Ok(Self { conn })
    }

    pub fn save_all(&mut self, articles: &[NewArticle]) -> Outcome {
        for batch in articles.chunks(BATCH) {
            self.save(batch)?;
        }
        Ok(())
    }

    /// Saves articles in a transaction.
    pub fn save(&mut self, articles: &[NewArticle]) -> Outcome {
        let tx = self.conn.transaction()?;
        let mut names = Names::default();
        for article in articles {
            insert(&tx, article, &mut names)?;
        }
        Ok(tx.commit()?)
    }

    pub fn mark(&mut self, id: i64, name: &str) -> Outcome {
        let tx = self.conn.transaction()?;
        tx.prepare_cached("INSERT OR IGNORE INTO mark (article, name) VALUES (?1, ?2)")?
            .execute((id, name))?;
        Ok(tx.commit()?)
    }

    pub fn by_url(&self, url: &str) -> Outcome<Option<Read>> {
        let tx = self.conn.unchecked_transaction()?;
        let id = tx
            .prepare_cached("SELECT article FROM article_url WHERE url = ?1")?
            .query_row([url], |row| row.get(0))
            .optional()?;
        id.map_or(Ok(None), |id| read(&tx, id))
    }

    pub fn by_id(&self, id: i64) -> Outcome<Option<Read>> {
        read(&self.conn.unchecked_transaction()?, id)
    }

    /// The newest 20 as a list shows them.
    pub fn list(&self) -> Outcome<Vec<Listed>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, headline, published, publication FROM article ORDER BY published DESC, id DESC LIMIT 20",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Listed {
                id: row.get(0)?,
                headline: row.get(1)?,
                published: row.get(2)?,
                publication: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Ids that were looked up for this transaction.
#[derive(Default)]
struct Names {
    tags: HashMap<(String, String), i64>,
    people: HashMap<String, i64>,
    images: HashMap<String, i64>,
}

fn insert(tx: &Transaction<'_>, article: &NewArticle, names: &mut Names) -> Outcome {
    let publication = article.publication.as_ref().map_or("", |publication| &publication.title);
    let row = (seconds(article), publication, &article.headline, &article.byline, &article.body);
    tx.prepare_cached(
        "INSERT INTO article (published, publication, headline, byline, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(row)?;
    let id = tx.last_insert_rowid();
    tx.prepare_cached("INSERT INTO article_fts (rowid, headline, body) VALUES (?1, ?2, ?3)")?.execute((
        id,
        &article.headline,
        &article.body,
    ))?;
    if let Some(url) = &article.url {
        tx.prepare_cached("INSERT INTO article_url (url, article) VALUES (?1, ?2)")?.execute((url, id))?;
    }
    for key in &article.keys {
        tx.prepare_cached("INSERT INTO article_key (scheme, value, article) VALUES (?1, ?2, ?3)")?
            .execute((&key.scheme, &key.value, id))?;
    }
    insert_named(tx, article, id, names)?;
    for (place, credit) in (0_i64..).zip(&article.credits) {
        tx.prepare_cached("INSERT INTO credit (article, place, name) VALUES (?1, ?2, ?3)")?.execute((
            id,
            place,
            &credit.name,
        ))?;
    }
    Ok(())
}

fn insert_named(tx: &Transaction<'_>, article: &NewArticle, id: i64, names: &mut Names) -> Outcome {
    for tag in &article.tags {
        let name = (tag.scheme.clone(), tag.name.clone());
        let tag = known(&mut names.tags, name, |(scheme, name)| {
            tx.prepare_cached("INSERT OR IGNORE INTO tag (scheme, name) VALUES (?1, ?2)")?
                .execute((scheme, name))?;
            one(tx.prepare_cached("SELECT id FROM tag WHERE scheme = ?1 AND name = ?2")?, (scheme, name))
        })?;
        tx.prepare_cached("INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)")?
            .execute((id, tag))?;
    }
    for person in &article.people {
        let person = known(&mut names.people, person.name.clone(), |name| {
            tx.prepare_cached("INSERT OR IGNORE INTO person (name) VALUES (?1)")?.execute([name])?;
            one(tx.prepare_cached("SELECT id FROM person WHERE name = ?1")?, [name])
        })?;
        tx.prepare_cached("INSERT OR IGNORE INTO article_person (article, person) VALUES (?1, ?2)")?
            .execute((id, person))?;
    }
    for (place, picture) in (0_i64..).zip(&article.images) {
        let url = picture.urls.first().cloned().unwrap_or_default();
        let image = known(&mut names.images, url, |url| {
            tx.prepare_cached("INSERT OR IGNORE INTO image (url) VALUES (?1)")?.execute([url])?;
            one(tx.prepare_cached("SELECT id FROM image WHERE url = ?1")?, [url])
        })?;
        let caption = picture.captions.first();
        let texts = caption.map_or(("", ""), |caption| (&caption.text, &caption.credit));
        tx.prepare_cached(
            "INSERT INTO caption (article, place, image, text, credit) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id, place, image, texts.0, texts.1))?;
    }
    Ok(())
}

fn known<K: std::hash::Hash + Eq>(
    ids: &mut HashMap<K, i64>,
    name: K,
    find: impl FnOnce(&K) -> rusqlite::Result<i64>,
) -> rusqlite::Result<i64> {
    if let Some(id) = ids.get(&name) {
        return Ok(*id);
    }
    let id = find(&name)?;
    ids.insert(name, id);
    Ok(id)
}

fn one(mut statement: CachedStatement<'_>, name: impl rusqlite::Params) -> rusqlite::Result<i64> {
    statement.query_row(name, |row| row.get(0))
}

fn read(tx: &Transaction<'_>, id: i64) -> Outcome<Option<Read>> {
    let article = tx
        .prepare_cached("SELECT headline, body, publication, byline, published FROM article WHERE id = ?1")?
        .query_row([id], |row| {
            let texts = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            Ok(Read { texts, published: row.get(4)?, parts: Vec::new() })
        })
        .optional()?;
    let Some(mut article) = article else { return Ok(None) };
    for sql in [
        "SELECT t.scheme, t.name FROM article_tag a JOIN tag t ON t.id = a.tag WHERE a.article = ?1",
        "SELECT '', p.name FROM article_person a JOIN person p ON p.id = a.person WHERE a.article = ?1",
        "SELECT '', name FROM credit WHERE article = ?1 ORDER BY place",
        "SELECT scheme, value FROM article_key WHERE article = ?1",
        "SELECT '', url FROM article_url WHERE article = ?1",
        "SELECT i.url, c.text || c.credit FROM caption c JOIN image i ON i.id = c.image WHERE c.article = ?1 ORDER BY c.place",
    ] {
        let mut statement = tx.prepare_cached(sql)?;
        let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            article.parts.push(row?);
        }
    }
    Ok(Some(article))
}
