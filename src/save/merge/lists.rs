//! The lists of an article: credits, people, pictures and tags.
//!
//! A list that is given replaces the one that the same kind of setter gave before. What was added by hand stays, at the
//! end of the list, and what was refused by hand doesn't come back.

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::id::{PersonId, TagId};
use crate::model::article::refused::{Refused, name_item, tag_item};
use crate::model::article::{Article, ArticleTag, Credit};
use crate::model::image::ImageUse;
use crate::model::new_article::{ArticleField, CreditKind, NewCredit, NewPerson, NewTag, SetBy};
use crate::model::organization::OrganizationKind;
use crate::model::person::Mention;
use crate::save::clean::CleanArticle;
use crate::save::report::{Reason, Warning};
use crate::save::resolve_names::settled;
use crate::save::state::Batch;

/// Puts the lists of a new article in the place of those that are stored.
pub(super) fn merge(
    batch: &mut Batch<'_>,
    clean: &mut CleanArticle,
    article: &mut Article,
    stored: Option<&Article>,
) -> Result<()> {
    let refused = batch.articles.get(&article.id).map(|stored| stored.refused.clone()).unwrap_or_default();
    if !refused.is_empty() {
        leave_refused(clean, &refused);
    }
    if !clean.article.credits.is_empty() {
        credits(batch, clean, article)?;
    }
    if !clean.article.people.is_empty() {
        people(batch, clean, article)?;
    }
    if !clean.article.tags.is_empty() {
        tags(batch, clean, article)?;
    }
    if clean.fills.contains(&ArticleField::Images) && !article.images.is_empty() {
        batch.fill_image_uses(clean, article, &refused)?;
    } else if !clean.article.images.is_empty() {
        images(batch, clean, article, stored, &refused)?;
    }
    Ok(())
}

/// Takes out of a new article what was refused by hand.
fn leave_refused(clean: &mut CleanArticle, refused: &Refused) {
    let CleanArticle { article: new, warnings, .. } = clean;
    let is_refused = |field, item: String| refused.has(field, &item);
    let said = [new.credits.len(), new.people.len(), new.tags.len()];
    new.credits.retain(|credit| !is_refused(ArticleField::Credits, name_item(&credit.name)));
    new.people.retain(|person| !is_refused(ArticleField::People, name_item(&person.name)));
    new.tags.retain(|tag| !is_refused(ArticleField::Tags, tag_item(&tag.scheme, &tag.name)));
    let left = [new.credits.len(), new.people.len(), new.tags.len()];
    let fields = [ArticleField::Credits, ArticleField::People, ArticleField::Tags];
    for (field, (said, left)) in fields.into_iter().zip(said.into_iter().zip(left)) {
        if left < said {
            warnings.push(Warning::Kept { field, why: Reason::ByHand });
        }
    }
}

fn credits(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let before = std::mem::take(&mut article.credits);
    let settled = settled(before.iter().map(|old| (&old.name, old.person)));
    let by_hand: HashSet<_> = before
        .iter()
        .filter(|credit| credit.set_by == SetBy::Editor)
        .map(|credit| (name_item(&credit.name), credit.role))
        .collect();
    for new in std::mem::take(&mut clean.article.credits) {
        if by_hand.is_empty() || !by_hand.contains(&(name_item(&new.name), new.role)) {
            let known = settled.get(&new.name).copied().flatten();
            article.credits.push(batch.credit(&new, known, SetBy::Feed, &mut clean.warnings)?);
        }
    }
    drop(settled);
    article.credits.extend(before.into_iter().filter(|credit| credit.set_by == SetBy::Editor));
    Ok(())
}

fn people(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let before = std::mem::take(&mut article.people);
    let settled = settled(before.iter().map(|old| (&old.name, old.person)));
    let by_hand: HashSet<_> =
        before.iter().filter(|old| old.set_by == SetBy::Editor).map(|old| name_item(&old.name)).collect();
    for new in std::mem::take(&mut clean.article.people) {
        if by_hand.is_empty() || !by_hand.contains(&name_item(&new.name)) {
            let known = settled.get(&new.name).copied().flatten();
            article.people.push(batch.mention(&new, known, SetBy::Feed, &mut clean.warnings)?);
        }
    }
    drop(settled);
    article.people.extend(before.into_iter().filter(|person| person.set_by == SetBy::Editor));
    Ok(())
}

/// Resolved items of lists.
impl Batch<'_> {
    /// Resolves a credit, unless it was settled before who that is.
    pub(crate) fn credit(
        &mut self,
        new: &NewCredit,
        settled: Option<PersonId>,
        set_by: SetBy,
        warnings: &mut Vec<Warning>,
    ) -> Result<Credit> {
        let (snapshot, out) = (self.snapshot, &mut self.statements);
        let (mut person, mut organization) = (None, None);
        match new.kind {
            CreditKind::Person => {
                person = self.names.person(snapshot, &new.name, &[], settled, out, warnings)?;
            }
            CreditKind::Organization => {
                let kind = OrganizationKind::Agency;
                organization = Some(self.names.organization(snapshot, &new.name, kind, out)?);
            }
            CreditKind::Unknown => {}
        }
        Ok(Credit { name: new.name.clone(), kind: new.kind, role: new.role, person, organization, set_by })
    }

    /// Resolves a person whom an article is about, unless it was settled before who that is.
    pub(crate) fn mention(
        &mut self,
        new: &NewPerson,
        settled: Option<PersonId>,
        set_by: SetBy,
        warnings: &mut Vec<Warning>,
    ) -> Result<Mention> {
        let out = &mut self.statements;
        let person = self.names.person(self.snapshot, &new.name, &new.keys, settled, out, warnings)?;
        Ok(Mention { name: new.name.clone(), person, set_by })
    }
}

