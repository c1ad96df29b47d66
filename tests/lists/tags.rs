use dateline::{Archive, Error, Facet, ListOrder, Listing, NewTag, TagId};

use crate::{assert_sound, facet, headlines, saved, story};

fn list(archive: &Archive, listing: &Listing) -> String {
    let page = archive.read(|s| s.tags(listing)).unwrap();
    let lines = page.entries.iter().map(|listed| format!("{} {}", listed.entry.name, listed.articles));
    lines.collect::<Vec<_>>().join(", ")
}

fn id(archive: &Archive, name: &str) -> TagId {
    archive.read(|s| s.tag_named("", name)).unwrap().unwrap().id
}

/// Ferries and Trams stand below Transport; Ferry is another name for Ferries, merged.
fn archive() -> Archive {
    let topic = |name: &str| NewTag { scheme: "topic".into(), ..NewTag::from(name) };
    let archive = saved(&[
        story("One").tag("Ferries").tag("Ferry").tag("Transport"),
        story("Two").tag("Ferry").tag(topic("Ferry")),
        story("Three").tag("Trams"),
        story("Four").tag("Élan"),
    ]);
    let [ferries, ferry, transport, trams] =
        ["Ferries", "Ferry", "Transport", "Trams"].map(|name| id(&archive, name));
    archive
        .write(|tx| {
            tx.merge_tags(ferry, ferries)?;
            tx.set_tag_parent(ferries, Some(transport))?;
            tx.set_tag_parent(trams, Some(transport))
        })
        .unwrap();
    archive
}

#[test]
fn tags_are_listed_with_what_stands_below_them() {
    let archive = archive();
    let whole = "Élan 1, Ferries 2, Ferry 1, Trams 1, Transport 3";
    assert_eq!(list(&archive, &Listing::new()), whole);
    let by_articles = Listing::new().order(ListOrder::Articles);
    assert_eq!(list(&archive, &by_articles), "Transport 3, Ferries 2, Ferry 1, Trams 1, Élan 1");
    let transport = id(&archive, "Transport");
    assert_eq!(list(&archive, &Listing::new().below(transport)), "Ferries 2, Trams 1");
    assert_eq!(list(&archive, &Listing::new().top_level()), "Élan 1, Ferry 1, Transport 3");
    assert_eq!(list(&archive, &Listing::new().scheme("topic")), "Ferry 1");
    assert_eq!(list(&archive, &Listing::new().scheme("none")), "");
    assert_eq!(list(&archive, &Listing::new().beginning("ferry")), "Ferries 2, Ferry 1");
    assert_eq!(list(&archive, &Listing::new().beginning("ferry").scheme("")), "Ferries 2");
    assert_eq!(list(&archive, &by_articles.beginning("t").below(transport)), "Trams 1");
    assert_eq!(list(&archive, &Listing::new().below(TagId(99))), "");
    // Two was tagged with Ferry, and so was One.
    assert_eq!(list(&archive, &Listing::new().beginning("ferry").with_merged().scheme("")), "Ferry 2");
}

#[test]
fn a_merge_of_tags_is_taken_back() {
    let archive = archive();
    let ferry =
        archive.read(|s| s.tags(&Listing::new().with_merged().scheme("").beginning("ferry"))).unwrap();
    let ferry = ferry.entries[0].entry.id;
    archive.write(|tx| tx.save(&story("Five").tag("Ferry"))).unwrap();
    assert_eq!(headlines(&archive, "tag:ferries"), ["Five", "One", "Two"]);
    archive.write(|tx| tx.unmerge_tag(ferry)).unwrap();
    // Five was saved with the tag that was kept.
    assert_eq!(headlines(&archive, "tag:ferries"), ["Five", "One"]);
    assert_eq!(id(&archive, "Ferry"), ferry);
    assert_eq!(list(&archive, &Listing::new()), "Élan 1, Ferries 2, Ferry 2, Ferry 1, Trams 1, Transport 3");
    assert_eq!(facet(&archive, Facet::Tag), "Transport 3, Ferries 2, Ferry 2, Ferry 1, Trams 1, Élan 1");
    assert_sound(&archive);
    for (tag, is_there) in [(ferry, true), (TagId(99), false)] {
        match archive.write(|tx| tx.unmerge_tag(tag)) {
            Err(Error::Invalid { field: "id", .. }) if is_there => {}
            Err(Error::NotFound { what: "tag", .. }) if !is_there => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_name_that_both_tags_got_stays_with_the_one_that_shows_it() {
    let archive = saved(&[story("One").tag("Boats"), story("Two").tag("Ships")]);
    let (boats, ships) = (id(&archive, "Boats"), id(&archive, "Ships"));
    archive
        .write(|tx| {
            tx.add_tag_name(boats, "Vessels")?;
            tx.merge_tags(boats, ships)?;
            tx.rename_tag(ships, "Vessels")?;
            tx.add_tag_name(ships, "Boats")?;
            tx.unmerge_tag(boats)?;
            assert_eq!(tx.tag(boats)?.unwrap().names, ["Boats"]);
            assert_eq!(tx.tag(ships)?.unwrap().names, ["Ships", "Vessels"]);
            tx.merge_tags(boats, ships)?;
            tx.rename_tag(ships, "boats")
        })
        .unwrap();
    let refused = archive.write(|tx| tx.unmerge_tag(boats)).unwrap_err();
    assert!(matches!(refused, Error::Invalid { field: "name", .. }), "{refused}");
    archive.write(|tx| tx.rename_tag(ships, "Vessels").and_then(|()| tx.unmerge_tag(boats))).unwrap();
    assert_eq!(id(&archive, "Boats"), boats);
    assert_sound(&archive);
}

#[test]
fn a_tag_that_nothing_has_can_be_removed() {
    let archive = archive();
    let (transport, trams, elan) = (id(&archive, "Transport"), id(&archive, "Trams"), id(&archive, "Élan"));
    let used_by = |tag| match archive.write(|tx| tx.remove_tag(tag)) {
        Err(Error::InUse { what: "tag", by, .. }) => by,
        other => panic!("{other:?}"),
    };
    assert_eq!(used_by(id(&archive, "Ferries")), "article 1");
    assert_eq!(used_by(elan), "article 4");
    archive.write(|tx| tx.edit(dateline::ArticleId(1), |edit| _ = edit.remove_tag("Transport"))).unwrap();
    assert_eq!(used_by(transport), format!("tag {}", id(&archive, "Ferries")));
    assert_eq!(archive.read(|s| s.unused_tags()).unwrap(), []);
    archive
        .write(|tx| {
            tx.edit(dateline::ArticleId(3), |edit| _ = edit.remove_tag("Trams"))?;
            assert_eq!(tx.unused_tags()?[0].id, trams);
            tx.find_or_add_tag("topic", "Spare")?;
            assert_eq!(tx.remove_unused_tags()?, 2);
            assert_eq!(tx.tag(trams)?, None);
            Ok(())
        })
        .unwrap();
    assert_eq!(list(&archive, &Listing::new()), "Élan 1, Ferries 2, Ferry 1, Transport 2");
    let gone = archive.write(|tx| tx.remove_tag(trams)).unwrap_err();
    assert!(matches!(gone, Error::NotFound { what: "tag", .. }), "{gone}");
    assert_sound(&archive);
}
