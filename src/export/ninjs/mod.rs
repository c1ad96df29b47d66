//! An article as an IPTC ninjs 3.1 item, which is valid by its schema.

mod people;
mod picture;
mod values;

use serde_json::{Map, Value, json};

use self::people::people;
use self::values::{date_time, instant, put, put_list, uri_of};
use crate::error::Result;
use crate::model::article::ArticleTag;
use crate::model::new_article::{CreditKind, Key, SetBy};
use crate::model::{Article, Credit, Extent};
use crate::store::Snapshot;

/// The address of the schema.
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

/// The name of the way in which the items say what ninjs leaves open. The reader of ninjs knows them by it.
const PROFILE: &str = "dateline";

/// Returns the item of an article.
pub(super) fn item(snapshot: &Snapshot<'_>, article: &Article) -> Result<Value> {
    let mut item = Map::new();
    put(&mut item, "uri", uri_of(&article.uri));
    item.insert("standard".into(), json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA }));
    put(&mut item, "profile", PROFILE);
    put(&mut item, "type", article.item_type.as_str());
    add_facts(article, &mut item);
    add_texts(article, &mut item);
    put_list(&mut item, "infoSources", article.credits.iter().map(source).chain(publisher(article)));
    put_list(&mut item, "people", people(snapshot, &article.people)?);
    put_list(&mut item, "subjects", article.tags.iter().map(subject));
    put_list(&mut item, "altIds", ids(article));
    put_list(&mut item, "renditions", article.urls.iter().map(|url| page(&url.given, url.relation.as_str())));
    let pictures = (1..).zip(&article.images);
    let pictures: Result<Vec<_>> =
        pictures.map(|(number, used)| picture::item(snapshot, number, used)).collect();
    put_list(&mut item, "associations", pictures?);
    Ok(item.into())
}

fn add_facts(article: &Article, item: &mut Map<String, Value>) {
    let extent = article.extent.map(|extent| if extent == Extent::Excerpt { "partial" } else { "full" });
    put(item, "representationType", extent.unwrap_or_default());
    put(item, "version", article.version.map(|version| version.to_string()).unwrap_or_default());
    let published =
        article.published.precision.map(|_| date_time(article.published.local(), article.published.offset));
    let modified = article.modified.map(|at| date_time(at.local(), at.offset_minutes().unwrap_or(0)));
    put(item, "firstCreated", published.clone().unwrap_or_default());
    put(item, "versionCreated", modified.or(published).unwrap_or_default());
    put(item, "embargoedUntil", article.embargoed.map(instant).unwrap_or_default());
    put(item, "expires", article.expires.map(instant).unwrap_or_default());
    put(item, "pubStatus", article.status.as_str());
    let language = if article.language == "und" { "" } else { &article.language };
    put(item, "language", language);
    if !article.genre.is_empty() {
        item.insert("genres".into(), json!([{ "name": article.genre }]));
    }
    put(item, "located", &*article.located);
    put(item, "by", &*article.byline);
}

fn add_texts(article: &Article, item: &mut Map<String, Value>) {
    if !article.headline.is_empty() {
        item.insert("headlines".into(), json!([{ "role": "main", "value": article.headline }]));
    }
    if !article.dek.is_empty() {
        item.insert("descriptions".into(), json!([{ "role": "summary", "value": article.dek }]));
    }
    if !article.body.is_empty() {
        let body = json!({
            "role": "main",
            "contentType": "text/plain",
            "wordCount": article.word_count,
            "charCount": article.body.chars().count(),
            "value": article.body,
        });
        item.insert("bodies".into(), json!([body]));
    }
}

/// Returns a contributor. Of one who is no person the role says so: `author-organization`.
fn source(credit: &Credit) -> Value {
    let role = match credit.kind {
        CreditKind::Person => credit.role.as_str().to_owned(),
        kind => format!("{}-{}", credit.role.as_str(), kind.as_str()),
    };
    json!({ "name": credit.name, "role": role })
}

fn publisher(article: &Article) -> Option<Value> {
    let publication = article.publication.as_ref()?;
    let name = if publication.title.is_empty() { &publication.domain } else { &publication.title };
    let mut source = Map::new();
    put(&mut source, "name", name.as_str());
    put(&mut source, "role", "publisher");
    if !publication.domain.is_empty() {
        put(&mut source, "uri", uri_of(&format!("https://{}/", publication.domain)));
    }
    Some(source.into())
}

fn subject(tag: &ArticleTag) -> Value {
    let mut subject = Map::new();
    put(&mut subject, "name", &*tag.name);
    put(&mut subject, "rel", "about");
    if !tag.scheme.is_empty() {
        put(&mut subject, "literal", format!("{}:{}", tag.scheme, tag.name));
    }
    if tag.set_by != SetBy::Feed {
        put(&mut subject, "creator", tag.set_by.as_str());
    }
    subject.into()
}

/// Returns the ids that an article is known by, each with its scope behind its scheme; its uri is among them where ninjs
/// needs another.
fn ids(article: &Article) -> Vec<Value> {
    let own = (uri_of(&article.uri) != article.uri).then(|| json!({ "role": "uri", "value": article.uri }));
    let keys = article.keys.iter().map(|key| json!({ "role": role_of(key), "value": key.value }));
    own.into_iter().chain(keys).collect()
}

fn role_of(key: &Key) -> String {
    let scheme = key.scheme.replace('%', "%25").replace('@', "%40");
    if key.scope.is_empty() { scheme } else { format!("{scheme}@{}", key.scope) }
}

fn page(url: &str, relation: &str) -> Value {
    json!({ "name": relation, "href": uri_of(url), "contentType": "text/html" })
}
