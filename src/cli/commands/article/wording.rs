//! Prints a wording of an article, an earlier one or the present one.

use dateline::{NewArticle, Wording, terminal_safe};

use crate::cli::output::Output;

pub fn print(wording: &Wording, out: &mut Output) {
    if out.json() {
        out.document(wording);
        return;
    }
    let NewArticle { headline, dek, byline, body, published, .. } = &wording.document;
    out.line(out.strong(headline));
    let published = published.map(|moment| moment.to_string()).unwrap_or_default();
    for text in [dek, byline, &published].into_iter().filter(|text| !text.is_empty()) {
        out.line(terminal_safe(text));
    }
    for paragraph in body.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        out.line("");
        out.line(terminal_safe(paragraph));
    }
}
