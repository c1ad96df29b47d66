//! Marks stay with their article, whatever becomes of it.

use chrono::{DateTime, Utc};
use dateline::{Archive, ArticleId, Export, NewArticle};

use crate::common::{connect, folder};
use crate::{add, assert_sound, at, item, marks, names};

/// Returns the marks of an article with their times and notes.
fn all(archive: &Archive, id: ArticleId) -> Vec<(String, DateTime<Utc>, String)> {
    marks(archive, id).into_iter().map(|mark| (mark.name, mark.at, mark.note)).collect()
}

fn starred(hour: i64, note: &str) -> (String, DateTime<Utc>, String) {
    ("starred".into(), at(hour), note.into())
}

#[test]
fn marks_follow_a_corrected_date() {
    let archive = Archive::in_memory().unwrap();
    let [a, b] = ["a", "b"].map(|id| add(&archive, &item(id, 1)));
    archive.write_at(at(1), |tx| tx.mark_with_note(a, "starred", "a note")).unwrap();
    archive.write(|tx| tx.correct_published(a, "2023-01-01".parse().unwrap())).unwrap();
    assert_eq!(all(&archive, a), [starred(1, "a note")]);
    // Where it was is free for another, which isn't marked.
    archive.write(|tx| tx.correct_published(b, "2024-05-01T09:00Z".parse().unwrap())).unwrap();
    let c = add(&archive, &item("c", 1));
    assert_eq!([names(&archive, b), names(&archive, c)], [[""; 0], [""; 0]]);
    // A source that says another date, and a batch in which the two change places.
    let moved = |id: &str, day: u32| item(id, day);
    archive.write(|tx| tx.save_all(&[moved("b", 20), moved("c", 21)])).unwrap();
    archive.write_at(at(2), |tx| tx.mark(b, "starred")).unwrap();
    archive.write(|tx| tx.save_all(&[moved("b", 21), moved("c", 20)])).unwrap();
    assert_eq!(names(&archive, b), ["starred"]);
    assert_eq!(names(&archive, c), [""; 0]);
    assert_sound(&archive);
}

#[test]
fn marks_stay_through_saves_and_edits() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    archive.write_at(at(1), |tx| tx.mark_with_note(id, "starred", "a note")).unwrap();
    let revised = NewArticle::new("Another headline", "Another text.").key("wire", "a");
    archive.write(|tx| tx.save(&revised)).unwrap();
    archive.write(|tx| tx.edit(id, |edit| _ = edit.set_headline("By hand"))).unwrap();
    archive.write(|tx| tx.split_revision(id, 1)).unwrap();
    assert_eq!(all(&archive, id), [starred(1, "a note")]);
    archive.rebuild().unwrap();
    assert_eq!(all(&archive, id), [starred(1, "a note")]);
    assert_sound(&archive);
}

#[test]
fn a_merged_article_has_the_marks_of_both() {
    let archive = Archive::in_memory().unwrap();
    let [from, into, third] = [("a", 1), ("b", 2), ("c", 3)].map(|(id, day)| add(&archive, &item(id, day)));
    archive
        .write_at(at(1), |tx| {
            tx.mark_with_note(from, "starred", "of the first")?;
            tx.mark_with_note(from, "same", "both")?;
            tx.mark_with_note(from, "one", "alone")?;
            tx.mark(into, "late")?;
            tx.mark(from, "unread")
        })
        .unwrap();
    archive
        .write_at(at(2), |tx| {
            tx.mark_with_note(into, "starred", "of the second")?;
            tx.mark_with_note(into, "same", "both")?;
            tx.mark(into, "one")?;
            tx.mark(from, "late")
        })
        .unwrap();
    archive.write_at(at(3), |tx| tx.merge_articles(from, into)).unwrap();
    let mark = |name: &str, hour, note: &str| (name.to_owned(), at(hour), note.to_owned());
    assert_eq!(
        all(&archive, into),
        [
            mark("late", 1, ""),
            mark("one", 1, "alone"),
            mark("same", 1, "both"),
            mark("starred", 1, "of the second\nof the first"),
            mark("unread", 1, ""),
        ]
    );
    assert_eq!(names(&archive, from), [""; 0]);
    archive.write_at(at(4), |tx| tx.merge_articles(third, into)).unwrap();
    assert_eq!(names(&archive, into).len(), 5);
    assert_sound(&archive);
}

#[test]
fn a_removed_article_leaves_no_marks() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    let [a, b] = [("a", 1), ("b", 2)].map(|(id, day)| add(&archive, &item(id, day)));
    archive.write(|tx| tx.mark_all([a, b], "starred")).unwrap();
    archive.write(|tx| tx.remove_article(a)).unwrap();
    let count = |table: &str| -> i64 {
        connect(&path).query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("article_mark"), count("marked"), count("mark")), (1, 1, 1));
    assert_sound(&archive);
}

#[test]
fn an_export_carries_marks() {
    let archive = Archive::in_memory().unwrap();
    let [a, b] = [("a", 1), ("b", 2)].map(|(id, day)| add(&archive, &item(id, day)));
    archive
        .write_at(at(1), |tx| {
            tx.mark(b, "passing")?;
            tx.mark_with_note(b, "To file", "two\nlines")?;
            tx.mark_all([a, b], "unread")?;
            tx.unmark(a, "unread")?;
            tx.remove_mark("passing")
        })
        .unwrap();
    let mut lines = Vec::new();
    archive.export(&Export::default(), &mut lines).unwrap();
    let copy = Archive::in_memory().unwrap();
    copy.import(&mut lines.as_slice()).unwrap();
    for id in [a, b] {
        assert_eq!(all(&copy, id), all(&archive, id));
    }
    assert_eq!(names(&copy, b), ["To file", "unread"]);
    assert!(copy.read(|s| s.mark_named("passing")).unwrap().is_none());
    // Ids are not given again there either.
    copy.write(|tx| tx.mark(a, "new")).unwrap();
    assert_sound(&copy);
}
