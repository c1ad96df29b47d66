//! Items that Dateline has written: what ninjs leaves open is said in a way that is known.

use super::own_picture::{picture, uri};
use crate::ingest::reading::Reading;
use crate::ingest::wire::article::{set_kinds, set_words};
use crate::ingest::wire::concept::Concept;
use crate::ingest::wire::item::{Item, Party};
use crate::ingest::wire::values::Values;
use crate::model::new_article::{
    CreditKind, Extent, Key, NewArticle, NewPublication, NewTag, NewUrl, Role, SetBy, UrlRelation,
    ValueSource,
};

/// The name by which it says that it is one.
const PROFILE: &str = "dateline";

/// Returns true if an item says that Dateline has written it.
pub(super) fn is_one(item: &Item) -> bool {
    item.extra.get("profile").is_some_and(|profile| profile == PROFILE)
}

/// Makes an article of an item that Dateline has written.
pub(super) fn reading(mut item: Item) -> Reading {
    item.extra.remove("profile");
    let mut values = Values::default();
    let mut article = NewArticle { value_source: Some(ValueSource::Wire), ..NewArticle::default() };
    set_kinds(&mut article, &item, &mut values);
    set_identity(&mut article, &mut item, &mut values);
    set_times(&mut article, &item, &mut values);
    set_sources(&mut article, &mut item);
    set_words(&mut article, &mut item);
    set_texts(&mut article, &mut item);
    for concept in std::mem::take(&mut item.concepts) {
        match concept.person() {
            Some(person) => article.people.push(person),
            None => article.tags.push(tag(concept)),
        }
    }
    for association in std::mem::take(&mut item.associations) {
        article.images.push(picture(association, &mut item, &mut values));
    }
    let warnings = values.finish(&mut item);
    article.extra = item.extra;
    Reading { article, warnings, ..Reading::default() }
}

/// Takes its uri, its ids with their scopes, its URLs, and the facts by which it is known.
fn set_identity(article: &mut NewArticle, item: &mut Item, values: &mut Values) {
    article.uri = uri(item);
    article.keys = item.other_ids.drain(..).map(|(role, value)| key(&role, value)).collect();
    for media in item.renditions.drain(..) {
        let relation = UrlRelation::from_word(&media.name).unwrap_or_default();
        article.urls.push(NewUrl { url: media.url, relation });
    }
    article.version = values.version(item.version.as_deref());
    article.language = item.language.clone();
}

/// Makes an id of its scheme, behind which its scope stands, and its value.
fn key(role: &str, value: String) -> Key {
    let (scheme, scope) = role.split_once('@').unwrap_or((role, ""));
    Key { scheme: scheme.replace("%40", "@").replace("%25", "%"), value, scope: scope.to_owned() }
}

/// Takes the times. One that was never modified has its publication as the time of its version.
fn set_times(article: &mut NewArticle, item: &Item, values: &mut Values) {
    article.published = values.moment("first_created", item.first_created.as_deref());
    let version = values.moment("version_created", item.version_created.as_deref());
    article.modified = version.filter(|version| Some(version) != article.published.as_ref());
    article.embargoed = values.instant("embargoed", item.embargoed.as_deref());
    article.expires = values.instant("expires", item.expires.as_deref());
}

/// Takes the contributors and the publication out of the one list that ninjs has for both.
fn set_sources(article: &mut NewArticle, item: &mut Item) {
    item.extra.remove("info_sources");
    for (role, party) in std::mem::take(&mut item.sources) {
        if role == "publisher" {
            article.publication = Some(publication(party));
            continue;
        }
        let (role, kind) = role.split_once('-').unwrap_or((&role, ""));
        let kind = CreditKind::from_word(kind).unwrap_or_default();
        let role = Role::from_word(role).unwrap_or_default();
        item.creators.push(Party { role, kind: Some(kind), ..party });
    }
}

fn publication(party: Party) -> NewPublication {
    let domain = party.id.strip_prefix("https://").map(|rest| rest.trim_end_matches('/').to_owned());
    // One without a title goes by its domain.
    let title = if domain.as_deref() == Some(&*party.name) { String::new() } else { party.name };
    NewPublication { title, domain, ..NewPublication::default() }
}

fn set_texts(article: &mut NewArticle, item: &mut Item) {
    item.headlines.clear();
    article.dek = item.descriptions.drain(..).map(|words| words.text).next().unwrap_or_default();
    article.body = item.bodies.drain(..).map(|words| words.text).next().unwrap_or_default();
    article.extent = match (item.is_whole, item.is_part) {
        (_, true) => Some(Extent::Excerpt),
        (true, false) => Some(Extent::Full),
        (false, false) => None,
    };
}

fn tag(mut concept: Concept) -> NewTag {
    let set_by = concept.details.remove("creator");
    let set_by = set_by.as_ref().and_then(|word| SetBy::from_word(word.as_str()?));
    let literal = concept.code.printed();
    let scheme = literal.strip_suffix(&concept.name).and_then(|scheme| scheme.strip_suffix(':'));
    let scheme = scheme.unwrap_or_default().to_owned();
    NewTag { name: concept.name, scheme, set_by, ..NewTag::default() }
}
