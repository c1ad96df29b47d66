//! What belongs to the articles of a page, read for all of them at once.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::error::Result;
use crate::id::{ImageId, TagId};
use crate::model::Rendition;
use crate::store::Snapshot;

/// A tag of a [`Hit`](crate::Hit).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HitTag {
    /// The tag, for [`Snapshot::tag`].
    pub id: TagId,
    /// Its spelling in the article.
    pub name: String,
}

/// The lead picture of a [`Hit`](crate::Hit).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HitPicture {
    /// The picture, for [`Snapshot::image`].
    pub image: ImageId,
    /// The first of its URLs; empty where none is known.
    pub url: String,
    /// Those of its URLs of which the width is known: the picture in several sizes.
    pub renditions: Vec<Rendition>,
    /// Pixels across.
    pub width: Option<u32>,
    /// Pixels down.
    pub height: Option<u32>,
    /// The caption in the language of the article, or else in the first.
    pub caption: String,
    /// The credit of that caption, as printed.
    pub credit: String,
    /// The alternative text of that caption.
    pub alt: String,
}

/// What belongs to the articles of a page, by their ids; marks by their clocks.
pub(super) struct Parts {
    pub(super) urls: HashMap<i64, String>,
    pub(super) tags: HashMap<i64, Vec<HitTag>>,
    pub(super) pictures: HashMap<i64, HitPicture>,
    pub(super) marks: HashMap<i64, Vec<String>>,
}

/// True for what any article has, looked up once for as long as nobody changes the archive: a page doesn't ask for
/// the rest.
struct Kinds {
    urls: bool,
    tags: bool,
    pictures: bool,
    marks: bool,
}

impl Kinds {
    fn of(snapshot: &Snapshot<'_>) -> Result<Arc<Self>> {
        snapshot.cached(|| {
            let kinds = snapshot.row(
                "SELECT EXISTS (SELECT 1 FROM article_url) AS urls, EXISTS (SELECT 1 FROM article_tag) AS tags,
                        EXISTS (SELECT 1 FROM image_use) AS pictures, EXISTS (SELECT 1 FROM article_mark) AS marks",
                [],
                |row| {
                    Ok(Self {
                        urls: row.get("urls")?,
                        tags: row.get("tags")?,
                        pictures: row.get("pictures")?,
                        marks: row.get("marks")?,
                    })
                },
            )?;
            Ok(kinds.unwrap_or(Self { urls: true, tags: true, pictures: true, marks: true }))
        })
    }
}

