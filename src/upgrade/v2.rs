//! Version 2: URLs in another normal form, with what they are reduced to, and names as they are shown. Version 3 computes what
//! follows from texts, and the index, whose rows have other numbers.

use crate::derived;
use crate::error::Result;
use crate::id::ArticleId;
use crate::model::clock::Place;
use crate::model::published::Published;
use crate::store::{Statement, StepProgress, Transaction, statement};
use crate::text::{ImageUrl, fold_name};
use crate::upgrade::batches::{ARTICLES, IMAGES, Span, in_batches};

pub(super) fn step(tx: &mut Transaction<'_>, _progress: &mut StepProgress<'_>) -> Result<()> {
    in_batches(tx, &IMAGES, image_urls, &mut |_, _| {})?;
    in_batches(tx, &ARTICLES, |tx, span| derived::mend_addresses(tx, span), &mut |_, _| {})?;
    crowded_out(tx)?;
    shown_names(tx)
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
