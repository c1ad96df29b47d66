//! Precedence: which of two values of a field stands.
//!
//! By hand > full over excerpt > later version > better source > later arrival. What doesn't stand is taken out
//! of the new article before it is merged, with a warning that names the field, so that all that follows may
//! put what is said over what is stored.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::manner::Manner;
use crate::model::article::Article;
use crate::model::article::field::{FIELDS, FieldRow, is_same_publication, refines, row};
use crate::model::index_row::word_count;
use crate::model::new_article::{ArticleField, Extent, NewArticle, SetBy, ValueSource};
use crate::save::clean::CleanArticle;
use crate::save::report::{Reason, Warning};

/// Words that a body must have to replace one that is [`TIMES`] as long.
const SHORT: u32 = 20;
const TIMES: u32 = 10;

/// Takes out of a new article the values, and the fields to be cleared, that don't stand against the stored ones.
pub(crate) fn give_way(
    clean: &mut CleanArticle,
    stored: &Article,
    manner: Manner,
    version: Option<Ordering>,
) {
    let CleanArticle { article: new, warnings, fills, repeated, .. } = clean;
    let mut keep = |field, why| warnings.push(Warning::Kept { field, why });
    for field in std::mem::take(&mut new.clear) {
        match refuses_to_clear(field).or_else(|| reason(field, new, stored, manner, version)) {
            None => {
                new.clear.push(field);
                if has_items_by_hand(field, stored) {
                    keep(field, Reason::ByHand);
                }
            }
            Some(why) if (row(field).has)(stored) => keep(field, why),
            Some(_) => {}
        }
    }
    let why = reason(ArticleField::Publication, new, stored, manner, version);
    if let Some(why) = why.filter(|_| new.section.is_some() && is_elsewhere(new, stored)) {
        new.section = None;
        keep(ArticleField::Section, why);
    }
    let has_other_body = !new.body.is_empty() && !stored.body.is_empty() && new.body != stored.body;
    if has_other_body
        && !new.clear.contains(&ArticleField::Body)
        && let Some(why) = body_stands(new, stored, manner, version)
    {
        (new.body, new.extent, new.rich_body) = (String::new(), None, None);
        keep(ArticleField::Body, why);
    }
    for row in FIELDS {
        let goes_with_body = row.field == ArticleField::Extent && has_other_body;
        if row.field == ArticleField::Body
            || goes_with_body
            || !(row.says)(new)
            || new.clear.contains(&row.field)
        {
            continue;
        }
        if row.field == ArticleField::Extent && !stored.by_hand.contains_key(&row.field) {
            match (stored.extent, new.extent) {
                // The words of a full text may be said as an excerpt too.
                (Some(Extent::Full), Some(Extent::Excerpt)) => {
                    new.extent = None;
                    keep(row.field, Reason::Excerpt);
                    continue;
                }
                (Some(Extent::Excerpt), Some(Extent::Full)) if new.body == stored.body => continue,
                _ => {}
            }
        }
        let Some(why) = reason(row.field, new, stored, manner, version) else { continue };
        fills.push(row.field);
        if !(row.repeats)(stored, new) {
            if leave_what_fills(row, new, stored, why) {
                keep(row.field, why);
            }
        } else if is_list(row.field) && row.field != ArticleField::Images {
            // A part of the stored list says nothing new, and would take the rest away; all of it, in another order, is
            // still that list.
            if is_whole(row.field, new, stored) {
                repeated.push(row.field);
            }
            (row.unsay)(new);
        }
    }
}

/// Returns the reason why a field can't be cleared at all. An article is known by its URLs and ids.
fn refuses_to_clear(field: ArticleField) -> Option<Reason> {
    matches!(field, ArticleField::Keys | ArticleField::Urls).then_some(Reason::Needed)
}

/// Returns true if items of a list were added by hand: no source takes them back.
fn has_items_by_hand(field: ArticleField, stored: &Article) -> bool {
    let is_by_hand = |set_by: &SetBy| *set_by == SetBy::Editor;
    match field {
        ArticleField::Credits => stored.credits.iter().map(|item| &item.set_by).any(is_by_hand),
        ArticleField::People => stored.people.iter().map(|item| &item.set_by).any(is_by_hand),
        ArticleField::Images => stored.images.iter().map(|item| &item.set_by).any(is_by_hand),
        ArticleField::Tags => stored.tags.iter().map(|item| &item.set_by).any(is_by_hand),
        _ => false,
    }
}

/// Returns true if the stored article ran in another publication: a section is one of its publication.
fn is_elsewhere(new: &NewArticle, stored: &Article) -> bool {
    match (&stored.publication, &new.publication) {
        (Some(stored), Some(new)) => !is_same_publication(stored, new),
        _ => false,
    }
}

/// Returns the reason why a stored value stands against a new one, if it does.
fn reason(
    field: ArticleField,
    new: &NewArticle,
    stored: &Article,
    manner: Manner,
    version: Option<Ordering>,
) -> Option<Reason> {
    // Names are added to those that are known, whoever says them.
    if matches!(field, ArticleField::Keys | ArticleField::Urls) {
        return None;
    }
    if stored.by_hand.contains_key(&field) && !is_list(field) {
        return Some(Reason::ByHand);
    }
    if let Manner::Fill(why) = manner {
        return Some(why);
    }
    (is_of_worse_source(field, new, stored) && version != Some(Ordering::Greater))
        .then_some(Reason::BetterSource)
}

