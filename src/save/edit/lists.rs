//! Items of lists that are added and removed by hand.

use std::collections::HashSet;

use super::apply::Edited;
use super::{Edit, Item};
use crate::error::{Error, Result};
use crate::model::article::ArticleTag;
use crate::model::article::refused::{name_item, tag_item};
use crate::model::new_article::{ArticleField, NewArticle, SetBy};
use crate::save::clean::CleanArticle;
use crate::save::state::Batch;
use crate::text::url_key;

impl Edit {
    /// Returns the fields that it sets, clears, or changes an item of.
    pub(super) fn touched(&self) -> HashSet<ArticleField> {
        let mut touched: HashSet<ArticleField> = self.cleared.iter().copied().collect();
        let lists = |new: &NewArticle| {
            [
                (ArticleField::Credits, new.credits.is_empty()),
                (ArticleField::People, new.people.is_empty()),
                (ArticleField::Images, new.images.is_empty()),
                (ArticleField::Tags, new.tags.is_empty()),
            ]
        };
        let given = [&self.set, &self.added].into_iter().flat_map(lists);
        touched.extend(given.filter(|(_, is_empty)| !is_empty).map(|(field, _)| field));
        touched.extend(self.removed.iter().map(|(item, _)| match item {
            Item::Tag => ArticleField::Tags,
            Item::Person => ArticleField::People,
            Item::Credit => ArticleField::Credits,
            Item::Image | Item::Caption => ArticleField::Images,
        }));
        touched
    }
}

impl Batch<'_> {
    /// Puts the lists that are given in the place of the stored ones.
    pub(super) fn set_lists(&mut self, edited: &mut Edited, clean: &mut CleanArticle) -> Result<()> {
        let new = &clean.article;
        let given = [
            (ArticleField::Credits, new.credits.is_empty()),
            (ArticleField::People, new.people.is_empty()),
            (ArticleField::Images, new.images.is_empty()),
            (ArticleField::Tags, new.tags.is_empty()),
        ];
        for (field, _) in given.into_iter().filter(|(_, is_empty)| !is_empty) {
            edited.remove_all(field);
        }
        self.add_items(edited, clean)
    }

    /// Removes and adds single items.
    pub(super) fn change_items(&mut self, edited: &mut Edited, edit: &Edit) -> Result<()> {
        for (item, name) in &edit.removed {
            edited.remove(*item, name);
        }
        let clean = CleanArticle::of(&edit.added, &self.tracking)
            .map_err(|why| Error::invalid("edit", why.to_string()));
        let mut clean = clean?;
        self.add_items(edited, &mut clean)?;
        edited.warnings.append(&mut clean.warnings);
        Ok(())
    }

    /// Adds the items of the lists of a new article, as what a person added.
    fn add_items(&mut self, edited: &mut Edited, clean: &mut CleanArticle) -> Result<()> {
        let Edited { article, refused, warnings } = edited;
        for new in std::mem::take(&mut clean.article.credits) {
            let item = name_item(&new.name);
            article.credits.retain(|old| name_item(&old.name) != item || old.role != new.role);
            article.credits.push(self.credit(&new, None, SetBy::Editor, warnings)?);
            refused.allow(ArticleField::Credits, item);
        }
        for new in std::mem::take(&mut clean.article.people) {
            let item = name_item(&new.name);
            article.people.retain(|old| name_item(&old.name) != item);
            article.people.push(self.mention(&new, None, SetBy::Editor, warnings)?);
            refused.allow(ArticleField::People, item);
        }
        for new in std::mem::take(&mut clean.article.tags) {
            let out = &mut self.statements;
            let tag = self.names.tag(self.snapshot, &new.scheme, &new.name, out)?;
            article.tags.retain(|old| old.tag != tag);
            refused.allow(ArticleField::Tags, tag_item(&new.scheme, &new.name));
            let (name, scheme, inferred) = (new.name, new.scheme, new.inferred);
            article.tags.push(ArticleTag { tag, name, scheme, set_by: SetBy::Editor, inferred });
        }
        if !clean.article.images.is_empty() {
            let (uri, language) = (article.uri.clone(), article.language.clone());
            let uses = self.image_uses(clean, &uri, &language, None)?;
            for mut used in uses {
                used.set_by = SetBy::Editor;
                article.images.retain(|old| old.image.id != used.image.id);
                refused.allow(ArticleField::Images, used.image.uri.clone());
                used.captions.iter().for_each(|caption| refused.allow_caption(&caption.text));
                article.images.push(used);
            }
        }
        Ok(())
    }
}

impl Edited {
    /// Takes an item out, and refuses it from now on.
    fn remove(&mut self, item: Item, name: &str) {
        let Self { article, refused, .. } = self;
        let folded = name_item(name);
        match item {
            Item::Tag => {
                refused.add(ArticleField::Tags, folded.clone());
                for tag in article.tags.extract_if(.., |tag| name_item(&tag.name) == folded) {
                    refused.add(ArticleField::Tags, tag_item(&tag.scheme, &tag.name));
                }
            }
            Item::Person => {
                article.people.retain(|person| name_item(&person.name) != folded);
                refused.add(ArticleField::People, folded);
            }
            Item::Credit => {
                article.credits.retain(|credit| name_item(&credit.name) != folded);
                refused.add(ArticleField::Credits, folded);
            }
            Item::Image => {
                let key = url_key(name);
                let is_it = |urls: &[String]| key.is_some() && urls.iter().any(|url| url_key(url) == key);
                refused.add(ArticleField::Images, name.to_owned());
                for used in
                    article.images.extract_if(.., |used| used.image.uri == name || is_it(&used.image.urls))
                {
                    refused.add(ArticleField::Images, used.image.uri);
                }
            }
            Item::Caption => {
                for used in &mut article.images {
                    used.captions.retain(|caption| name_item(&caption.text) != folded);
                }
                refused.add_caption(name);
            }
        }
    }

    /// Takes every item of a list out, and refuses those from now on.
    pub(super) fn remove_all(&mut self, field: ArticleField) {
        let Self { article, refused, .. } = self;
        let mut refuse = |item| refused.add(field, item);
        match field {
            ArticleField::Credits => article.credits.drain(..).for_each(|old| refuse(name_item(&old.name))),
            ArticleField::People => article.people.drain(..).for_each(|old| refuse(name_item(&old.name))),
            ArticleField::Images => article.images.drain(..).for_each(|old| refuse(old.image.uri)),
            ArticleField::Tags => {
                article.tags.drain(..).for_each(|old| refuse(tag_item(&old.scheme, &old.name)))
            }
            _ => {}
        }
    }
}
