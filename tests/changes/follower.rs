//! A follower that is told of changes alone equals the archive, after any history.

use std::collections::{BTreeMap, BTreeSet};

use dateline::{
    Archive, ArticleId, Changed, Entity, Filter, ImageId, NewArticle, NewImage, Position, Query, Snapshot,
    Term,
};
use proptest::prelude::*;

use crate::{assert_sound, at, item};

/// Stories that a history knows, and wordings that each has.
const STORIES: usize = 5;

#[derive(Clone, Debug)]
enum Step {
    Save { story: usize, wording: u32 },
    Edit { story: usize, wording: u32 },
    Correct { story: usize, day: u32 },
    Merge { from: usize, into: usize },
    Remove { story: usize },
    Allow { story: usize },
    Forget { story: usize },
    Mark { story: usize, is_set: bool },
    PersonKey { person: u32 },
    MergePeople,
    MergeTags,
    EditImage { creator: u32 },
    Follow { limit: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let story = || 0..STORIES;
    prop_oneof![
        6 => (story(), 0..4_u32).prop_map(|(story, wording)| Step::Save { story, wording }),
        2 => (story(), 0..4_u32).prop_map(|(story, wording)| Step::Edit { story, wording }),
        1 => (story(), 1..28_u32).prop_map(|(story, day)| Step::Correct { story, day }),
        2 => (story(), story()).prop_map(|(from, into)| Step::Merge { from, into }),
        2 => story().prop_map(|story| Step::Remove { story }),
        1 => story().prop_map(|story| Step::Allow { story }),
        1 => story().prop_map(|story| Step::Forget { story }),
        2 => (story(), any::<bool>()).prop_map(|(story, is_set)| Step::Mark { story, is_set }),
        1 => (0..3_u32).prop_map(|person| Step::PersonKey { person }),
        1 => Just(Step::MergePeople),
        1 => Just(Step::MergeTags),
        1 => (0..3_u32).prop_map(|creator| Step::EditImage { creator }),
        3 => (1..4_usize).prop_map(|limit| Step::Follow { limit }),
    ]
}

fn story(story: usize, wording: u32) -> NewArticle {
    let photo = NewImage {
        title: format!("Title {}", wording % 2),
        ..NewImage::at(format!("https://example.org/{}.jpg", story % 3))
    };
    let mut article = item(&format!("s{story}"), 1 + u32::try_from(story).unwrap())
        .publication("Harbour News")
        .person(format!("Person {}", story % 3))
        .tag(format!("Tag {}", wording % 3))
        .image(photo);
    article.body = format!("All of s{story}, told for the {wording} time.");
    article
}

/// Returns the article that a story is, if it is there.
fn stored(snapshot: &Snapshot<'_>, story: usize) -> Option<ArticleId> {
    snapshot.article_by_key("wire", &format!("s{story}")).unwrap()
}

fn take(archive: &Archive, step: &Step, hour: i64) {
    let ids: Vec<_> = archive.read(|s| Ok((0..STORIES).map(|story| stored(s, story)).collect())).unwrap();
    let id = |story: usize| ids[story];
    let refused = archive.write_at(at(hour), |tx| match *step {
        Step::Save { story: number, wording } => tx.save(&story(number, wording)).map(drop),
        Step::Edit { story, wording } => id_of(id(story), |id| {
            tx.edit(id, |edit| _ = edit.set_headline(format!("Edited {wording}"))).map(drop)
        }),
        Step::Correct { story, day } => {
            let day = format!("2024-05-{day:02}").parse().unwrap();
            id_of(id(story), |id| tx.correct_published(id, day))
        }
        Step::Merge { from, into } => match (id(from), id(into)) {
            (Some(from), Some(into)) if from != into => tx.merge_articles(from, into),
            _ => Ok(()),
        },
        Step::Remove { story } => id_of(id(story), |id| tx.remove_article(id)),
        Step::Allow { story } | Step::Forget { story } => {
            for removed in tx.removed_articles_by_uri(&format!("wire:s{story}"))? {
                match step {
                    Step::Allow { .. } => tx.allow(removed.article)?,
                    _ => tx.forget(removed.article)?,
                }
            }
            Ok(())
        }
        Step::Mark { story, is_set: true } => id_of(id(story), |id| tx.mark(id, "starred").map(drop)),
        Step::Mark { story, is_set: false } => id_of(id(story), |id| tx.unmark(id, "starred").map(drop)),
        Step::PersonKey { person } => {
            let found = tx.find_or_add_person(&format!("Person {person}"))?;
            tx.add_person_key(found, "wikidata", &format!("Q{person}"))
        }
        Step::MergePeople => {
            let (from, into) = (tx.find_or_add_person("Person 1")?, tx.find_or_add_person("Person 2")?);
            tx.merge_people(from, into)
        }
        Step::MergeTags => {
            let (from, into) = (tx.find_or_add_tag("", "Tag 1")?, tx.find_or_add_tag("", "Tag 2")?);
            tx.merge_tags(from, into)
        }
        Step::EditImage { creator } => match tx.image_by_uri("https://example.org/0.jpg")? {
            Some(image) => tx.edit_image(image.id, |image| image.creator = format!("Creator {creator}")),
            None => Ok(()),
        },
        Step::Follow { .. } => Ok(()),
    });
    match refused {
        Ok(()) => {}
        // They are one already, or the key is the other's.
        Err(dateline::Error::Invalid { .. }) => {}
        Err(error) => panic!("{step:?}: {error}"),
    }
}

fn id_of(id: Option<ArticleId>, act: impl FnOnce(ArticleId) -> dateline::Result<()>) -> dateline::Result<()> {
    id.map_or(Ok(()), act)
}

/// What is kept of an article: all that can be said of it elsewhere.
type Copy = (ArticleId, NewArticle, Vec<String>);

fn copy(snapshot: &Snapshot<'_>, id: ArticleId) -> (String, Copy) {
    let article = snapshot.article(id).unwrap().unwrap();
    let marks = snapshot.marks_of(id).unwrap().into_iter().map(|mark| mark.name).collect();
    (article.uri.clone(), (id, snapshot.document(&article).unwrap(), marks))
}

/// A copy of an archive that is told of changes alone.
#[derive(Default)]
struct Follower {
    articles: BTreeMap<String, Copy>,
    position: Position,
}

impl Follower {
    /// Takes one page, and returns true if there are more.
    fn follow(&mut self, archive: &Archive, limit: usize) -> bool {
        archive
            .read(|snapshot| {
                let page = snapshot.changes_since(&self.position, limit)?;
                assert!(page.changes.len() <= limit);
                for change in page.changes {
                    self.apply(snapshot, change.what);
                }
                self.position = page.position;
                Ok(page.has_more)
            })
            .unwrap()
    }

