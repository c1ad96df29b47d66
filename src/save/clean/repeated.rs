//! Values that are given more than once: kept once, with what either of them says.
//!
//! Each is found by a key, so that a long list costs no more for each of its items than a short one.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::CleanArticle;
use crate::model::new_article::{Key, NewImage, NewPerson, NewTag};
use crate::save::report::Warning;
use crate::text::{ImageUrl, fold_name};

/// People of one name who are compared one by one. Of more, only those who share an id are.
const NAMESAKES: usize = 16;

impl CleanArticle {
    /// Drops tags, people, pictures and captions that come again.
    pub(super) fn drop_repeated(&mut self) {
        let Self { article, warnings, .. } = self;
        let mut repeated = |field, name: &str| warnings.push(Warning::Duplicate { field, name: name.into() });
        drop_tags(&mut article.tags, &mut repeated);
        article.people = People::of(std::mem::take(&mut article.people), &mut repeated);
        article.images = Images::of(std::mem::take(&mut article.images), &mut repeated);
        for image in &mut article.images {
            let mut seen: HashMap<Option<String>, String> = HashMap::new();
            image.captions.retain(|caption| match seen.entry(caption.language.clone()) {
                Entry::Vacant(first) => {
                    first.insert(caption.text.clone());
                    true
                }
                Entry::Occupied(first) => {
                    let (field, text) = ("captions", caption.text.clone());
                    warnings.push(match *first.get() == text {
                        true => Warning::Duplicate { field, name: text },
                        false => Warning::SecondCaption { text },
                    });
                    false
                }
            });
        }
    }
}

/// Takes the field of a value that comes again, and its name.
type Repeated<'r> = dyn FnMut(&'static str, &str) + 'r;

fn drop_tags(tags: &mut Vec<NewTag>, repeated: &mut Repeated<'_>) {
    let mut seen = HashSet::new();
    tags.retain(|tag| {
        let new = seen.insert((tag.scheme.clone(), fold_name(&tag.name)));
        if !new {
            repeated("tags", &tag.name);
        }
        new
    });
}

/// The people of a list, each once.
#[derive(Default)]
struct People {
    kept: Vec<NewPerson>,
    /// The ids of each, by their scheme.
    keys: Vec<HashMap<String, HashSet<String>>>,
    namesakes: HashMap<String, Vec<usize>>,
    by_key: HashMap<(String, Key), usize>,
}

impl People {
    fn of(given: Vec<NewPerson>, repeated: &mut Repeated<'_>) -> Vec<NewPerson> {
        let mut people = Self::default();
        for person in given {
            let name = fold_name(&person.name);
            match people.find(&name, &person) {
                Some(at) => {
                    repeated("people", &person.name);
                    people.know(at, &name, person.keys);
                }
                None => people.add(name, person),
            }
        }
        people.kept
    }

    /// Finds whoever has the name, and no ids that tell the two apart.
    fn find(&self, name: &str, person: &NewPerson) -> Option<usize> {
        let namesakes = self.namesakes.get(name)?.iter().take(NAMESAKES);
        let sharing = person.keys.iter().filter_map(|key| self.by_key.get(&(name.to_owned(), key.clone())));
        namesakes.chain(sharing).copied().find(|at| self.may_be(*at, person))
    }

    fn may_be(&self, at: usize, person: &NewPerson) -> bool {
        let Some(known) = self.keys.get(at) else { return false };
        let differs = |key: &Key| {
            known.get(&key.scheme).is_some_and(|values| values.len() > 1 || !values.contains(&key.value))
        };
        !person.keys.iter().any(differs)
    }

    fn add(&mut self, name: String, mut person: NewPerson) {
        let (at, keys) = (self.kept.len(), std::mem::take(&mut person.keys));
        self.kept.push(person);
        self.keys.push(HashMap::new());
        self.know(at, &name, keys);
        self.namesakes.entry(name).or_default().push(at);
    }

    /// Adds the ids of a person that aren't known yet.
    fn know(&mut self, at: usize, name: &str, keys: Vec<Key>) {
        let (Some(person), Some(known)) = (self.kept.get_mut(at), self.keys.get_mut(at)) else { return };
        for key in keys {
            if known.entry(key.scheme.clone()).or_default().insert(key.value.clone()) {
                self.by_key.entry((name.to_owned(), key.clone())).or_insert(at);
                person.keys.push(key);
            }
        }
    }
}

/// The uses of pictures in a list, each once.
#[derive(Default)]
struct Images {
    kept: Vec<NewImage>,
    by_words: HashMap<Vec<String>, Words>,
}

/// The uses with the same words under them.
#[derive(Default)]
struct Words {
    /// The use of each picture, by each of its names.
    by_name: HashMap<Name, usize>,
    first: Option<usize>,
    /// The use of which it isn't known which picture it is of.
    unknown: Option<usize>,
}

/// A name by which a picture is known.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Name {
    Uri(String),
    Bytes(String),
    Url(String),
}

impl Images {
    fn of(given: Vec<NewImage>, repeated: &mut Repeated<'_>) -> Vec<NewImage> {
        let mut images = Self::default();
        for image in given {
            images.add(image, repeated);
        }
        for image in &mut images.kept {
            let mut seen = HashSet::new();
            image.urls.retain(|url| seen.insert(url.clone()));
        }
        images.kept
    }

    /// Adds a use, unless it is one given two times over: of the same picture, or of one of which it isn't
    /// known which picture it is, with the same words under it.
    fn add(&mut self, image: NewImage, repeated: &mut Repeated<'_>) {
        let words: Vec<_> = image.captions.iter().map(|caption| fold_name(&caption.text)).collect();
        let says_something = words.iter().any(|text| !text.is_empty());
        let same_words = self.by_words.entry(words).or_default();
        let names = names(&image);
        let may_be = |at: &usize| self.kept.get(*at).is_some_and(|kept| has_no_other_bytes(kept, &image));
        let mut known = names.iter().filter_map(|name| same_words.by_name.get(name).copied());
        let same_picture = known.find(may_be);
        let same_said = if names.is_empty() { same_words.first } else { same_words.unknown };
        let at = match same_picture.or(same_said.filter(|_| says_something)) {
            Some(at) => {
                repeated("images", shown_as(&image));
                if let Some(kept) = self.kept.get_mut(at) {
                    kept.fill(image);
                }
                same_words.unknown.take_if(|unknown| *unknown == at && !names.is_empty());
                at
            }
            None => {
                self.kept.push(image);
                let at = self.kept.len() - 1;
                same_words.first.get_or_insert(at);
                if names.is_empty() {
                    same_words.unknown = Some(at);
                }
                at
            }
        };
        for name in names {
            same_words.by_name.entry(name).or_insert(at);
        }
    }
}

/// Returns true if two pictures may have the same bytes, as far as is known of both.
fn has_no_other_bytes(one: &NewImage, other: &NewImage) -> bool {
    one.sha256.is_none() || other.sha256.is_none() || one.sha256 == other.sha256
}

fn names(image: &NewImage) -> Vec<Name> {
    let uri = image.uri.iter().cloned().map(Name::Uri);
    let bytes = image.sha256.iter().cloned().map(Name::Bytes);
    let urls = image.urls.iter().filter_map(|url| ImageUrl::of(url)).map(|url| Name::Url(url.reduced));
    uri.chain(bytes).chain(urls).collect()
}

fn shown_as(image: &NewImage) -> &str {
    let caption = image.captions.first().map(|caption| caption.text.as_str());
    caption.or(image.uri.as_deref()).or(image.urls.first().map(String::as_str)).unwrap_or("a picture")
}
