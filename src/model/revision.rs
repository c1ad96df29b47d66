//! Earlier wordings of an article, and an article as a document.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::article::json;
use super::published::instant;
use crate::{
    Article, ArticleId, Caption, Image, ImageUse, Key, Mention, Moment, NewArticle, NewCaption, NewCredit,
    NewImage, NewPerson, NewPublication, NewTag, NewUrl, OrganizationId, PersonId, Result, Snapshot,
    UrlRelation,
};

/// An earlier state of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Revision {
    /// Its number, from 1 for the first state on.
    pub number: u32,
    /// When a save put a later state in its place.
    pub superseded: DateTime<Utc>,
    /// The fields in which the later state differs, by their names in JSON.
    pub changed: Vec<String>,
    /// The whole article as it was.
    pub document: NewArticle,
}

impl Snapshot<'_> {
    /// The earlier states of an article, the first one first. The present one is not among them.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").key("wire", "F1");
    /// let saved = archive.write(|tx| tx.save(&article))?;
    /// article.headline = "Ferry cancelled".into();
    /// archive.write(|tx| tx.save(&article))?;
    ///
    /// let earlier = archive.read(|s| s.revisions_of(saved.id.unwrap()))?;
    /// assert_eq!(earlier[0].changed, ["headline"]);
    /// assert_eq!(earlier[0].document.headline, "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn revisions_of(&self, article: ArticleId) -> Result<Vec<Revision>> {
        let rows = self.rows(
            "SELECT number, superseded, changed, document
             FROM article_revision WHERE article = ?1 ORDER BY number",
            [article],
            |row| {
                let texts: (String, String) = (row.get("changed")?, row.get("document")?);
                Ok((row.get("number")?, instant(row, "superseded")?, texts))
            },
        )?;
        rows.into_iter()
            .map(|(number, superseded, (changed, document))| {
                Ok(Revision { number, superseded, changed: json(&changed)?, document: json(&document)? })
            })
            .collect()
    }

    /// The dates that a change of the date alone has replaced.
    pub(crate) fn corrected_dates_of(&self, article: ArticleId) -> Result<Vec<Moment>> {
        let dates: Vec<Option<String>> = self.rows(
            "SELECT document ->> 'published' AS published FROM article_revision
             WHERE article = ?1 AND changed = '[\"published\"]' ORDER BY number",
            [article],
            |row| row.get("published"),
        )?;
        Ok(dates.iter().flatten().filter_map(|date| date.parse().ok()).collect())
    }

    /// A stored article as a value that can be saved elsewhere: into an empty archive it makes an
    /// equal article.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "").key("wire", "F1").person("Ada Jones").language("en");
    /// let id = archive.write(|tx| tx.save(&article))?.id.unwrap();
    /// let document = archive.read(|s| s.document(&s.article(id)?.unwrap()))?;
    /// assert_eq!(document.people, article.people);
    /// assert_eq!(document.keys, article.keys);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn document(&self, article: &Article) -> Result<NewArticle> {
        self.document_with(article, |_| None, |_| &[])
    }

    /// As [`document`](Self::document), with names of organizations and ids of people that are not
    /// stored yet.
    pub(crate) fn document_with<'k>(
        &self,
        article: &Article,
        unstored: impl Fn(OrganizationId) -> Option<String>,
        unstored_keys: impl Fn(PersonId) -> &'k [Key],
    ) -> Result<NewArticle> {
        let organization = |id: Option<OrganizationId>| -> Result<Option<String>> {
            let Some(id) = id else { return Ok(None) };
            match unstored(id) {
                Some(name) => Ok(Some(name)),
                None => Ok(self.organization(id)?.map(|organization| organization.name)),
            }
        };
        let mut images = Vec::with_capacity(article.images.len());
        for used in &article.images {
            let mut image = image(used, self.people(&used.image.people, &unstored_keys)?);
            image.supplier = organization(used.image.supplier)?;
            for caption in &used.captions {
                image.captions.push(document_caption(caption, organization(caption.agency)?));
            }
            images.push(image);
        }
        let people = self.people(&article.people, &unstored_keys)?;
        Ok(NewArticle { images, people, ..texts(article) })
    }

    fn people<'k>(
        &self,
        mentions: &[Mention],
        unstored: impl Fn(PersonId) -> &'k [Key],
    ) -> Result<Vec<NewPerson>> {
        let mut people = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let mut keys: Vec<Key> = Vec::new();
            if let Some(id) = mention.person {
                keys = self.person_keys_of(id)?;
                keys.extend_from_slice(unstored(id));
                keys.sort();
            }
            people.push(NewPerson { name: mention.name.clone(), keys });
        }
        Ok(people)
    }
}

/// The parts of a document that need no look-up.
fn texts(article: &Article) -> NewArticle {
    let mut urls = article.urls.iter();
    let canonical = article.urls.first().filter(|url| url.relation == UrlRelation::Canonical);
    if canonical.is_some() {
        urls.next();
    }
    let credit = |credit: &crate::Credit| {
        let name = credit.name.clone();
        NewCredit { name, kind: credit.kind, role: credit.role }
    };
    let tag = |tag: &crate::ArticleTag| NewTag {
        name: tag.name.clone(),
        scheme: tag.scheme.clone(),
        set_by: Some(tag.set_by),
        inferred: tag.inferred,
    };
    NewArticle {
        uri: Some(article.uri.clone()),
        url: canonical.map(|url| url.given.clone()),
        urls: urls.map(|url| NewUrl { url: url.given.clone(), relation: url.relation }).collect(),
        keys: article.keys.clone(),
        publication: article.publication.as_ref().map(publication),
        section: article.section.as_ref().map(|section| section.name.clone()),
        language: Some(article.language.clone()),
        genre: said(&article.genre),
        status: Some(article.status),
        embargoed: article.embargoed,
        expires: article.expires,
        published: article.published.moment(),
        published_printed: article.published.printed.clone(),
        modified: article.modified,
        headline: article.headline.clone(),
        dek: article.dek.clone(),
        byline: article.byline.clone(),
        body: article.body.clone(),
        credits: article.credits.iter().map(credit).collect(),
        people: Vec::new(),
        images: Vec::new(),
        tags: article.tags.iter().map(tag).collect(),
        tags_printed: article.tags_printed.clone(),
        extra: article.extra.clone(),
    }
}

fn publication(publication: &crate::Publication) -> NewPublication {
    NewPublication {
        title: publication.title.clone(),
        domain: said(&publication.domain),
        language: said(&publication.language).filter(|tag| tag != "und"),
        country: said(&publication.country),
        time_zone: said(&publication.time_zone),
    }
}

fn image(used: &ImageUse, people: Vec<NewPerson>) -> NewImage {
    let Image { uri, urls, sha256, width, height, byte_size, media_type, alt, credit_line, .. } =
        used.image.clone();
    NewImage {
        uri: Some(uri),
        urls,
        sha256: said(&sha256),
        width,
        height,
        byte_size,
        media_type: said(&media_type),
        alt,
        credit_line,
        supplier: None,
        people,
        role: used.role,
        after_paragraph: used.after_paragraph,
        captions: Vec::new(),
    }
}

fn document_caption(caption: &Caption, agency: Option<String>) -> NewCaption {
    NewCaption {
        text: caption.text.clone(),
        credit: caption.credit.clone(),
        photographer: said(&caption.photographer),
        agency,
        language: Some(caption.language.clone()),
    }
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
