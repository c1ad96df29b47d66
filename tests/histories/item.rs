//! What a source says of one article, as the generator makes it.

use chrono::{DateTime, TimeDelta, Utc};
use dateline::{
    ArticleField, Extent, Key, NewArticle, NewCaption, NewImage, NewPublication, NewUrl, Status, UrlRelation,
    ValueSource,
};
use serde_json::json;

use crate::dice::Dice;
use crate::world::{self, Url};

/// An article as a source gives it, and what is known of its URLs.
#[derive(Clone, Debug)]
pub struct Item {
    pub new: NewArticle,
    pub urls: Vec<Url>,
}

impl Item {
    /// Picks a story, told in one of many ways.
    pub fn pick(dice: &mut Dice, now: DateTime<Utc>) -> Self {
        let (headline, language) = world::HEADLINES[dice.skewed(world::HEADLINES.len())];
        let mut new = NewArticle::new(headline, world::body(dice, language));
        if !dice.one_in(8) {
            new.language = Some(language.into());
        }
        let mut item = Self { new, urls: Vec::new() };
        item.add_evidence(dice);
        item.add_times(dice, now);
        item.add_words(dice);
        item.add_lists(dice);
        item.set_extent();
        item
    }

    /// Says the truth of a text: what doesn't end with a full stop was cut.
    fn set_extent(&mut self) {
        let new = &mut self.new;
        let extent = if new.body.ends_with(['.', '。']) { Extent::Full } else { Extent::Excerpt };
        new.extent = new.extent.filter(|_| !new.body.is_empty()).map(|_| extent);
    }

    /// Tells the same story again, changed in some places.
    pub fn vary(&self, dice: &mut Dice, now: DateTime<Utc>) -> Self {
        let other = Self::pick(dice, now);
        let mut item = self.clone();
        for _ in 0..1 + dice.roll(3) {
            match dice.roll(10) {
                0 => item.new.headline = other.new.headline.clone(),
                1 | 2 => item.new.body = other.new.body.clone(),
                3 => item.new.modified = other.new.modified,
                4 => item.new.tags = other.new.tags.clone(),
                5 => item.new.images = other.new.images.clone(),
                6 => item.new.status = other.new.status,
                7 => item.new.published = other.new.published,
                8 => item.new.value_source = other.new.value_source,
                _ => item.new.people = other.new.people.clone(),
            }
        }
        if dice.one_in(4) {
            item.new.keys = other.new.keys;
        }
        if dice.one_in(4) {
            (item.new.url, item.new.urls, item.urls) = (other.new.url, other.new.urls, other.urls);
        }
        item.set_extent();
        item
    }

    fn add_evidence(&mut self, dice: &mut Dice) {
        if dice.one_in(40) {
            self.new.uri = Some(format!("{}{}", world::STORY, dice.roll(3)));
        }
        if !dice.one_in(4) {
            let url = world::url(dice);
            self.new.url = Some(url.given.clone());
            self.urls.push(url);
        }
        let other = world::url(dice);
        // A part of a page is given once: of two spellings the first stays.
        let is_given = |url: &Url| (&url.page, url.fragment) == (&other.page, other.fragment);
        if dice.one_in(6) && !self.urls.iter().any(is_given) {
            let relation = if dice.one_in(2) { UrlRelation::Given } else { UrlRelation::Amp };
            self.new.urls.push(NewUrl { url: other.given.clone(), relation });
            self.urls.push(other);
        }
        for _ in 0..[0, 0, 1, 1, 2][dice.roll(5)] {
            let (scheme, value, scope) = dice.pick(world::KEYS);
            self.new.keys.push(Key::scoped(scheme, value, scope));
        }
        self.new.keys.sort();
        self.new.keys.dedup();
        if dice.one_in(3) {
            let (title, domain) = world::PUBLICATIONS[dice.skewed(world::PUBLICATIONS.len())];
            let domain = domain.map(str::to_owned);
            self.new.publication =
                Some(NewPublication { title: title.into(), domain, ..NewPublication::default() });
            if dice.one_in(2) {
                self.new.section = Some(dice.pick(world::SECTIONS).into());
            }
        }
    }

