//! All that an archive says, a fact a line: once as the API gives it, and once by SQL from a file of version 1.
//!
//! A list begins with the kind of fact and the ids that it is about. Both sides must come to the same lines.

use dateline::{
    Archive, Article, ArticleId, ImageId, Listing, PersonId, PublicationId, Result, Snapshot, TagId,
};
use rusqlite::Connection;
use serde_json::{Value, json};

/// Each gives one column, a list as JSON. What is merged into another is asked for in `MERGED`.
const VERSION_1: &[&str] = &[
    "SELECT json_array('article', a.id, a.uri, p.title, p.domain, s.name, a.language, a.genre, a.status, a.hidden)
     FROM article a LEFT JOIN publication p ON p.id = a.publication LEFT JOIN section s ON s.id = a.section",
    "SELECT json_array('published', id, published, published_offset, published_precision, published_basis,
            published_printed, first_seen, changed) FROM article",
    "SELECT json_array('modified', id, modified, modified_offset, modified_precision) FROM article
     WHERE modified IS NOT NULL",
    "SELECT json_array('shown', id, embargoed, expires) FROM article",
    "SELECT json_array('text', a.id, headline, dek, byline, body, tags_printed, json(extra))
     FROM article a JOIN article_text t ON t.article = a.id",
    "SELECT json_array('key', article, scheme, value) FROM article_key WHERE scheme <> 'headline-day'",
    "SELECT json_array('revision', article, number, superseded, json(changed), json(document))
     FROM article_revision",
    "SELECT json_array('credit', article, position, c.name, role, c.kind, person, o.id, o.name, o.kind)
     FROM credit c LEFT JOIN organization o ON o.id = c.organization",
    "SELECT json_array('mention', article, position, name, person) FROM mention",
    "SELECT json_array('tagged', article, position, tag, a.name, t.scheme, set_by, inferred)
     FROM article_tag a JOIN tag t ON t.id = a.tag",
    "SELECT json_array('use', article, position, image, role, after_paragraph) FROM image_use",
    "SELECT json_array('caption', article, position, language, text, credit, photographer, o.name)
     FROM caption LEFT JOIN organization o ON o.id = caption.agency",
    "SELECT json_array('image', i.id, uri, sha256, width, height, byte_size, media_type, alt, credit_line, o.name)
     FROM image i LEFT JOIN organization o ON o.id = i.supplier WHERE merged_into IS NULL",
    "SELECT json_array('shows', p.image, position, p.name, person) FROM image_person p
     JOIN image i ON i.id = p.image WHERE merged_into IS NULL",
    "SELECT json_array('person', id, name) FROM person WHERE merged_into IS NULL",
    "SELECT json_array('person key', person, scheme, value) FROM person_key",
    "SELECT json_array('tag', id, scheme, name, parent) FROM tag WHERE merged_into IS NULL",
    "SELECT json_array('publication', id, title, domain, language, country, time_zone) FROM publication",
    "SELECT json_array('section', id, publication, name, parent) FROM section",
];

/// Each gives what something was called, and what that is now, which is what it was merged into.
const PEOPLE: &str =
    "SELECT n.name, coalesce(p.merged_into, p.id) FROM person_name n JOIN person p ON p.id = n.person";
const TAGS: &str =
    "SELECT n.scheme, n.name, coalesce(t.merged_into, t.id) FROM tag_name n JOIN tag t ON t.id = n.tag";
const IMAGES: &str = "SELECT uri, coalesce(merged_into, id) FROM image";
const ARTICLE_URLS: &str = "SELECT given, article, relation FROM article_url";
const IMAGE_URLS: &str = "SELECT given, image FROM image_url";

/// Returns the facts of a file of version 1.
pub fn of_version_1(conn: &Connection) -> Vec<Value> {
    let mut facts = Vec::new();
    for sql in VERSION_1 {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        facts.extend(rows.map(|row| serde_json::from_str(&row.unwrap()).unwrap()));
    }
    sorted(facts)
}

