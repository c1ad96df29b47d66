//! Plays a history on an archive and on the model, and compares them after every step.

use std::collections::BTreeMap;
use std::slice;

use chrono::TimeDelta;
use dateline::{Archive, ArticleId, NewArticle, Outcome, Saved, Snapshot, Source, Transaction};
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::agree::compare;
use crate::dice::Dice;
use crate::failure::{Failure, holds, same};
use crate::item::Item;
use crate::kept;
use crate::model::identity::{self, identify};
use crate::model::merge::{SINGLE, Sources, fields, merge};
use crate::model::stored::Stored;
use crate::model::{Model, Said};
use crate::step::{Cut, Step, Turn, beginning};

/// Queries after each step.
const QUERIES: usize = 5;
/// The steps from one check to the next.
const CHECKED: usize = 50;

/// An archive and its model in the midst of a history.
pub struct Play {
    pub archive: Archive,
    /// The folder of the file; without one the archive is in memory.
    folder: Option<TempDir>,
    pub model: Model,
    /// What each source says at present.
    pub sources: BTreeMap<&'static str, Vec<Item>>,
    /// All that was ever said.
    pub told: Vec<NewArticle>,
    /// Runs of sources so far.
    pub runs: usize,
}

/// Plays a history from its beginning.
pub fn play(turns: &[Turn], seed: u64) -> Result<(), (usize, Failure)> {
    let mut play = Play::new(seed).map_err(|failure| (0, failure))?;
    for (place, turn) in turns.iter().enumerate() {
        let is_last = place + 1 == turns.len();
        play.turn(turn, is_last || place % CHECKED == CHECKED - 1).map_err(|failure| (place, failure))?;
    }
    Ok(())
}

impl Play {
    fn new(seed: u64) -> Result<Self, Failure> {
        let mut dice = Dice::of(seed, 1);
        let folder = dice.one_in(4).then(|| tempfile::tempdir().unwrap());
        let archive = match &folder {
            Some(folder) => Archive::open(folder.path().join("news.db"))?,
            None => Archive::in_memory()?,
        };
        Ok(Self {
            archive,
            folder,
            model: Model::new(beginning()),
            sources: BTreeMap::new(),
            told: Vec::new(),
            runs: 0,
        })
    }

    fn turn(&mut self, turn: &Turn, check: bool) -> Result<(), Failure> {
        let mut dice = Dice::of(turn.seed, 0);
        match &turn.step {
            Step::Save { source, items, cut } => self.save(source, items, *cut)?,
            Step::Reread => self.reread(&mut dice)?,
            Step::Remove { article } => self.remove(*article)?,
            Step::Edit { article, hand } => self.edit(*article, hand)?,
            Step::Split { article, revision } => self.split(*article, *revision)?,
            Step::MergeArticles { from, into } => self.merge_articles(*from, *into)?,
            Step::MergePeople { from, into } => self.merge_people(from, into)?,
            Step::MergeTags { from, into } => self.merge_tags(from, into)?,
            Step::Pass { minutes } => self.pass(*minutes)?,
            Step::Reopen => self.reopen()?,
            Step::Rebuild => {
                let rebuilt = self.archive.rebuild()?;
                same("mended by a rebuild", &0, &rebuilt.mended)?;
            }
        }
        compare(&self.archive, &self.model, &mut dice, QUERIES)?;
        if check {
            self.everything()?;
        }
        Ok(())
    }

    fn save(&mut self, source: &'static str, items: &[Item], cut: Cut) -> Result<(), Failure> {
        let run = Source::new(source);
        self.runs += 1;
        match cut {
            // Without a name each call is a run.
            Cut::Batch if !source.is_empty() => self.save_batch(source, items),
            Cut::Apart => {
                items.iter().try_for_each(|item| self.save_together(&run, source, slice::from_ref(item)))
            }
            Cut::Together | Cut::Batch => self.save_together(&run, source, items),
        }?;
        if !source.is_empty() {
            self.sources.insert(source, items.to_vec());
        }
        Ok(())
    }

