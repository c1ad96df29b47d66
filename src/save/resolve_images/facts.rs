//! Tells a picture what is said of it: what was absent is filled, and what is said later replaces.

use std::collections::{BTreeSet, HashSet};

use crate::error::Result;
use crate::id::{ArticleId, ImageId};
use crate::model::article::Article;
use crate::model::image::Image;
use crate::model::image::facts::{FACTS, Fact};
use crate::model::image::merge::people_rows;
use crate::model::new_article::{ImageField, NewImage, NewPerson, SetBy};
use crate::model::organization::OrganizationKind;
use crate::model::person::Mention;
use crate::save::report::Warning;
use crate::save::resolve_names::settled;
use crate::save::state::Batch;

/// The article that tells something of a picture.
pub(super) struct Teller<'a> {
    /// Its uri.
    pub article: &'a str,
    /// Its id, if it is stored.
    pub stored: Option<ArticleId>,
}

/// One telling: what goes for each of the facts.
struct Telling<'a> {
    /// False if this article has told of the picture before.
    is_first: bool,
    /// True if the picture has several URLs, which may send it in several sizes.
    has_sizes: bool,
    /// The facts that were replaced, as they were.
    replaced: Vec<(ImageField, String)>,
    warnings: &'a mut Vec<Warning>,
}

impl Telling<'_> {
    /// Returns true if a fact that is said takes the place of the stored one, which may be absent.
    fn replaces(&mut self, image: &Image, field: ImageField, stored: Option<String>, said: &str) -> bool {
        let by_hand = image.by_hand.contains(&field);
        if stored.is_none() && !by_hand {
            return true;
        }
        if by_hand || !self.is_first {
            self.keep(image, field, said);
            return false;
        }
        self.replaced.extend(stored.map(|stored| (field, stored)));
        true
    }

    fn keep(&mut self, image: &Image, field: ImageField, said: &str) {
        let (image, value) = (image.uri.clone(), said.to_owned());
        self.warnings.push(Warning::PictureKept { image, field, value });
    }

    /// Tells a fact that needs no look-up.
    fn tell(&mut self, fact: &Fact, image: &mut Image, new: &NewImage) {
        let (Some(said), stored) = ((fact.said)(new), (fact.stored)(image)) else { return };
        if stored.as_ref() == Some(&said) {
            return;
        }
        if let Some(stored) = stored.as_ref().filter(|_| self.has_sizes)
            && is_of_one_size(fact.field)
            && !image.by_hand.contains(&fact.field)
            && !is_larger(&said, stored)
        {
            // A width is kept with its URL.
            if fact.field != ImageField::Width || new.urls.len() != 1 {
                self.keep(image, fact.field, &said);
            }
            return;
        }
        let is_kept = self.has_sizes && fact.field == ImageField::Width;
        if self.replaces(image, fact.field, stored, &said) {
            (fact.set)(image, new);
            self.replaced.pop_if(|(field, _)| is_kept && *field == fact.field);
        }
    }
}

