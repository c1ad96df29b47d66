//! Standing queries that mark what they find as it is saved.

use dateline::{Archive, Error, NewArticle};

use crate::{add, assert_sound, at, item, with_query};

fn marks(archive: &Archive, id: dateline::ArticleId) -> Vec<String> {
    archive.read(|s| s.marks_of(id)).unwrap().into_iter().map(|mark| mark.name).collect()
}

#[test]
fn what_is_saved_is_marked_and_nothing_else() {
    let archive = Archive::in_memory().unwrap();
    let before = add(&archive, 1, &item("1", "Ferry sinks"));
    archive
        .write_at(at(2), |tx| {
            tx.add_standing_query("Mute", &"gossip".into())?;
            tx.set_standing_mark("Mute", Some("muted"))?;
            tx.add_standing_query("Alert", &"ferry -is:muted".into())?;
            tx.set_standing_mark("Alert", Some("alert"))
        })
        .unwrap();
    let items = [item("2", "Ferry delayed"), item("3", "Market moves"), item("4", "Ferry gossip")];
    let saved = archive.write_at(at(3), |tx| tx.save_all(&items)).unwrap();
    let ids: Vec<_> = saved.iter().map(|saved| saved.id.unwrap()).collect();
    let found: Vec<_> = ids.iter().map(|id| marks(&archive, *id)).collect();
    assert_eq!(found, [vec!["alert".to_owned()], vec![], vec!["muted".to_owned()]]);
    assert!(marks(&archive, before).is_empty());
    // A revision so that it answers.
    archive.write_at(at(4), |tx| tx.edit(ids[1], |edit| _ = edit.set_headline("Ferry market"))).unwrap();
    assert_eq!(marks(&archive, ids[1]), ["alert"]);
    // A mark alone is no revision.
    archive.write_at(at(5), |tx| tx.unmark(ids[1], "alert")).unwrap();
    archive.write_at(at(5), |tx| tx.mark(ids[1], "starred")).unwrap();
    assert_eq!(marks(&archive, ids[1]), ["starred"]);
    archive.write_at(at(6), |tx| tx.set_standing_mark("Alert", None)).unwrap();
    let after = add(&archive, 7, &item("5", "Ferry runs"));
    assert!(marks(&archive, after).is_empty());
    assert_sound(&archive);
}

#[test]
fn a_write_that_fails_marks_nothing() {
    let archive = with_query("Alert", "ferry");
    archive.write_at(at(0), |tx| tx.set_standing_mark("Alert", Some("alert"))).unwrap();
    let failed = archive.write_at(at(1), |tx| {
        tx.save(&item("1", "Ferry delayed"))?;
        Err::<(), _>(Error::Canceled)
    });
    assert!(failed.is_err());
    assert_eq!(archive.count(&"is:alert".into()).unwrap().count, 0);
}

#[test]
fn one_that_cant_be_asked_keeps_nothing_from_being_saved() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write_at(at(0), |tx| {
            tx.add_standing_query("Strict", &dateline::Query::from("tag:nothing").strict())?;
            tx.set_standing_mark("Strict", Some("strict"))?;
            tx.add_standing_query("Alert", &"ferry".into())?;
            tx.set_standing_mark("Alert", Some("alert"))
        })
        .unwrap();
    let id = add(&archive, 1, &NewArticle::new("Ferry delayed", ""));
    assert_eq!(marks(&archive, id), ["alert"]);
}
