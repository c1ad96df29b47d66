//! What may be set on what, and what that changes.

use std::path::Path;

use dateline::{Archive, ArticleId, Error, ListOrder, Listing, NewArticle, SaveOptions, Source};

use crate::common::{connect, folder};
use crate::{add, assert_sound, at, item, marks, names};

#[test]
fn a_mark_has_its_time_and_its_note() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    assert!(archive.write_at(at(1), |tx| tx.mark(id, "starred")).unwrap());
    // What is marked already keeps its time.
    assert!(!archive.write_at(at(2), |tx| tx.mark(id, "STARRED")).unwrap());
    assert!(archive.write_at(at(3), |tx| tx.mark_with_note(id, "to file", " for\nthe budget ")).unwrap());
    assert!(archive.write_at(at(4), |tx| tx.mark_with_note(id, "starred", "read again")).unwrap());
    assert!(!archive.write_at(at(5), |tx| tx.mark_with_note(id, "starred", "read again")).unwrap());
    assert!(!archive.write_at(at(5), |tx| tx.mark(id, "starred")).unwrap());

    let found = marks(&archive, id);
    let found: Vec<_> = found.iter().map(|mark| (&*mark.name, mark.at, &*mark.note)).collect();
    assert_eq!(found, [("starred", at(1), "read again"), ("to file", at(3), "for\nthe budget")]);

    assert!(archive.write_at(at(6), |tx| tx.mark_with_note(id, "starred", "")).unwrap());
    assert_eq!(marks(&archive, id)[0].note, "");
    assert!(archive.write(|tx| tx.unmark(id, "Starred")).unwrap());
    assert!(!archive.write(|tx| tx.unmark(id, "starred")).unwrap());
    assert!(!archive.write(|tx| tx.unmark(id, "never heard of")).unwrap());
    assert_eq!(names(&archive, id), ["to file"]);
    assert_sound(&archive);
}

#[test]
fn a_mark_leaves_the_article_as_it_is() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    let read = || archive.read(|snapshot| Ok((snapshot.article(id)?, snapshot.revisions_of(id)?))).unwrap();
    let before = read();
    archive.write(|tx| tx.mark_with_note(id, "starred", "a note")).unwrap();
    assert_eq!(read(), before);
    archive.write(|tx| tx.unmark(id, "starred")).unwrap();
    assert_eq!(read(), before);
}

#[test]
fn any_name_is_a_mark() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    let longest = "m".repeat(256);
    let cases = [
        ("  to   file ", "to file"),
        ("a: \"quoted\" «name» 「of」 it's own", "a: \"quoted\" «name» 「of」 it's own"),
        ("tab\tand\nline\u{0}and\u{1b}[31mcolour", "tab and line and [31mcolour"),
        ("\u{202e}turned\u{2066}", "turned"),
        ("★", "★"),
        ("-", "-"),
        ("hidden", "hidden"),
        ("OR", "OR"),
        ("Élan", "Élan"),
        (&longest, &longest),
    ];
    for (given, kept) in cases {
        assert!(archive.write(|tx| tx.mark(id, given)).unwrap(), "{given:?}");
        assert!(!archive.write(|tx| tx.mark(id, kept)).unwrap(), "{given:?}");
        assert_eq!(archive.read(|s| s.mark_named(given)).unwrap().unwrap().name, kept);
    }
    assert_eq!(marks(&archive, id).len(), cases.len());
    // Capitals and accents make no other mark.
    assert!(!archive.write(|tx| tx.mark(id, "elan")).unwrap());
    assert_sound(&archive);
}

#[test]
fn what_is_no_name_is_refused() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    for name in
        ["", "  ", "\u{0}\u{1}", "\u{e000}", &"m".repeat(257), &"ä".repeat(129), &"m".repeat(10 * 1024)]
    {
        let refused = archive.write(|tx| tx.mark(id, name));
        assert!(matches!(refused, Err(Error::Invalid { field: "mark", .. })), "{name:?}");
        let refused = archive.write(|tx| tx.unmark(id, name));
        assert!(matches!(refused, Err(Error::Invalid { field: "mark", .. })), "{name:?}");
    }
    let note = "n".repeat(64 * 1024);
    assert!(archive.write(|tx| tx.mark_with_note(id, "long", &note)).unwrap());
    let refused = archive.write(|tx| tx.mark_with_note(id, "longer", &(note + "n")));
    assert!(matches!(refused, Err(Error::Invalid { field: "note", .. })));
    assert_eq!(names(&archive, id), ["long"]);
}

