//! What the lists have in common: pages by name and by the number of articles.

use std::cmp::Reverse;

use rusqlite::ToSql;

use crate::error::{Error, Result};
use crate::search::lists::counts::{self, AllCounts, CountSql};
use crate::search::lists::listing::{ListOrder, ListPage, Listed, Listing};
use crate::search::lists::place::{ListKey, ListPlace};
use crate::search::query::cursor::{Cursor, Place};
use crate::store::Snapshot;

/// A kind of list. `LIST` is its letter in cursors.
pub(super) struct Kind<const LIST: char, T> {
    /// The kind of its entries, in the plural.
    pub(super) what: &'static str,
    pub(super) is_of_tags: bool,
    pub(super) is_of_sections: bool,
    /// Makes of the beginning of a name that of the key by which the list is ordered.
    pub(super) fold: fn(&str) -> String,
    /// Selects `id` and `key` in the order of both, with the parameters of [`Names`].
    pub(super) names: fn(&Names) -> &'static str,
    pub(super) counts: CountSql,
    /// Reads an entry.
    pub(super) read: fn(&Snapshot<'_>, i64) -> Result<Option<T>>,
}

/// The parameters of a statement that selects names.
pub(super) struct Names<'l> {
    /// The key and id after which it begins.
    after: (String, i64),
    /// The most rows; -1 is all.
    limit: i64,
    pub(super) beginning: String,
    /// The least text behind all that begin so.
    end: String,
    listing: &'l Listing,
}

impl Names<'_> {
    fn select(&self, snapshot: &Snapshot<'_>, sql: &str) -> Result<Vec<(String, i64)>> {
        let (scheme, below) = (&self.listing.scheme, self.listing.below.map(|tag| tag.0));
        let publication = self.listing.publication.map(|publication| publication.0);
        let params: [(&str, &dyn ToSql); 10] = [
            (":key", &self.after.0),
            (":id", &self.after.1),
            (":limit", &self.limit),
            (":merged", &self.listing.merged),
            (":beginning", &self.beginning),
            (":end", &self.end),
            (":scheme", scheme),
            (":below", &below),
            (":top", &self.listing.top_level),
            (":publication", &publication),
        ];
        let statement = snapshot.statement(sql)?;
        let is_asked = |name: &str| statement.parameter_index(name).is_ok_and(|index| index.is_some());
        let params: Vec<_> = params.into_iter().filter(|(name, _)| is_asked(name)).collect();
        drop(statement);
        snapshot.rows(sql, &*params, |row| Ok((row.get("key")?, row.get("id")?)))
    }
}

impl<const LIST: char, T> Kind<LIST, T> {
    /// Reads a page.
    pub(super) fn page(&self, snapshot: &Snapshot<'_>, listing: &Listing) -> Result<ListPage<T>> {
        self.admit(listing)?;
        let after = self.place(listing)?;
        let beginning = (self.fold)(&listing.beginning);
        // A page of none ends where it begins; of what has no letter, no name begins so.
        if listing.limit == 0 {
            return Ok(ListPage { entries: Vec::new(), next: listing.cursor.clone() });
        }
        if beginning.is_empty() && !listing.beginning.trim().is_empty() {
            return Ok(ListPage { entries: Vec::new(), next: None });
        }
        let end = format!("{beginning}{}", char::MAX);
        let first = (String::new(), i64::MIN);
        let names = Names { after: first, limit: -1, beginning, end, listing };
        match listing.order {
            ListOrder::Name => self.by_name(snapshot, names, after),
            ListOrder::Articles => self.by_articles(snapshot, names, after),
        }
    }

    /// Refuses what other lists alone can be asked.
    fn admit(&self, listing: &Listing) -> Result<()> {
        let of_tags = [
            ("scheme", listing.scheme.is_some()),
            ("below", listing.below.is_some()),
            ("top_level", listing.top_level),
        ];
        let of_sections = [("publication", listing.publication.is_some())];
        let tags = of_tags.into_iter().filter(|_| !self.is_of_tags).map(|asked| (asked, "tags"));
        let sections =
            of_sections.into_iter().filter(|_| !self.is_of_sections).map(|asked| (asked, "sections"));
        for ((field, is_asked), others) in tags.chain(sections) {
            if is_asked {
                let reason = format!("it can be asked of a list of {others}, not of {}", self.what);
                return Err(Error::invalid(field, reason));
            }
        }
        Ok(())
    }

    fn place(&self, listing: &Listing) -> Result<Option<ListPlace>> {
        let is_by = |key: &ListKey| match listing.order {
            ListOrder::Name => matches!(key, ListKey::Name(_)),
            ListOrder::Articles => matches!(key, ListKey::Articles(_)),
        };
        match &listing.cursor {
            None => Ok(None),
            Some(Cursor(Place::Listed(place))) if place.list == LIST && is_by(&place.key) => {
                Ok(Some(place.clone()))
            }
            Some(_) => Err(Error::invalid("cursor", "it is of another list or order")),
        }
    }

    fn by_name(
        &self,
        snapshot: &Snapshot<'_>,
        mut names: Names<'_>,
        after: Option<ListPlace>,
    ) -> Result<ListPage<T>> {
        if let Some(ListPlace { key: ListKey::Name(name), id, .. }) = after {
            names.after = (name, id);
        }
        let limit = names.listing.limit;
        // One more tells if there is a next page.
        names.limit = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut found = names.select(snapshot, (self.names)(&names))?;
        let has_more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| has_more).map(|(name, id)| (ListKey::Name(name.clone()), *id));
        let mut entries = Vec::with_capacity(found.len());
        for (_, id) in found {
            let articles = counts::one(snapshot, &self.counts, id)?;
            entries.extend((self.read)(snapshot, id)?.map(|entry| Listed { entry, articles }));
        }
        Ok(ListPage { entries, next: last.map(Self::cursor) })
    }

    fn by_articles(
        &self,
        snapshot: &Snapshot<'_>,
        names: Names<'_>,
        after: Option<ListPlace>,
    ) -> Result<ListPage<T>> {
        let counts = AllCounts::<LIST>::of(snapshot, &self.counts)?;
        let found = names.select(snapshot, (self.names)(&names))?;
        let mut found: Vec<_> = found.into_iter().map(|(_, id)| (Reverse(counts.get(id)), id)).collect();
        if let Some(ListPlace { key: ListKey::Articles(articles), id, .. }) = after {
            found.retain(|entry| *entry > (Reverse(articles), id));
        }
        found.sort_unstable();
        let has_more = found.len() > names.listing.limit;
        found.truncate(names.listing.limit);
        let last = found.last().filter(|_| has_more);
        let last = last.map(|(articles, id)| (ListKey::Articles(articles.0), *id));
        let mut entries = Vec::with_capacity(found.len());
        for (Reverse(articles), id) in found {
            entries.extend((self.read)(snapshot, id)?.map(|entry| Listed { entry, articles }));
        }
        Ok(ListPage { entries, next: last.map(Self::cursor) })
    }

    fn cursor((key, id): (ListKey, i64)) -> Cursor {
        Cursor(Place::Listed(ListPlace { list: LIST, key, id }))
    }
}
