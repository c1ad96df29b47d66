//! Finds the tags of a page.

use super::{after_label, distinct, split_tags};
use crate::ingest::page_text::lines::{Line, ends_sentence};
use crate::ingest::page_text::page::Page;
use crate::ingest::page_text::zone::{is_promotion, wall};
use crate::ingest::reading::Field;
use crate::ingest::vocabulary::Vocabulary;
use crate::ingest::warning::Warning;

/// Most tags below a label.
const MAX_ITEMS: usize = 30;

impl Page<'_> {
    /// Takes what follows the body: tags, an address.
    pub fn take_footer(&mut self, from: usize, known: &Vocabulary) {
        for at in from..self.lines.len() {
            if self.fields.get(at) != Some(&Field::Unparsed) {
                continue;
            }
            if self.article.tags_printed.is_empty() && self.article.tags.is_empty() {
                self.take_tags(at, known);
            }
            if self.fields.get(at) == Some(&Field::Unparsed) {
                self.take_url(at);
            }
        }
    }

    fn take_tags(&mut self, at: usize, known: &Vocabulary) {
        let line = self.text(at);
        match after_label(line) {
            Some("") => self.take_tag_list(at),
            Some(_) => self.take_tag_line(at, known),
            None if is_of_hashtags(line) => {
                self.article.tags = distinct(
                    line.split_whitespace().map(unhashed).collect::<Vec<_>>().iter().map(|tag| &**tag),
                    false,
                );
                self.article.tags_printed = line.to_owned();
                self.claim(at, Field::Tags);
            }
            None => {}
        }
    }

    /// Takes tags behind their label.
    fn take_tag_line(&mut self, at: usize, known: &Vocabulary) {
        let line = self.text(at);
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

    /// Takes tags below their label, one a line.
    fn take_tag_list(&mut self, label: usize) {
        let Some(first) = self.lines.get(label + 1) else { return };
        let spaced = first.blank_before && self.lines.get(label + 2).is_none_or(|second| second.blank_before);
        if first.blank_before && !spaced && !first.bullet {
            return;
        }
        let items: Vec<&str> = self.lines[label + 1..]
            .iter()
            .enumerate()
            .take_while(|(at, line)| is_item(line) && (*at == 0 || spaced || !line.blank_before))
            .take(MAX_ITEMS)
            .map(|(_, line)| line.text.trim_start_matches(['*', '+', '•', '-', '#', ' ']))
            .collect();
        if items.is_empty() {
            return;
        }
        let printed: Vec<&str> = (label..=label + items.len()).map(|at| self.text(at)).collect();
        self.article.tags = distinct(items.iter().copied(), false);
        self.article.tags_printed = printed.join("\n");
        for at in label..=label + items.len() {
            self.claim(at, Field::Tags);
        }
    }
}

/// Returns true for a line that may be a tag: a few words, and nothing else of the page.
fn is_item(line: &Line<'_>) -> bool {
    let text = line.text.trim_start_matches(['*', '+', '•', '-', '#', ' ']);
    (1..=5).contains(&text.split_whitespace().count())
        && line.chars() <= 48
        && text.contains(char::is_alphanumeric)
        && !text.starts_with("http")
        && !ends_sentence(text)
        && !is_promotion(text)
        && wall(line).is_none()
        && after_label(text).is_none()
}

/// Returns true for a line of two hashtags or more, and nothing else.
fn is_of_hashtags(line: &str) -> bool {
    let is_tag = |word: &str| {
        word.len() > 2
            && word.starts_with('#')
            && word.chars().skip(1).all(|c| c.is_alphanumeric() || c == '_')
    };
    line.len() <= 400 && line.split_whitespace().count() >= 2 && line.split_whitespace().all(is_tag)
}

/// Returns the words of a hashtag: `#PortAuthority` is Port Authority.
fn unhashed(tag: &str) -> String {
    let mut name = String::new();
    let mut before = ' ';
    for c in tag.trim_start_matches('#').chars() {
        if c.is_uppercase() && before.is_lowercase() || c == '_' {
            name.push(' ');
        }
        name.extend((c != '_').then_some(c));
        before = c;
    }
    name
}
