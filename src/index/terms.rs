//! Finding terms.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

use super::leaf::{Found, Leaf};
use super::page_index::page_number;
use super::run::{Location, Run};
use super::segments::Segment;
use super::{Direction, Index, MAIN, Postings, Step, column, damaged};
use crate::text::{SCOPE, SEPARATOR};

/// The most pages that are read for the words that begin so, if the frequent ones do.
const MAX_PAGES: usize = 256;

impl<'a> Index<'a> {
    /// The rows of a term.
    pub(crate) fn postings<'i>(&'i self, term: &str, direction: Direction) -> Step<Postings<'i>> {
        let places = self.places(term)?;
        let runs = places.iter().map(|place| Run::new(self, place.clone(), direction));
        Postings::merge(runs.collect::<Step<_>>()?)
    }

    /// About how many bytes of postings a term has.
    pub(crate) fn size(&self, term: &str) -> Step<u64> {
        Ok(self.places(term)?.iter().map(Location::size).sum())
    }

    /// Where a term stands in each segment that has it.
    fn places(&self, term: &str) -> Step<Rc<[Location]>> {
        if let Some(known) = self.known.borrow().get(term) {
            return Ok(Rc::clone(known));
        }
        let key = key_of(term);
        let mut places = Vec::new();
        for segment in &self.outline.segments {
            places.extend(self.locate(segment, &key)?);
        }
        let places: Rc<[Location]> = places.into();
        self.known.borrow_mut().insert(term.to_owned(), Rc::clone(&places));
        Ok(places)
    }

    /// The rows of every term that begins so, and the terms in their order.
    pub(crate) fn beginning_with<'i>(
        &'i self,
        beginning: &str,
        direction: Direction,
    ) -> Step<Vec<(String, Postings<'i>)>> {
        let mut places = BTreeMap::<String, Vec<Location>>::new();
        self.each_term(beginning, |term, place| {
            places.entry(term.to_owned()).or_default().push(place);
            ControlFlow::Continue(())
        })?;
        let mut found = Vec::with_capacity(places.len());
        for (term, places) in places {
            self.open_another()?;
            let runs = places.into_iter().map(|place| Run::new(self, place, direction));
            found.push((term, Postings::merge(runs.collect::<Step<_>>()?)?));
        }
        Ok(found)
    }

    /// Whether any term begins so.
    pub(crate) fn has_beginning(&self, beginning: &str) -> Step<bool> {
        let mut has = false;
        self.each_term(beginning, |_, _| {
            has = true;
            ControlFlow::Break(())
        })?;
        Ok(has)
    }

    /// Visits a word in each segment that has it.
    pub(crate) fn word(&self, term: &str, mut visit: impl FnMut(&Word<'_>)) -> Step<()> {
        self.places(term)?.iter().for_each(|place| visit(&Word { term, place }));
        Ok(())
    }

    /// Visits the words that begin so, scope tokens aside: each as often as segments have it, in no order
    /// to rely on.
    pub(crate) fn each_word(
        &self,
        beginning: &str,
        mut visit: impl FnMut(&Word<'_>) -> ControlFlow<()>,
    ) -> Step<()> {
        self.each_term(beginning, |term, place| visit_word(term, &place, &mut visit))
    }

    /// Visits the words that begin so, or of very many the most frequent ones, as far as the numbers of
    /// their pages tell.
    pub(crate) fn each_frequent_word(
        &self,
        beginning: &str,
        mut visit: impl FnMut(&Word<'_>) -> ControlFlow<()>,
    ) -> Step<()> {
        let key = key_of(beginning);
        let mut pages = Vec::new();
        for segment in &self.outline.segments {
            let of_segment = self.pages_with_terms(segment, &key)?;
            pages.extend(of_segment.into_iter().map(|(page, last)| (segment, page, last)));
        }
        // Rows of the last term of a page fill the pages up to the next one on which a term begins.
        pages.sort_by_key(|(_, page, last)| Reverse(last - page));
        for (segment, page, last) in pages.into_iter().take(MAX_PAGES) {
            let visit = |term: &str, place: Location| visit_word(term, &place, &mut visit);
            if self.terms_of(segment, &key, page, last, visit)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Visits the tokens that begin so, by what follows, with about how many bytes of postings each has
    /// in a segment.
    pub(crate) fn each_token(&self, beginning: &str, mut visit: impl FnMut(&str, u64)) -> Step<()> {
        self.each_term(beginning, |term, place| {
            visit(term.get(beginning.len()..).unwrap_or_default(), place.size());
            ControlFlow::Continue(())
        })
    }

    /// Visits every term that begins so, in each segment where it stands, the newest segment first.
    pub(super) fn each_term(
        &self,
        beginning: &str,
        mut visit: impl FnMut(&str, Location) -> ControlFlow<()>,
    ) -> Step<()> {
        let key = key_of(beginning);
        for segment in &self.outline.segments {
            for (page, last) in self.pages_with_terms(segment, &key)? {
                if self.terms_of(segment, &key, page, last, &mut visit)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Visits the terms of a page that begin with `key`; rows of its last one end on page `last`.
    fn terms_of(
        &self,
        segment: &Segment,
        key: &[u8],
        page: u32,
        last: u32,
        mut visit: impl FnMut(&str, Location) -> ControlFlow<()>,
    ) -> Step<ControlFlow<()>> {
        let leaf = self.leaf(segment, page)?;
        let mut terms = leaf.terms();
        while let Some(found) = terms.next(&leaf).ok_or_else(|| damaged("terms can't be read"))? {
            if !terms.term.starts_with(key) {
                continue;
            }
            // What isn't UTF-8 is no word of an article.
            let Ok(term) = str::from_utf8(terms.term.get(1..).unwrap_or_default()) else { continue };
            if visit(term, location(segment, &leaf, page, &found, last)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn locate(&self, segment: &Segment, key: &[u8]) -> Step<Option<Location>> {
        let page = self.page_of(segment, key)?;
        if page > segment.last_page {
            return Ok(None);
        }
        let leaf = self.leaf(segment, page)?;
        let Some(found) = leaf.find(key).ok_or_else(|| damaged("terms can't be read"))? else {
            return Ok(None);
        };
        let last = if found.is_last { self.page_after(segment, key, page)? } else { page };
        Ok(Some(location(segment, &leaf, page, &found, last)))
    }

    /// The page on which a term stands, if it is there.
    fn page_of(&self, segment: &Segment, key: &[u8]) -> Step<u32> {
        let sql =
            "SELECT pgno FROM article_fts_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1";
        let page = self.snapshot.row(sql, (segment.id, key), |row| row.get("pgno"))?;
        let page = page.ok_or_else(|| damaged("a page isn't listed"))?;
        // While a segment is being merged into another, its first pages are gone already.
        Ok(page_number(page)?.max(segment.first_page))
    }

    /// The next page on which a term begins, or the last one: rows of the term before end there.
    fn page_after(&self, segment: &Segment, key: &[u8], page: u32) -> Step<u32> {
        let sql = "SELECT pgno FROM article_fts_idx WHERE segid = ?1 AND term > ?2 ORDER BY term LIMIT 1";
        let next = self.snapshot.row(sql, (segment.id, key), |row| row.get("pgno"))?;
        Ok(next.map_or(Ok(segment.last_page), page_number)?.clamp(page, segment.last_page.max(page)))
    }

    /// The pages on which terms begin that begin with `key`, each with the next such page or the last
    /// one: rows of its last term end there.
    fn pages_with_terms(&self, segment: &Segment, key: &[u8]) -> Step<Vec<(u32, u32)>> {
        let sql =
            "SELECT pgno FROM article_fts_idx WHERE segid = ?1 AND term > ?2 AND term < ?3 ORDER BY term";
        let rows = self.snapshot.rows(sql, (segment.id, key, after_all(key)), |row| row.get("pgno"))?;
        let first = self.page_of(segment, key)?;
        let mut pages = vec![first];
        for page in rows {
            let page = page_number(page)?;
            if page > first && page <= segment.last_page {
                pages.push(page);
            }
        }
        pages.retain(|page| *page <= segment.last_page);
        let Some(last) = pages.last() else { return Ok(Vec::new()) };
        let end = self.next_page_with_terms(segment, key, *last)?;
        let ends: Vec<u32> = pages.iter().copied().skip(1).chain([end]).collect();
        Ok(pages.into_iter().zip(ends).map(|(page, end)| (page, end.max(page))).collect())
    }

    fn next_page_with_terms(&self, segment: &Segment, key: &[u8], page: u32) -> Step<u32> {
        let sql = "SELECT pgno FROM article_fts_idx WHERE segid = ?1 AND term >= ?2 ORDER BY term LIMIT 1";
        let next = self.snapshot.row(sql, (segment.id, after_all(key)), |row| row.get("pgno"))?;
        Ok(next.map_or(Ok(segment.last_page), page_number)?.clamp(page, segment.last_page.max(page)))
    }
}

/// A word in one segment.
pub(crate) struct Word<'p> {
    term: &'p str,
    place: &'p Location,
}

impl Word<'_> {
    pub(crate) fn term(&self) -> &str {
        self.term
    }

    /// About how many bytes of postings it has here.
    pub(crate) fn size(&self) -> u64 {
        self.place.size()
    }

    /// Whether an article has it as a word of its text, and not only as the stem of others; as far as
    /// the first page tells.
    pub(crate) fn is_printed(&self) -> bool {
        let is_of_words = |(column, _)| !matches!(column, column::SCOPE | column::FORMS_HEAD | column::FORMS);
        self.place.head_positions().is_some_and(|mut places| places.any(is_of_words))
    }
}

fn visit_word(
    term: &str,
    place: &Location,
    visit: &mut impl FnMut(&Word<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match term.starts_with([SCOPE, SEPARATOR]) {
        true => ControlFlow::Continue(()),
        false => visit(&Word { term, place }),
    }
}

pub(super) fn location(segment: &Segment, leaf: &Leaf, page: u32, found: &Found, last: u32) -> Location {
    Location {
        segment: *segment,
        first: page,
        last: if found.is_last { last } else { page },
        head: leaf.rows(found.rows.clone()),
    }
}

fn key_of(term: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(term.len() + 1);
    key.push(MAIN);
    key.extend_from_slice(term.as_bytes());
    key
}

/// The first key that is after all that begin with this one. No byte of UTF-8 is 0xFF.
fn after_all(key: &[u8]) -> Vec<u8> {
    let mut key = key.to_vec();
    key.push(0xFF);
    key
}
