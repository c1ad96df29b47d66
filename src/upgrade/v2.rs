//! Version 2: URLs in another normal form, with what they are reduced to; hashes of headline and day; and the index, whose
//! rows have other numbers.

use crate::derived;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::headline_day::headline_day;
use crate::model::clock::Place;
use crate::model::published::Published;
use crate::store::{MigrationStage, Statement, StepProgress, Transaction, statement};
use crate::text::{ImageUrl, fold_name};

/// Articles, or pictures, that are read and written at a time.
const BATCH: u32 = 1000;

pub(super) fn step(tx: &mut Transaction<'_>, progress: &mut StepProgress<'_>) -> Result<()> {
    in_batches(tx, &IMAGES, image_urls, &mut |_, _| {})?;
    in_batches(tx, &ARTICLES, articles, &mut |done, total| progress(MigrationStage::Articles, done, total))?;
    crowded_out(tx)?;
    shown_names(tx)?;
    tx.apply(&derived::mark_crowded())?;
    derived::fill_index(tx, &mut |done, total| progress(MigrationStage::Index, done, total))?;
    Ok(())
}

/// Finds another slot for articles that the SQL couldn't move to the day that was printed, since the slot there is taken.
fn crowded_out(tx: &mut Transaction<'_>) -> Result<()> {
    let places = tx.rows(
        "SELECT a.id, a.uri, a.published, a.published_offset, a.published_precision, a.published_basis,
                a.published_printed, t.clock
         FROM article a JOIN article_text t ON t.article = a.id
         WHERE a.published_precision IN ('day', 'month', 'year') AND a.published_offset <> 0",
        [],
        |row| {
            let place = Place::of(&Published::from_row(row)?, row.get_ref("uri")?.as_str()?);
            let (id, clock) = (ArticleId(row.get("id")?), row.get("clock")?);
            Ok(place.is_some_and(|place| !place.holds(clock)).then_some(id))
        },
    )?;
    let crowded: Vec<_> = places.into_iter().flatten().collect();
    let statements = derived::mend_articles(tx, &crowded)?;
    tx.apply(&statements)
}

/// Gives people and tags their shown name as the spelling among their names: another one could take its place.
fn shown_names(tx: &mut Transaction<'_>) -> Result<()> {
    let mut statements = tx.rows(
        "SELECT p.id, p.name FROM person p
         WHERE NOT EXISTS (SELECT 1 FROM person_name n WHERE n.person = p.id AND n.name = p.name)",
        [],
        |row| {
            let name: String = row.get("name")?;
            Ok(statement!(
                "INSERT INTO person_name (person, folded, name) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person, folded) DO UPDATE SET name = excluded.name",
                row.get::<_, i64>("id")?,
                fold_name(&name),
                name,
            ))
        },
    )?;
    statements.extend(tx.rows(
        "SELECT t.id, t.scheme, t.name FROM tag t
         WHERE NOT EXISTS (SELECT 1 FROM tag_name n WHERE n.tag = t.id AND n.scheme = t.scheme AND n.name = t.name)",
        [],
        |row| {
            let name: String = row.get("name")?;
            Ok(statement!(
                "INSERT INTO tag_name (scheme, folded, name, tag) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (scheme, folded, tag) DO UPDATE SET name = excluded.name",
                row.get::<_, String>("scheme")?,
                fold_name(&name),
                name,
                row.get::<_, i64>("id")?,
            ))
        },
    )?);
    tx.apply(&statements)
}

/// Rows that are gone through by their ids.
struct Rows {
    /// Selects their number.
    total: &'static str,
    /// Selects the last id and the number of the next `?2` after `?1`.
    next: &'static str,
}

const ARTICLES: Rows = Rows {
    total: "SELECT count(*) AS total FROM article",
    next: "SELECT max(id) AS last, count(*) AS number
           FROM (SELECT id FROM article WHERE id > ?1 ORDER BY id LIMIT ?2)",
};

