//! When a page was published and modified.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use super::blocks::Block;
use super::facts::{Sourced, best};
use super::json_ld;
use super::page::{Page, selector, text};
use super::parts::Parts;
use crate::ingest::date::printed::{self, Value};
use crate::ingest::date::{self, Printed};
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};
use crate::model::new_article::ValueSource;
use crate::text::fold_name;

static ITEM: LazyLock<Selector> =
    LazyLock::new(|| selector("[itemprop~=datePublished], [itemprop~=dateModified]"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time"));
static STAMP: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[class*=date], [class*=Date], [class*=time], [class*=Time], [class*=publi], [class*=Publi], [id*=date], [class*=stamp], [class*=posted]",
    )
});

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "pubdate",
    "publishdate",
    "article.published",
    "article_date_original",
    "article:post_date",
    "article.created",
    "date.release",
    "release_date",
    "last-published",
    "published_at",
    "displaydate",
    "originalpublicationdate",
    "citation_publication_date",
    "date",
    "rnews:datepublished",
    "iso-8601-publish-date",
    "created",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "article:modified",
    "datemodified",
    "og:updated_time",
    "article:updated",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "article.updated",
];
/// Words of a label that says when something was changed, folded.
const CHANGED: &[&str] = &[
    "updat",
    "modif",
    "aktualisiert",
    "mis a jour",
    "maj ",
    "actualiz",
    "aggiorn",
    "bijgewerkt",
    "oppdatert",
    "uppdaterad",
    "atualizad",
];
/// Words that a line with the date begins with, folded.
const CALLED: &[&str] = &[
    "publi",
    "veroffentlicht",
    "erschienen",
    "datum",
    "date",
    "stand",
    "fecha",
    "data ",
    "posted",
    "gepubliceerd",
    "opublikowano",
    "julkaistu",
    "yayin",
    "入力",
    "公開",
    "更新",
    "입력",
    "등록",
];
/// Lines at the beginning of a page among which its date stands.
const LINES: usize = 150;
/// The most bytes of a line that is a date with its label.
const LONGEST_STAMP: usize = 160;

/// The dates of a page.
#[derive(Default)]
pub(super) struct Dates {
    pub published: Option<Sourced<Moment>>,
    pub modified: Option<Sourced<Moment>>,
    pub printed: Option<String>,
    pub warnings: Vec<Warning>,
}

/// Reads the dates: those of the JSON-LD, else of `meta`, else those that the page shows.
pub(super) fn dates(parts: &Parts) -> Dates {
    let mut dates = Dates::default();
    dates.published =
        dates.of(parts, &["datePublished", "dateCreated", "uploadDate"], PUBLISHED, "datePublished");
    dates.modified = dates.of(parts, &["dateModified"], MODIFIED, "dateModified");
    if dates.published.is_none() {
        dates.shown(parts);
    }
    dates
}

impl Dates {
    fn of(&mut self, parts: &Parts, said: &[&str], named: &[&str], item: &str) -> Option<Sourced<Moment>> {
        let said: Vec<String> =
            said.iter().filter_map(|name| parts.said(|node| json_ld::text(node, name))).collect();
        let named: Vec<String> =
            named.iter().flat_map(|name| parts.meta.all(name)).map(str::to_owned).collect();
        let items: Vec<String> = items(&parts.page, item);
        let mut read = |texts: &[String]| self.first(texts);
        let json_ld = read(&said);
        let meta = read(&named);
        let dom = read(&items);
        // A day says less than the same day with a time.
        let exact =
            |moment: &Option<Moment>| moment.is_some_and(|moment| moment.precision() >= Precision::Minute);
        let best = best(json_ld, || meta, || dom)?;
        let finer = [(meta, ValueSource::Meta), (dom, ValueSource::Dom)];
        let is_finer = |moment: &Option<Moment>| {
            !exact(&Some(best.0))
                && exact(moment)
                && moment.is_some_and(|moment| moment.local().date() == best.0.local().date())
        };
        let finer = finer.into_iter().find(|(moment, _)| is_finer(moment));
        Some(finer.and_then(|(moment, source)| Some((moment?, source))).unwrap_or(best))
    }

    /// Reads the first of some texts that is a date, and warns if none is.
    fn first(&mut self, texts: &[String]) -> Option<Moment> {
        let read = texts.iter().find_map(|text| Some(moment(date::read(text)?, &mut self.warnings)));
        if read.is_none() {
            let unread = texts.iter().filter(|text| !text.is_empty()).take(1);
            self.warnings.extend(unread.map(|text| Warning::UnknownDate(text.chars().take(100).collect())));
        }
        read
    }

