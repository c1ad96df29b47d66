//! Spelling corrections of words that occur nowhere.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use crate::error::Result;
use crate::search::exec::partial::{interrupt, is_whole};
use crate::search::index::{Index, Interruptible};
use crate::search::plan::filters;
use crate::search::plan::planner::Planner;
use crate::search::query::Query;
use crate::search::query::term::{Field, Matching, Term};
use crate::search::suggest::vocabulary::{self, Suggestion};
use crate::store::Snapshot;
use crate::text::{fold, fold_name, is_run};

/// Words shorter than this are near to too many others.
const SHORTEST: usize = 4;
/// A word that is shorter may differ in one place, a longer one in two.
const LONG: usize = 8;
/// Each part of a word that was written together has at least so many letters.
const SHORTEST_PART: usize = 3;

/// A query in which words that occur nowhere were replaced by the nearest ones that do.
///
/// Its [`Display`](fmt::Display) is the query as text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Correction {
    /// The query, with all else as it was.
    pub query: Query,
    /// The replaced words and names, each with its replacement.
    pub changes: Vec<(String, String)>,
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.query.fmt(f)
    }
}

impl Snapshot<'_> {
    /// Returns the query that may have been meant: with the nearest word of the archive in place of each that
    /// occurs nowhere, in none of its forms, and the nearest name in place of one that nobody and nothing
    /// has after `person:`, `by:`, `tag:`, `from:`, `is:` or `mark:`. `None` if there is nothing to replace, or
    /// nothing near.
    ///
    /// A word of four letters or more may differ by one letter that is missing, added, wrong, or
    /// changed places with the next; one of eight or more by two, if the first letter is right. Of words
    /// that are equally near the one that most articles have is taken. Two words that were written
    /// together are parted. Words with digits or of scripts without blanks stay as they are, and so does what is
    /// excluded.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("President visits the harbour", "").language("en")))?;
    /// let typed = Query::from("presidnet harbor -fire");
    /// let meant = archive.did_you_mean(&typed)?.unwrap();
    /// assert_eq!(meant.to_string(), "president harbour -fire");
    /// assert_eq!(archive.search(&meant.query)?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`search`](Self::search). When the query's deadline passes, what was not looked for until
    /// then stays as it is.
    pub fn did_you_mean(&self, query: &Query) -> Result<Option<Correction>> {
        let mut corrector = Corrector { snapshot: self, changes: Vec::new(), known: HashMap::new() };
        let mut groups = query.groups().to_vec();
        is_whole(corrector.correct(query, &mut groups))?;
        if corrector.changes.is_empty() {
            return Ok(None);
        }
        Ok(Some(Correction { query: query.with_groups(groups), changes: corrector.changes }))
    }
}

struct Corrector<'a> {
    snapshot: &'a Snapshot<'a>,
    changes: Vec<(String, String)>,
    /// The corrections found so far, by word.
    known: HashMap<String, Option<String>>,
}

