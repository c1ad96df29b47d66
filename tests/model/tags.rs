use dateline::{Archive, Listing, NewArticle, NewTag, TagId};

use crate::{assert_invalid, assert_not_found, assert_sound};

fn tags<const N: usize>(archive: &Archive, names: [&str; N]) -> [TagId; N] {
    archive
        .write(|tx| names.into_iter().map(|name| tx.find_or_add_tag("", name)).collect::<Result<Vec<_>, _>>())
        .unwrap()
        .try_into()
        .unwrap()
}

fn found(archive: &Archive, query: &str) -> Vec<String> {
    let page = archive.search(&query.into()).unwrap();
    let mut headlines: Vec<_> = page.hits.iter().map(|hit| hit.headline.text().to_owned()).collect();
    headlines.sort();
    headlines
}

fn parent(archive: &Archive, id: TagId) -> Option<TagId> {
    archive.read(|s| s.tag(id)).unwrap().unwrap().parent
}

#[test]
fn a_name_is_one_tag_in_a_vocabulary_and_another_in_the_next() {
    let archive = Archive::in_memory().unwrap();
    let [gold] = tags(&archive, ["Gold"]);
    assert_eq!(archive.write(|tx| tx.find_or_add_tag("", "GOLD")).unwrap(), gold);
    let metal = archive.write(|tx| tx.find_or_add_tag("metals", "gold")).unwrap();
    assert_ne!(gold, metal);
    assert_eq!(archive.read(|s| s.tag_named("metals", "Gold")).unwrap().unwrap().id, metal);
    assert_eq!(archive.read(|s| s.tag_named("gems", "Gold")).unwrap(), None);
    let ids: Vec<_> = archive.read(|s| s.tags_named("gold")).unwrap().into_iter().map(|tag| tag.id).collect();
    assert_eq!(ids, [gold, metal]);
}

#[test]
fn a_rename_keeps_the_old_name_and_what_was_printed() {
    let archive = Archive::in_memory().unwrap();
    let id = archive.write(|tx| tx.save(&NewArticle::new("Ferry", "").tag("Transport"))).unwrap().id.unwrap();
    let [transport, fishing] = tags(&archive, ["Transport", "Fishing"]);
    archive.write(|tx| tx.rename_tag(transport, "Traffic")).unwrap();

    let tag = archive.read(|s| s.tag(transport)).unwrap().unwrap();
    assert_eq!((tag.name.as_str(), tag.names), ("Traffic", vec!["Traffic".into(), "Transport".into()]));
    assert_eq!(archive.read(|s| s.article(id)).unwrap().unwrap().tags[0].name, "Transport");
    assert_eq!(found(&archive, "tag:traffic"), ["Ferry"]);
    assert_eq!(found(&archive, "tag:transport"), ["Ferry"]);

    // The old name still is this tag's, so no other can have it.
    assert_invalid(archive.write(|tx| tx.rename_tag(fishing, "transport")), "name");
    assert_invalid(archive.write(|tx| tx.add_tag_name(fishing, "TRAFFIC")), "name");
    archive.write(|tx| tx.add_tag_name(fishing, "Fisheries")).unwrap();
    assert_eq!(archive.read(|s| s.tag_named("", "fisheries")).unwrap().unwrap().id, fishing);
    assert_sound(&archive);
}

#[test]
fn merged_tags_are_found_under_either_name_and_merged_on() {
    let archive = Archive::in_memory().unwrap();
    let tagged = |name: &str| NewArticle::new(name, "").tag(name);
    archive.write(|tx| tx.save_all(&[tagged("Boats"), tagged("Ships"), tagged("Vessels")])).unwrap();
    let [boats, ships, vessels] = tags(&archive, ["Boats", "Ships", "Vessels"]);
    archive
        .write(|tx| {
            tx.merge_tags(boats, ships)?;
            tx.merge_tags(ships, vessels)
        })
        .unwrap();
    for id in [boats, ships, vessels] {
        let tag = archive.read(|s| s.tag(id)).unwrap().unwrap();
        assert_eq!((tag.id, tag.name.as_str()), (vessels, "Vessels"));
        assert_eq!(tag.names, ["Boats", "Ships", "Vessels"]);
    }
    for query in ["tag:boats", "tag:ships", "tag:vessels"] {
        assert_eq!(found(&archive, query), ["Boats", "Ships", "Vessels"], "{query}");
    }
    let listed = archive.read(|s| s.tags(&Listing::new())).unwrap().entries;
    let names: Vec<_> = listed.into_iter().map(|tag| tag.entry.name).collect();
    assert_eq!(names, ["Vessels"]);
    assert_invalid(archive.write(|tx| tx.merge_tags(vessels, boats)), "from");
    assert_sound(&archive);
}

#[test]
fn an_article_with_both_merged_tags_keeps_both_as_printed() {
    let archive = Archive::in_memory().unwrap();
    let article = NewArticle::new("Ferry", "").tag("Boats").tag("Ships");
    let id = archive.write(|tx| tx.save(&article)).unwrap().id.unwrap();
    let [boats, ships] = tags(&archive, ["Boats", "Ships"]);
    archive.write(|tx| tx.merge_tags(boats, ships)).unwrap();
    let printed: Vec<_> =
        archive.read(|s| s.article(id)).unwrap().unwrap().tags.into_iter().map(|tag| tag.name).collect();
    assert_eq!(printed, ["Boats", "Ships"]);
    assert_eq!(found(&archive, "tag:boats"), ["Ferry"]);
}