const IMAGES: Rows = Rows {
    total: "SELECT count(*) AS total FROM image",
    next: "SELECT max(id) AS last, count(*) AS number
           FROM (SELECT id FROM image WHERE id > ?1 ORDER BY id LIMIT ?2)",
};

/// Ids after one, up to another.
type Span = [i64; 2];

/// Returns the statements of a batch.
type Compute = fn(&Transaction<'_>, Span) -> Result<Vec<Statement>>;

/// Goes through rows by batches, so that memory doesn't grow with the archive.
fn in_batches(
    tx: &mut Transaction<'_>,
    rows: &Rows,
    compute: Compute,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<()> {
    let total = tx.row(rows.total, [], |row| row.get::<_, u32>("total"))?.unwrap_or(0) as usize;
    let (mut done, mut last) = (0, i64::MIN);
    while done < total {
        let next = tx.row(rows.next, (last, BATCH), |row| Ok((row.get("last")?, row.get("number")?)))?;
        let Some((Some(to), number)): Option<(Option<i64>, u32)> = next else { break };
        let statements = compute(tx, [last, to])?;
        tx.apply(&statements)?;
        (done, last) = (done + number as usize, to);
        progress(done, total);
    }
    Ok(())
}

fn articles(tx: &Transaction<'_>, span: Span) -> Result<Vec<Statement>> {
    let mut statements = derived::mend_addresses(tx, span)?;
    statements.extend(headline_days(tx, span)?);
    statements.extend(of_pictures(tx, span)?);
    Ok(statements)
}

/// Adds to what is searched the alternative texts of pictures, and whom they show.
fn of_pictures(tx: &Transaction<'_>, span: Span) -> Result<Vec<Statement>> {
    let articles: Vec<ArticleId> = tx.rows(
        "SELECT article FROM caption WHERE article > ?1 AND article <= ?2 AND alt <> ''
         UNION
         SELECT u.article FROM image_use u JOIN image_person p ON p.image = u.image
         WHERE u.article > ?1 AND u.article <= ?2 AND p.person IS NOT NULL
         ORDER BY article",
        span,
        |row| row.get("article").map(ArticleId),
    )?;
    derived::mend_articles(tx, &articles)
}

/// Gives articles the hash of headline and day, which stands in for a URL or id.
fn headline_days(tx: &Transaction<'_>, span: Span) -> Result<Vec<Statement>> {
    tx.rows(
        "SELECT a.id, a.published, a.published_offset, a.published_precision, a.published_basis,
                a.published_printed, t.headline, t.body
         FROM article a JOIN article_text t ON t.article = a.id
         WHERE a.id > ?1 AND a.id <= ?2",
        span,
        |row| {
            let published = Published::from_row(row)?;
            let (headline, body): (String, String) = (row.get("headline")?, row.get("body")?);
            let hash = headline_day(&headline, published.moment(), &published.printed, &body);
            let sql = "UPDATE article SET headline_day = ?2 WHERE id = ?1";
            Ok(statement!(sql, row.get::<_, i64>("id")?, hash))
        },
    )
}

/// Gives URLs of pictures the form by which they are compared now.
fn image_urls(tx: &Transaction<'_>, span: Span) -> Result<Vec<Statement>> {
    let urls: Vec<(String, i64, String)> = tx.rows(
        "SELECT url, image, given FROM image_url WHERE image > ?1 AND image <= ?2 ORDER BY image, url",
        span,
        |row| Ok((row.get("url")?, row.get("image")?, row.get("given")?)),
    )?;
    let (mut deletes, mut inserts) = (Vec::new(), Vec::new());
    for (old, image, given) in urls {
        let Some(url) = ImageUrl::of(&given) else { continue };
        if url.normal == old && url.reduced == old {
            continue;
        }
        deletes.push(statement!("DELETE FROM image_url WHERE url = ?1 AND image = ?2", old, image));
        inserts.push(statement!(
            "INSERT INTO image_url (url, image, reduced, given, width) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (url, image) DO NOTHING",
            url.normal,
            image,
            url.reduced,
            given,
            url.width.map(i64::from),
        ));
    }
    deletes.append(&mut inserts);
    Ok(deletes)
}