    fn apply(&mut self, snapshot: &Snapshot<'_>, change: Changed) {
        match change {
            Changed::Added { article, uri }
            | Changed::Revised { article, uri }
            | Changed::Marked { article, uri } => {
                let (known, copy) = copy(snapshot, article);
                assert_eq!(known, uri);
                self.articles.insert(uri, copy);
            }
            // One that was forgotten has no uri any more.
            Changed::Removed { article, .. } => self.articles.retain(|_, (id, ..)| *id != article),
            Changed::Person { id } => self.renew(snapshot, &of(Entity::Person(id))),
            Changed::Publication { id } => self.renew(snapshot, &of(Entity::Publication(id))),
            Changed::Image { id } => {
                let users = using(snapshot, id);
                self.renew_each(snapshot, &users);
            }
            // An article keeps the names of tags as they were printed.
            Changed::Tag { .. } => {}
            other => panic!("{other:?}"),
        }
    }

    fn renew(&mut self, snapshot: &Snapshot<'_>, query: &Query) {
        let found = snapshot.search_ids(query).unwrap().hits.into_iter().collect();
        self.renew_each(snapshot, &found);
    }

    /// Reads again what is known already: what isn't is told later.
    fn renew_each(&mut self, snapshot: &Snapshot<'_>, ids: &BTreeSet<ArticleId>) {
        for id in ids {
            let (uri, copy) = copy(snapshot, *id);
            if self.articles.contains_key(&uri) {
                self.articles.insert(uri, copy);
            }
        }
    }
}

fn of(entity: Entity) -> Query {
    Query::new().hidden(true).belonging_to(entity).limit(1000)
}

fn using(snapshot: &Snapshot<'_>, image: ImageId) -> BTreeSet<ArticleId> {
    snapshot.uses_of(image).unwrap().into_iter().map(|used| used.article).collect()
}

fn whole(archive: &Archive) -> BTreeMap<String, Copy> {
    archive
        .read(|snapshot| {
            let all =
                Query::new().hidden(true).any_of([Term::Filter(Filter::Type, "any".into())]).limit(1000);
            Ok(snapshot.search_ids(&all)?.hits.into_iter().map(|id| copy(snapshot, id)).collect())
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_follower_equals_the_archive(steps in prop::collection::vec(step(), 1..40)) {
        let archive = Archive::in_memory().unwrap();
        let mut follower = Follower::default();
        for (hour, step) in (1..).zip(&steps) {
            match step {
                Step::Follow { limit } => _ = follower.follow(&archive, *limit),
                step => take(&archive, step, hour),
            }
        }
        while follower.follow(&archive, 2) {}
        prop_assert_eq!(&follower.articles, &whole(&archive));
        let mut late = Follower::default();
        while late.follow(&archive, 3) {}
        prop_assert_eq!(&late.articles, &whole(&archive));
        assert_sound(&archive);
    }
}
