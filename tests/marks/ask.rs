//! Queries for marks, notes and ids: what they read as, and what they find.

use dateline::{
    Archive, ArticleId, CancelToken, Error, Facet, Field, Interval, NewArticle, NewImage, Note, Order, Query,
    Term,
};

use crate::{add, assert_sound, at, item, marks};

/// Returns the headlines that a query finds, the newest first.
fn found(archive: &Archive, query: impl Into<Query>) -> Vec<String> {
    let page = archive.search(&query.into().order(Order::Newest)).unwrap();
    assert_eq!(page.notes, []);
    page.hits.iter().map(|hit| hit.headline.to_string()).collect()
}

/// Returns an archive of five stories, a to e, each a day later than the one before.
fn week() -> (Archive, [ArticleId; 5]) {
    let archive = Archive::in_memory().unwrap();
    let ids = ["a", "b", "c", "d", "e"];
    let mut day = 0;
    let ids = ids.map(|id| {
        day += 1;
        add(&archive, &item(id, day))
    });
    (archive, ids)
}

fn terms(query: &Query) -> Vec<&Term> {
    query.groups().iter().flatten().collect()
}

fn mark(name: &str) -> Term {
    Term::Mark(name.into())
}

#[test]
fn a_mark_is_asked_for_by_its_name() {
    let cases = [
        ("is:unread", mark("unread"), "is:unread"),
        ("IS:Unread", mark("Unread"), "is:Unread"),
        ("mark:unread", mark("unread"), "is:unread"),
        ("mark:\"to file\"", mark("to file"), "mark:\"to file\""),
        ("is:“to   file”", mark("to file"), "mark:\"to file\""),
        ("is:a:b", mark("a:b"), "is:a:b"),
        ("is:★", mark("★"), "is:★"),
        ("is:-", mark("-"), "is:-"),
        ("mark:«a \"b\"»", mark("a \"b\""), "mark:«a \"b\"»"),
        ("mark:\"a*\"", mark("a*"), "mark:\"a*\""),
        ("mark:\"(a)\"", mark("(a)"), "mark:\"(a)\""),
        ("mark:hidden", mark("hidden"), "mark:hidden"),
        ("is:hidden", Term::IsHidden, "is:hidden"),
        ("is:\"hidden\"", Term::IsHidden, "is:hidden"),
        ("has:note", Term::HasNote, "has:note"),
        ("note:budget", Term::word("budget").within(Field::Note), "note:budget"),
        ("note:\"the budget\"", Term::phrase("the budget").within(Field::Note), "note:\"the budget\""),
        ("note:budg*", Term::prefix("budg").within(Field::Note), "note:budg*"),
    ];
    for (text, term, written) in cases {
        let query = Query::from(text);
        assert_eq!((terms(&query), query.notes()), (vec![&term], &[][..]), "{text:?}");
        assert_eq!(query.to_string(), written);
        assert_eq!(Query::from(written), query);
        let json = serde_json::to_string(&query).unwrap();
        assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);
        let without = Query::from(format!("-{text}").as_str());
        assert_eq!((without.excluded(), without.to_string()), (&[term][..], format!("-{written}")));
    }
    let starred = Query::from("is:unr*");
    assert_eq!(
        (terms(&starred), starred.notes()),
        (vec![&mark("unr")], &[Note::IgnoredOperator("*".into())][..])
    );
    for text in ["is:", "mark:\"\"", "is:*", "mark:\"\u{202e}\"", "note:", "note:!!!"] {
        let query = Query::from(text);
        assert!(
            matches!(
                query.notes(),
                [Note::EmptyValue(_)] | [Note::EmptyValue(_) | Note::IgnoredOperator(_), _]
            ),
            "{text:?}"
        );
        assert!(query.finds_nothing());
    }
    let built = Query::new().marked(" to \n file").not_marked("muted").noted("budget");
    assert_eq!(built, Query::from("mark:\"to file\" note:budget -is:muted"));
    assert_eq!(Query::new().marked(&"m".repeat(300)).notes(), [Note::WordCut]);
}

#[test]
fn every_name_is_found_again() {
    let (archive, [id, other, ..]) = week();
    let longest = "m".repeat(256);
    for name in
        ["to file", "a: \"b\" «c» 「d」", "★", "-", "hidden", "OR", "Élan", "a*", "(b)", "\"", &longest]
    {
        archive.write(|tx| tx.mark(id, name)).unwrap();
        archive.write(|tx| tx.mark(other, "another")).unwrap();
        assert_eq!(found(&archive, Query::new().marked(name)), ["Story a"], "{name:?}");
        assert!(!found(&archive, Query::new().not_marked(name)).contains(&"Story a".to_owned()));
        let known = archive.read(|s| s.mark_named(name)).unwrap().unwrap();
        assert_eq!(found(&archive, Query::new().belonging_to(known.id)), ["Story a"], "{name:?}");
    }
    assert_eq!(found(&archive, "is:ELAN"), ["Story a"]);
}

