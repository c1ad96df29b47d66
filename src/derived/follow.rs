//! What follows from rows that were stored without it: of one article, and at the end of all.

use super::article::DerivedColumns;
use super::crowded::mark_crowded;
use super::fill_index::fill_index;
use super::languages::mend_languages;
use super::rebuild::empty_index;
use super::sequences;
use crate::error::Result;
use crate::id::ArticleId;
use crate::save::Slots;
use crate::store::{Snapshot, Statement, Transaction};

/// What follows from the rows of an article.
pub(crate) enum Followed {
    /// The statements that store it.
    By(Vec<Statement>),
    /// Nothing, for a reason in words.
    Unreadable(String),
}

/// Returns what follows from an article. There must be no index of it yet.
pub(crate) fn follow(snapshot: &Snapshot<'_>, id: ArticleId, slots: &mut Slots) -> Result<Followed> {
    Ok(match DerivedColumns::read(snapshot, id)? {
        Ok(columns) if columns.has_place() => Followed::By(columns.mend(snapshot, slots)?),
        Ok(_) => Followed::Unreadable("its date is outside the years 1 to 4083".into()),
        Err(why) => Followed::Unreadable(why),
    })
}

/// Computes what follows from all rows together, once each article has what follows from it: the sequences, the index
/// from nothing, and the languages. No trigger may run on the connection, and it may write to the tables of FTS5.
pub(crate) fn finish(tx: &mut Transaction<'_>, progress: &mut dyn FnMut(usize, usize)) -> Result<()> {
    tx.apply(&mark_crowded())?;
    let sequences = sequences::mend(tx)?;
    tx.apply(&sequences)?;
    empty_index(tx)?;
    fill_index(tx, progress)?;
    mend_languages(tx)
}
