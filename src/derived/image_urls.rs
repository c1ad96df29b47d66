//! The forms by which URLs of pictures are compared.

use crate::error::Result;
use crate::store::{Fault, FaultKind, Snapshot, Statement, Transaction, statement};
use crate::text::ImageUrl;

/// A stored URL whose forms are not those that follow from it.
struct Difference {
    image: i64,
    stored: String,
    given: String,
    width: Option<i64>,
    follows: ImageUrl,
}

/// Returns a fault for each URL whose stored forms differ from those that follow from it.
pub(super) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let fault = |Difference { image, given, .. }| {
        let what = format!("the key of URL {given:?} of image {image} is not what follows from it");
        Fault::new(FaultKind::Derived, what)
    };
    Ok(differences(snapshot)?.into_iter().map(fault).collect())
}

/// Stores the forms that follow, and returns the number of rows that had others.
pub(super) fn mend(tx: &mut Transaction<'_>) -> Result<usize> {
    let differences = differences(tx)?;
    let mended = differences.len();
    // All rows make room before one comes: its form may be what another had.
    let removed = differences.iter().map(|row| {
        let sql = "DELETE FROM image_url WHERE url = ?1 AND image = ?2";
        statement!(sql, row.stored.clone(), row.image)
    });
    let mut statements: Vec<Statement> = removed.collect();
    statements.extend(differences.into_iter().map(|row| {
        statement!(
            "INSERT INTO image_url (url, image, reduced, given, width) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (url, image) DO UPDATE SET width = coalesce(width, excluded.width)",
            row.follows.normal,
            row.image,
            row.follows.reduced,
            row.given,
            row.width,
        )
    }));
    tx.apply(&statements)?;
    Ok(mended)
}

fn differences(snapshot: &Snapshot<'_>) -> Result<Vec<Difference>> {
    let mut statement = snapshot.statement("SELECT url, image, reduced, given, width FROM image_url")?;
    let mut rows = statement.query([])?;
    let mut differences = Vec::new();
    while let Some(row) = rows.next()? {
        let (stored, reduced): (String, String) = (row.get("url")?, row.get("reduced")?);
        let given: String = row.get("given")?;
        if let Some(follows) = ImageUrl::of(&given)
            && (follows.normal != stored || follows.reduced != reduced)
        {
            let (image, width) = (row.get("image")?, row.get("width")?);
            differences.push(Difference { image, stored, given, width, follows });
        }
    }
    Ok(differences)
}