/// Returns the facts of an archive, as far as version 1 knows them.
pub fn of(archive: &Archive) -> Vec<Value> {
    archive.read(|snapshot| Ok(sorted([articles(snapshot)?, entities(snapshot)?].concat()))).unwrap()
}

fn sorted(mut facts: Vec<Value>) -> Vec<Value> {
    facts.sort_by_key(Value::to_string);
    facts
}

fn articles(snapshot: &Snapshot<'_>) -> Result<Vec<Value>> {
    let mut facts = Vec::new();
    for id in 1.. {
        let Some(article) = snapshot.article(ArticleId(id))? else { break };
        article_alone(&article, &mut facts);
        relations(&article, &mut facts);
        for revision in snapshot.revisions_of(article.id)? {
            let superseded = revision.superseded.timestamp();
            facts.push(json!([
                "revision",
                id,
                revision.number,
                superseded,
                revision.changed,
                revision.document
            ]));
        }
    }
    Ok(facts)
}

fn article_alone(article: &Article, facts: &mut Vec<Value>) {
    let id = article.id.0;
    let publication = article.publication.as_ref();
    facts.push(json!([
        "article",
        id,
        article.uri,
        publication.map(|publication| &publication.title),
        publication.map(|publication| &publication.domain),
        article.section.as_ref().map(|section| &section.name),
        article.language,
        article.genre,
        article.status,
        i64::from(article.hidden),
    ]));
    let published = &article.published;
    facts.push(json!([
        "published",
        id,
        published.at.timestamp(),
        published.offset,
        published.precision.map_or("none", |precision| precision.as_str()),
        published.basis,
        published.printed,
        article.first_seen.timestamp(),
        article.changed,
    ]));
    if let Some(at) = article.modified {
        let offset = at.offset_minutes();
        let utc = at.local().and_utc().timestamp() - i64::from(offset.unwrap_or(0)) * 60;
        facts.push(json!(["modified", id, utc, offset, at.precision().as_str()]));
    }
    let second = |at: chrono::DateTime<chrono::Utc>| at.timestamp();
    facts.push(json!(["shown", id, article.embargoed.map(second), article.expires.map(second)]));
    facts.push(json!([
        "text",
        id,
        article.headline,
        article.dek,
        article.byline,
        article.body,
        article.tags_printed,
        article.extra,
    ]));
}

fn relations(article: &Article, facts: &mut Vec<Value>) {
    let id = article.id.0;
    facts.extend(article.keys.iter().map(|key| json!(["key", id, key.scheme, key.value])));
    for (position, credit) in (1..).zip(&article.credits) {
        let person = credit.person.map(|person| person.0);
        let (organization, role) = (credit.organization.as_ref(), credit.role);
        let (name, kind) = (organization.map(|of| &of.name), organization.map(|of| of.kind));
        let organization = organization.map(|of| of.id.0);
        facts.push(json!([
            "credit",
            id,
            position,
            credit.name,
            role,
            credit.kind,
            person,
            organization,
            name,
            kind
        ]));
    }
    for (position, mention) in (1..).zip(&article.people) {
        facts.push(json!(["mention", id, position, mention.name, mention.person.map(|person| person.0)]));
    }
    for (position, tag) in (1..).zip(&article.tags) {
        let inferred = i64::from(tag.inferred);
        facts.push(json!(["tagged", id, position, tag.tag.0, tag.name, tag.scheme, tag.set_by, inferred]));
    }
    for (position, used) in (1..).zip(&article.images) {
        facts.push(json!(["use", id, position, used.image.id.0, used.role, used.after_paragraph]));
        // An alternative text alone was a fact of the picture.
        for caption in
            used.captions.iter().filter(|caption| !(caption.text.is_empty() && caption.credit.is_empty()))
        {
            let (language, agency) = (&caption.language, caption.agency.as_ref().map(|agency| &agency.name));
            let (text, credit, photographer) = (&caption.text, &caption.credit, &caption.photographer);
            facts.push(json!(["caption", id, position, language, text, credit, photographer, agency]));
        }
    }
}

