//! Whether what is computed from an article is what stands beside it.

use crate::clock::Place;
use crate::derive::{Derived, Deriver};
use crate::{Article, ArticleId, Fault, FaultKind, Result, Snapshot};

/// Computes every derived column anew and compares it with the stored one.
pub(crate) fn check(snapshot: &Snapshot<'_>) -> Result<Vec<Fault>> {
    let ids = snapshot.rows("SELECT id FROM article ORDER BY id", [], |row| row.get::<_, ArticleId>("id"))?;
    let mut deriver = Deriver::default();
    let mut faults = Vec::new();
    for id in ids {
        let Some(article) = snapshot.article(id)? else { continue };
        match stored(snapshot, id)? {
            None => faults.push(fault(id, "it has no text")),
            Some((clock, derived)) => compare(&article, clock, &derived, &mut deriver, &mut faults),
        }
    }
    Ok(faults)
}

fn compare(article: &Article, clock: i64, stored: &Derived, deriver: &mut Deriver, faults: &mut Vec<Fault>) {
    let derived = deriver.derive(article);
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
    let stands_right = Place::of(&article.published, &article.uri).is_some_and(|place| place.holds(clock));
    if !stands_right {
        faults.push(fault(article.id, "its clock is not that of its date"));
    }
}

fn fault(id: ArticleId, what: &str) -> Fault {
    Fault::new(FaultKind::Derived, format!("article {id}: {what}"))
}

fn stored(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<(i64, Derived)>> {
    snapshot.row(
        "SELECT clock, captions, credits, people, tags, scope, forms_head, forms
         FROM article_text WHERE article = ?1",
        [id],
        |row| {
            let derived = Derived {
                captions: row.get("captions")?,
                credits: row.get("credits")?,
                people: row.get("people")?,
                tags: row.get("tags")?,
                scope: row.get("scope")?,
                forms_head: row.get("forms_head")?,
                forms: row.get("forms")?,
            };
            Ok((row.get("clock")?, derived))
        },
    )
}
