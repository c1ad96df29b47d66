//! The body of a page, with the pictures between its paragraphs, and what follows it.

use super::lines::{Line, ends_sentence};
use super::page::Page;
use super::tags::split_tags;
use super::{header, tags};
use crate::ingest::reading::Field;
use crate::ingest::vocabulary::Vocabulary;
use crate::ingest::warning::Warning;
use crate::text::fold_name;

/// Lines without text in a row after which the article is over.
const FOOTER_AFTER: usize = 14;

impl Page<'_> {
    /// Takes paragraphs, subheadings and pictures, and returns the line after the last of them.
    /// Unless it may `choose`, every line is text.
    pub(super) fn take_body(&mut self, from: usize, choose: bool) -> usize {
        let mut end = from;
        let mut without_text = 0;
        for at in from..self.lines.len() {
            if tags::after_label(self.text(at)).is_some() && !self.is_paragraph(at) && end > from {
                return at;
            }
            // The header may trail into widgets; so a short text is not soon taken for ended.
            let patience = if self.paragraphs.len() < 3 { 4 * FOOTER_AFTER } else { FOOTER_AFTER };
            if without_text > patience || (self.paragraphs.len() >= 2 && is_end(self.text(at))) {
                return end;
            }
            if self.take_image(at) || self.take_url(at) {
                end = at + 1;
            } else if !choose || self.is_text(at) {
                self.claim(at, Field::Paragraph(self.paragraphs.len()));
                self.paragraphs.push(self.text(at));
                end = at + 1;
                without_text = 0;
            } else {
                without_text += 1;
            }
        }
        end
    }

    /// Returns true if a line of the body belongs to the article's text.
    fn is_text(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        if header::is_promotion(&line.text) {
            return false;
        }
        if line.bullet {
            return line.chars() >= 60 && ends_sentence(&line.text);
        }
        line.is_paragraph() || is_sentence(line, 2) || self.is_subheading(at)
    }

    /// Returns true if the line is short and stands alone, with text right below it.
    fn is_subheading(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let alone = line.blank_before && self.lines.get(at + 1).is_some_and(|next| next.blank_before);
        let short = (2..=14).contains(&line.words())
            && line.chars() <= 100
            && line.text.contains(char::is_alphabetic);
        let text_below = self.lines.get(at + 1).is_some_and(|next| is_sentence(next, 4));
        alone && short && (text_below || self.is_paragraph(at + 1)) && self.anchor(at).is_none()
    }

    /// Takes what follows the body: tags, an address, pictures printed again.
    pub(super) fn take_footer(&mut self, from: usize, known: &Vocabulary) {
        for at in from..self.lines.len() {
            if self.article.tags_printed.is_empty() && tags::after_label(self.text(at)).is_some() {
                self.take_tags(at, known);
            } else if self.fields.get(at) == Some(&Field::Unparsed) {
                self.take_url(at);
            }
        }
    }

    fn take_tags(&mut self, at: usize, known: &Vocabulary) {
        let line = self.text(at);
        let names = tags::after_label(line).unwrap_or_default();
        if names.is_empty() {
            return self.take_tag_list(at);
        }
        let mut text = self.article.headline.clone();
        for paragraph in std::iter::once(self.article.dek.as_str()).chain(self.paragraphs.iter().copied()) {
            text.push('\n');
            text.push_str(paragraph);
        }
        self.article.tags = split_tags(line, known, &text);
        if self.article.tags.is_empty() {
            self.warnings.push(Warning::LongTagLine);
        }
        self.article.tags_printed = line.to_owned();
        self.claim(at, Field::Tags);
    }

    /// Tags below their label, one a line.
    fn take_tag_list(&mut self, label: usize) {
        let item = |line: &&Line<'_>| line.bullet && line.chars() <= 60;
        let items: Vec<&str> = self
            .lines
            .iter()
            .skip(label + 1)
            .take_while(item)
            .take(30)
            .map(|line| line.text.trim_start_matches(['*', '+', '•', '-', '#', ' ']))
            .filter(|name| !name.is_empty())
            .collect();
        if items.is_empty() {
            return;
        }
        let printed: Vec<&str> = (label..=label + items.len()).map(|at| self.text(at)).collect();
        self.article.tags = split_tags(&items.join("|"), &Vocabulary::default(), "");
        self.article.tags_printed = printed.join("\n");
        for at in label..=label + items.len() {
            self.claim(at, Field::Tags);
        }
    }
}

fn is_sentence(line: &Line<'_>, words: usize) -> bool {
    !line.bullet && ends_sentence(&line.text) && line.words() >= words && line.chars() >= 10
}

/// Returns true if nothing of the article follows below such a line; the list is folded.
fn is_end(line: &str) -> bool {
    const ENDS: &[&str] = &[
        "copyright",
        "©",
        "all rights reserved",
        "related content",
        "related articles",
        "related stories",
        "related topics",
        "sponsored content",
        "sponsored",
        "hot opinion",
        "most read",
        "most popular",
        "comments",
        "leave a comment",
        "leave a reply",
        "more from",
        "recommended",
        "you might also like",
        "read next",
        "kommentare",
        "meistgelesen",
        "mehr aus",
        "commentaires",
        "les plus lus",
        "comentarios",
        "lo mas leido",
        "trending",
        "latest news",
        "top stories",
        "more stories",
        "more news",
        "about the author",
    ];
    if line.len() > 120 {
        return false;
    }
    let folded = fold_name(line.trim_start_matches(['*', ' ']));
    if folded.strip_prefix("© ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    ENDS.iter().any(|end| {
        folded
            .strip_prefix(end)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && rest.len() <= 60)
    })
}