#[test]
fn what_is_not_there_can_not_be_marked() {
    let archive = Archive::in_memory().unwrap();
    let (kept, removed) = (add(&archive, &item("a", 1)), add(&archive, &item("b", 2)));
    archive.write(|tx| tx.mark(removed, "starred")).unwrap();
    archive.write(|tx| tx.remove_article(removed)).unwrap();
    for id in [removed, ArticleId(0), ArticleId(-1), ArticleId(i64::MAX)] {
        let is_not_found =
            |refused: Result<usize, Error>| matches!(refused, Err(Error::NotFound { what: "article", .. }));
        assert!(is_not_found(archive.write(|tx| tx.mark(id, "starred").map(usize::from))));
        assert!(is_not_found(archive.write(|tx| tx.unmark(id, "starred").map(usize::from))));
        assert!(is_not_found(
            archive.write(|tx| tx.mark_with_note(id, "starred", "a note").map(usize::from))
        ));
        // One that isn't there, and nothing is done, though the rest of the transaction is kept.
        archive
            .write(|tx| {
                assert!(is_not_found(tx.mark_all([kept, id], "starred")));
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(names(&archive, kept), [""; 0]);
    assert!(archive.read(|s| s.marks_of(removed)).unwrap().is_empty());
    assert_sound(&archive);
}

#[test]
fn many_are_marked_at_once() {
    let archive = Archive::in_memory().unwrap();
    let ids: Vec<_> = (1..=20).map(|day| add(&archive, &item(&day.to_string(), day))).collect();
    assert_eq!(archive.write(|tx| tx.mark_all(ids.iter().copied(), "unread")).unwrap(), 20);
    let twice = ids.iter().chain(&ids).copied();
    assert_eq!(archive.write(|tx| tx.mark_all(twice, "unread")).unwrap(), 0);
    assert_eq!(archive.write(|tx| tx.unmark_all(ids[..5].iter().copied(), "unread")).unwrap(), 5);
    assert_eq!(archive.write(|tx| tx.unmark_all(ids.iter().copied(), "unread")).unwrap(), 15);
    assert_eq!(archive.write(|tx| tx.mark_all([], "unread")).unwrap(), 0);
    assert_sound(&archive);
}

/// Returns the number of the last change of each article's marks, and of the archive.
fn changes(path: &Path) -> (Vec<(i64, i64)>, i64) {
    let conn = connect(path);
    let mut statement = conn.prepare("SELECT article, change FROM marked ORDER BY article").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let marked = rows.collect::<Result<_, _>>().unwrap();
    let last = conn.query_row("SELECT value FROM meta WHERE key = 'change'", [], |row| row.get(0)).unwrap();
    (marked, last)
}

#[test]
fn each_change_of_an_articles_marks_has_a_number() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    // Changes 1 to 3.
    let [a, b, c] = [1, 2, 3].map(|day| add(&archive, &item(&day.to_string(), day)));
    archive.write(|tx| tx.mark_all([a, c], "starred")).unwrap();
    assert_eq!(changes(&path), (vec![(a.0, 4), (c.0, 5)], 5));
    // Nothing new about `a`.
    archive.write(|tx| tx.mark_all([a, b], "starred")).unwrap();
    assert_eq!(changes(&path), (vec![(a.0, 4), (b.0, 6), (c.0, 5)], 6));
    archive.write(|tx| tx.mark_with_note(a, "starred", "a note")).unwrap();
    archive.write(|tx| tx.mark_with_note(a, "starred", "a note")).unwrap();
    archive.write(|tx| tx.unmark(c, "unread")).unwrap();
    assert_eq!(changes(&path), (vec![(a.0, 7), (b.0, 6), (c.0, 5)], 7));
    archive.write(|tx| tx.rename_mark("starred", "kept")).unwrap();
    assert_eq!(changes(&path), (vec![(a.0, 8), (b.0, 9), (c.0, 10)], 10));
    archive.write(|tx| tx.unmark(b, "kept")).unwrap();
    archive.write(|tx| tx.remove_mark("kept")).unwrap();
    assert_eq!(changes(&path), (vec![(a.0, 12), (b.0, 11), (c.0, 13)], 13));
    // A save goes on behind them.
    let d = add(&archive, &item("4", 4));
    assert_eq!(archive.read(|s| s.article(d)).unwrap().unwrap().changed, 14);
    assert_sound(&archive);
}

#[test]
fn marks_are_renamed_and_removed() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, &item("a", 1));
    archive.write(|tx| tx.mark_with_note(id, "starred", "a note")).unwrap();
    archive.write(|tx| tx.mark(id, "unread")).unwrap();
    archive.write(|tx| tx.rename_mark("STARRED", "  to  keep")).unwrap();
    assert_eq!(names(&archive, id), ["to keep", "unread"]);
    assert_eq!(marks(&archive, id)[0].note, "a note");
    // Other capitals are another spelling of its own name.
    archive.write(|tx| tx.rename_mark("to keep", "To keep")).unwrap();
    assert_eq!(names(&archive, id), ["To keep", "unread"]);

    let taken = archive.write(|tx| tx.rename_mark("to keep", "Unread"));
    assert!(matches!(taken, Err(Error::Invalid { field: "mark", .. })));
    let blank = archive.write(|tx| tx.rename_mark("to keep", " "));
    assert!(matches!(blank, Err(Error::Invalid { field: "mark", .. })));
    for unknown in
        [archive.write(|tx| tx.rename_mark("starred", "x")), archive.write(|tx| tx.remove_mark("").map(drop))]
    {
        assert!(matches!(unknown, Err(Error::NotFound { what: "mark", .. })));
    }
    assert_eq!(archive.write(|tx| tx.remove_mark("to keep")).unwrap(), 1);
    assert_eq!(names(&archive, id), ["unread"]);
    assert_sound(&archive);
}