/// Puts new tags in the place of those that the same kind of setter set before; others stay. What an
/// editor set is the editor's, whoever sets it again. Tags stand in the order of their setters, so that it is all
/// the same in which order these came.
fn tags(batch: &mut Batch<'_>, clean: &mut CleanArticle, article: &mut Article) -> Result<()> {
    let new = &clean.article.tags;
    let before = StoredTags::of(&article.tags);
    let mut tags = Vec::with_capacity(new.len());
    for tag in new {
        let out = &mut batch.statements;
        let id = batch.names.tag(batch.snapshot, &tag.scheme, &tag.name, out)?;
        let before = before.find(batch, tag, id)?;
        let is_editors = before.is_some_and(|before| before.set_by == SetBy::Editor);
        tags.push(ArticleTag {
            tag: before.map_or(id, |before| before.tag),
            name: tag.name.clone(),
            scheme: tag.scheme.clone(),
            set_by: if is_editors { SetBy::Editor } else { tag.set_by.unwrap_or_default() },
            inferred: tag.inferred,
        });
    }
    let setters: HashSet<SetBy> = new.iter().map(|tag| tag.set_by.unwrap_or_default()).collect();
    let mut set: HashSet<TagId> = tags.iter().map(|tag| tag.tag).collect();
    for old in std::mem::take(&mut article.tags) {
        if !setters.contains(&old.set_by) && set.insert(old.tag) {
            tags.push(old);
        }
    }
    tags.sort_by_key(|tag| match tag.set_by {
        SetBy::Feed => 0,
        SetBy::Model => 1,
        SetBy::Editor => 2,
    });
    article.tags = tags;
    Ok(())
}

/// The tags that an article has already, by their ids and by their spellings.
struct StoredTags<'a> {
    by_id: HashMap<TagId, &'a ArticleTag>,
    by_name: HashMap<(&'a str, &'a str), &'a ArticleTag>,
}

impl<'a> StoredTags<'a> {
    fn of(tags: &'a [ArticleTag]) -> Self {
        let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
        for tag in tags {
            by_id.entry(tag.tag).or_insert(tag);
            by_name.entry((tag.scheme.as_str(), tag.name.as_str())).or_insert(tag);
        }
        Self { by_id, by_name }
    }

    /// Finds a tag: under that id, or in that spelling under one merged into it.
    fn find(&self, batch: &Batch<'_>, new: &NewTag, id: TagId) -> Result<Option<&'a ArticleTag>> {
        if let Some(same) = self.by_id.get(&id) {
            return Ok(Some(same));
        }
        let Some(alike) = self.by_name.get(&(new.scheme.as_str(), new.name.as_str())) else {
            return Ok(None);
        };
        let is_merged = batch.snapshot.tag(alike.tag)?.is_some_and(|tag| tag.id == id);
        Ok(is_merged.then_some(alike))
    }
}

fn images(
    batch: &mut Batch<'_>,
    clean: &mut CleanArticle,
    article: &mut Article,
    stored: Option<&Article>,
    refused: &Refused,
) -> Result<()> {
    let (uri, language) = (article.uri.clone(), article.language.clone());
    // Words that were cleared with their picture don't come back with it.
    let is_cleared = clean.article.clear.contains(&ArticleField::Images);
    let wordless = stored.filter(|_| is_cleared).map(|stored| {
        let mut wordless = stored.clone();
        wordless.images.iter_mut().for_each(|used| used.captions.clear());
        wordless
    });
    let mut uses = batch.image_uses(clean, &uri, &language, wordless.as_ref().or(stored))?;
    if !refused.is_empty() && leave_refused_images(&mut uses, refused) {
        clean.warnings.push(Warning::Kept { field: ArticleField::Images, why: Reason::ByHand });
    }
    let by_hand = std::mem::take(&mut article.images).into_iter().filter(|used| used.set_by == SetBy::Editor);
    for used in by_hand {
        uses.retain(|other| other.image.id != used.image.id);
        uses.push(used);
    }
    article.images = uses;
    Ok(())
}

/// Takes out pictures and captions that were refused by hand. Returns true if there were any.
fn leave_refused_images(uses: &mut Vec<ImageUse>, refused: &Refused) -> bool {
    let (pictures, mut captions) = (uses.len(), 0);
    uses.retain(|used| !refused.has(ArticleField::Images, &used.image.uri));
    for used in uses.iter_mut() {
        captions += used.captions.len();
        used.captions.retain(|caption| !refused.has_caption(&caption.text));
        captions -= used.captions.len();
    }
    uses.len() < pictures || captions > 0
}
