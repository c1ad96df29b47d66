//! Articles as a table: comma-separated values by RFC 4180, which no spreadsheet takes for formulas.

use crate::model::Article;

/// The columns, in their order. `docs/export.md` describes them.
const COLUMNS: [&str; 21] = [
    "id",
    "uri",
    "url",
    "type",
    "published",
    "modified",
    "publication",
    "section",
    "language",
    "genre",
    "status",
    "headline",
    "dek",
    "byline",
    "authors",
    "people",
    "tags",
    "captions",
    "picture_credits",
    "word_count",
    "body",
];

/// Stands between the items of a list.
const BETWEEN: &str = "; ";

/// Returns the row that names the columns.
pub(super) fn header() -> String {
    line(COLUMNS.map(str::to_owned))
}

/// Returns the row of an article.
pub(super) fn row(article: &Article) -> String {
    let captions = || article.images.iter().flat_map(|used| &used.captions);
    line([
        article.id.to_string(),
        article.uri.clone(),
        article.url().unwrap_or_default().to_owned(),
        article.item_type.as_str().to_owned(),
        article.published.moment().map(|moment| moment.to_string()).unwrap_or_default(),
        article.modified.map(|moment| moment.to_string()).unwrap_or_default(),
        article.publication.as_ref().map(|publication| publication.title.clone()).unwrap_or_default(),
        article.section.as_ref().map(|section| section.name.clone()).unwrap_or_default(),
        article.language.clone(),
        article.genre.clone(),
        article.status.as_str().to_owned(),
        article.headline.clone(),
        article.dek.clone(),
        article.byline.clone(),
        list(article.credits.iter().map(|credit| &credit.name)),
        list(article.people.iter().map(|person| &person.name)),
        list(article.tags.iter().map(|tag| &tag.name)),
        list(captions().map(|caption| &caption.text)),
        list(captions().map(|caption| &caption.credit)),
        article.word_count.to_string(),
        article.body.clone(),
    ])
}

fn list<'i>(items: impl Iterator<Item = &'i String>) -> String {
    items.filter(|item| !item.is_empty()).cloned().collect::<Vec<_>>().join(BETWEEN)
}

fn line<const N: usize>(cells: [String; N]) -> String {
    cells.map(|text| cell(&text)).join(",") + "\r\n"
}

/// Returns a cell, with an apostrophe before what a spreadsheet would take for a formula, and quoted where it must be.
fn cell(text: &str) -> String {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if begins_formula { "'" } else { "" };
    if begins_formula || text.contains([',', '"', '\r', '\n']) || text != text.trim() {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