#[test]
fn a_save_marks_what_it_adds() {
    let archive = Archive::in_memory().unwrap();
    let known = add(&archive, &item("known", 1));
    let options = SaveOptions::new().mark_new(["unread", "from feeds"]);
    let feed = Source::new("feed");
    let revised = NewArticle::new("Another headline", "All of known.").key("wire", "known");
    let empty = NewArticle::new("", "");
    let items = [item("new", 2), revised, empty, item("new", 2)];
    let saved =
        archive.write(|tx| tx.save_all_with(&options, items.iter().map(|item| (&feed, item)))).unwrap();
    let outcomes: Vec<_> = saved.iter().map(|saved| saved.outcome.as_str()).collect();
    assert_eq!(outcomes, ["added", "revised", "rejected", "unchanged"]);
    assert_eq!(names(&archive, saved[0].id.unwrap()), ["from feeds", "unread"]);
    assert_eq!(names(&archive, known), [""; 0]);

    let refused =
        archive.write(|tx| tx.save_all_with(&SaveOptions::new().mark_new([""]), [(&feed, &item("z", 9))]));
    assert!(matches!(refused, Err(Error::Invalid { field: "mark", .. })));
    assert_eq!(archive.read(|s| s.article_count()).unwrap(), 2);
}

#[test]
fn marks_are_listed_with_their_articles() {
    let archive = Archive::in_memory().unwrap();
    let items = ["one", "two", "three"].map(|name| NewArticle::new(format!("Story {name}"), ""));
    archive
        .write(|tx| {
            let ids: Vec<_> = tx.save_all(&items)?.iter().filter_map(|saved| saved.id).collect();
            tx.mark_all(ids.iter().copied(), "unread")?;
            tx.mark_all([ids[0], ids[2]], "To file")?;
            tx.mark(ids[1], "starred")?;
            tx.remove_article(ids[1])
        })
        .unwrap();
    let listed = |listing: &Listing| {
        let page = archive.read(|snapshot| snapshot.marks(listing)).unwrap();
        page.entries.into_iter().map(|mark| (mark.entry.name, mark.articles)).collect::<Vec<_>>()
    };
    let [starred, to_file, unread] =
        [("starred", 0), ("To file", 2), ("unread", 2)].map(|(n, c)| (n.to_owned(), c));
    assert_eq!(listed(&Listing::new()), [starred.clone(), to_file.clone(), unread.clone()]);
    assert_eq!(listed(&Listing::new().beginning("TO")), std::slice::from_ref(&to_file));
    // Of as many articles the mark that was set first comes first.
    assert_eq!(listed(&Listing::new().order(ListOrder::Articles)), [unread, to_file, starred]);
}