    fn save_together(&mut self, run: &Source, source: &'static str, items: &[Item]) -> Result<(), Failure> {
        let (archive, now) = (self.archive.clone(), self.model.now);
        let mut result = Ok(());
        archive.write_at(now, |tx| {
            result = items.iter().try_for_each(|item| self.save_one(tx, run, source, item).map(drop));
            Ok(())
        })?;
        result
    }

    /// Saves an item, and compares what becomes of it.
    pub fn save_one(
        &mut self,
        tx: &mut Transaction<'_>,
        run: &Source,
        source: &'static str,
        item: &Item,
    ) -> Result<Saved, Failure> {
        self.model.urls.extend(item.urls.iter().map(|url| (url.given.clone(), url.clone())));
        // Without a name each call is a run, and what is said again is looked at.
        let is_named = !source.is_empty();
        let saved = if is_named { tx.save_from(run, &item.new) } else { tx.save(&item.new) }?;
        if !is_named {
            self.runs += 1;
        }
        if let Some(known) = self.model.said_again(source, &item.new).filter(|_| is_named) {
            same(
                "what is said again",
                &(Some(known), Outcome::Unchanged),
                &(saved.id, saved.outcome.clone()),
            )?;
            self.model.note(Said { article: known, source, run: self.runs, document: item.new.clone() });
            let changed = tx.article(known)?.map(|article| article.changed);
            same("its last change", &self.model.article(known).map(|it| it.changed), &changed)?;
            return Ok(saved);
        }
        if let Outcome::Removed { article } = &saved.outcome {
            let is_kept_out = self.model.kept_out.contains(article);
            holds(is_kept_out, || format!("{article} may come back: {:?}", item.new))?;
        }
        let Some(id) = saved.id else { return Ok(saved) };
        let expected = identify(&self.model.articles, item);
        let expected = expected.map(|(place, rule)| (self.model.articles[place].id, rule));
        let found = self.model.article(id).map(|it| (it.id, expected.map_or(0, |it| it.1)));
        let why = || identity::explain(&self.model.articles, item);
        holds(expected == found, || format!("meant: model {expected:?}, archive {found:?}\n{}", why()))?;
        let mut article = read(tx, id)?.expect("it was just saved");
        let known = self.model.article(id).cloned();
        same("added", &known.is_none(), &(saved.outcome == Outcome::Added))?;
        match &known {
            Some(known) => {
                let fills = self.model.has_said(source, self.runs, id);
                self.is_merged(known, item, fills, &mut article, &saved)?;
                article.urls.clone_from(&known.urls);
                article.by_hand.clone_from(&known.by_hand);
                let is_unchanged = saved.outcome == Outcome::Unchanged;
                holds(!is_unchanged || known.changed == article.changed, || "unchanged, but changed".into())?;
            }
            None => {
                article.sources = first_sources(&item.new);
                article.language_said.clone_from(&item.new.language);
            }
        }
        article.learn_urls(&item.urls);
        // What was said before was kept, or told of, then.
        if !self.told.contains(&item.new) {
            let urls = [&article.urls[..], &item.urls].concat();
            kept::everything(tx, &item.new, &saved, &urls)?;
            self.told.push(item.new.clone());
        }
        let pictures: Vec<_> = article.pictures.iter().map(|picture| picture.id).collect();
        self.model.put(article);
        // Who is in a picture is found with all its uses.
        for known in &mut self.model.articles {
            if known.pictures.iter().any(|picture| pictures.contains(&picture.id)) {
                known.changed = tx.article(known.id)?.map_or(0, |article| article.changed);
            }
        }
        let said = Said { article: id, source, run: self.runs, document: item.new.clone() };
        self.model.note(said);
        Ok(saved)
    }