#[test]
fn unread_comes_newest_first() {
    let (archive, ids) = week();
    archive.write(|tx| tx.mark_all(ids, "unread")).unwrap();
    archive.write(|tx| tx.unmark_all([ids[1], ids[3]], "unread")).unwrap();
    assert_eq!(found(&archive, "is:unread"), ["Story e", "Story c", "Story a"]);
    assert_eq!(found(&archive, "-is:unread"), ["Story d", "Story b"]);
    assert_eq!(found(&archive, "is:unread before:2024-05-05"), ["Story c", "Story a"]);
    assert_eq!(
        found(&archive, "is:unread OR story"),
        ["Story e", "Story d", "Story c", "Story b", "Story a"]
    );
    assert_eq!(archive.count(&"is:unread".into()).unwrap().count, 3);
    assert_eq!(archive.count(&"is:unread -is:unread".into()).unwrap().count, 0);
    let oldest = archive.search_ids(&Query::from("is:unread").order(Order::Oldest)).unwrap();
    assert_eq!(oldest.hits, [ids[0], ids[2], ids[4]]);
}

/// Retention: what is old goes, and what is starred stays.
#[test]
fn starred_is_kept() {
    let archive = Archive::in_memory().unwrap();
    let old = |id: &str| NewArticle { published: Some("2019-03-01".parse().unwrap()), ..item(id, 1) };
    let [kept, gone] = ["kept", "gone"].map(|id| add(&archive, &old(id)));
    let new = add(&archive, &item("new", 1));
    let query = Query::from("before:2020 -is:starred").strict();
    // A name that the archive doesn't know could be a slip, and then all would go.
    let slip = archive.write(|tx| tx.search_ids(&query).map(drop));
    assert!(matches!(slip, Err(Error::NotAsAsked { notes }) if notes == [Note::NoSuch("is:starred".into())]));
    archive.write(|tx| tx.mark(kept, "starred").map(drop)).unwrap();
    archive
        .write(|tx| {
            let found = tx.search_ids(&query)?.hits;
            found.into_iter().try_for_each(|id| tx.remove_article(id))
        })
        .unwrap();
    let left = [kept, gone, new].map(|id| archive.read(|s| s.article(id)).unwrap().is_some());
    assert_eq!(left, [true, false, true]);
    assert_eq!(marks(&archive, kept)[0].name, "starred");
    assert_sound(&archive);
}

#[test]
fn a_name_that_is_not_known_is_noted() {
    let (archive, [id, ..]) = week();
    archive.write(|tx| tx.mark(id, "unread")).unwrap();
    for (text, hits, note) in [
        ("is:unred", 0, "is:unred"),
        ("-mark:\"to file\"", 5, "mark:\"to file\""),
        ("is:unred OR is:unread", 1, "is:unred"),
    ] {
        let page = archive.search(&text.into()).unwrap();
        assert_eq!((page.hits.len(), page.notes), (hits, vec![Note::NoSuch(note.into())]), "{text:?}");
    }
    // One that nothing has is known all the same.
    archive.write(|tx| tx.unmark(id, "unread")).unwrap();
    assert_eq!(found(&archive, "is:unread"), [""; 0]);
    assert_eq!(found(&archive, "-is:unread").len(), 5);
}

#[test]
fn words_of_notes_are_found() {
    let (archive, [a, b, c, ..]) = week();
    archive
        .write(|tx| {
            tx.mark_with_note(a, "starred", "For the Budget,\nsecond reading")?;
            tx.mark_with_note(a, "to file", "budgets")?;
            tx.mark_with_note(b, "starred", "Café: the second budget")?;
            tx.mark(c, "starred")
        })
        .unwrap();
    for (query, hits) in [
        ("note:budget", &["Story b", "Story a"][..]),
        ("note:BUDGET", &["Story b", "Story a"]),
        ("note:\"second budget\"", &["Story b"]),
        ("note:\"budget second\"", &["Story a"]),
        ("note:\"second read\"*", &["Story a"]),
        ("note:budgets", &["Story a"]),
        ("note:cafe", &["Story b"]),
        ("note:bud*", &["Story b", "Story a"]),
        ("note:bud", &[]),
        ("note:budget -note:reading", &["Story b"]),
        ("has:note", &["Story b", "Story a"]),
        ("-has:note is:starred", &["Story c"]),
        ("note:cafe OR is:starred", &["Story c", "Story b", "Story a"]),
        // A note is no text of the article.
        ("budget", &[]),
    ] {
        assert_eq!(found(&archive, query), hits, "{query:?}");
    }
    let page = archive.search(&"note:story story".into()).unwrap();
    assert!(page.hits.is_empty());
    let page = archive.search(&"note:budget story".into()).unwrap();
    // Words of notes highlight nothing, those of the text do.
    assert_eq!(page.hits[0].headline.html(), "<mark>Story</mark> b");
}

