//! Whether what is computed from an article is what stands beside it.

use std::collections::HashSet;

use crate::id::SEQUENCES;
use crate::model::clock::Place;
use crate::model::index_row::IndexRow;
use crate::save::{content_hash, word_count};
use crate::{Article, ArticleId, Error, Fault, FaultKind, Result, Snapshot};

/// What stands beside an article.
struct Stored {
    clock: i64,
    content_hash: Vec<u8>,
    derived: IndexRow,
}

/// Computes every derived column anew and compares it with the stored one.
pub(crate) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let ids = snapshot.rows("SELECT id FROM article ORDER BY id", [], |row| row.get::<_, ArticleId>("id"))?;
    let languages: HashSet<_> = snapshot.languages()?.into_iter().collect();
    let mut faults = sequences(snapshot)?;
    for id in ids {
        match read(snapshot, id) {
            Ok(Some((article, stored))) => {
                compare(&article, &stored, &mut faults);
                let captions = article.images.iter().flat_map(|image| &image.captions);
                let mut spoken = captions.map(|caption| &caption.language).chain([&article.language]);
                if spoken.any(|language| !languages.contains(language)) {
                    faults.push(fault(id, "a language of it is not among those of the archive"));
                }
            }
            Ok(None) => faults.push(fault(id, "it has no text")),
            // A value that its column can't mean.
            Err(error @ (Error::Damaged(_) | Error::Storage(_))) => {
                faults.push(fault(id, &format!("it can't be read: {error}")));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(faults)
}

/// The last id that each table says it has given against those that its rows have.
fn sequences(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for (table, last) in SEQUENCES {
        let (seq, id): (i64, i64) =
            snapshot.row(last, [], |row| Ok((row.get("seq")?, row.get("id")?)))?.unwrap_or_default();
        if seq == i64::MAX {
            faults.push(Fault::new(FaultKind::Derived, format!("no id of {table} is left")));
        } else if seq < id {
            faults.push(Fault::new(FaultKind::Derived, format!("the next id of {table} is given already")));
        }
    }
    let changed = "SELECT 1 FROM article WHERE changed = 9223372036854775807";
    if snapshot.row(changed, [], |_| Ok(()))?.is_some() {
        faults.push(Fault::new(FaultKind::Derived, "no number of a change is left"));
    }
    Ok(faults)
}

fn read(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<(Article, Stored)>> {
    Ok(snapshot.article(id)?.zip(stored(snapshot, id)?))
}

fn compare(article: &Article, stored: &Stored, faults: &mut Vec<Fault>) {
    let Stored { clock, content_hash: hash, derived: stored } = stored;
    let derived = IndexRow::of(article);
    for (column, is, ought) in [
        ("captions", &stored.captions, &derived.captions),
        ("credits", &stored.credits, &derived.credits),
        ("people", &stored.people, &derived.people),
        ("tags", &stored.tags, &derived.tags),
        ("scope", &stored.scope, &derived.scope),
        ("forms_head", &stored.forms_head, &derived.forms_head),
        ("forms", &stored.forms, &derived.forms),
    ] {
        if is != ought {
            faults.push(fault(article.id, &format!("column {column} is not what follows from it")));
        }
    }
    if article.word_count != word_count(&article.body) {
        faults.push(fault(article.id, "its word count is not that of its body"));
    }
    if *hash != content_hash(article) {
        faults.push(fault(article.id, "its content hash is not that of its text"));
    }
    let stands_right = Place::of(&article.published, &article.uri).is_some_and(|place| place.holds(*clock));
    if !stands_right {
        faults.push(fault(article.id, "its clock is not that of its date"));
    }
}

fn fault(id: ArticleId, what: &str) -> Fault {
    Fault::new(FaultKind::Derived, format!("article {id}: {what}"))
}

fn stored(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<Stored>> {
    snapshot.row(
        "SELECT a.content_hash, t.clock, t.captions, t.credits, t.people, t.tags, t.scope, t.forms_head, t.forms
         FROM article a JOIN article_text t ON t.article = a.id WHERE a.id = ?1",
        [id],
        |row| {
            let derived = IndexRow {
                captions: row.get("captions")?,
                credits: row.get("credits")?,
                people: row.get("people")?,
                tags: row.get("tags")?,
                scope: row.get("scope")?,
                forms_head: row.get("forms_head")?,
                forms: row.get("forms")?,
            };
            Ok(Stored { clock: row.get("clock")?, content_hash: row.get("content_hash")?, derived })
        },
    )
}