/// Returns numbers as a list in JSON, for `json_each`.
pub(super) fn list(numbers: impl Iterator<Item = i64>) -> String {
    let numbers: Vec<_> = numbers.map(|number| number.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

impl Snapshot<'_> {
    /// Reads what belongs to articles, by lists of their clocks and ids.
    pub(super) fn parts_of(&self, clocks: &str, articles: impl Iterator<Item = i64>) -> Result<Parts> {
        let articles = list(articles);
        let kinds = Kinds::of(self)?;
        Ok(Parts {
            urls: read_if(kinds.urls, || self.first_urls(&articles))?,
            tags: read_if(kinds.tags, || self.hit_tags(&articles))?,
            pictures: read_if(kinds.pictures, || self.lead_pictures(&articles))?,
            marks: read_if(kinds.marks, || self.marks_at(clocks))?,
        })
    }

    fn first_urls(&self, articles: &str) -> Result<HashMap<i64, String>> {
        let urls = self.rows(
            "SELECT page.value AS article,
                    (SELECT u.given FROM article_url u WHERE u.article = page.value
                     ORDER BY u.relation <> 'canonical', u.url, u.fragment LIMIT 1) AS url
             FROM json_each(?1) page",
            [articles],
            |row| Ok((row.get(0)?, row.get::<_, Option<_>>(1)?)),
        )?;
        Ok(urls.into_iter().filter_map(|(article, url)| Some((article, url?))).collect())
    }

    fn hit_tags(&self, articles: &str) -> Result<HashMap<i64, Vec<HitTag>>> {
        let mut tags = self.rows(
            "SELECT t.article, t.position, t.tag, t.name
             FROM json_each(?1) page JOIN article_tag t ON t.article = page.value",
            [articles],
            |row| {
                let place: (i64, i64) = (row.get(0)?, row.get(1)?);
                Ok((place, HitTag { id: TagId(row.get(2)?), name: row.get(3)? }))
            },
        )?;
        // Most come in this order: to sort them here takes less than an ORDER BY.
        tags.sort_by_key(|(place, _)| *place);
        Ok(grouped(tags.into_iter().map(|((article, _), tag)| (article, tag))))
    }

    /// Reads the lead picture of each article, or else the first, with one caption.
    fn lead_pictures(&self, articles: &str) -> Result<HashMap<i64, HitPicture>> {
        let pictures = self.rows(
            // Two look-ups in the order of the key take less than one that sorts.
            "SELECT u.article, u.image, i.width, i.height, coalesce(c.text, '') AS text,
                    coalesce(c.credit, '') AS credit, coalesce(c.alt, '') AS alt
             FROM json_each(?1) page
             JOIN article a ON a.id = page.value
             JOIN image_use u ON u.article = a.id AND u.position = coalesce(
                 (SELECT l.position FROM image_use l WHERE l.article = a.id AND l.role = 'lead'
                  ORDER BY l.position LIMIT 1),
                 (SELECT min(f.position) FROM image_use f WHERE f.article = a.id))
             JOIN image i ON i.id = u.image
             LEFT JOIN caption c ON c.article = u.article AND c.position = u.position AND c.language = coalesce(
                 (SELECT o.language FROM caption o
                  WHERE o.article = u.article AND o.position = u.position AND o.language = a.language),
                 (SELECT min(f.language) FROM caption f WHERE f.article = u.article AND f.position = u.position))",
            [articles],
            |row| {
                let picture = HitPicture {
                    image: ImageId(row.get(1)?),
                    url: String::new(),
                    renditions: Vec::new(),
                    width: row.get(2)?,
                    height: row.get(3)?,
                    caption: row.get(4)?,
                    credit: row.get(5)?,
                    alt: row.get(6)?,
                };
                Ok((row.get(0)?, picture))
            },
        )?;
        let mut pictures: HashMap<i64, HitPicture> = pictures.into_iter().collect();
        let urls = self.image_urls(&list(pictures.values().map(|picture| picture.image.0)))?;
        for picture in pictures.values_mut() {
            // Two articles of a page may show one picture.
            let known = urls.get(&picture.image.0).map(Vec::as_slice).unwrap_or_default();
            picture.url = known.first().map(|first| first.url.clone()).unwrap_or_default();
            picture.renditions = known.iter().filter(|url| url.width.is_some()).cloned().collect();
        }
        Ok(pictures)
    }

    fn image_urls(&self, images: &str) -> Result<HashMap<i64, Vec<Rendition>>> {
        let urls = self.rows(
            "SELECT u.image, u.given, u.width
             FROM (SELECT DISTINCT value FROM json_each(?1)) page JOIN image_url u ON u.image = page.value
             ORDER BY u.image, u.url",
            [images],
            |row| Ok((row.get(0)?, Rendition { url: row.get(1)?, width: row.get(2)? })),
        )?;
        Ok(grouped(urls))
    }

    /// Reads the marks of articles, by their clocks.
    fn marks_at(&self, clocks: &str) -> Result<HashMap<i64, Vec<String>>> {
        let marks = self.rows(
            "SELECT m.clock, k.name FROM json_each(?1) page
             JOIN article_mark m ON m.clock = page.value JOIN mark k ON k.id = m.mark
             ORDER BY m.clock, k.folded",
            [clocks],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(grouped(marks))
    }
}

fn read_if<T: Default>(any: bool, read: impl FnOnce() -> Result<T>) -> Result<T> {
    if any { read() } else { Ok(T::default()) }
}

fn grouped<T>(rows: impl IntoIterator<Item = (i64, T)>) -> HashMap<i64, Vec<T>> {
    let mut groups = HashMap::<i64, Vec<T>>::new();
    for (key, item) in rows {
        groups.entry(key).or_default().push(item);
    }
    groups
}