#[test]
fn all_that_a_query_finds_is_marked() {
    let (archive, ids) = week();
    assert_eq!(archive.write(|tx| tx.mark_found(&Query::from("story").limit(2), "read")).unwrap(), 5);
    assert_eq!(archive.write(|tx| tx.mark_found(&"".into(), "read")).unwrap(), 0);
    assert_eq!(archive.write(|tx| tx.mark_found(&"!!!".into(), "read").or(Ok::<_, Error>(7))).unwrap(), 7);
    assert_eq!(archive.write(|tx| tx.unmark_found(&"after:2024-05-04".into(), "read")).unwrap(), 2);
    assert_eq!(found(&archive, "is:read"), ["Story c", "Story b", "Story a"]);
    let slip = archive.write(|tx| tx.mark_found(&"tag:nothing".into(), "muted"));
    assert!(
        matches!(slip, Err(Error::NotAsAsked { notes }) if notes == [Note::NoSuch("tag:nothing".into())])
    );
    let unknown = archive.write(|tx| tx.unmark_found(&"is:never".into(), "read"));
    assert!(matches!(unknown, Err(Error::NotAsAsked { .. })));
    let cancel = CancelToken::new();
    cancel.cancel();
    let canceled = archive.write(|tx| tx.mark_found(&Query::new().cancel(&cancel), "read"));
    assert!(matches!(canceled, Err(Error::Canceled)));
    // What the same transaction has saved and marked is found.
    let mut count = 0;
    archive
        .write(|tx| {
            tx.save(&item("f", 9))?;
            count = tx.mark_found(&"story -is:read".into(), "read")?;
            assert_eq!(tx.count(&"is:read".into())?.count, 6);
            Ok(())
        })
        .unwrap();
    assert_eq!(count, 3);
    assert!(archive.read(|s| s.marks_of(ids[0])).unwrap().len() == 1);
}

#[test]
fn a_query_is_narrowed_by_ids() {
    let (archive, [a, b, c, d, e]) = week();
    let gone = ArticleId(1 << 40);
    archive.write(|tx| tx.mark_all([a, d], "starred")).unwrap();
    assert_eq!(found(&archive, Query::new().among([d, a, gone, d])), ["Story d", "Story a"]);
    assert_eq!(found(&archive, Query::new().except([d, a, gone])), ["Story e", "Story c", "Story b"]);
    assert_eq!(found(&archive, Query::from("story").among([a, b]).except([b])), ["Story a"]);
    assert_eq!(found(&archive, Query::from("is:starred").among([c, d, e])), ["Story d"]);
    assert_eq!(found(&archive, Query::new().among([])), [""; 0]);
    assert_eq!(found(&archive, Query::new().except([])).len(), 5);
    assert_eq!(found(&archive, Query::new().among([gone])), [""; 0]);
    let either = Query::new().any_of([Term::Among(vec![e]), mark("starred")]);
    assert_eq!(found(&archive, either), ["Story e", "Story d", "Story a"]);

    let query = Query::from("story").among([b, c, e]);
    assert_eq!(archive.count(&query).unwrap().count, 3);
    let facets = archive.facets(&query, &[Facet::Year]).unwrap();
    assert_eq!((facets.total.count, facets.lists[0].values[0].articles), (3, 3));
    let timeline = archive.timeline(&query, Interval::Day).unwrap();
    let days: Vec<_> = timeline.buckets.iter().map(|day| (day.matches, day.volume)).collect();
    assert_eq!(days, [(1, 1), (1, 1), (0, 1), (1, 1)]);
    let explanation = archive.explain(&query).unwrap();
    assert_eq!(explanation.plan.clauses[1][0].listed, Some(3));
    assert_eq!(query.to_string(), format!("story among:#{b},#{c},#{e}"));
    let json = serde_json::to_string(&query).unwrap();
    assert_eq!(serde_json::from_str::<Query>(&json).unwrap(), query);

    let many = Query::new().among((1..=100_001).map(ArticleId));
    assert_eq!(many.notes(), [Note::TooManyIds]);
    assert_eq!(archive.search(&many).unwrap().hits.len(), 5);
    let most = Query::new().among((1..=100_000).map(ArticleId).chain((1..=100_000).map(ArticleId)));
    assert_eq!(found(&archive, most).len(), 5);
}

