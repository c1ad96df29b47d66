//! The table of fields.

use std::collections::HashSet;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use serde_json::Value;

use super::compare::{are_same_images, are_same_uses, is_same_publication, says_more};
use super::field_row::FieldRow;
use crate::model::article::Article;
use crate::model::article::parts::{ArticleTag, ArticleUrl, Credit};
use crate::model::image::ImageUse;
use crate::model::new_article::{
    ArticleField, ItemType, NewArticle, SetBy, Status, UrlRelation, Visit, said,
};
use crate::model::publication::Publication;
use crate::text::slug;

/// Makes the row of a text that has one name everywhere.
macro_rules! text {
    ($field:ident, $name:ident) => {
        FieldRow {
            field: ArticleField::$field,
            keys: &[stringify!($name)],
            same: |old, new| old.$name == new.$name,
            texts: |new, visit| visit(stringify!($name), &mut new.$name),
            says: |new| !new.$name.is_empty(),
            repeats: |article, new| article.$name == new.$name,
            unsay: |new| new.$name.clear(),
            has: |article| !article.$name.is_empty(),
            clear: |article| article.$name.clear(),
            merge: |article, new| replace(&mut article.$name, &mut new.$name),
            document: |article, document| document.$name = article.$name.clone(),
        }
    };
}

/// Makes the row of a value that is `None` where nobody said it.
macro_rules! optional {
    ($field:ident, $name:ident, $kept_as:expr) => {
        FieldRow {
            field: ArticleField::$field,
            keys: &[stringify!($name)],
            same: |old, new| old.$name == new.$name,
            texts: no_texts,
            says: |new| new.$name.is_some(),
            repeats: |article, new| article.$name == new.$name.map($kept_as),
            unsay: |new| new.$name = None,
            has: |article| article.$name.is_some(),
            clear: |article| article.$name = None,
            merge: |article, new| article.$name = new.$name.map($kept_as).or(article.$name),
            document: |article, document| document.$name = article.$name,
        }
    };
}

/// Makes the row of a list, each item of which is looked up. What was added by hand is taken back by hand.
macro_rules! list {
    ($field:ident, $name:ident, $clear:expr, $repeats:expr, $texts:expr, $document:expr) => {
        FieldRow {
            field: ArticleField::$field,
            keys: &[stringify!($name)],
            same: |old, new| old.$name == new.$name,
            texts: $texts,
            says: |new| !new.$name.is_empty(),
            repeats: $repeats,
            unsay: |new| new.$name.clear(),
            has: |article| !article.$name.is_empty(),
            clear: $clear,
            merge: looked_up,
            document: $document,
        }
    };
}

/// The name in `extra` of a section that no publication was named for.
pub(crate) const UNPLACED_SECTION: &str = "unplaced_section";

