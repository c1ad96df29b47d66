//! Whoever keeps what answers, adds what is told to answer and takes out what is gone, has what the query finds.

use std::collections::BTreeSet;

use dateline::{Archive, ArticleId, NewArticle, Query};
use proptest::prelude::*;

use crate::{assert_sound, at, item};

const QUERIES: [&str; 4] =
    ["ferry", "ferry -is:muted", "tag:harbour OR is:starred", "market -ferry before:2024-05-20"];
const STORIES: usize = 5;

#[derive(Clone, Debug)]
enum Step {
    Save { story: usize, wording: usize, embargo: i64, expiry: i64 },
    Edit { story: usize, wording: usize },
    Correct { story: usize, day: u32 },
    Merge { from: usize, into: usize },
    Remove { story: usize },
    Allow { story: usize },
    Mark { story: usize, name: &'static str, is_set: bool },
    Refresh,
    Pass { hours: i64 },
    Take { query: usize, limit: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let (story, wording) = (|| 0..STORIES, || 0..4_usize);
    prop_oneof![
        6 => (story(), wording(), 0..6_i64, 0..6_i64)
            .prop_map(|(story, wording, embargo, expiry)| Step::Save { story, wording, embargo, expiry }),
        2 => (story(), wording()).prop_map(|(story, wording)| Step::Edit { story, wording }),
        1 => (story(), 1..28_u32).prop_map(|(story, day)| Step::Correct { story, day }),
        1 => (story(), story()).prop_map(|(from, into)| Step::Merge { from, into }),
        2 => story().prop_map(|story| Step::Remove { story }),
        1 => story().prop_map(|story| Step::Allow { story }),
        2 => (story(), prop::sample::select(&["starred", "muted"][..]), any::<bool>())
            .prop_map(|(story, name, is_set)| Step::Mark { story, name, is_set }),
        1 => Just(Step::Refresh),
        3 => (1..5_i64).prop_map(|hours| Step::Pass { hours }),
        4 => (0..QUERIES.len(), 1..4_usize).prop_map(|(query, limit)| Step::Take { query, limit }),
    ]
}

fn story(story: usize, wording: usize) -> NewArticle {
    let headline = ["Ferry delayed", "Market moves", "Ferry market", "Storm ahead"][wording];
    let article = item(&format!("s{story}"), headline);
    if wording.is_multiple_of(2) { article.tag("Harbour") } else { article.tag("Trade") }
}

fn play(archive: &Archive, step: &Step, hour: i64) {
    let ids: Vec<_> = archive
        .read(|s| {
            (0..STORIES).map(|story| s.article_by_key("wire", &format!("s{story}"))).collect::<Result<_, _>>()
        })
        .unwrap();
    let outcome = archive.write_at(at(hour), |tx| match *step {
        Step::Save { story: number, wording, embargo, expiry } => {
            let mut article = story(number, wording);
            article.embargoed = (embargo > 2).then(|| at(hour + embargo));
            article.expires = (expiry > 2).then(|| at(hour + expiry + 1));
            tx.save(&article).map(drop)
        }
        Step::Edit { story: number, wording } => match ids[number] {
            Some(id) => tx.edit(id, |edit| _ = edit.set_headline(story(number, wording).headline)).map(drop),
            None => Ok(()),
        },
        Step::Correct { story, day } => match ids[story] {
            Some(id) => tx.correct_published(id, format!("2024-05-{day:02}").parse().unwrap()),
            None => Ok(()),
        },
        Step::Merge { from, into } => match (ids[from], ids[into]) {
            (Some(from), Some(into)) if from != into => tx.merge_articles(from, into),
            _ => Ok(()),
        },
        Step::Remove { story } => ids[story].map_or(Ok(()), |id| tx.remove_article(id)),
        Step::Allow { story } => {
            let removed = tx.removed_articles_by_uri(&format!("wire:s{story}"))?;
            removed.iter().try_for_each(|removed| tx.allow(removed.article))
        }
        Step::Mark { story, name, is_set } => match (ids[story], is_set) {
            (Some(id), true) => tx.mark(id, name).map(drop),
            (Some(id), false) => tx.unmark(id, name).map(drop),
            (None, _) => Ok(()),
        },
        Step::Refresh => tx.refresh_hidden().map(drop),
        Step::Pass { .. } | Step::Take { .. } => Ok(()),
    });
    outcome.unwrap();
}

/// Takes a page, and returns true if there are more.
fn take(archive: &Archive, query: usize, known: &mut BTreeSet<ArticleId>, limit: usize, hour: i64) -> bool {
    let name = QUERIES[query];
    let page = archive.read_at(at(hour), |s| s.new_for(name, "desk", limit)).unwrap();
    for id in &page.gone {
        known.remove(id);
    }
    known.extend(&page.answering);
    archive.write_at(at(hour), |tx| tx.confirm(name, "desk", &page.position)).unwrap();
    page.has_more
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_adds_up_to_what_is_found(steps in prop::collection::vec(step(), 1..50)) {
        let archive = Archive::in_memory().unwrap();
        archive.write_at(at(0), |tx| QUERIES.iter().try_for_each(|text| tx.add_standing_query(text, &(*text).into()))).unwrap();
        let mut known = vec![BTreeSet::new(); QUERIES.len()];
        let mut hour = 1;
        for step in &steps {
            match step {
                Step::Pass { hours } => hour += hours,
                Step::Take { query, limit } => _ = take(&archive, *query, &mut known[*query], *limit, hour),
                step => play(&archive, step, hour),
            }
        }
        for (query, known) in known.iter_mut().enumerate() {
            let counts = archive.read_at(at(hour), |s| s.new_counts("desk")).unwrap();
            let whole = archive.read_at(at(hour), |s| s.new_for(QUERIES[query], "desk", 1000)).unwrap();
            let count = counts.iter().find(|count| count.name == QUERIES[query]).unwrap();
            prop_assert_eq!(count.new, whole.answering.len());
            while take(&archive, query, known, 2, hour) {}
            let asked = Query::from(QUERIES[query]).limit(1000);
            let found = archive.read_at(at(hour), |s| s.search_ids(&asked)).unwrap().hits;
            prop_assert_eq!(&*known, &found.into_iter().collect(), "{}", QUERIES[query]);
            prop_assert!(archive.read_at(at(hour), |s| s.new_for(QUERIES[query], "desk", 9)).unwrap().answering.is_empty());
        }
        assert_sound(&archive);
    }
}