#[test]
fn a_tag_is_among_those_above_it() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&NewArticle::new("Ferry", "").tag("Ferries"))).unwrap();
    let [ferries, boats, transport] = tags(&archive, ["Ferries", "Boats", "Transport"]);
    archive
        .write(|tx| {
            tx.set_tag_parent(ferries, Some(boats))?;
            tx.set_tag_parent(boats, Some(transport))
        })
        .unwrap();
    assert_eq!(parent(&archive, ferries), Some(boats));
    assert_eq!(found(&archive, "tag:transport"), ["Ferry"]);

    for below in [transport, boats, ferries] {
        assert_invalid(archive.write(|tx| tx.set_tag_parent(transport, Some(below))), "parent");
    }
    archive.write(|tx| tx.set_tag_parent(boats, None)).unwrap();
    assert_eq!(found(&archive, "tag:transport"), Vec::<String>::new());
    assert_eq!(found(&archive, "tag:boats"), ["Ferry"]);
}

#[test]
fn a_merge_moves_what_is_below_and_can_be_taken_out_from_above() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&NewArticle::new("Ferry", "").tag("Ferries"))).unwrap();
    let [ferries, boats, ships, transport] = tags(&archive, ["Ferries", "Boats", "Ships", "Transport"]);
    archive
        .write(|tx| {
            tx.set_tag_parent(ferries, Some(boats))?;
            tx.set_tag_parent(boats, Some(transport))?;
            tx.merge_tags(boats, ships)
        })
        .unwrap();
    assert_eq!(parent(&archive, ferries), Some(ships));
    assert_eq!(parent(&archive, ships), Some(transport));
    assert_eq!(found(&archive, "tag:transport"), ["Ferry"]);
    archive.write(|tx| tx.set_tag_parent(ships, None)).unwrap();
    assert_eq!(found(&archive, "tag:transport"), Vec::<String>::new());
    assert_eq!(found(&archive, "tag:boats"), ["Ferry"]);

    assert_invalid(archive.write(|tx| tx.merge_tags(ferries, ships)), "from");
    assert_invalid(archive.write(|tx| tx.merge_tags(boats, ferries)), "from");
}

#[test]
fn a_kept_tag_stays_below_its_own_parent() {
    let archive = Archive::in_memory().unwrap();
    let [boats, ships, leisure, transport] = tags(&archive, ["Boats", "Ships", "Leisure", "Transport"]);
    archive
        .write(|tx| {
            tx.set_tag_parent(boats, Some(leisure))?;
            tx.set_tag_parent(ships, Some(transport))?;
            tx.merge_tags(boats, ships)
        })
        .unwrap();
    assert_eq!(parent(&archive, boats), Some(transport));
    // Nothing of the old place is left that could close a circle.
    archive.write(|tx| tx.set_tag_parent(leisure, Some(ships))).unwrap();
    assert_eq!(parent(&archive, leisure), Some(ships));
}

#[test]
fn what_can_not_be_is_refused() {
    let archive = Archive::in_memory().unwrap();
    let [one] = tags(&archive, ["Boats"]);
    assert_invalid(archive.write(|tx| tx.find_or_add_tag("", " ")), "name");
    assert_invalid(archive.write(|tx| tx.rename_tag(one, "")), "name");
    let none = TagId(99);
    assert_eq!(archive.read(|s| s.tag(none)).unwrap(), None);
    assert_not_found(archive.write(|tx| tx.rename_tag(none, "Ships")), "tag");
    assert_not_found(archive.write(|tx| tx.add_tag_name(none, "Ships")), "tag");
    assert_not_found(archive.write(|tx| tx.merge_tags(none, one)), "tag");
    assert_not_found(archive.write(|tx| tx.merge_tags(one, none)), "tag");
    assert_not_found(archive.write(|tx| tx.set_tag_parent(none, None)), "tag");
    assert_not_found(archive.write(|tx| tx.set_tag_parent(one, Some(none))), "tag");
}

#[test]
fn tags_of_a_vocabulary_are_listed_by_name() {
    let archive = Archive::in_memory().unwrap();
    let tag = |scheme: &str, name: &str| NewTag { scheme: scheme.into(), ..NewTag::from(name) };
    let article = NewArticle::new("Ferry", "").tag(tag("iptc", "transport")).tag("Boats").tag("Ash");
    archive.write(|tx| tx.save(&article)).unwrap();
    let listed = |listing: Listing| {
        let tags = archive.read(|s| s.tags(&listing)).unwrap().entries;
        tags.into_iter().map(|tag| tag.entry.name).collect::<Vec<_>>()
    };
    assert_eq!(listed(Listing::new()), ["Ash", "Boats", "transport"]);
    assert_eq!(listed(Listing::new().scheme("")), ["Ash", "Boats"]);
    assert_eq!(listed(Listing::new().scheme("iptc")), ["transport"]);
}