/// The table of fields, in the order of [`ArticleField::ALL`].
pub(crate) const FIELDS: &[FieldRow] = &[
    text!(Headline, headline),
    text!(Dek, dek),
    text!(Byline, byline),
    text!(Located, located),
    FieldRow {
        clear: |article| {
            article.body.clear();
            (article.word_count, article.extent) = (0, None);
        },
        merge: |article, new| {
            // An extent is one of its body.
            let is_other = !new.body.is_empty() && !article.body.is_empty() && new.body != article.body;
            if is_other && !article.by_hand.contains_key(&ArticleField::Extent) {
                article.extent = None;
            }
            replace(&mut article.body, &mut new.body);
        },
        ..text!(Body, body)
    },
    optional!(Extent, extent, std::convert::identity),
    FieldRow {
        field: ArticleField::Type,
        keys: &["type"],
        same: |old, new| old.item_type == new.item_type,
        texts: no_texts,
        says: |new| new.item_type.is_some(),
        repeats: |article, new| new.item_type == Some(article.item_type),
        unsay: |new| new.item_type = None,
        has: |article| article.item_type != ItemType::default() || article.says(ArticleField::Type),
        clear: |article| article.item_type = ItemType::default(),
        merge: |article, new| article.item_type = new.item_type.unwrap_or(article.item_type),
        document: |article, document| {
            document.item_type = (row(ArticleField::Type).has)(article).then_some(article.item_type);
        },
    },
    FieldRow {
        field: ArticleField::Publication,
        keys: &["publication"],
        same: |old, new| old.publication.as_ref().map(|p| p.id) == new.publication.as_ref().map(|p| p.id),
        texts: |new, visit| {
            if let Some(publication) = &mut new.publication {
                visit("publication", &mut publication.title);
                let optional = [&mut publication.domain, &mut publication.country];
                optional.into_iter().flatten().for_each(|text| visit("publication", text));
            }
        },
        says: |new| new.publication.is_some(),
        repeats: |article, new| match (&article.publication, &new.publication) {
            (Some(stored), Some(new)) => is_same_publication(stored, new),
            (stored, new) => stored.is_none() && new.is_none(),
        },
        unsay: |new| new.publication = None,
        has: |article| article.publication.is_some(),
        clear: |article| (article.publication, article.section) = (None, None),
        merge: looked_up,
        document: |article, document| {
            document.publication = article.publication.as_ref().map(Publication::to_new);
        },
    },
    FieldRow {
        field: ArticleField::Section,
        keys: &["section"],
        same: |old, new| old.section.as_ref().map(|s| s.id) == new.section.as_ref().map(|s| s.id),
        texts: |new, visit| new.section.iter_mut().for_each(|text| visit("section", text)),
        says: |new| new.section.is_some(),
        repeats: |article, new| {
            let unplaced = || article.extra.get(UNPLACED_SECTION).and_then(Value::as_str);
            let stored = article.section.as_ref().map(|section| section.name.as_str()).or_else(unplaced);
            stored.map(slug) == new.section.as_deref().map(slug)
        },
        unsay: |new| new.section = None,
        has: |article| article.section.is_some() || article.extra.contains_key(UNPLACED_SECTION),
        clear: |article| {
            article.section = None;
            article.extra.remove(UNPLACED_SECTION);
        },
        merge: looked_up,
        document: |article, document| {
            document.section = article.section.as_ref().map(|section| section.name.clone());
        },
    },
    FieldRow {
        field: ArticleField::Language,
        keys: &["language"],
        same: |old, new| old.language == new.language,
        texts: no_texts,
        says: |new| new.language.is_some(),
        repeats: |article, new| new.language.as_ref() == Some(&article.language),
        unsay: |new| new.language = None,
        // A language that the text told gives way to any that is said.
        has: |article| article.language != "und" && article.language_said,
        clear: |article| {
            article.language = "und".into();
            article.language_said = false;
        },
        merge: looked_up,
        document: |article, document| document.language = Some(article.language.clone()),
    },
    FieldRow {
        field: ArticleField::Genre,
        keys: &["genre"],
        same: |old, new| old.genre == new.genre,
        texts: |new, visit| new.genre.iter_mut().for_each(|text| visit("genre", text)),
        says: |new| new.genre.as_ref().is_some_and(|genre| !genre.is_empty()),
        repeats: |article, new| new.genre.as_ref() == Some(&article.genre),
        unsay: |new| new.genre = None,
        has: |article| !article.genre.is_empty(),
        clear: |article| article.genre.clear(),
        merge: |article, new| replace(&mut article.genre, new.genre.get_or_insert_default()),
        document: |article, document| document.genre = said(&article.genre),
    },
    FieldRow {
        field: ArticleField::Status,
        keys: &["status"],
        same: |old, new| old.status == new.status,
        texts: no_texts,
        says: |new| new.status.is_some(),
        repeats: |article, new| new.status == Some(article.status),
        unsay: |new| new.status = None,
        has: |article| article.status != Status::default() || article.says(ArticleField::Status),
        clear: |article| article.status = Status::default(),
        merge: |article, new| article.status = new.status.unwrap_or(article.status),
        document: |article, document| {
            document.status = (row(ArticleField::Status).has)(article).then_some(article.status);
        },
    },
    optional!(Embargoed, embargoed, whole_second_after),
    optional!(Expires, expires, |at| at.trunc_subsecs(0)),
    FieldRow {
        field: ArticleField::Published,
        keys: &["published", "published_printed"],
        same: |old, new| old.published == new.published,
        texts: |new, visit| visit("published_printed", &mut new.published_printed),
        says: |new| new.published.is_some() || !new.published_printed.is_empty(),
        repeats: |article, new| {
            let stored = &article.published;
            let is_known = |moment| stored.moment() == Some(moment) || says_more(stored, moment);
            new.published.is_none_or(is_known)
                && (new.published_printed.is_empty() || new.published_printed == stored.printed)
        },
        unsay: |new| {
            new.published = None;
            new.published_printed.clear();
        },
        has: |article| article.published.precision.is_some(),
        // Its place in time is taken anew where it is saved.
        clear: |article| article.published.printed.clear(),
        merge: looked_up,
        document: |article, document| {
            document.published = article.published.moment();
            document.published_printed = article.published.printed.clone();
        },
    },
    optional!(Modified, modified, std::convert::identity),
    optional!(Version, version, std::convert::identity),
    list!(
        Credits,
        credits,
        |article| article.credits.retain(|item| item.set_by == SetBy::Editor),
        |article, new| {
            let names = new.credits.iter().map(|credit| &credit.name);
            article.credits.iter().map(|credit| &credit.name).eq(names)
        },
        |new, visit| new.credits.iter_mut().for_each(|credit| visit("credits", &mut credit.name)),
        |article, document| document.credits = article.credits.iter().map(Credit::to_new).collect()
    ),
    list!(
        People,
        people,
        |article| article.people.retain(|item| item.set_by == SetBy::Editor),
        |article, new| {
            let names = new.people.iter().map(|person| &person.name);
            article.people.iter().map(|person| &person.name).eq(names)
        },
        |new, visit| new.people.iter_mut().for_each(|person| person.texts("people", visit)),
        |article, document| {
            document.people = article.people.iter().map(|person| person.name.as_str().into()).collect();
        }
    ),
    FieldRow {
        same: |old, new| are_same_uses(&old.images, &new.images),
        ..list!(
            Images,
            images,
            |article| article.images.retain(|item| item.set_by == SetBy::Editor),
            |article, new| are_same_images(&article.images, &new.images),
            |new, visit| new.images.iter_mut().for_each(|image| image.texts(visit)),
            |article, document| document.images = article.images.iter().map(ImageUse::to_new).collect()
        )
    },
    list!(
        Tags,
        tags,
        |article| article.tags.retain(|item| item.set_by == SetBy::Editor),
        |article, new| {
            let stored: HashSet<_> = article.tags.iter().map(|tag| (&tag.name, &tag.scheme)).collect();
            new.tags.iter().all(|tag| stored.contains(&(&tag.name, &tag.scheme)))
        },
        |new, visit| {
            for tag in &mut new.tags {
                [&mut tag.name, &mut tag.scheme].into_iter().for_each(|text| visit("tags", text));
            }
        },
        |article, document| document.tags = article.tags.iter().map(ArticleTag::to_new).collect()
    ),
    text!(TagsPrinted, tags_printed),
    FieldRow {
        repeats: |_, _| true,
        ..list!(
            Keys,
            keys,
            |article| article.keys.clear(),
            |_, _| true,
            |new, visit| new.keys.iter_mut().for_each(|key| key.texts("keys", visit)),
            |article, document| document.keys = article.keys.clone()
        )
    },
    FieldRow {
        field: ArticleField::Urls,
        keys: &["url", "urls"],
        same: |old, new| old.urls == new.urls,
        texts: |new, visit| {
            new.url.iter_mut().for_each(|url| visit("urls", url));
            new.urls.iter_mut().for_each(|url| visit("urls", &mut url.url));
        },
        says: |new| new.url.is_some() || !new.urls.is_empty(),
        repeats: |_, _| true,
        unsay: |new| {
            new.url = None;
            new.urls.clear();
        },
        has: |article| !article.urls.is_empty(),
        clear: |article| article.urls.clear(),
        merge: looked_up,
        document: |article, document| {
            let canonical = article.urls.first().filter(|url| url.relation == UrlRelation::Canonical);
            document.url = canonical.map(|url| url.given.clone());
            let others = article.urls.iter().skip(usize::from(canonical.is_some()));
            document.urls = others.map(ArticleUrl::to_new).collect();
        },
    },
    FieldRow {
        field: ArticleField::Extra,
        keys: &[],
        same: |old, new| old.extra == new.extra,
        // Values of JSON are cleaned and measured by themselves: blanks at their ends stay.
        texts: no_texts,
        says: |new| new.extra.values().any(|value| !value.is_null()),
        repeats: |article, new| {
            new.extra.iter().all(|(name, value)| value.is_null() || article.extra.get(name) == Some(value))
        },
        unsay: |new| new.extra.clear(),
        has: |article| !article.extra.is_empty(),
        clear: |article| article.extra.clear(),
        merge: |article, new| {
            let said = std::mem::take(&mut new.extra).into_iter().filter(|(_, value)| !value.is_null());
            article.extra.extend(said);
        },
        document: |article, document| document.extra = article.extra.clone(),
    },
];

/// Returns the row of a field.
pub(crate) fn row(field: ArticleField) -> &'static FieldRow {
    // `FIELDS` is in the order of the fields' declaration.
    &FIELDS[field as usize]
}

/// Stands for a merge that needs to know what is stored: saving has a function for it.
fn looked_up(_: &mut Article, _: &mut NewArticle) {}

fn no_texts(_: &mut NewArticle, _: &mut Visit<'_>) {}

fn replace(stored: &mut String, new: &mut String) {
    if !new.is_empty() {
        *stored = std::mem::take(new);
    }
}

/// Returns the instant in whole seconds, and none too early: until then nothing is shown.
fn whole_second_after(at: DateTime<Utc>) -> DateTime<Utc> {
    match at.trunc_subsecs(0) {
        whole if whole < at => whole.checked_add_signed(Duration::seconds(1)).unwrap_or(whole),
        whole => whole,
    }
}
