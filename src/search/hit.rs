//! The hits of a page: articles that were found, with marked texts.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::id::{ArticleId, ImageId};
use crate::model::article::visibility::Visibility;
use crate::model::{HiddenReason, Published};
use crate::search::highlight::highlighted::Highlighted;
use crate::search::highlight::highlighter::Highlighters;
use crate::search::highlight::passage::Passage;
use crate::search::query::Query;
use crate::search::query::cursor::Ranked;
use crate::search::query::term::{Field, Term};
use crate::store::Snapshot;

/// An article that answers a query.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// The article, for [`Snapshot::article`].
    pub id: ArticleId,
    /// Its public identity.
    pub uri: String,
    /// The headline, with what the query asks for marked.
    #[serde(flatten, serialize_with = "headline")]
    pub headline: Highlighted,
    /// The standfirst, likewise.
    #[serde(flatten, serialize_with = "dek")]
    pub dek: Highlighted,
    /// The part of the body that answers best, or of the dek where there is no body; `None` unless
    /// [`Query::passages`] asks for it.
    pub passage: Option<Passage>,
    /// The captions in which words of the query were found, in the order of the page.
    pub captions: Vec<HitCaption>,
    /// Title of the publication, or its domain; empty where it isn't known.
    pub publication: String,
    /// When it was published.
    #[serde(flatten)]
    pub published: Published,
    /// BCP 47 language tag.
    pub language: String,
    /// The reason why it is hidden, where the query finds such articles too.
    pub hidden_reason: Option<HiddenReason>,
    /// The score, in an order by score; 0 in an order by time. Scores of one query compare, those of two
    /// don't.
    pub score: f64,
}

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

fn headline<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["headline", "headline_marks"], serializer)
}

fn dek<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["dek", "dek_marks"], serializer)
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

/// A row of the archive before its words are marked.
struct Read {
    hit: Hit,
    body: String,
    has_captions: bool,
}

impl Snapshot<'_> {
    /// Returns the hits of these rows, with what the query asks for marked.
    pub(crate) fn hits(&self, query: &Query, rows: &[Ranked]) -> Result<Vec<Hit>> {
        let mut highlighters = Highlighters::new(query);
        let reads_captions = query.groups().iter().flatten().any(may_be_in_caption);
        let mut hits = Vec::with_capacity(rows.len());
        for ranked in rows {
            let Some(Read { mut hit, body, has_captions }) = self.read_hit(query, *ranked)? else { continue };
            let highlighter = highlighters.of(&hit.language);
            hit.passage = query.passage.and_then(|length| match (&*body, hit.dek.text()) {
                ("", "") => None,
                ("", dek) => Some(highlighter.passage(dek, Some(Field::Dek), length)),
                (body, _) => Some(highlighter.passage(body, Some(Field::Body), length)),
            });
            hit.headline = highlighter.mark(hit.headline.text(), Some(Field::Headline));
            hit.dek = highlighter.mark(hit.dek.text(), Some(Field::Dek));
            if has_captions && reads_captions {
                hit.captions = self.hit_captions(hit.id, &mut highlighters)?;
            }
            hits.push(hit);
        }
        Ok(hits)
    }

    fn read_hit(&self, query: &Query, ranked: Ranked) -> Result<Option<Read>> {
        self.row(
            "SELECT a.id, a.uri, a.language, a.status, a.embargoed, a.expires, t.headline, t.dek,
                    a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed, coalesce(nullif(p.title, ''), p.domain, '') AS publication,
                    t.captions <> '' OR t.credits <> '' AS has_captions,
                    CASE WHEN ?2 THEN t.body ELSE '' END AS body
             FROM article_text t
             JOIN article a ON a.id = t.article
             LEFT JOIN publication o ON o.id = a.publication
             LEFT JOIN publication p ON p.id = coalesce(o.merged_into, o.id)
             WHERE t.clock = ?1",
            (ranked.clock, query.passage.is_some()),
            |row| {
                let hit = Hit {
                    id: ArticleId(row.get("id")?),
                    uri: row.get("uri")?,
                    headline: Highlighted::plain(row.get::<_, String>("headline")?),
                    dek: Highlighted::plain(row.get::<_, String>("dek")?),
                    passage: None,
                    captions: Vec::new(),
                    publication: row.get("publication")?,
                    published: Published::from_row(row)?,
                    language: row.get("language")?,
                    hidden_reason: Visibility::from_row(row)?.hidden_at(self.now()),
                    score: ranked.score,
                };
                Ok(Read { hit, body: row.get("body")?, has_captions: row.get("has_captions")? })
            },
        )
    }

    /// Returns the captions of an article in which anything is marked, each by the forms of its own language.
    fn hit_captions(
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

fn may_be_in_caption(term: &Term) -> bool {
    matches!(term, Term::Words { field: None | Some(Field::Caption | Field::Credit), .. })
}