    /// Reads the dates that the page shows, in `time` elements and in lines that are called dates.
    fn shown(&mut self, parts: &Parts) {
        let page = &parts.page;
        for element in page.select(&TIME).chain(page.select(&STAMP)).take(200) {
            let line = text(element);
            if line.len() > LONGEST_STAMP || is_of_others(element) {
                continue;
            }
            let marked =
                element.attr("datetime").filter(|_| element.value().name() == "time").and_then(date::read);
            let Some(read) = marked.or_else(|| self.stamp(&line)) else { continue };
            let moment = moment(read, &mut self.warnings);
            if CHANGED.iter().any(|word| fold_name(&line).contains(word)) {
                self.modified = self.modified.or(Some((moment, ValueSource::Dom)));
            } else if self.published.is_none() {
                self.published = Some((moment, ValueSource::Dom));
                self.printed = Some(line).filter(|line| !line.is_empty());
            }
        }
        if self.published.is_none() {
            self.in_blocks(&parts.blocks);
        }
        self.published = self.published.or(self.modified);
    }

    /// Reads the date of a line that is called one, else of a line near the headline.
    fn in_blocks(&mut self, blocks: &[Block]) {
        let lines = || blocks.iter().map(|block| &block.text);
        let short = |line: &&String| line.len() <= LONGEST_STAMP;
        let is_called = |line: &&String| {
            let line = fold_name(line);
            CALLED.iter().any(|word| line.starts_with(word))
        };
        let called = lines().filter(short).filter(is_called).take(20);
        let near = lines().take(LINES).filter(short);
        let mut quiet = Self::default();
        let found = called.chain(near).find_map(|line| Some((quiet.stamp(line)?, line)));
        if let Some((read, line)) = found {
            self.published = Some((moment(read, &mut self.warnings), ValueSource::Dom));
            self.printed = Some(line.clone());
        }
    }

    /// Reads a date with its label before it, and perhaps more behind it.
    fn stamp(&mut self, line: &str) -> Option<Printed> {
        let starts = line.char_indices().filter(|(at, c)| {
            let before = line.get(..*at).and_then(|text| text.chars().next_back());
            c.is_alphanumeric() && before.is_none_or(|before| !before.is_alphanumeric())
        });
        let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        let line = &with_century(line);
        for at in starts.into_iter().take(12) {
            let found = line.get(at..).and_then(printed::at_start);
            match found.map(|found| (found.value, found.uncertain_zone)) {
                Some((Value::Moment(moment), unknown_zone)) => return Some(Printed { moment, unknown_zone }),
                Some((Value::Ambiguous { .. }, _)) => {
                    self.printed = self.printed.take().or(Some(line.to_owned()));
                    self.warnings.push(Warning::AmbiguousDate(line.to_owned()));
                    return None;
                }
                None => {}
            }
        }
        None
    }
}

/// Writes the year of `25.04.24` out: with dots the day comes first and the year last.
fn with_century(line: &str) -> String {
    let is_short = |word: &str| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() == 3
            && parts.iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let written = |word: &str| {
        let bare = word.trim_end_matches([',', ';']);
        let parts = bare.rsplit_once('.').filter(|_| is_short(bare));
        parts.map_or_else(|| word.to_owned(), |(day, year)| format!("{day}.20{year}"))
    };
    line.split(' ').map(written).collect::<Vec<_>>().join(" ")
}

/// Returns true for a date of another article, of a comment, or of the day on which the page was fetched.
fn is_of_others(element: ElementRef) -> bool {
    let is_other = |element: ElementRef| {
        let value = element.value();
        let class = format!("{} {}", value.attr("class").unwrap_or_default(), value.id().unwrap_or_default())
            .to_lowercase();
        matches!(value.name(), "nav" | "footer" | "aside")
            || [
                "comment",
                "related",
                "teaser",
                "sidebar",
                "weather",
                "recommend",
                "footer",
                "menu",
                "latest",
                "current",
            ]
            .iter()
            .any(|word| class.contains(word))
    };
    [element]
        .into_iter()
        .chain(element.ancestors().filter_map(ElementRef::wrap))
        .any(|element| !matches!(element.value().name(), "body" | "html") && is_other(element))
}

fn items(page: &Page, name: &str) -> Vec<String> {
    let of = page.select(&ITEM).filter(|element| {
        element.attr("itemprop").is_some_and(|given| given.split_whitespace().any(|given| given == name))
    });
    let value = |element: ElementRef| {
        let marked = ["content", "datetime"].iter().find_map(|name| element.attr(name));
        marked.map(str::to_owned).unwrap_or_else(|| text(element))
    };
    of.map(value).filter(|text| !text.is_empty()).take(5).collect()
}

fn moment(printed: Printed, warnings: &mut Vec<Warning>) -> Moment {
    warnings.extend(printed.unknown_zone.map(Warning::UnknownZone));
    printed.moment
}
