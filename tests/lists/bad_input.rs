use dateline::{Cursor, Error, ListOrder, Listing, PublicationId, Query, TagId};

use crate::{saved, story};

#[test]
fn a_beginning_may_be_anything() {
    let archive =
        saved(&[story("One").person("Ada Jones").tag("#1").tag("日本").publication("P").section("S")]);
    let long = "é".repeat(10_000);
    for odd in ["", "   ", "\u{0}", "%", "_", "'", "\"", "*", "-", "\u{10FFFF}", "\u{E001}", "日", "#", &long]
    {
        for order in [ListOrder::Name, ListOrder::Articles] {
            let listing = Listing::new().beginning(odd).order(order);
            archive
                .read(|s| {
                    let found = [s.people(&listing)?.entries.len(), s.organizations(&listing)?.entries.len()];
                    assert_eq!(found, [usize::from(odd.trim().is_empty()), 0], "{odd:.9}");
                    let tags = s.tags(&listing)?.entries.len();
                    let expected = match odd {
                        "日" | "#" => 1,
                        odd if odd.trim().is_empty() => 2,
                        _ => 0,
                    };
                    assert_eq!(tags, expected, "{odd:.9}");
                    s.publications(&listing)?;
                    assert_eq!(s.sections(&listing)?.entries.len(), usize::from(odd.trim().is_empty()));
                    Ok(())
                })
                .unwrap();
        }
    }
}

#[test]
fn a_cursor_of_another_list_or_order_is_refused() {
    let archive = saved(&[story("One").person("Ada").person("Bo").tag("x").tag("y"), story("Two")]);
    let page = |listing: &Listing| archive.read(|s| s.people(listing)).unwrap().next;
    let one = Listing::new().limit(1);
    let by_name = page(&one);
    let by_articles = page(&one.clone().order(ListOrder::Articles));
    let of_query = archive.search(&Query::new().limit(1)).unwrap().next;
    assert!(by_name.is_some() && by_articles.is_some() && of_query.is_some());
    let refused = |result: dateline::Result<usize>| match result {
        Err(Error::Invalid { field: "cursor", .. }) => {}
        other => panic!("{other:?}"),
    };
    let tags = |cursor: &Option<Cursor>| {
        archive.read(|s| Ok(s.tags(&one.clone().page_after(cursor.clone()))?.entries.len()))
    };
    let people = |cursor: &Option<Cursor>, order| {
        archive.read(|s| Ok(s.people(&one.clone().order(order).page_after(cursor.clone()))?.entries.len()))
    };
    refused(tags(&by_name));
    refused(people(&by_name, ListOrder::Articles));
    refused(people(&by_articles, ListOrder::Name));
    refused(people(&of_query, ListOrder::Name));
    refused(archive.search(&Query::new().page_after(by_name.clone())).map(|page| page.hits.len()));
    assert_eq!(people(&by_name, ListOrder::Name).unwrap(), 1);
    // As text it comes back, whatever the name.
    let text = by_name.clone().unwrap().to_string();
    assert_eq!(text.parse::<Cursor>().ok(), by_name);
    assert_eq!(page(&one.clone().page_after(text.parse().ok())), None);
    for odd in [
        "2l",
        "2lp",
        "2lp1",
        "2lp1-",
        "2lp1-n0",
        "2lp1-nzz",
        "2lp1-nff",
        "2lp1-a",
        "2lp1-a-1",
        "2lp-1-a1",
        "2l11-a1",
        "2lp1-x",
        "2lé1-a1",
        "2lp99999999999999999999-a1",
    ] {
        let read = odd.parse::<Cursor>();
        assert!(
            read.is_err() || read.as_ref().is_ok_and(|cursor| cursor.to_string() == odd),
            "{odd} {read:?}"
        );
    }
    // What doesn't name an entry is a place all the same.
    assert_eq!(people(&"2lp77-n6164".parse().ok(), ListOrder::Name).unwrap(), 1);
    assert_eq!(people(&"2lp77-a1".parse().ok(), ListOrder::Articles).unwrap(), 0);
}

#[test]
fn what_can_be_asked_of_other_lists_alone_is_refused() {
    let archive = saved(&[]);
    let refused = |listing: Listing, field: &str| {
        archive
            .read(|s| {
                for result in [
                    s.people(&listing).err(),
                    s.organizations(&listing).err(),
                    s.publications(&listing).err(),
                ] {
                    assert!(
                        matches!(&result, Some(Error::Invalid { field: found, .. }) if *found == field),
                        "{result:?}"
                    );
                }
                Ok((s.tags(&listing).is_ok(), s.sections(&listing).is_ok()))
            })
            .unwrap()
    };
    assert_eq!(refused(Listing::new().scheme(""), "scheme"), (true, false));
    assert_eq!(refused(Listing::new().below(TagId(1)), "below"), (true, false));
    assert_eq!(refused(Listing::new().top_level(), "top_level"), (true, false));
    assert_eq!(refused(Listing::new().publication(PublicationId(1)), "publication"), (false, true));
}

#[test]
fn a_page_has_as_many_entries_as_it_may() {
    let mut article = story("One");
    for number in 0..1_005 {
        article = article.tag(format!("Tag {number:04}"));
    }
    let archive = saved(&[article]);
    let listing = Listing::new().limit(usize::MAX);
    let page = archive.read(|s| s.tags(&listing)).unwrap();
    assert_eq!(page.entries.len(), Listing::MAX_LIMIT);
    assert_eq!(archive.read(|s| s.tags(&listing.page_after(page.next))).unwrap().entries.len(), 5);
    let none = archive.read(|s| s.tags(&Listing::new().limit(0))).unwrap();
    assert!(none.entries.is_empty() && none.next.is_none());
}