fn entities(snapshot: &Snapshot<'_>) -> Result<Vec<Value>> {
    let mut facts = Vec::new();
    for id in 1.. {
        let Some(image) = snapshot.image(ImageId(id))? else { break };
        let supplier = image.supplier.as_ref().map(|supplier| &supplier.name);
        if image.id.0 == id {
            facts.push(json!([
                "image",
                id,
                image.uri,
                image.sha256,
                image.width,
                image.height,
                image.byte_size,
                image.media_type,
                image.alt,
                image.credit_line,
                supplier,
            ]));
            for (position, shown) in (1..).zip(&image.people) {
                facts.push(json!(["shows", id, position, shown.name, shown.person.map(|person| person.0)]));
            }
        }
    }
    for id in 1.. {
        let Some(person) = snapshot.person(PersonId(id))? else { break };
        if person.id.0 == id {
            facts.push(json!(["person", id, person.name]));
            facts.extend(person.keys.iter().map(|key| json!(["person key", id, key.scheme, key.value])));
        }
    }
    for id in 1.. {
        let Some(tag) = snapshot.tag(TagId(id))? else { break };
        if tag.id.0 == id {
            facts.push(json!(["tag", id, tag.scheme, tag.name, tag.parent.map(|parent| parent.0)]));
        }
    }
    for id in 1.. {
        let Some(publication) = snapshot.publication(PublicationId(id))? else { break };
        let (title, domain, language) = (publication.title, publication.domain, publication.language);
        facts.push(json!([
            "publication",
            id,
            title,
            domain,
            language,
            publication.country,
            publication.time_zone
        ]));
        let sections = Listing::new().publication(publication.id).limit(Listing::MAX_LIMIT);
        for section in snapshot.sections(&sections)?.entries.into_iter().map(|listed| listed.entry) {
            let parent = section.parent.map(|parent| parent.0);
            facts.push(json!(["section", section.id.0, id, section.name, parent]));
        }
    }
    Ok(facts)
}

/// Fails unless everything is still known by each name, URI and URL that it was known by. Two spellings of a URL may have become
/// one, but each leads to its article.
pub fn assert_known(before: &Connection, archive: &Archive) {
    let read = archive.read(|snapshot| {
        for (name, person) in
            rows(before, PEOPLE, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        {
            let found = snapshot.people_named(&name)?;
            assert!(found.iter().any(|found| found.id.0 == person && found.names.contains(&name)), "{name}");
        }
        for (scheme, name, tag) in rows(before, TAGS, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
        }) {
            let found = snapshot.tag_named(&scheme, &name)?.unwrap();
            assert!(found.id.0 == tag && found.names.contains(&name), "{scheme}:{name}");
        }
        for (uri, image) in rows(before, IMAGES, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        {
            assert_eq!(snapshot.image_by_uri(&uri)?.unwrap().id.0, image, "{uri}");
        }
        for (url, article, relation) in rows(before, ARTICLE_URLS, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
        }) {
            assert_eq!(snapshot.find_article(&url)?, Some(ArticleId(article)), "{url}");
            let article = snapshot.article(ArticleId(article))?.unwrap();
            let kept = article.urls.iter().filter(|kept| kept.given == url);
            assert!(kept.clone().all(|kept| kept.relation.as_str() == relation), "{url}: {:?}", article.urls);
            assert!(kept.count() == 1 || url.contains("caf"), "{url}: {:?}", article.urls);
        }
        for (url, image) in
            rows(before, IMAGE_URLS, |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))
        {
            let image = snapshot.image(ImageId(image))?.unwrap();
            assert!(image.urls.contains(&url) || url.contains("qua"), "{url}: {:?}", image.urls);
        }
        Ok(())
    });
    read.unwrap();
}

fn rows<T>(
    conn: &Connection,
    sql: &str,
    map: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], map).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}
