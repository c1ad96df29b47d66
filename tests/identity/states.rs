//! States of one source, each with its time: the latest stands, in whichever order they are read.

use dateline::{Outcome, Reason};

use super::*;

/// A state of a feed: an hour of one day, and the headline and the dek that its only item has then.
type State = (u32, &'static str, &'static str);

fn item((_, headline, dek): State) -> NewArticle {
    let item = NewArticle { headline: headline.into(), dek: dek.into(), ..ferry() };
    guid(item, "7", "https://example.org/feed")
}

fn source((hour, ..): State) -> Source {
    Source::new("feed").dated(Utc.with_ymd_and_hms(2024, 5, 2, hour, 0, 0).unwrap())
}

/// Reads states one by one, each in a transaction of its own, or all in one.
fn read_states(archive: &Archive, states: &[State], is_at_once: bool) -> Vec<Saved> {
    let read: Vec<_> = states.iter().map(|state| (source(*state), item(*state))).collect();
    let said = |from: usize, to: usize| read[from..to].iter().map(|(source, item)| (source, item));
    let write = |from, to| archive.write_at(now(), |tx| tx.save_all_from(said(from, to))).unwrap();
    match is_at_once {
        true => write(0, states.len()),
        false => (0..states.len()).flat_map(|at| write(at, at + 1)).collect(),
    }
}

fn headline(archive: &Archive) -> String {
    let articles = archive.read(|s| s.articles_by_key(&Key::scoped("guid", "7", "https://example.org/feed")));
    archive.read(|s| s.article(articles.unwrap()[0])).unwrap().unwrap().headline
}

/// All that is stored, as lines.
fn all_of(archive: &Archive) -> String {
    let mut lines = Vec::new();
    archive.export(&dateline::Export::default(), &mut lines).unwrap();
    String::from_utf8(lines).unwrap()
}

const STATES: [State; 3] =
    [(7, "Ferry turns back", "It was dark."), (9, "Fog turns the ferry back", ""), (11, "Ferry waits", "")];
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn the_latest_state_stands_and_all_are_known_again() {
    for order in ORDERS {
        for is_at_once in [true, false] {
            let archive = archive();
            read_states(&archive, &order.map(|at| STATES[at]), is_at_once);
            assert_eq!(headline(&archive), "Ferry waits", "{order:?}");
            assert_eq!(count(&archive), 1);
            let before = all_of(&archive);
            for again in ORDERS {
                let saved = read_states(&archive, &again.map(|at| STATES[at]), !is_at_once);
                assert_eq!(outcomes(&saved), ["unchanged"; 3], "{order:?} then {again:?}");
            }
            assert_eq!(all_of(&archive), before);
            assert_sound(&archive);
        }
    }
}

#[test]
fn an_earlier_state_fills_and_a_later_one_may_go_back() {
    let archive = archive();
    read_states(&archive, &[STATES[2]], true);
    let saved = read_states(&archive, &[STATES[0]], true);
    assert_eq!(saved[0].outcome, Outcome::Older { filled: vec![dateline::ArticleField::Dek] });
    let kept = Warning::Kept { field: dateline::ArticleField::Headline, why: Reason::Older };
    assert_eq!(saved[0].warnings, [kept]);
    // The first wording again, later than all others.
    let back = (13, STATES[0].1, STATES[0].2);
    assert_eq!(outcomes(&read_states(&archive, &[back], true)), ["revised"]);
    assert_eq!(headline(&archive), "Ferry turns back");
    let all = [back, STATES[2], STATES[0]];
    assert_eq!(outcomes(&read_states(&archive, &all, true)), ["unchanged"; 3]);
    assert_sound(&archive);
}

#[test]
fn a_state_says_nothing_of_other_sources_nor_of_a_time_to_come() {
    let archive = archive();
    read_states(&archive, &[STATES[2]], true);
    let page = NewArticle { headline: "Fog again".into(), ..item(STATES[1]) };
    assert_eq!(outcomes(&read(&archive, "page", &[page])), ["revised"]);
    // What a feed of the year 2099 says is of no time: the next one is followed.
    let source = Source::new("feed").dated(Utc.with_ymd_and_hms(2099, 1, 1, 0, 0, 0).unwrap());
    let odd = NewArticle { headline: "Ferry sails".into(), ..item(STATES[1]) };
    archive.write_at(now(), |tx| tx.save_from(&source, &odd)).unwrap();
    assert_eq!(headline(&archive), "Ferry sails");
    assert_eq!(outcomes(&read_states(&archive, &[(12, "Ferry is back", "")], true)), ["revised"]);
    assert_sound(&archive);
}

#[test]
fn two_items_of_a_story_in_each_state_settle() {
    let archive = archive();
    let state = |hour| {
        let of = |headline| item((hour, headline, ""));
        (source((hour, "", "")), [of("Ferry waits"), of(if hour < 9 { "Fog" } else { "More fog" })])
    };
    let read = |hour| {
        let (source, items) = state(hour);
        let said = items.iter().map(|item| (&source, item));
        outcomes(&archive.write_at(now(), |tx| tx.save_all_from(said)).unwrap())
    };
    for hour in [7, 9, 7, 9, 10] {
        read(hour);
    }
    for hour in [7, 9, 10, 9, 7] {
        assert_eq!(read(hour), ["unchanged"; 2]);
    }
    assert_sound(&archive);
}
