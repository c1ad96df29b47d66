//! Readers and how far they have come.

use dateline::{Archive, Error, Position};

use crate::{add, at, item, new_for, take, with_query};

#[test]
fn each_reader_has_a_position_and_begins_where_the_query_was_added() {
    let archive = Archive::in_memory().unwrap();
    let before = add(&archive, 1, &item("1", "Ferry delayed"));
    archive.write_at(at(2), |tx| tx.add_standing_query("Ferries", &"ferry".into())).unwrap();
    let after = add(&archive, 3, &item("2", "Ferry runs"));
    let new = |reader: &str| archive.read_at(at(4), |s| s.new_for("Ferries", reader, 10)).unwrap().answering;
    assert_eq!((new("desk"), new("web")), (vec![after], vec![after]));
    take(&archive, "Ferries", 4);
    assert_eq!((new("desk"), new("web")), (vec![], vec![after]));
    // Another one wants all that is there.
    archive.write(|tx| tx.confirm("Ferries", "late", &Position::default())).unwrap();
    assert_eq!(new("late"), [before, after]);
}

#[test]
fn two_programs_take_the_same_and_the_position_never_goes_back() {
    let archive = with_query("Ferries", "ferry");
    let one = add(&archive, 1, &item("1", "Ferry delayed"));
    let first = new_for(&archive, "Ferries", 2);
    let two = add(&archive, 3, &item("2", "Ferry runs"));
    let second = new_for(&archive, "Ferries", 4);
    assert_eq!((first.answering.as_slice(), second.answering.as_slice()), (&[one][..], &[one, two][..]));
    // The one that has read less confirms last.
    for page in [&second, &first] {
        archive.write_at(at(5), |tx| tx.confirm("Ferries", "desk", &page.position)).unwrap();
    }
    assert_eq!(new_for(&archive, "Ferries", 6).answering, []);
    let confirmed = archive.read(|s| s.confirmed("Ferries", "desk")).unwrap();
    assert_eq!(confirmed, second.position);
}

#[test]
fn one_that_dies_before_it_confirms_sees_it_again() {
    let archive = with_query("Ferries", "ferry");
    let id = add(&archive, 1, &item("1", "Ferry delayed"));
    assert_eq!(new_for(&archive, "Ferries", 2).answering, [id]);
    let position = new_for(&archive, "Ferries", 2).position;
    let died = archive.try_write(|tx| -> Result<(), Error> {
        tx.confirm("Ferries", "desk", &position)?;
        Err(Error::Canceled)
    });
    assert!(died.is_err());
    assert_eq!(new_for(&archive, "Ferries", 3).answering, [id]);
}

#[test]
fn a_position_of_another_archive_is_refused() {
    let archive = with_query("Ferries", "ferry");
    let other = with_query("Ferries", "ferry");
    let position = new_for(&other, "Ferries", 1).position;
    let refused = archive.write(|tx| tx.confirm("Ferries", "desk", &position));
    assert!(matches!(refused, Err(Error::OtherArchive { .. })), "{refused:?}");
    let refused = archive.read(|s| s.new_since("Ferries", &position, 10));
    assert!(matches!(refused, Err(Error::OtherArchive { .. })), "{refused:?}");
    for text in ["12", "x:1", "ab:1:"] {
        assert!(text.parse::<Position>().is_err(), "{text}");
    }
}

#[test]
fn an_export_carries_them() {
    let archive = with_query("Ferries", "ferry tag:transport");
    archive.write_at(at(0), |tx| tx.set_standing_mark("Ferries", Some("alert"))).unwrap();
    let one = add(&archive, 1, &item("1", "Ferry delayed").tag("Transport"));
    take(&archive, "Ferries", 2);
    let two = add(&archive, 3, &item("2", "Ferry runs").tag("Transport"));
    let tag = archive.read(|s| s.tag_named("", "transport")).unwrap().unwrap().id;
    let by_id = dateline::Query::new().belonging_to(tag);
    archive.write_at(at(0), |tx| tx.add_standing_query("By id", &by_id)).unwrap();
    archive.write_at(at(0), |tx| tx.confirm("By id", "desk", &Position::default())).unwrap();
    let mut lines = Vec::new();
    archive.export(&Default::default(), &mut lines).unwrap();
    let copy = Archive::in_memory().unwrap();
    copy.import(&mut &*lines).unwrap();
    assert_eq!(copy.read(|s| s.standing_queries()).unwrap(), archive.read(|s| s.standing_queries()).unwrap());
    assert_eq!(new_for(&copy, "Ferries", 4).answering, [two]);
    assert_eq!(new_for(&copy, "By id", 4).answering, [one, two]);
}