    /// Compares what a save made of an article.
    fn is_merged(
        &self,
        known: &Stored,
        item: &Item,
        fills: bool,
        article: &mut Stored,
        saved: &Saved,
    ) -> Result<(), Failure> {
        let merged = merge(known, &item.new, fills);
        let found = fields(&article.document);
        let is_detected = |field: &str| field == "language" && !merged.document.contains_key(field);
        for field in SINGLE.iter().chain(&["body", "extent", "published"]).filter(|field| !is_detected(field))
        {
            let said = |document: &Map<String, Value>| {
                document.get(*field).filter(|value| *value != "usable").cloned()
            };
            same(&format!("{field} of {saved:?}"), &said(&merged.document), &said(&found))?;
        }
        same("older", &merged.is_older, &(saved.outcome.as_str() == "older"))?;
        article.sources = merged.sources;
        let language = merged.document.get("language").and_then(Value::as_str);
        article.language_said = language.map(str::to_owned);
        Ok(())
    }

    /// Reads all sources again, in any order and cut anyhow: nothing may be written.
    fn reread(&mut self, dice: &mut Dice) -> Result<(), Failure> {
        let mut sources: Vec<_> =
            self.sources.iter().map(|(source, items)| (*source, items.clone())).collect();
        while !sources.is_empty() {
            let (source, mut items) = sources.swap_remove(dice.roll(sources.len()));
            let run = Source::new(source);
            while !items.is_empty() {
                let rest = items.split_off(1 + dice.roll(items.len()));
                self.read_again(&run, &items)?;
                items = rest;
            }
        }
        self.nothing_changed()
    }

    fn read_again(&mut self, run: &Source, items: &[Item]) -> Result<(), Failure> {
        let said = || items.iter().map(|item| (run, &item.new));
        let saved = self.archive.write_at(self.model.now, |tx| tx.save_all_from(said()))?;
        for (saved, item) in saved.iter().zip(items) {
            let writes_nothing =
                matches!(saved.outcome.as_str(), "unchanged" | "older" | "rejected" | "removed");
            holds(writes_nothing, || format!("read again from {run:?}: {saved:?} of {:?}", item.new))?;
        }
        Ok(())
    }

    /// Fails unless every article has the number of its last change, and as many revisions.
    fn nothing_changed(&self) -> Result<(), Failure> {
        self.archive.try_read(|snapshot| {
            same("number of articles", &(self.model.articles.len() as u64), &snapshot.article_count()?)?;
            for known in &self.model.articles {
                let article = snapshot.article(known.id)?;
                same("number of a change", &Some(known.changed), &article.map(|it| it.changed))?;
                let revisions = snapshot.revisions_of(known.id)?.len();
                same("number of revisions", &known.revisions, &revisions)?;
            }
            Ok(())
        })
    }

    fn remove(&mut self, place: usize) -> Result<(), Failure> {
        if self.model.articles.is_empty() {
            return Ok(());
        }
        let place = place % self.model.articles.len();
        let id = self.model.articles[place].id;
        self.model.remove(id);
        self.archive.write_at(self.model.now, |tx| tx.remove_article(id))?;
        match id.0 % 2 == 0 {
            true => self.archive.write_at(self.model.now, |tx| tx.allow(id))?,
            false => self.model.kept_out.push(id),
        }
        // What a source says of it would make it again.
        self.sources.clear();
        Ok(())
    }

