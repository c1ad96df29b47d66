//! Odd names, names that are gone, queries of later versions, very many queries.

use dateline::{Archive, Error, Note, Query};

use crate::common::{folder, rewrite};
use crate::{add, at, item, new_for, take, with_query};

#[test]
fn names_of_queries_and_readers() {
    let archive = with_query("Ferries", "ferry");
    let long = "x".repeat(10_000);
    for name in ["", " \t\n", "\u{0}\u{1}", &long] {
        let refused = archive.write(|tx| tx.add_standing_query(name, &"ferry".into()));
        assert!(matches!(refused, Err(Error::Invalid { field: "name", .. })), "{name:?} {refused:?}");
        let refused = archive.read(|s| s.new_for("Ferries", name, 10));
        assert!(matches!(refused, Err(Error::Invalid { field: "reader", .. })), "{name:?} {refused:?}");
        assert!(archive.read(|s| s.new_counts(name)).is_err());
    }
    let odd = "a \"b\": c\u{301} 'd' -- e";
    archive.write(|tx| tx.add_standing_query(odd, &"ferry".into())).unwrap();
    assert_eq!(new_for(&archive, odd, 1).answering, []);
    let taken = archive.write(|tx| tx.add_standing_query(" Ferries ", &"ferry".into()));
    assert!(matches!(taken, Err(Error::Invalid { field: "name", .. })), "{taken:?}");
    let taken = archive.write(|tx| tx.rename_standing_query("Ferries", odd));
    assert!(matches!(taken, Err(Error::Invalid { field: "name", .. })), "{taken:?}");
    archive.write(|tx| tx.rename_standing_query("Ferries", "Boats")).unwrap();
    archive.write(|tx| tx.replace_standing_query("Boats", &"boat".into())).unwrap();
    let query = archive.read(|s| s.standing_query("Boats")).unwrap().unwrap().query().unwrap();
    assert_eq!(query.to_string(), "boat");
    archive.write(|tx| tx.remove_standing_query("Boats")).unwrap();
    for missing in [
        archive.read(|s| s.new_for("Boats", "desk", 10)).map(drop),
        archive.write(|tx| tx.remove_standing_query("Boats")),
        archive.write(|tx| tx.set_standing_mark("Boats", None)),
        archive.read(|s| s.confirmed("Boats", "desk")).map(drop),
    ] {
        assert!(matches!(missing, Err(Error::NotFound { .. })), "{missing:?}");
    }
    let unusable = archive.write(|tx| tx.add_standing_query("None", &"!!!".into()));
    assert!(matches!(unusable, Err(Error::Invalid { field: "query", .. })), "{unusable:?}");
}

#[test]
fn a_tag_that_is_gone_is_a_note() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, 1, &item("1", "Ferry delayed").tag("Transport"));
    let tag = archive.read(|s| s.tag_named("", "transport")).unwrap().unwrap().id;
    archive.write_at(at(2), |tx| tx.add_standing_query("Tag", &Query::new().belonging_to(tag))).unwrap();
    archive
        .write_at(at(3), |tx| {
            tx.remove_article(id)?;
            tx.remove_tag(tag)
        })
        .unwrap();
    let page = take(&archive, "Tag", 4);
    assert_eq!((page.answering.len(), page.gone.as_slice()), (0, &[id][..]));
    assert!(matches!(page.notes.as_slice(), [Note::NoSuch(_)]), "{:?}", page.notes);
    assert_eq!(archive.read(|s| s.new_counts("desk")).unwrap()[0].problem, None);
}

#[test]
fn a_query_that_cant_be_read_leaves_the_others_alone() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    archive
        .write_at(at(0), |tx| {
            tx.add_standing_query("Later", &"ferry".into())?;
            tx.set_standing_mark("Later", Some("later"))?;
            tx.add_standing_query("Ferries", &"ferry".into())
        })
        .unwrap();
    drop(archive);
    for query in ["{\"groups\":[[{\"smells_like\":\"fish\"}]]}", "", "[7]", "{\"moods\":[]}"] {
        rewrite(&path, |conn| {
            conn.execute("UPDATE standing_query SET query = ?1 WHERE name = 'Later'", [query])
        })
        .unwrap();
        let archive = Archive::open(&path).unwrap();
        let refused = archive.read(|s| s.new_for("Later", "desk", 10));
        assert!(
            matches!(refused, Err(Error::UnreadableQuery { ref name, .. }) if name == "Later"),
            "{refused:?}"
        );
        let id = add(&archive, 1, &item(&query.len().to_string(), "Ferry delayed"));
        assert!(archive.read(|s| s.new_for("Ferries", "desk", 10)).unwrap().answering.contains(&id));
        let counts = archive.read(|s| s.new_counts("desk")).unwrap();
        assert!(counts[0].problem.is_none() && counts[1].problem.is_some(), "{counts:?}");
        assert_eq!(archive.check().unwrap(), []);
    }
    let archive = Archive::open(&path).unwrap();
    archive.write(|tx| tx.remove_standing_query("Later")).unwrap();
}

#[test]
fn ten_thousand_queries() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write_at(at(0), |tx| {
            (0..10_000).try_for_each(|n| {
                tx.add_standing_query(&format!("Query {n:05}"), &format!("ferry w{n}").as_str().into())
            })
        })
        .unwrap();
    add(&archive, 1, &item("1", "Ferry w17 delayed"));
    let counts = archive.read_at(at(2), |s| s.new_counts("desk")).unwrap();
    assert_eq!(counts.len(), 10_000);
    let new: Vec<_> = counts.iter().filter(|count| count.new > 0).map(|count| count.name.as_str()).collect();
    assert_eq!(new, ["Query 00017"]);
}