    fn add_times(&mut self, dice: &mut Dice, now: DateTime<Utc>) {
        if !dice.one_in(8) {
            self.new.published = Some(world::published(dice).parse().unwrap());
        }
        if dice.one_in(3) {
            self.new.modified = Some(world::modified(dice).parse().unwrap());
        } else if dice.one_in(10) {
            self.new.version = Some(1 + dice.roll(3) as u32);
        }
        if dice.one_in(10) {
            self.new.embargoed = Some(now + TimeDelta::minutes(dice.roll(7) as i64 * 30 - 60));
        }
        if dice.one_in(10) {
            self.new.expires = Some(now + TimeDelta::minutes(dice.roll(7) as i64 * 30 - 60));
        }
        if dice.one_in(16) {
            self.new.status = Some(dice.pick(&[Status::Usable, Status::Withheld, Status::Canceled]));
        }
    }

    fn add_words(&mut self, dice: &mut Dice) {
        let new = &mut self.new;
        if dice.one_in(6) {
            new.dek = dice.pick(world::DEKS).into();
        }
        if dice.one_in(4) {
            new.byline = dice.pick(world::BYLINES).into();
            new.credits = vec![dice.pick(world::PEOPLE).into()];
        }
        if dice.one_in(8) {
            new.genre = Some(dice.pick(world::GENRES).into());
        }
        if dice.one_in(12) {
            new.located = "LISBON".into();
        }
        if !new.body.is_empty() && dice.one_in(5) {
            new.extent = Some(Extent::Full);
        }
        if dice.one_in(8) {
            new.extra.insert("desk".into(), json!(dice.roll(3)));
        }
        if dice.one_in(3) {
            new.value_source = Some(dice.pick(ValueSource::ALL));
        }
        if dice.one_in(12) {
            new.clear = vec![dice.pick(&[
                ArticleField::Dek,
                ArticleField::Tags,
                ArticleField::Genre,
                ArticleField::Embargoed,
                ArticleField::Expires,
                ArticleField::People,
            ])];
        }
    }

    fn add_lists(&mut self, dice: &mut Dice) {
        let new = &mut self.new;
        for _ in 0..dice.roll(3) {
            new.tags.push(dice.pick(world::TAGS).into());
        }
        for _ in 0..dice.roll(2) {
            new.people.push(dice.pick(world::PEOPLE).into());
        }
        // Nothing is said twice: of that, a warning tells.
        new.tags.dedup_by_key(|tag| tag.name.to_lowercase());
        if dice.one_in(4) {
            new.images.push(image(dice));
        }
        if dice.one_in(12) {
            let other = image(dice);
            if new.images.iter().all(|image| image.urls != other.urls) {
                new.images.push(other);
            }
        }
    }
}

fn image(dice: &mut Dice) -> NewImage {
    let mut image = NewImage::at(format!("https://courier.example/photos/{}.jpg", dice.roll(4)));
    if !dice.one_in(3) {
        // Words of a language have forms in all of the article.
        let language = Some("und".into());
        let caption =
            NewCaption { text: dice.pick(world::CAPTIONS).into(), language, ..NewCaption::default() };
        image.captions.push(caption);
        if dice.one_in(2) {
            image.captions[0].credit = dice.pick(world::CREDITS).into();
        }
        if dice.one_in(3) {
            image.captions[0].alt = dice.pick(world::ALTS).into();
        }
    }
    if dice.one_in(6) {
        image.people.push(dice.pick(world::PEOPLE).into());
    }
    if dice.one_in(6) {
        image.creator = dice.pick(world::PEOPLE).into();
    }
    image
}