    /// Merges two articles, of which one is known by the addresses of both from then on.
    fn merge_articles(&mut self, from: usize, into: usize) -> Result<(), Failure> {
        let count = self.model.articles.len();
        if count == 0 || from % count == into % count {
            return Ok(());
        }
        let (from, into) =
            (self.model.articles[from % count].clone(), self.model.articles[into % count].clone());
        let merge = |tx: &mut Transaction<'_>| tx.merge_articles(from.id, into.id);
        self.archive.write_at(self.model.now, merge)?;
        let merged = self.archive.try_read(|s| read(s, into.id))?;
        let mut merged = merged.ok_or_else(|| Failure("a merged article is gone".into()))?;
        for field in SINGLE.iter().chain(&["body", "extent", "published"]) {
            let [old, new] = [&into, &merged].map(|it| fields(&it.document).remove(*field));
            same(&format!("{field} of a merged article"), &old, &new)?;
        }
        merged.urls.clone_from(&into.urls);
        merged.learn_urls(&from.urls);
        merged.language_said.clone_from(&into.language_said);
        merged.sources.clone_from(&into.sources);
        merged.by_hand.clone_from(&into.by_hand);
        for said in self.model.said.iter_mut().filter(|said| said.article == from.id) {
            said.article = into.id;
        }
        self.model.remove(from.id);
        self.model.put(merged);
        Ok(())
    }

    fn merge_people(&mut self, from: &str, into: &str) -> Result<(), Failure> {
        let named = |name| self.archive.read(|s| s.people_named(name));
        let (one, other) = (named(from)?, named(into)?);
        let ([one], [other]) = (&one[..], &other[..]) else { return Ok(()) };
        if one.id != other.id {
            self.archive.write_at(self.model.now, |tx| tx.merge_people(one.id, other.id))?;
            self.model.people.merge(from, into);
        }
        Ok(())
    }

    fn merge_tags(&mut self, from: &str, into: &str) -> Result<(), Failure> {
        let named = |name| self.archive.read(|s| s.tag_named("", name));
        let (Some(one), Some(other)) = (named(from)?, named(into)?) else { return Ok(()) };
        if one.id != other.id {
            self.archive.write_at(self.model.now, |tx| tx.merge_tags(one.id, other.id))?;
            self.model.tags.merge(from, into);
        }
        Ok(())
    }

    fn pass(&mut self, minutes: i64) -> Result<(), Failure> {
        self.model.now += TimeDelta::minutes(minutes);
        // Upkeep, on which nothing depends.
        if minutes % 4 == 0 {
            self.archive.write_at(self.model.now, |tx| tx.refresh_hidden())?;
            self.refresh()?;
        }
        Ok(())
    }

    /// Takes over the numbers of changes.
    pub fn refresh(&mut self) -> Result<(), Failure> {
        for known in &mut self.model.articles {
            if let Some(article) = self.archive.read(|s| s.article(known.id))? {
                known.changed = article.changed;
            }
        }
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), Failure> {
        if let Some(folder) = &self.folder {
            self.archive = Archive::in_memory()?;
            self.archive = Archive::open(folder.path().join("news.db"))?;
        }
        Ok(())
    }

    /// Compares all that there is, and looks for damage.
    fn everything(&self) -> Result<(), Failure> {
        same("faults", &Vec::new(), &self.archive.check()?)?;
        self.everything_is_known()
    }

    /// Compares all articles.
    pub fn everything_is_known(&self) -> Result<(), Failure> {
        for known in &self.model.articles {
            let article = self.archive.try_read(|s| read(s, known.id))?;
            let article = article.ok_or_else(|| Failure(format!("article {} is gone", known.id)))?;
            same("an article", &known.document, &article.document)?;
            same("its pictures", &known.pictures, &article.pictures)?;
            same("its revisions", &known.revisions, &article.revisions)?;
        }
        Ok(())
    }
}

/// Returns the kinds of source of a new article's values.
fn first_sources(new: &NewArticle) -> Sources {
    fields(new).keys().map(|field| (field.clone(), new.value_source)).collect()
}

/// Reads what the archive has of an article.
pub fn read(snapshot: &Snapshot<'_>, id: ArticleId) -> Result<Option<Stored>, Failure> {
    let Some(article) = snapshot.article(id)? else { return Ok(None) };
    let document = snapshot.document(&article)?;
    let revisions = snapshot.revisions_of(id)?.len();
    Ok(Some(Stored::read(&article, document, revisions)))
}