/// Returns true if a value gives way to the stored one for where it is from.
fn is_of_worse_source(field: ArticleField, new: &NewArticle, stored: &Article) -> bool {
    let of_new = source_of(new, field);
    // Of a file that is there under two names neither is the better one.
    let only_fills = of_new == Some(ValueSource::Name);
    only_fills || of_new.zip(stored.source_of(field)).is_some_and(|(new, old)| new < old)
}

/// Returns the reason why what goes with the stored body stands against what comes with the same one, if it does.
pub(crate) fn body_reason(
    new: &NewArticle,
    stored: &Article,
    manner: Manner,
    version: Option<Ordering>,
) -> Option<Reason> {
    reason(ArticleField::Body, new, stored, manner, version)
}

/// Returns true if a field holds items, each of which is set or refused by itself.
pub(crate) fn is_list(field: ArticleField) -> bool {
    use ArticleField::{Credits, Images, People, Tags};
    matches!(field, Credits | People | Images | Tags)
}

/// Returns the kind of source that a new article has a value from.
pub(crate) fn source_of(new: &NewArticle, field: ArticleField) -> Option<ValueSource> {
    new.value_sources.get(&field).copied().or(new.value_source)
}

/// Leaves of what is said only what fills an absent value. Returns true if something was taken out.
fn leave_what_fills(row: &FieldRow, new: &mut NewArticle, stored: &Article, why: Reason) -> bool {
    if why == Reason::ByHand {
        (row.unsay)(new);
        return true;
    }
    match row.field {
        ArticleField::Published => published(new, stored),
        ArticleField::Tags => {
            let said = new.tags.len();
            let setters: HashSet<SetBy> = stored.tags.iter().map(|tag| tag.set_by).collect();
            new.tags.retain(|tag| !setters.contains(&tag.set_by.unwrap_or_default()));
            new.tags.len() < said
        }
        ArticleField::Extra => {
            let said = new.extra.len();
            new.extra.retain(|name, value| !stored.extra.get(name).is_some_and(|kept| kept != value));
            new.extra.len() < said
        }
        // What is said of the same pictures fills what isn't.
        ArticleField::Images => (row.has)(stored),
        _ if (row.has)(stored) => {
            (row.unsay)(new);
            true
        }
        _ => false,
    }
}

/// Leaves a date that is as the stored one, but finer, and a printed date where none is stored.
fn published(new: &mut NewArticle, stored: &Article) -> bool {
    let date = new.published.take_if(|moment| !refines(*moment, &stored.published));
    let has_printed = !stored.published.printed.is_empty() && !new.published_printed.is_empty();
    let is_other = has_printed && new.published_printed != stored.published.printed;
    if has_printed {
        new.published_printed.clear();
    }
    date.is_some_and(|date| stored.published.moment() != Some(date)) || is_other
}

/// Returns true if a list of which every item is stored lacks none of those that are.
pub(crate) fn is_whole(field: ArticleField, new: &NewArticle, stored: &Article) -> bool {
    if field != ArticleField::Tags {
        // Credits and people repeat as a whole only.
        return true;
    }
    let setters: HashSet<SetBy> = new.tags.iter().map(|tag| tag.set_by.unwrap_or_default()).collect();
    stored.tags.iter().filter(|tag| setters.contains(&tag.set_by)).count() == new.tags.len()
}

/// Returns the reason why the stored body stands against another one, if it does.
fn body_stands(
    new: &NewArticle,
    stored: &Article,
    manner: Manner,
    version: Option<Ordering>,
) -> Option<Reason> {
    if stored.by_hand.contains_key(&ArticleField::Body) {
        return Some(Reason::ByHand);
    }
    let is_later = version == Some(Ordering::Greater);
    let is_earlier = version == Some(Ordering::Less);
    let words = word_count(&new.body);
    match (stored.extent == Some(Extent::Excerpt), new.extent == Some(Extent::Excerpt)) {
        // Of two versions in either order of arrival the same one must stand.
        (false, true) if is_later && is_notice(stored.word_count, words) => return None,
        (false, true) => return Some(Reason::Excerpt),
        (true, false) if is_later => return None,
        (true, false) => return is_notice(words, stored.word_count).then_some(Reason::Short),
        _ => {}
    }
    match manner {
        Manner::Fill(why) => Some(why),
        Manner::Replace if is_later => None,
        Manner::Replace if is_notice(words, stored.word_count) => Some(Reason::Short),
        Manner::Replace if is_earlier => Some(Reason::Older),
        Manner::Replace => {
            is_of_worse_source(ArticleField::Body, new, stored).then_some(Reason::BetterSource)
        }
    }
}

/// Returns true if a text is as short beside another one as a notice that the rest is for subscribers.
fn is_notice(words: u32, other: u32) -> bool {
    words < SHORT && other > words && other >= words.saturating_mul(TIMES)
}