impl Batch<'_> {
    /// Tells a picture what is said of it, and writes what changed.
    pub(super) fn tell(
        &mut self,
        image: &mut Image,
        new: &NewImage,
        teller: &Teller<'_>,
        is_first: bool,
        warnings: &mut Vec<Warning>,
    ) -> Result<()> {
        let before = image.clone();
        let mut telling =
            Telling { is_first, has_sizes: has_sizes(image, new), replaced: Vec::new(), warnings };
        match &new.sha256 {
            Some(sha256) if image.sha256.is_empty() => image.sha256.clone_from(sha256),
            Some(sha256) if image.sha256 != *sha256 => {
                let value = sha256.clone();
                telling.warnings.push(Warning::InvalidValue { field: "images.sha256", value });
            }
            _ => {}
        }
        self.take_back(image, new, &mut telling);
        for fact in &FACTS {
            telling.tell(fact, image, new);
        }
        for (name, value) in &new.extra {
            let stored = image.extra.get(name).filter(|stored| *stored != value);
            let said = format!("{name}: {value}");
            if image.extra.get(name) != Some(value)
                && telling.replaces(
                    image,
                    ImageField::Extra,
                    stored.map(|old| format!("{name}: {old}")),
                    &said,
                )
            {
                image.extra.insert(name.clone(), value.clone());
            }
        }
        self.tell_supplier(image, new, &mut telling)?;
        self.tell_people(image, new, &mut telling)?;
        let replaced = std::mem::take(&mut telling.replaced);
        let shows_others = image.people != before.people;
        let is_shared = (shows_others || !replaced.is_empty()) && self.is_shared(image.id, teller)?;
        if is_shared {
            let changed = |(field, value)| Warning::PictureChanged { image: image.uri.clone(), field, value };
            warnings.extend(replaced.into_iter().map(changed));
        }
        self.add_names(image, new)?;
        if *image != before {
            self.images.learned.insert(image.id);
        }
        self.images.users.entry(image.id).or_default().insert(teller.article.to_owned());
        self.note_image(image);
        if shows_others && is_shared { self.rewrite_users(image.id) } else { Ok(()) }
    }

    /// Writes anew what articles are found by that use a picture: whom it shows is among that. The article that is being
    /// saved is written after that.
    pub(super) fn rewrite_users(&mut self, image: ImageId) -> Result<()> {
        let mut users = BTreeSet::new();
        for part in self.images.with_parts(image) {
            users.extend(self.snapshot.rows(
                "SELECT article FROM image_use WHERE image = ?1",
                [part.0],
                |row| row.get("article").map(ArticleId),
            )?);
        }
        let held = self.articles.values().map(|held| &held.article);
        users.extend(held.filter(|article| self.uses(article, image)).map(|article| article.id));
        let saving = self.images.saving;
        for id in users.into_iter().filter(|id| Some(*id) != saving) {
            self.load(id)?;
            self.refresh(id);
            // The batch may have put other pictures in their place.
            if let Some(held) = self.articles.get(&id).filter(|held| self.uses(&held.article, image)) {
                self.rewrite(held.article.clone(), held.clock)?;
            }
        }
        Ok(())
    }

    fn uses(&self, article: &Article, image: ImageId) -> bool {
        article.images.iter().any(|used| self.images.kept(used.image.id) == image)
    }

    /// Takes back the facts that are cleared.
    fn take_back(&mut self, image: &mut Image, new: &NewImage, telling: &mut Telling<'_>) {
        for field in new.clear.iter().copied() {
            if !telling.is_first || image.by_hand.contains(&field) {
                telling.keep(image, field, "");
                continue;
            }
            let nothing = NewImage::default();
            match field {
                ImageField::Supplier => image.supplier = None,
                ImageField::Extra => image.extra.clear(),
                ImageField::People if image.people.is_empty() => {}
                ImageField::People => {
                    let names = shown_names(&image.people);
                    telling.replaced.push((field, names));
                    image.people.clear();
                    self.statements.extend(people_rows(image));
                }
                _ => FACTS
                    .iter()
                    .filter(|fact| fact.field == field)
                    .for_each(|fact| (fact.set)(image, &nothing)),
            }
        }
    }

    fn tell_supplier(&mut self, image: &mut Image, new: &NewImage, telling: &mut Telling<'_>) -> Result<()> {
        let Some(name) = &new.supplier else { return Ok(()) };
        let stored = image.supplier.as_ref();
        if stored.is_some_and(|stored| stored.name == *name) {
            return Ok(());
        }
        let kind = OrganizationKind::PhotoAgency;
        let supplier = self.names.organization(self.snapshot, name, kind, &mut self.statements)?;
        let is_same = stored.is_some_and(|stored| stored.id == supplier.id);
        let stored = stored.map(|stored| stored.name.clone());
        if !is_same && telling.replaces(image, ImageField::Supplier, stored, name) {
            image.supplier = Some(supplier);
        }
        Ok(())
    }

    fn tell_people(&mut self, image: &mut Image, new: &NewImage, telling: &mut Telling<'_>) -> Result<()> {
        if new.people.is_empty() {
            return Ok(());
        }
        let people = self.shown(&new.people, &image.people, telling.warnings)?;
        if people == image.people {
            return Ok(());
        }
        let stored = Some(shown_names(&image.people)).filter(|names| !names.is_empty());
        if telling.replaces(image, ImageField::People, stored, &shown_names(&people)) {
            image.people = people;
            self.statements.extend(people_rows(image));
        }
        Ok(())
    }

    /// Resolves the people in a picture, where it was settled before as it was.
    pub(super) fn shown(
        &mut self,
        new: &[NewPerson],
        before: &[Mention],
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<Mention>> {
        let settled = settled(before.iter().map(|old| (&old.name, old.person)));
        let mut people = Vec::with_capacity(new.len());
        for shown in new {
            let before = settled.get(&shown.name).copied().flatten();
            let (snapshot, out) = (self.snapshot, &mut self.statements);
            let person = self.names.person(snapshot, &shown.name, &shown.keys, before, out, warnings)?;
            people.push(Mention { name: shown.name.clone(), person, set_by: SetBy::default() });
        }
        Ok(people)
    }

    fn is_shared(&self, image: ImageId, teller: &Teller<'_>) -> Result<bool> {
        if let Some(users) = self.images.users.get(&image)
            && (users.len() > 1 || !users.contains(teller.article))
        {
            return Ok(true);
        }
        for part in self.images.with_parts(image) {
            let other = self.snapshot.row(
                "SELECT 1 AS found FROM image_use WHERE image = ?1 AND article <> ?2 LIMIT 1",
                (part.0, teller.stored.map_or(0, |id| id.0)),
                |row| row.get::<_, i64>("found"),
            )?;
            if other.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn shown_names(people: &[Mention]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns true if a picture has several URLs, with those that are new.
fn has_sizes(image: &Image, new: &NewImage) -> bool {
    let known: HashSet<&String> = image.urls.iter().collect();
    known.len() > 1 || known.len() == 1 && new.urls.iter().any(|url| !known.contains(url))
}

/// Returns true if a fact is one of the bytes, which may be sent in several sizes.
fn is_of_one_size(field: ImageField) -> bool {
    matches!(field, ImageField::Width | ImageField::Height | ImageField::ByteSize | ImageField::MediaType)
}

fn is_larger(said: &str, stored: &str) -> bool {
    let number = |text: &str| text.parse::<u64>().ok();
    number(said).zip(number(stored)).is_some_and(|(said, stored)| said > stored)
}
