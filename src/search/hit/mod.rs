//! The hits of a page: articles that were found, with marked texts.

mod caption;
mod parts;

use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::id::ArticleId;
use crate::model::article::visibility::Visibility;
use crate::model::{HiddenReason, Published};
use crate::search::highlight::highlighted::Highlighted;
use crate::search::highlight::highlighter::Highlighters;
use crate::search::highlight::passage::Passage;
use crate::search::query::Query;
use crate::search::query::cursor::Ranked;
use crate::search::query::term::{Field, Term};
use crate::store::Snapshot;

pub use caption::HitCaption;
pub use parts::{HitPicture, HitTag};

/// An article that answers a query, with what a list shows of it.
///
/// ```
/// use dateline::{Archive, NewArticle, NewImage};
///
/// let archive = Archive::in_memory()?;
/// let image = NewImage::at("https://example.org/fog.jpg").caption("The ferry in fog.", "Coastal Press");
/// let article = NewArticle::new("Ferry delayed", "Fog held it up.").url("https://example.org/1");
/// archive.write(|tx| tx.save(&article.tag("Harbour").image(image)))?;
/// let page = archive.search(&"ferry".into())?;
/// let hit = &page.hits[0];
/// assert_eq!((hit.url.as_str(), hit.word_count), ("https://example.org/1", 4));
/// assert_eq!(hit.tags[0].name, "Harbour");
/// let picture = hit.picture.as_ref().unwrap();
/// assert_eq!((picture.url.as_str(), picture.caption.as_str()), ("https://example.org/fog.jpg", "The ferry in fog."));
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Hit {
    /// The article, for [`Snapshot::article`].
    pub id: ArticleId,
    /// Its public identity.
    pub uri: String,
    /// Its canonical URL, or else the first one known; empty where it has none.
    pub url: String,
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
    /// The byline as printed.
    pub byline: String,
    /// Its tags, in the printed order.
    pub tags: Vec<HitTag>,
    /// Its lead picture, or else its first.
    pub picture: Option<HitPicture>,
    /// Its marks, in the order of the alphabet.
    pub marks: Vec<String>,
    /// Number of words in the body.
    pub word_count: u32,
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

fn headline<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["headline", "headline_marks"], serializer)
}

fn dek<S: Serializer>(marked: &Highlighted, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    marked.serialize_as(["dek", "dek_marks"], serializer)
}

/// A row of the archive before its words are marked.
struct Read {
    /// Its place in the page.
    place: i64,
    clock: i64,
    hit: Hit,
    body: String,
    has_captions: bool,
}

impl Snapshot<'_> {
    /// Returns the hits of these rows, with what the query asks for marked. All rows are read by a few statements, however
    /// many they are.
    pub(crate) fn hits(&self, query: &Query, rows: &[Ranked]) -> Result<Vec<Hit>> {
        let mut highlighters = Highlighters::new(query);
        let reads_captions = query.conditions.required_terms().into_iter().any(may_be_in_caption);
        let mut hits = Vec::with_capacity(rows.len());
        for Read { place, mut hit, body, has_captions, .. } in self.read_hits(query, rows)? {
            let row = usize::try_from(place).ok().and_then(|place| rows.get(place));
            hit.score = row.map_or(0.0, |row| row.score);
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

    /// Reads the rows of a page, in their order.
    fn read_hits(&self, query: &Query, rows: &[Ranked]) -> Result<Vec<Read>> {
        let clocks = parts::list(rows.iter().map(|row| row.clock));
        let mut found = self.rows(
            // To find a column by its name takes longer than to read it.
            "SELECT a.published, a.published_offset, a.published_precision, a.published_basis,
                    a.published_printed, a.status, a.embargoed, a.expires,
                    t.clock, a.id, a.uri, a.language, t.headline, t.dek, t.byline, a.word_count,
                    coalesce(nullif(p.title, ''), p.domain, '') AS publication,
                    t.captions <> '' OR t.credits <> '' AS has_captions,
                    CASE WHEN ?2 THEN t.body ELSE '' END AS body, page.key AS place
             FROM json_each(?1) page
             JOIN article_text t ON t.clock = page.value
             JOIN article a ON a.id = t.article
             LEFT JOIN publication o ON o.id = a.publication
             LEFT JOIN publication p ON p.id = coalesce(o.merged_into, o.id)",
            (&clocks, query.passage.is_some()),
            |row| {
                let hit = Hit {
                    id: ArticleId(row.get(9)?),
                    uri: row.get(10)?,
                    url: String::new(),
                    headline: Highlighted::plain(row.get::<_, String>(12)?),
                    dek: Highlighted::plain(row.get::<_, String>(13)?),
                    passage: None,
                    captions: Vec::new(),
                    byline: row.get(14)?,
                    tags: Vec::new(),
                    picture: None,
                    marks: Vec::new(),
                    word_count: row.get(15)?,
                    publication: row.get(16)?,
                    published: Published::from_columns(row, [0, 1, 2, 3, 4])?,
                    language: row.get(11)?,
                    hidden_reason: Visibility::from_columns(row, [5, 6, 7])?.hidden_at(self.now()),
                    score: 0.0,
                };
                let (body, has_captions) = (row.get(18)?, row.get(17)?);
                Ok(Read { place: row.get(19)?, clock: row.get(8)?, hit, body, has_captions })
            },
        )?;
        found.sort_by_key(|read| read.place);
        let mut parts = self.parts_of(&clocks, found.iter().map(|read| read.hit.id.0))?;
        for Read { clock, hit, .. } in &mut found {
            let id = hit.id.0;
            hit.url = parts.urls.remove(&id).unwrap_or_default();
            hit.tags = parts.tags.remove(&id).unwrap_or_default();
            hit.picture = parts.pictures.remove(&id);
            hit.marks = parts.marks.remove(clock).unwrap_or_default();
        }
        Ok(found)
    }
}

fn may_be_in_caption(term: &Term) -> bool {
    matches!(term, Term::Words { field: None | Some(Field::Caption | Field::Credit), .. })
}
