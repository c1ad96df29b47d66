//! The captions in which a query was found.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::id::{ArticleId, ImageId};
use crate::search::highlight::highlighted::Highlighted;
use crate::search::highlight::highlighter::Highlighters;
use crate::search::query::term::Field;
use crate::store::Snapshot;

/// A caption in which words of a query were found.
///
/// ```
/// use dateline::{Archive, NewArticle, NewImage, Query};
///
/// let archive = Archive::in_memory()?;
/// let image = NewImage::at("https://example.org/ferry.jpg").caption("The ferry in fog.", "Coastal Press");
/// archive.write(|tx| tx.save(&NewArticle::new("Harbour closed", "").language("en").image(image)))?;
/// let page = archive.search(&Query::from("ferries"))?;
/// let found = &page.hits[0].captions[0];
/// assert_eq!(found.text.html(), "The <mark>ferry</mark> in fog.");
/// assert_eq!((found.position, found.credit.text()), (1, "Coastal Press"));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HitCaption {
    /// The picture.
    pub image: ImageId,
    /// The picture's position in the article, counted from 1.
    pub position: u32,
    /// BCP 47 tag of the language in which it is.
    pub language: String,
    /// The caption, with what the query asks for marked.
    #[serde(flatten, serialize_with = "text")]
    pub text: Highlighted,
    /// Its credit as printed, likewise.
    #[serde(flatten, serialize_with = "credit")]
    pub credit: Highlighted,
    /// The alternative text of this use, likewise. In JSON left out where there is none.
    #[serde(flatten, serialize_with = "alt")]
    pub alt: Highlighted,
}

fn text<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["text", "text_marks"], serializer)
}

fn credit<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["credit", "credit_marks"], serializer)
}

fn alt<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    match marked.text() {
        "" => serializer.serialize_map(Some(0))?.end(),
        _ => marked.serialize_as(["alt", "alt_marks"], serializer),
    }
}

impl Snapshot<'_> {
    /// Returns the captions of an article in which anything is marked, each by the forms of its own language.
    pub(super) fn hit_captions(
        &self,
        article: ArticleId,
        highlighters: &mut Highlighters<'_>,
    ) -> Result<Vec<HitCaption>> {
        let mut captions = self.rows(
            "SELECT u.image, c.position, c.language, c.text, c.credit, c.alt
             FROM caption c
             JOIN image_use u ON u.article = c.article AND u.position = c.position
             WHERE c.article = ?1
             ORDER BY c.position, c.language",
            [article.0],
            |row| {
                Ok(HitCaption {
                    image: ImageId(row.get("image")?),
                    position: row.get("position")?,
                    language: row.get("language")?,
                    text: Highlighted::plain(row.get::<_, String>("text")?),
                    credit: Highlighted::plain(row.get::<_, String>("credit")?),
                    alt: Highlighted::plain(row.get::<_, String>("alt")?),
                })
            },
        )?;
        for caption in &mut captions {
            let highlighter = highlighters.of(&caption.language);
            caption.text = highlighter.mark(caption.text.text(), Some(Field::Caption));
            caption.credit = highlighter.mark(caption.credit.text(), Some(Field::Credit));
            caption.alt = highlighter.mark(caption.alt.text(), Some(Field::Caption));
        }
        captions.retain(|caption| {
            [&caption.text, &caption.credit, &caption.alt].into_iter().any(Highlighted::is_marked)
        });
        Ok(captions)
    }
}
