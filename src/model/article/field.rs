//! The fields of an article, a row each: what saving, revisions and JSON must know of every one of them.

use chrono::{DateTime, Duration, SubsecRound, Utc};

use super::Article;
use super::parts::{ArticleTag, ArticleUrl, Credit};
use crate::model::image::ImageUse;
use crate::model::index_row::word_count;
use crate::model::new_article::{ArticleField, NewArticle, UrlRelation, Visit, said};
use crate::model::publication::Publication;

/// One field: how it stands in a [`NewArticle`] and in an [`Article`], and how the one becomes the other.
pub(crate) struct FieldRow {
    pub field: ArticleField,
    /// Names of it in the JSON of a [`NewArticle`].
    pub keys: &'static [&'static str],
    /// Returns true if two states of an article agree in it.
    pub same: fn(&Article, &Article) -> bool,
    /// Visits its texts; see [`visit_texts`].
    pub texts: fn(&mut NewArticle, &mut Visit<'_>),
    /// Puts what is new over what is stored, where that needs no look-up. Empty leaves it as it is.
    pub merge: fn(&mut Article, &mut NewArticle),
    /// Puts what is stored into a document, but for the ids of people.
    pub document: fn(&Article, &mut NewArticle),
}

/// The table of fields, in the order of [`ArticleField::ALL`].
pub(crate) const FIELDS: &[FieldRow] = &[
    FieldRow {
        field: ArticleField::Headline,
        keys: &["headline"],
        same: |old, new| old.headline == new.headline,
        texts: |new, visit| visit("headline", &mut new.headline),
        merge: |article, new| replace(&mut article.headline, &mut new.headline),
        document: |article, document| document.headline = article.headline.clone(),
    },
    FieldRow {
        field: ArticleField::Dek,
        keys: &["dek"],
        same: |old, new| old.dek == new.dek,
        texts: |new, visit| visit("dek", &mut new.dek),
        merge: |article, new| replace(&mut article.dek, &mut new.dek),
        document: |article, document| document.dek = article.dek.clone(),
    },
    FieldRow {
        field: ArticleField::Byline,
        keys: &["byline"],
        same: |old, new| old.byline == new.byline,
        texts: |new, visit| visit("byline", &mut new.byline),
        merge: |article, new| replace(&mut article.byline, &mut new.byline),
        document: |article, document| document.byline = article.byline.clone(),
    },
    FieldRow {
        field: ArticleField::Located,
        keys: &["located"],
        same: |old, new| old.located == new.located,
        texts: |new, visit| visit("located", &mut new.located),
        merge: |article, new| replace(&mut article.located, &mut new.located),
        document: |article, document| document.located = article.located.clone(),
    },
    FieldRow {
        field: ArticleField::Body,
        keys: &["body"],
        same: |old, new| old.body == new.body,
        texts: |new, visit| visit("body", &mut new.body),
        merge: |article, new| {
            if !new.body.is_empty() {
                article.word_count = word_count(&new.body);
            }
            replace(&mut article.body, &mut new.body);
        },
        document: |article, document| document.body = article.body.clone(),
    },
    FieldRow {
        field: ArticleField::Extent,
        keys: &["extent"],
        same: |old, new| old.extent == new.extent,
        texts: no_texts,
        merge: |article, new| article.extent = new.extent.or(article.extent),
        document: |article, document| document.extent = article.extent,
    },
    FieldRow {
        field: ArticleField::Type,
        keys: &["type"],
        same: |old, new| old.item_type == new.item_type,
        texts: no_texts,
        merge: |article, new| article.item_type = new.item_type.unwrap_or(article.item_type),
        document: |article, document| document.item_type = Some(article.item_type),
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
        merge: looked_up,
        document: |article, document| {
            document.publication = article.publication.as_ref().map(Publication::to_new)
        },
    },
    FieldRow {
        field: ArticleField::Section,
        keys: &["section"],
        same: |old, new| old.section.as_ref().map(|s| s.id) == new.section.as_ref().map(|s| s.id),
        texts: |new, visit| new.section.iter_mut().for_each(|text| visit("section", text)),
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
        merge: looked_up,
        document: |article, document| document.language = Some(article.language.clone()),
    },
    FieldRow {
        field: ArticleField::Genre,
        keys: &["genre"],
        same: |old, new| old.genre == new.genre,
        texts: |new, visit| new.genre.iter_mut().for_each(|text| visit("genre", text)),
        merge: |article, new| replace(&mut article.genre, new.genre.get_or_insert_default()),
        document: |article, document| document.genre = said(&article.genre),
    },
    FieldRow {
        field: ArticleField::Status,
        keys: &["status"],
        same: |old, new| old.status == new.status,
        texts: no_texts,
        merge: |article, new| article.status = new.status.unwrap_or(article.status),
        document: |article, document| document.status = Some(article.status),
    },
    FieldRow {
        field: ArticleField::Embargoed,
        keys: &["embargoed"],
        same: |old, new| old.embargoed == new.embargoed,
        texts: no_texts,
        merge: |article, new| article.embargoed = new.embargoed.map(whole_second_after).or(article.embargoed),
        document: |article, document| document.embargoed = article.embargoed,
    },
    FieldRow {
        field: ArticleField::Expires,
        keys: &["expires"],
        same: |old, new| old.expires == new.expires,
        texts: no_texts,
        merge: |article, new| article.expires = new.expires.map(|at| at.trunc_subsecs(0)).or(article.expires),
        document: |article, document| document.expires = article.expires,
    },
    FieldRow {
        field: ArticleField::Published,
        keys: &["published", "published_printed"],
        same: |old, new| old.published == new.published,
        texts: |new, visit| visit("published_printed", &mut new.published_printed),
        merge: looked_up,
        document: |article, document| {
            document.published = article.published.moment();
            document.published_printed = article.published.printed.clone();
        },
    },
    FieldRow {
        field: ArticleField::Modified,
        keys: &["modified"],
        same: |old, new| old.modified == new.modified,
        texts: no_texts,
        merge: |article, new| article.modified = new.modified.or(article.modified),
        document: |article, document| document.modified = article.modified,
    },
    FieldRow {
        field: ArticleField::Version,
        keys: &["version"],
        same: |old, new| old.version == new.version,
        texts: no_texts,
        merge: |article, new| article.version = new.version.or(article.version),
        document: |article, document| document.version = article.version,
    },
    FieldRow {
        field: ArticleField::Credits,
        keys: &["credits"],
        same: |old, new| old.credits == new.credits,
        texts: |new, visit| new.credits.iter_mut().for_each(|credit| visit("credits", &mut credit.name)),
        merge: looked_up,
        document: |article, document| {
            document.credits = article.credits.iter().map(Credit::to_new).collect();
        },
    },
    FieldRow {
        field: ArticleField::People,
        keys: &["people"],
        same: |old, new| old.people == new.people,
        texts: |new, visit| new.people.iter_mut().for_each(|person| person.texts("people", visit)),
        merge: looked_up,
        document: |article, document| {
            document.people = article.people.iter().map(|person| person.name.as_str().into()).collect();
        },
    },
    FieldRow {
        field: ArticleField::Images,
        keys: &["images"],
        same: |old, new| old.images == new.images,
        texts: |new, visit| new.images.iter_mut().for_each(|image| image.texts(visit)),
        merge: looked_up,
        document: |article, document| document.images = article.images.iter().map(ImageUse::to_new).collect(),
    },
    FieldRow {
        field: ArticleField::Tags,
        keys: &["tags"],
        same: |old, new| old.tags == new.tags,
        texts: |new, visit| {
            for tag in &mut new.tags {
                [&mut tag.name, &mut tag.scheme].into_iter().for_each(|text| visit("tags", text));
            }
        },
        merge: looked_up,
        document: |article, document| document.tags = article.tags.iter().map(ArticleTag::to_new).collect(),
    },
    FieldRow {
        field: ArticleField::TagsPrinted,
        keys: &["tags_printed"],
        same: |old, new| old.tags_printed == new.tags_printed,
        texts: |new, visit| visit("tags_printed", &mut new.tags_printed),
        merge: |article, new| replace(&mut article.tags_printed, &mut new.tags_printed),
        document: |article, document| document.tags_printed = article.tags_printed.clone(),
    },
    FieldRow {
        field: ArticleField::Keys,
        keys: &["keys"],
        same: |old, new| old.keys == new.keys,
        texts: |new, visit| new.keys.iter_mut().for_each(|key| key.texts("keys", visit)),
        merge: looked_up,
        document: |article, document| document.keys = article.keys.clone(),
    },
    FieldRow {
        field: ArticleField::Urls,
        keys: &["url", "urls"],
        same: |old, new| old.urls == new.urls,
        texts: |new, visit| {
            new.url.iter_mut().for_each(|url| visit("urls", url));
            new.urls.iter_mut().for_each(|url| visit("urls", &mut url.url));
        },
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
        merge: |article, new| {
            let said = std::mem::take(&mut new.extra).into_iter().filter(|(_, value)| !value.is_null());
            article.extra.extend(said);
        },
        document: |article, document| document.extra = article.extra.clone(),
    },
];

/// Visits every text of an article that is cleaned before it is stored, but for those in `extra`.
pub(crate) fn visit_texts(article: &mut NewArticle, visit: &mut Visit<'_>) {
    article.uri.iter_mut().for_each(|uri| visit("uri", uri));
    for row in FIELDS {
        (row.texts)(article, visit);
    }
}

/// Returns the names that a [`NewArticle`] has for its fields in JSON.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().flat_map(|row| row.keys).copied().chain(["uri", "clear", "value_source", "value_sources"])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_row() {
        let fields: Vec<_> = FIELDS.iter().map(|row| row.field).collect();
        assert_eq!(fields, ArticleField::ALL);
    }
}
