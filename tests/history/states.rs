//! The states of an article, and the one that stood at an instant.

use dateline::{Archive, ArticleId, ArticleState, Origin};

use crate::{add, ferry, noon, save, story};

fn history(archive: &Archive, id: ArticleId) -> Vec<ArticleState> {
    archive.read(|s| s.history(id)).unwrap()
}

fn headline_on(archive: &Archive, id: ArticleId, day: u32) -> Option<String> {
    archive.read(|s| Ok(s.as_of(id, noon(day))?.map(|said| said.document.headline))).unwrap()
}

#[test]
fn states_follow_each_other_without_a_gap() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry();
    let id = add(&archive, 2, &feed);
    assert_eq!(history(&archive, id).len(), 1);
    feed.headline = "Ferry sails".into();
    feed.body = "The fog lifted.".into();
    save(&archive, 4, &feed);
    archive.write_at(noon(6), |tx| tx.edit(id, |edit| _ = edit.set_dek("At last"))).unwrap();
    // A URL adds to an article and changes no wording.
    save(&archive, 8, &feed.clone().url("https://example.org/ferry"));

    let states = history(&archive, id);
    let of = |state: &ArticleState| (state.number, state.since, state.until, state.origin);
    assert_eq!(
        states.iter().map(of).collect::<Vec<_>>(),
        [
            (1, Some(noon(2)), Some(noon(4)), None),
            (2, Some(noon(4)), Some(noon(6)), Some(Origin::Source)),
            (3, Some(noon(6)), None, Some(Origin::Hand)),
        ]
    );
    let changed: Vec<_> = states.iter().map(|state| state.changed.join(" ")).collect();
    assert_eq!(changed, ["", "headline body", "dek"]);
    assert!(states.windows(2).all(|pair| pair[0].change < pair[1].change));
    let article = archive.read(|s| s.article(id)).unwrap().unwrap();
    assert_eq!(states[0].change, article.added);

    // The wordings are those of the revisions, and the present one.
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    for revision in revisions {
        let wording = archive.read(|s| s.wording(id, revision.number)).unwrap().unwrap();
        assert_eq!(wording.document, revision.document);
    }
    let present = archive.read(|s| s.wording(id, 3)).unwrap().unwrap();
    assert_eq!((&*present.document.dek, &*present.document.headline), ("At last", "Ferry sails"));
    assert_eq!(present.document.url.as_deref(), Some("https://example.org/ferry"));
    assert!(archive.read(|s| s.wording(id, 4)).unwrap().is_none());
    assert!(archive.read(|s| s.wording(id, 0)).unwrap().is_none());
    assert_eq!(history(&archive, ArticleId(99)), []);
}

#[test]
fn what_was_said_at_a_date() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry();
    let id = add(&archive, 2, &feed);
    for (day, headline) in [(4, "Ferry sails"), (6, "Ferry arrives")] {
        feed.headline = headline.into();
        save(&archive, day, &feed);
    }
    let said = [1, 2, 3, 4, 5, 6, 7].map(|day| headline_on(&archive, id, day));
    let said = said.each_ref().map(|headline| headline.as_deref().unwrap_or("-"));
    let (stays, sails, arrives) = ("Ferry stays in port", "Ferry sails", "Ferry arrives");
    assert_eq!(said, ["-", stays, stays, sails, sails, arrives, arrives]);
    // The second before, and a part of a second after.
    let just = |millis| noon(4) + chrono::TimeDelta::milliseconds(millis);
    let headline = |at| archive.read(|s| Ok(s.as_of(id, at)?.unwrap().document.headline)).unwrap();
    assert_eq!((headline(just(-1)), headline(just(1))), (stays.to_owned(), sails.to_owned()));

    archive.write_at(noon(8), |tx| tx.remove_article(id)).unwrap();
    assert_eq!([3, 9].map(|day| headline_on(&archive, id, day)), [None, None]);
    assert_eq!(history(&archive, id), []);
}

/// Two changes within one second: the first of them never stood at an instant.
#[test]
fn a_state_of_no_duration_is_kept_and_never_stood() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry();
    let id = add(&archive, 2, &feed);
    for headline in ["Ferry sails", "Ferry arrives"] {
        feed.headline = headline.into();
        save(&archive, 4, &feed);
    }
    let states = history(&archive, id);
    assert_eq!((states.len(), states[1].since, states[1].until), (3, Some(noon(4)), Some(noon(4))));
    assert_eq!(headline_on(&archive, id, 4).as_deref(), Some("Ferry arrives"));
}

/// What stood of an article that was merged into another was not what the other said.
#[test]
fn states_of_a_merged_article_say_whose_they_are() {
    let archive = Archive::in_memory().unwrap();
    let mut feed = ferry();
    let into = add(&archive, 2, &feed);
    let mut copy = story("Fog at the pier", "Nothing sails.").key("wire", "G");
    let from = add(&archive, 1, &copy);
    copy.headline = "Fog stays".into();
    save(&archive, 3, &copy);
    feed.headline = "Ferry sails".into();
    save(&archive, 4, &feed);
    archive.write_at(noon(6), |tx| tx.merge_articles(from, into)).unwrap();
    feed.headline = "Ferry arrives".into();
    save(&archive, 8, &feed);

    let states = history(&archive, into);
    let of = |state: &ArticleState| (state.merged_from.clone(), state.since, state.until);
    let copys = Some("wire:G".to_owned());
    assert_eq!(
        states.iter().map(of).collect::<Vec<_>>(),
        [
            (None, Some(noon(2)), Some(noon(4))),
            (copys.clone(), None, Some(noon(3))),
            (copys, Some(noon(3)), Some(noon(6))),
            (None, Some(noon(4)), Some(noon(8))),
            (None, Some(noon(8)), None),
        ]
    );
    let said = [2, 3, 5, 7, 9].map(|day| headline_on(&archive, into, day).unwrap());
    assert_eq!(
        said,
        ["Ferry stays in port", "Ferry stays in port", "Ferry sails", "Ferry sails", "Ferry arrives"]
    );
}

#[test]
fn a_wording_that_was_split_off_is_no_state_any_more() {
    let archive = Archive::in_memory().unwrap();
    let id = add(&archive, 2, &ferry());
    save(&archive, 4, &story("Market moves", "The market closes.").key("wire", "F"));
    let states = history(&archive, id);
    if states.len() < 2 {
        // The rules took it for another story already.
        return;
    }
    archive.write_at(noon(6), |tx| tx.split_revision(id, 1)).unwrap();
    let states = history(&archive, id);
    assert_eq!((states.len(), states[0].number, states[0].since), (1, 1, Some(noon(2))));
    assert_eq!(headline_on(&archive, id, 3).as_deref(), Some("Market moves"));
}
