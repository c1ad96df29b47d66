//! Random histories of saves, edits, merges, removals, corrected dates and marks, against a model of the marks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{Archive, ArticleId, NewArticle, Outcome, Query, SaveOptions, Source};

use crate::dice::Dice;
use crate::{assert_sound, at};

const STEPS: usize = 120;
const NAMES: &[&str] = &["unread", "starred", "to file", "muted"];

/// A mark's time and note.
type Marked = (DateTime<Utc>, String);
/// The marks of each article that is there.
type Model = BTreeMap<ArticleId, BTreeMap<String, Marked>>;

struct History {
    archive: Archive,
    model: Model,
    dice: Dice,
    /// The ids at the source of what was saved.
    saved: Vec<String>,
    now: DateTime<Utc>,
}

impl History {
    fn article(&mut self) -> Option<ArticleId> {
        let ids: Vec<_> = self.model.keys().copied().collect();
        (!ids.is_empty()).then(|| self.dice.pick(&ids))
    }

    fn some(&mut self) -> Vec<ArticleId> {
        (0..self.dice.roll(6)).filter_map(|_| self.article()).collect()
    }

    fn date(&mut self) -> String {
        // Few days, so that clocks are near each other and are taken again.
        let (day, hour) = (1 + self.dice.roll(3), self.dice.roll(3));
        if self.dice.one_in(3) { format!("2024-05-0{day}") } else { format!("2024-05-0{day}T0{hour}:00Z") }
    }

    /// Saves something new, or a new wording of what was saved.
    fn save(&mut self) {
        let id = match self.dice.one_in(2) && !self.saved.is_empty() {
            true => self.saved[self.dice.roll(self.saved.len())].clone(),
            false => format!("id{}", self.saved.len()),
        };
        let text = format!("Wording {} of {id}.", self.dice.roll(1000));
        let published = self.date().parse().unwrap();
        let item = NewArticle::new(format!("Story {id}"), text).key("wire", &id).published(published);
        let source = Source::new(format!("feed at {}", self.now));
        let options = SaveOptions::new().mark_new(["unread"]);
        let saved =
            self.archive.write_at(self.now, |tx| tx.save_all_with(&options, [(&source, &item)])).unwrap();
        if let Outcome::Removed { article } = saved[0].outcome {
            // It isn't saved until it may come back, and then it is another article.
            if self.dice.one_in(2) {
                self.archive.write_at(self.now, |tx| tx.allow(article)).unwrap();
            }
            return;
        }
        let (article, is_new) = (saved[0].id.unwrap(), saved[0].outcome == Outcome::Added);
        if is_new {
            self.saved.push(id);
            self.model.insert(article, BTreeMap::from([("unread".into(), (self.now, String::new()))]));
        }
        assert!(self.model.contains_key(&article));
    }

    fn mark(&mut self) {
        let (some, name, now) = (self.some(), self.dice.pick(NAMES), self.now);
        let expected: BTreeSet<_> =
            some.iter().copied().filter(|id| !self.model[id].contains_key(name)).collect();
        let changed = self.archive.write_at(now, |tx| tx.mark_all(some.clone(), name)).unwrap();
        assert_eq!(changed, expected.len());
        for id in expected {
            self.model.get_mut(&id).unwrap().insert(name.into(), (now, String::new()));
        }
    }

    fn mark_with_note(&mut self) {
        let Some(id) = self.article() else { return };
        let (name, note) = (self.dice.pick(NAMES), self.dice.pick(&["", "short", "a longer note"]));
        self.archive.write_at(self.now, |tx| tx.mark_with_note(id, name, note)).unwrap();
        let marks = self.model.get_mut(&id).unwrap();
        marks.entry(name.into()).or_insert((self.now, String::new())).1 = note.into();
    }

    fn unmark(&mut self) {
        let (some, name) = (self.some(), self.dice.pick(NAMES));
        self.archive.write_at(self.now, |tx| tx.unmark_all(some.clone(), name)).unwrap();
        for id in some {
            self.model.get_mut(&id).unwrap().remove(name);
        }
    }

    fn correct_date(&mut self) {
        let (Some(id), date) = (self.article(), self.date()) else { return };
        let moment = date.parse().unwrap();
        self.archive.write_at(self.now, |tx| tx.correct_published(id, moment)).unwrap();
    }

    fn edit(&mut self) {
        let Some(id) = self.article() else { return };
        let text = format!("By hand {}", self.dice.roll(1000));
        self.archive.write_at(self.now, |tx| tx.edit(id, |edit| _ = edit.set_body(&text))).unwrap();
    }

    fn merge(&mut self) {
        let (Some(from), Some(into)) = (self.article(), self.article()) else { return };
        if from == into {
            return;
        }
        self.archive.write_at(self.now, |tx| tx.merge_articles(from, into)).unwrap();
        let moved = self.model.remove(&from).unwrap();
        let marks = self.model.get_mut(&into).unwrap();
        for (name, (at, note)) in moved {
            let Some(own) = marks.get_mut(&name) else {
                marks.insert(name, (at, note));
                continue;
            };
            own.0 = own.0.min(at);
            if own.1.is_empty() {
                own.1 = note;
            } else if !note.is_empty() && own.1 != note {
                own.1 = format!("{}\n{note}", own.1);
            }
        }
    }

    fn remove(&mut self) {
        let Some(id) = self.article() else { return };
        self.archive.write_at(self.now, |tx| tx.remove_article(id)).unwrap();
        self.model.remove(&id);
    }

    fn step(&mut self) {
        self.now += TimeDelta::minutes(1);
        match self.dice.roll(20) {
            0..6 => self.save(),
            6..9 => self.mark(),
            9..11 => self.mark_with_note(),
            11..14 => self.unmark(),
            14..16 => self.correct_date(),
            16 => self.edit(),
            17 => self.merge(),
            18 => self.remove(),
            _ if self.dice.one_in(4) => drop(self.archive.rebuild().unwrap()),
            _ => {}
        }
    }

    fn compare(&self) {
        for (id, expected) in &self.model {
            let marks = self.archive.read(|s| s.marks_of(*id)).unwrap();
            let marks: BTreeMap<_, _> =
                marks.into_iter().map(|mark| (mark.name, (mark.at, mark.note))).collect();
            assert_eq!(marks, *expected, "{id}");
        }
        let found = |query: Query| -> BTreeSet<ArticleId> {
            self.archive.search_ids(&query.limit(Query::MAX_LIMIT)).unwrap().hits.into_iter().collect()
        };
        let those = |holds: &dyn Fn(&BTreeMap<String, Marked>) -> bool| -> BTreeSet<ArticleId> {
            self.model.iter().filter(|(_, marks)| holds(marks)).map(|(id, _)| *id).collect()
        };
        for name in NAMES {
            if self.archive.read(|s| s.mark_named(name)).unwrap().is_some() {
                assert_eq!(found(Query::new().marked(name)), those(&|marks| marks.contains_key(*name)));
                assert_eq!(found(Query::new().not_marked(name)), those(&|marks| !marks.contains_key(*name)));
            }
        }
        assert_eq!(
            found("has:note".into()),
            those(&|marks| marks.values().any(|(_, note)| !note.is_empty()))
        );
    }
}

#[test]
fn marks_agree_with_their_model() {
    for case in 0..6 {
        let mut history = History {
            archive: Archive::in_memory().unwrap(),
            model: Model::new(),
            dice: Dice::of(1_506, case),
            saved: Vec::new(),
            now: at(0),
        };
        for _ in 0..STEPS {
            history.step();
            history.compare();
        }
        assert_sound(&history.archive);
    }
}
