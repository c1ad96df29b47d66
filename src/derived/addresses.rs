//! The forms by which an article's URLs and ids are compared.

use crate::error::Result;
use crate::model::new_article::Key;
use crate::store::{Fault, FaultKind, Snapshot, Statement, Transaction, statement};
use crate::text::url::{Tracking, WebUrl};

impl Snapshot<'_> {
    /// Returns the query parameters of a host's own that URLs are compared without; see
    /// [`Transaction::set_tracking_parameters`].
    pub fn tracking_parameters(&self) -> Result<Vec<String>> {
        self.tracking_names()
    }
}

impl Transaction<'_> {
    /// Sets the query parameters that URLs are compared without, beside those of the campaigns and networks that are
    /// known: names without regard to capitals, with a star at the end for all that begin so. All URLs of articles are
    /// compared anew; articles that turn out to share one stay as they are.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").url("https://example.org/ferry?campaign=may");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// archive.write(|tx| tx.set_tracking_parameters(&["campaign", "from_*"]))?;
    /// let found = archive.read(|s| s.find_article("https://example.org/ferry?from_page=2"))?;
    /// assert_eq!(found, saved.id);
    /// assert_eq!(archive.read(|s| s.tracking_parameters())?, ["campaign", "from_*"]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn set_tracking_parameters(&mut self, names: &[impl AsRef<str>]) -> Result<()> {
        let names: Vec<&str> = names.iter().map(|name| name.as_ref().trim()).collect();
        self.apply(&[statement!(
            "INSERT INTO meta (key, value) VALUES ('tracking_parameters', ?1)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            serde_json::Value::from(names).to_string(),
        )])?;
        mend(self).map(drop)
    }
}

/// The ids of all articles.
const ALL: [i64; 2] = [i64::MIN, i64::MAX];

/// A stored URL whose forms are not those that follow from it.
struct UrlDifference {
    article: i64,
    stored: WebUrl,
    given: String,
    relation: String,
    web: WebUrl,
}

/// A stored id whose form is not the one that follows from it.
struct KeyDifference {
    article: i64,
    key: Key,
    form: String,
}

/// Returns a fault for each URL and id whose stored forms differ from those that follow from it.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let tracking = snapshot.tracking()?;
    let urls = url_differences(snapshot, &tracking, ALL)?.into_iter();
    let urls = urls.map(|UrlDifference { article, given, .. }| (article, format!("URL {given:?}")));
    let keys = key_differences(snapshot, &tracking, ALL)?.into_iter();
    let keys = keys.map(|KeyDifference { article, key, .. }| (article, format!("id {:?}", key.value)));
    let fault = |(article, of)| {
        let what = format!("the key of {of} of article {article} is not what follows from it");
        Fault::new(FaultKind::Derived, what)
    };
    Ok(urls.chain(keys).map(fault).collect())
}

/// Stores the forms that follow, and returns the number of rows that had others.
pub(super) fn mend(tx: &mut Transaction<'_>) -> Result<usize> {
    let tracking = tx.tracking()?;
    let urls = url_differences(tx, &tracking, ALL)?;
    let keys = key_differences(tx, &tracking, ALL)?;
    let mended = urls.len() + keys.len();
    tx.apply(&statements(urls, keys))?;
    Ok(mended)
}

/// Returns the statements that store the forms that follow, for articles after one id up to another.
pub(crate) fn mend_addresses(snapshot: &Snapshot<'_>, span: [i64; 2]) -> Result<Vec<Statement>> {
    let tracking = snapshot.tracking()?;
    let urls = url_differences(snapshot, &tracking, span)?;
    Ok(statements(urls, key_differences(snapshot, &tracking, span)?))
}

fn statements(urls: Vec<UrlDifference>, keys: Vec<KeyDifference>) -> Vec<Statement> {
    // All rows make room before one comes: its form may be what another had.
    let removed = urls.iter().map(|url| {
        let sql = "DELETE FROM article_url WHERE url = ?1 AND article = ?2 AND fragment = ?3";
        statement!(sql, url.stored.normal.clone(), url.article, url.stored.fragment.clone())
    });
    let mut statements: Vec<Statement> = removed.collect();
    statements.extend(urls.into_iter().map(url_row));
    statements.extend(keys.into_iter().map(|KeyDifference { article, key, form }| {
        statement!(
            "UPDATE article_key SET form = ?5
             WHERE article = ?1 AND scheme = ?2 AND value = ?3 AND scope = ?4",
            article,
            key.scheme,
            key.value,
            key.scope,
            form,
        )
    }));
    statements
}

/// Returns the statement that adds a URL under its form. Two of an article that have one form and fragment are one.
fn url_row(url: UrlDifference) -> Statement {
    statement!(
        "INSERT INTO article_url (url, article, reduced, given, relation, fragment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (url, article, fragment) DO UPDATE SET relation = excluded.relation
         WHERE excluded.relation = 'canonical'",
        url.web.normal,
        url.article,
        url.web.reduced,
        url.given,
        url.relation,
        url.web.fragment,
    )
}

fn url_differences(
    snapshot: &Snapshot<'_>,
    tracking: &Tracking,
    span: [i64; 2],
) -> Result<Vec<UrlDifference>> {
    let mut statement = snapshot.statement(
        "SELECT article, url, reduced, fragment, given, relation FROM article_url
         WHERE article > ?1 AND article <= ?2 ORDER BY article, url, fragment",
    )?;
    let mut rows = statement.query(span)?;
    let mut differences = Vec::new();
    while let Some(row) = rows.next()? {
        let given: String = row.get("given")?;
        let stored =
            WebUrl { normal: row.get("url")?, reduced: row.get("reduced")?, fragment: row.get("fragment")? };
        if let Some(web) = WebUrl::of(&given, tracking).filter(|web| *web != stored) {
            let (article, relation) = (row.get("article")?, row.get("relation")?);
            differences.push(UrlDifference { article, stored, given, relation, web });
        }
    }
    Ok(differences)
}

fn key_differences(
    snapshot: &Snapshot<'_>,
    tracking: &Tracking,
    span: [i64; 2],
) -> Result<Vec<KeyDifference>> {
    let mut statement = snapshot.statement(
        "SELECT article, scheme, value, scope, form FROM article_key WHERE article > ?1 AND article <= ?2",
    )?;
    let mut rows = statement.query(span)?;
    let mut differences = Vec::new();
    while let Some(row) = rows.next()? {
        let key = Key { scheme: row.get("scheme")?, value: row.get("value")?, scope: row.get("scope")? };
        let (stored, form) = (row.get::<_, String>("form")?, key.form(tracking).stored());
        if form != stored {
            differences.push(KeyDifference { article: row.get("article")?, key, form });
        }
    }
    Ok(differences)
}
