//! Lists of names with counts, and what people do to names: merging, taking that back, keeping apart, removing.

mod bad_input;
mod people;
mod publications;
mod random;
mod tags;

#[allow(dead_code)]
#[path = "../common/dice.rs"]
mod dice;

use dateline::{Archive, Facet, ListPage, Listing, NewArticle, Query, Result, Snapshot};

fn saved(articles: &[NewArticle]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save_all(articles)).unwrap();
    archive
}

fn story(headline: &str) -> NewArticle {
    NewArticle::new(headline, "").language("en")
}

/// Fails unless what is derived agrees with what is stored, and both come back from an export.
fn assert_sound(archive: &Archive) {
    assert_eq!(archive.check().unwrap(), []);
    assert_eq!(archive.rebuild().unwrap().mended, 0, "a rebuild has something to mend");
    let export = exported(archive);
    let copy = Archive::in_memory().unwrap();
    copy.import(&mut export.as_bytes()).unwrap();
    assert_eq!(copy.check().unwrap(), []);
    assert_eq!(nameless(&exported(&copy)), nameless(&export));
}

fn exported(archive: &Archive) -> String {
    let mut out = Vec::new();
    archive.export(&dateline::Export::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// An export without its first line, which names the archive.
fn nameless(export: &str) -> &str {
    export.split_once('\n').unwrap().1
}

fn headlines(archive: &Archive, query: &str) -> Vec<String> {
    let page = archive.search(&Query::from(query).order(dateline::Order::Oldest)).unwrap();
    let mut found: Vec<_> = page.hits.into_iter().map(|hit| hit.headline.text().to_owned()).collect();
    found.sort();
    found
}

/// All pages of a list, of a few entries each.
fn whole<T>(
    archive: &Archive,
    listing: &Listing,
    list: impl Fn(&Snapshot<'_>, &Listing) -> Result<ListPage<T>>,
    limit: usize,
) -> Vec<(T, u64)> {
    let mut listing = listing.clone().limit(limit);
    let mut all = Vec::new();
    loop {
        let page = archive.read(|snapshot| list(snapshot, &listing)).unwrap();
        assert!(page.entries.len() <= limit);
        assert!(page.next.is_none() || page.entries.len() == limit, "only the last page is short");
        all.extend(page.entries.into_iter().map(|listed| (listed.entry, listed.articles)));
        match page.next {
            None => return all,
            next => listing = listing.page_after(next),
        }
    }
}

/// The values of a facet over all articles, as one line.
fn facet(archive: &Archive, facet: Facet) -> String {
    let facets = archive.facets(&Query::new(), &[facet]).unwrap();
    let values = facets.lists[0].values.iter().map(|value| format!("{} {}", value.name, value.articles));
    values.collect::<Vec<_>>().join(", ")
}