impl Corrector<'_> {
    fn correct(&mut self, query: &Query, groups: &mut [Vec<Term>]) -> Interruptible<()> {
        let index = Index::open(self.snapshot, interrupt(query))?;
        let planner = Planner::new(&index)?;
        self.groups(&index, &planner, groups)
    }

    fn groups(
        &mut self,
        index: &Index<'_>,
        planner: &Planner<'_>,
        groups: &mut [Vec<Term>],
    ) -> Interruptible<()> {
        for term in groups.iter_mut().flatten() {
            match term {
                Term::All(all) => self.groups(index, planner, &mut all.groups)?,
                // Words of notes are in no index.
                Term::Words { field: Some(Field::Note), .. } => {}
                Term::Words { words, matching, .. } => {
                    let last = words.len().saturating_sub(1);
                    for (at, word) in words.iter_mut().enumerate() {
                        // Of a beginning, the words before the last are whole.
                        let whole = *matching == Matching::Prefix && at < last;
                        let matching = if whole { Matching::Exact } else { *matching };
                        if let Some(better) = self.word(index, planner, word, matching)? {
                            self.changes.push((std::mem::replace(word, better.clone()), better));
                        }
                    }
                    // A word that was parted has become two.
                    *words = words.iter().flat_map(|word| word.split(' ')).map(str::to_owned).collect();
                }
                Term::Filter(filter, name) if !planner.knows(*filter, name)? => {
                    if let Some(names) = filters::row(*filter).correct
                        && let Some(better) = self.name(index, names, name)?
                    {
                        self.changes.push((std::mem::replace(name, better.clone()), better));
                    }
                }
                Term::Mark(name) if self.snapshot.mark_named(name)?.is_none() => {
                    if let Some(better) = self.name(index, "SELECT folded, name FROM mark", name)? {
                        self.changes.push((std::mem::replace(name, better.clone()), better));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn word(
        &mut self,
        index: &Index<'_>,
        planner: &Planner<'_>,
        word: &str,
        matching: Matching,
    ) -> Interruptible<Option<String>> {
        let folded = fold(word).into_owned();
        if is_run(&folded) || folded.chars().count() < SHORTEST || folded.chars().any(|c| c.is_numeric()) {
            return Ok(None);
        }
        if let Some(known) = self.known.get(&folded) {
            return Ok(known.clone());
        }
        let occurs = match matching {
            Matching::Prefix => begins(index, planner, &folded)?,
            Matching::Exact => planner.is_printed(word)?,
            Matching::Form => planner.occurs(word)?,
        };
        let better = match occurs {
            true => None,
            false => match nearest_word(index, planner, &folded)? {
                Some(nearest) => Some(nearest),
                None => parted(planner, &folded)?,
            },
        };
        self.known.insert(folded, better.clone());
        Ok(better)
    }

    /// Returns the nearest of the names that a statement selects.
    fn name(&self, index: &Index<'_>, sql: &str, name: &str) -> Interruptible<Option<String>> {
        let folded = fold_name(name);
        let mut nearest: Option<(usize, String)> = None;
        let names = self
            .snapshot
            .rows(sql, [], |row| Ok((row.get::<_, String>("folded")?, row.get::<_, String>("name")?)))?;
        for (other, shown) in names {
            index.interrupt().tick()?;
            let Some(distance) = distance(&folded, &other) else { continue };
            if nearest.as_ref().is_none_or(|best| (distance, &shown) < (best.0, &best.1)) {
                nearest = Some((distance, shown));
            }
        }
        Ok(nearest.map(|(_, name)| name))
    }
}

/// Returns the edit distance of two words, if it is small enough for a correction.
fn distance(word: &str, other: &str) -> Option<usize> {
    let length = word.chars().count();
    let most = match length {
        ..SHORTEST => return None,
        SHORTEST..LONG => 1,
        _ => 2,
    };
    if other.len().abs_diff(word.len()) > most * 4 || other.chars().count().abs_diff(length) > most {
        return None;
    }
    Some(strsim::osa_distance(word, other)).filter(|distance| (1..=most).contains(distance))
}

/// Returns the nearest word that is printed somewhere. Most slips spare the first letter, and the words that
/// begin with it are few beside all; of the other slips only one is looked for.
fn nearest_word(index: &Index<'_>, planner: &Planner<'_>, word: &str) -> Interruptible<Option<String>> {
    let mut near = Near::default();
    let first: String = word.chars().take(1).collect();
    vocabulary::each(index, &first, |found| {
        if let Some(distance) = distance(word, found.word) {
            near.add(distance, &found);
        }
    })?;
    if let Some((1, nearest)) = near.best(planner)? {
        return Ok(Some(nearest));
    }
    for other in with_another_beginning(word) {
        vocabulary::one(index, &other, |found| near.add(1, &found))?;
    }
    Ok(near.best(planner)?.map(|(_, nearest)| nearest))
}

/// Returns variants of a word: its first letter left out, put behind the next, replaced, or with another before it.
fn with_another_beginning(word: &str) -> Vec<String> {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Vec::new() };
    let rest = letters.as_str();
    let mut words = vec![rest.to_owned()];
    if let Some(second) = letters.next() {
        words.push([second, first].into_iter().chain(letters).collect());
    }
    // The letters of its script stand together: in 128 places for most.
    let script = u32::from(first) & !0x7F;
    let others = (script..script + 0x80).filter_map(char::from_u32);
    for letter in others.filter(|letter| letter.is_alphabetic() && !letter.is_uppercase() && *letter != first)
    {
        words.push(format!("{letter}{rest}"));
        words.push(format!("{letter}{word}"));
    }
    words
}

/// Words that are near: for each its distance, the approximate size of its postings, and true if it is
/// printed in an article.
#[derive(Default)]
struct Near(HashMap<String, (usize, u64, bool)>);

impl Near {
    fn add(&mut self, distance: usize, found: &Suggestion<'_>) {
        let (at, size, is_printed) = self.0.entry(found.word.to_owned()).or_default();
        *at = distance;
        *size += found.cost;
        *is_printed = *is_printed || found.is_printed;
    }

    /// Returns the nearest that is printed; of several the most frequent, and then the first of the alphabet.
    fn best(&self, planner: &Planner<'_>) -> Interruptible<Option<(usize, String)>> {
        let mut printed: Vec<_> = self.0.iter().filter(|(_, (_, _, is_printed))| *is_printed).collect();
        printed.sort_by_key(|(word, (distance, size, _))| (*distance, Reverse(*size), *word));
        for (word, (distance, ..)) in printed {
            // Words of removed articles stay in the index for a while.
            if planner.is_printed(word)? {
                return Ok(Some((*distance, word.clone())));
            }
        }
        Ok(None)
    }
}

/// Returns true if a word that begins so is printed anywhere.
fn begins(index: &Index<'_>, planner: &Planner<'_>, beginning: &str) -> Interruptible<bool> {
    let mut found = Vec::new();
    vocabulary::each(index, beginning, |other| found.push((!other.is_printed, other.word.to_owned())))?;
    // Those of which it is known that some article had them: few were removed since.
    found.sort();
    for (_, word) in found {
        if planner.is_printed(&word)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the two words of which a word consists, if they stand one behind the other in some article.
fn parted(planner: &Planner<'_>, word: &str) -> Interruptible<Option<String>> {
    for (at, _) in word.char_indices() {
        let (first, second) = word.split_at(at);
        let is_long = first.chars().count() >= SHORTEST_PART && second.chars().count() >= SHORTEST_PART;
        if is_long && planner.stand_together(&[first, second])? {
            return Ok(Some(format!("{first} {second}")));
        }
    }
    Ok(None)
}