#[test]
fn pictures_are_narrowed_by_marks_and_ids() {
    let archive = Archive::in_memory().unwrap();
    let picture =
        |id: &str, caption: &str| NewImage::at(format!("https://example.org/{id}.jpg")).caption(caption, "");
    let [fog, pier, light] = [("a", "Fog"), ("b", "The pier"), ("c", "A light")]
        .map(|(id, caption)| add(&archive, &item(id, 1).image(picture(id, caption))));
    archive.write(|tx| tx.mark_with_note(pier, "starred", "the best")).unwrap();
    let found = |query: Query| -> Vec<ArticleId> {
        let page = archive.search_images(&query).unwrap();
        let mut articles: Vec<_> = page.images.iter().map(|hit| hit.found_in.article).collect();
        articles.sort();
        articles
    };
    assert_eq!(found("is:starred".into()), [pier]);
    assert_eq!(found("is:starred fog".into()), []);
    assert_eq!(found("fog OR is:starred".into()), [fog, pier]);
    assert_eq!(found("fog OR note:best".into()), [fog, pier]);
    assert_eq!(found("-is:starred".into()), [fog, light]);
    assert_eq!(found("has:note".into()), [pier]);
    assert_eq!(found(Query::new().among([fog, light])), [fog, light]);
    assert_eq!(found(Query::from("light").except([light])), []);
}

#[test]
fn names_of_marks_are_completed_and_corrected() {
    let (archive, [a, b, c, ..]) = week();
    archive
        .write(|tx| {
            tx.mark_all([a, b], "unread")?;
            tx.mark_all([a, b, c], "to file")?;
            tx.mark(a, "unsure")?;
            tx.mark(b, "unused")?;
            tx.unmark(b, "unused")
        })
        .unwrap();
    let complete = |typed: &str| -> Vec<String> {
        archive.complete(typed, 10).unwrap().into_iter().map(|completion| completion.query).collect()
    };
    assert_eq!(complete("story is:un"), ["story is:unread", "story is:unsure"]);
    assert_eq!(complete("-is:UNR"), ["-is:unread"]);
    assert_eq!(complete("mark:fi"), ["mark:\"to file\""]);
    assert_eq!(complete("mark:\"to f"), ["mark:\"to file\""]);
    assert_eq!(complete("is:x"), [""; 0]);
    assert_eq!(complete("is:%"), [""; 0]);
    assert_eq!(complete("note:sto"), [""; 0]);
    let completion = &archive.complete("is:unr", 1).unwrap()[0];
    assert_eq!((completion.text.as_str(), completion.articles), ("unread", 2));
    assert_eq!(serde_json::to_value(completion).unwrap()["entity"], "mark");

    let meant = |text: &str| archive.did_you_mean(&text.into()).unwrap().map(|meant| meant.to_string());
    assert_eq!(meant("is:unraed").as_deref(), Some("is:unread"));
    assert_eq!(meant("mark:\"to fiel\" story").as_deref(), Some("mark:\"to file\" story"));
    assert_eq!(meant("is:unread"), None);
    assert_eq!(meant("note:stroy"), None);
}

#[test]
fn a_mark_is_explained() {
    let (archive, ids) = week();
    archive.write(|tx| tx.mark_all(ids, "unread")).unwrap();
    archive.write(|tx| tx.mark_with_note(ids[0], "starred", "note")).unwrap();
    let explanation = archive.explain(&"story is:unread note:note -is:starred -is:never".into()).unwrap();
    let listed: Vec<_> = explanation.plan.clauses.iter().flatten().map(|term| term.listed).collect();
    assert_eq!(listed, [None, Some(5), Some(1)]);
    let excluded: Vec<_> = explanation.plan.excluded.iter().map(|term| (&*term.term, term.listed)).collect();
    assert_eq!(excluded[..2], [("is:starred", Some(1)), ("is:never", None)]);
    let text = explanation.to_string();
    assert!(text.contains("  and is:unread: listed, 5 articles\n"), "{text}");
    assert!(text.contains("  not is:never: the archive has nothing of that name\n"), "{text}");
}

#[test]
fn a_read_sees_the_marks_of_its_beginning() {
    let folder = crate::common::folder();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    let id = add(&archive, &item("a", 1));
    archive.write(|tx| tx.mark(id, "unread")).unwrap();
    let other = archive.clone();
    archive
        .read(|snapshot| {
            assert_eq!(snapshot.count(&"is:unread".into())?.count, 1);
            std::thread::scope(|scope| {
                scope.spawn(|| other.write_at(at(1), |tx| tx.unmark(id, "unread")).unwrap());
            });
            assert_eq!(snapshot.count(&"is:unread".into())?.count, 1);
            Ok(())
        })
        .unwrap();
    assert_eq!(archive.count(&"is:unread".into()).unwrap().count, 0);
}
