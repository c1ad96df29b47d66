//! Page text: what a crawler's or reader's text dump of a news page looks like.
//!
//! The lines are read in zones: what stands above the headline, the header (standfirst, byline, dates),
//! the body with the captions between its paragraphs, and what follows. Every line becomes a field or
//! is kept as unparsed.

mod byline;
mod caption;
mod credit;
mod date;
mod header;
mod lines;
mod names;
mod stamp;
mod tags;

use serde_json::Value;

use self::caption::{Caption, Images};
use self::lines::{Line, ends_sentence};
use self::stamp::{Stamp, Stated};
use super::{Field, Reading, Span, Warning};
use crate::text::fold_name;
use crate::{NewArticle, NewPublication};

pub use tags::{Vocabulary, split_tags};

/// Lines without text in a row after which the article is over.
const FOOTER_AFTER: usize = 14;
/// Items of lists in a page without header that make it one with a menu.
const MENU: usize = 5;

pub(super) fn read(input: &str, known: &Vocabulary) -> Reading {
    let lines = lines::split(input);
    let captions = caption::of_lines(&lines);
    let stamps: Vec<Option<Stamp>> = lines.iter().map(|line| stamp_of(&line.text)).collect();
    let mut page = Page::new(&lines, &captions, &stamps);
    let is_caption = |at| captions.get(at).is_some_and(|found: &Vec<Caption>| !found.is_empty());
    let headline = header::headline(&lines, &stamps, is_caption);
    let body = match headline {
        Some(at) => page.take_header(at),
        None => {
            page.warnings.push(Warning::NoHeader);
            0
        }
    };
    // Without a header nothing tells text from the rest, but the bullets of a menu do.
    let menu = lines.iter().filter(|line| line.bullet).count() > MENU;
    let end = page.take_body(body, headline.is_some() || menu);
    page.take_footer(end, known);
    let (_, reserved) = crate::text::clean(input);
    if reserved {
        page.warnings.push(Warning::ReservedCharacters);
    }
    page.finish(input)
}

fn stamp_of(line: &str) -> Option<Stamp> {
    let of_crawler = header::header_date(line).is_some();
    if of_crawler { None } else { stamp::read(line.trim_start_matches(['*', '•', ' '])) }
}

/// The article as far as it is read, and the field of each line.
struct Page<'a> {
    lines: &'a [Line],
    captions: &'a [Vec<Caption>],
    stamps: &'a [Option<Stamp>],
    fields: Vec<Field>,
    /// Lines of which only a part became a field: kept as unparsed too.
    partly: Vec<usize>,
    article: NewArticle,
    paragraphs: Vec<String>,
    images: Images,
    warnings: Vec<Warning>,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Line], captions: &'a [Vec<Caption>], stamps: &'a [Option<Stamp>]) -> Self {
        Self {
            lines,
            captions,
            stamps,
            fields: vec![Field::Unparsed; lines.len()],
            partly: Vec::new(),
            article: NewArticle::default(),
            paragraphs: Vec::new(),
            images: Images::default(),
            warnings: Vec::new(),
        }
    }

    fn text(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.text.as_str())
    }

    fn is_caption(&self, at: usize) -> bool {
        self.captions.get(at).is_some_and(|found| !found.is_empty())
    }

    fn is_paragraph(&self, at: usize) -> bool {
        !self.is_caption(at) && self.lines.get(at).is_some_and(Line::is_paragraph)
    }

    fn claim(&mut self, at: usize, field: Field) {
        if let Some(slot) = self.fields.get_mut(at) {
            *slot = field;
        }
    }

    /// Takes everything down to the body, and returns the line where that begins.
    fn take_header(&mut self, headline: usize) -> usize {
        self.article.headline = self.text(headline).to_owned();
        self.claim(headline, Field::Headline);
        for at in 0..headline {
            self.take_above(at);
        }
        let body = self.body_start(headline + 1);
        let anchor = (headline + 1..body).find(|&at| self.anchor(at).is_some());
        self.take_dek(headline + 1, anchor.unwrap_or(headline + 1));
        for at in headline + 1..body {
            self.take_header_line(at, body);
        }
        if self.article.published.is_none() && self.article.published_printed.is_empty() {
            self.take_date_above(headline);
        }
        body
    }

    /// A line above the headline: publication, section, address or a menu.
    fn take_above(&mut self, at: usize) {
        let line = self.text(at);
        if line.len() > 4000 || self.take_url(at) || self.take_image(at) {
            return;
        }
        if self.article.publication.is_none() {
            if let Some(title) = header::publication(line, at == 0, &self.article.headline) {
                self.article.publication = Some(NewPublication::from(title));
                self.claim(at, Field::Publication);
                self.partly.push(at);
                return;
            }
        }
        if let Some(section) = header::section(line, &self.article.headline) {
            self.article.section = Some(section.to_owned());
            self.claim(at, Field::Section);
            self.partly.push(at);
        }
    }

    fn take_url(&mut self, at: usize) -> bool {
        let Some(address) = header::url(self.text(at)).filter(|_| self.article.url.is_none()) else {
            return false;
        };
        self.article.url = Some(address.to_owned());
        self.claim(at, Field::Url);
        true
    }

    /// A dated line or a byline, unless it is a caption.
    fn anchor(&self, at: usize) -> Option<&'a Stamp> {
        self.stamps.get(at).filter(|_| !self.is_caption(at))?.as_ref()
    }

    /// The first paragraph below the lines of dates and bylines, or below the headline if there are none.
    ///
    /// A standfirst may stand above those lines: one paragraph, or two if a label makes the line sure.
    fn body_start(&self, from: usize) -> usize {
        let mut above: Option<usize> = None;
        let mut count = 0;
        for at in from..self.lines.len().min(from + 60) {
            let paragraph = |&at: &usize| self.is_paragraph(at);
            if self.anchor(at).is_some_and(|stamp| count <= 1 + usize::from(stamp.labelled)) {
                let reach = if above.is_some() { at + 25 } else { self.lines.len() };
                match (at..reach.min(self.lines.len())).find(paragraph) {
                    Some(first) => return first,
                    None if above.is_none() => return at + 1 + self.stamps_after(at),
                    None => {}
                }
            }
            if paragraph(&at) {
                above = above.or(Some(at));
                count += 1;
            }
            if count > 2 {
                break;
            }
        }
        above.or_else(|| (from..self.lines.len()).find(|&at| self.is_paragraph(at))).unwrap_or(from)
    }

    /// Lines of dates and bylines right below this one.
    fn stamps_after(&self, at: usize) -> usize {
        (at + 1..self.lines.len()).take_while(|&at| self.anchor(at).is_some()).count()
    }

    /// The standfirst: text between the headline and the first date or byline.
    fn take_dek(&mut self, from: usize, to: usize) {
        let fits = |page: &Self, at: usize| {
            let line = page.lines.get(at).filter(|line| !line.bullet && !page.is_caption(at))?;
            let long = (25..=500).contains(&line.chars()) && line.words() >= 4;
            (long && !header::is_promotion(&line.text) && !header::is_navigation(&line.text)).then_some(())
        };
        let Some(first) = (from..to).find(|&at| fits(self, at).is_some()) else { return };
        let mut parts = Vec::new();
        for at in first..to.min(first + 2) {
            if fits(self, at).is_none() {
                break;
            }
            parts.push(self.text(at));
            self.claim(at, Field::Dek);
        }
        self.article.dek = parts.join(" ");
    }

    fn take_header_line(&mut self, at: usize, body: usize) {
        if self.fields.get(at) != Some(&Field::Unparsed) || self.take_url(at) || self.take_image(at) {
            return;
        }
        if let Some(stamp) = self.anchor(at) {
            self.take_stamp(at, stamp);
        } else if self.article.byline.is_empty() && self.beside_date(at, body) {
            if let Some(name) = stamp::unlabelled_name(self.text(at)) {
                self.article.byline = self.text(at).to_owned();
                self.article.credits.push(name);
                self.claim(at, Field::Byline);
            }
        }
    }

    /// Whether the line right above or below this one, of the header, is dated.
    fn beside_date(&self, at: usize, body: usize) -> bool {
        let dated = |at: usize| {
            at < body
                && self.anchor(at).is_some_and(|stamp| stamp.published.is_some() || stamp.modified.is_some())
        };
        let joined = |at: usize| self.lines.get(at).is_some_and(|line| !line.blank_before);
        (joined(at + 1) && dated(at + 1)) || (at > 0 && joined(at) && dated(at - 1))
    }

    fn take_stamp(&mut self, at: usize, stamp: &Stamp) {
        if let Some((printed, credits)) = stamp.byline.clone() {
            let new = credits
                .into_iter()
                .filter(|new| !self.article.credits.iter().any(|old| same(&old.name, &new.name)));
            let new: Vec<_> = new.collect();
            self.article.credits.extend(new);
            if self.article.byline.is_empty() {
                self.article.byline = printed;
            } else if !self.article.byline.contains(&printed) {
                self.article.byline = format!("{}\n{printed}", self.article.byline);
            }
            self.claim(at, Field::Byline);
        }
        if let Some(stated) = stamp.modified.clone() {
            self.claim(at, Field::Modified);
            let moment = self.warned(stated).1;
            self.article.modified = self.article.modified.or(moment);
        }
        if let Some(stated) = stamp.published.clone() {
            self.claim(at, Field::Published);
            if self.article.published.is_none() {
                (self.article.published_printed, self.article.published) = self.warned(stated);
            }
        }
    }

    fn warned(&mut self, stated: Stated) -> (String, Option<crate::Moment>) {
        if let Some(warning) = stated.warning.filter(|warning| !self.warnings.contains(warning)) {
            self.warnings.push(warning);
        }
        (stated.printed, stated.moment)
    }

    /// A date just above the headline, or that of the crawler's own line.
    fn take_date_above(&mut self, headline: usize) {
        for at in (headline.saturating_sub(4)..headline).rev() {
            let dated = self.anchor(at).filter(|stamp| stamp.published.is_some());
            if let Some(stamp) = dated {
                self.take_stamp(at, stamp);
                return;
            }
        }
        let Some((date, _)) = (0..headline).find_map(|at| header::header_date(self.text(at))) else { return };
        self.article.published = date.parse().ok();
        self.article.published_printed = date.to_owned();
        self.warnings.push(Warning::DateOfHeaderLine(date.to_owned()));
    }

    /// Makes an image of a caption line, or of a line that repeats the words of one.
    fn take_image(&mut self, at: usize) -> bool {
        let captions = self.captions.get(at).map(Vec::as_slice).unwrap_or_default();
        let mut place = None;
        for caption in captions {
            place = Some(self.images.place(caption, self.paragraphs.len()));
        }
        if let Some(place) = place {
            self.claim(at, Field::Image(place));
        }
        place.is_some()
    }

    /// Takes paragraphs, subheadings and pictures, and returns the line after the last of them.
    /// Unless it may `choose`, every line is text.
    fn take_body(&mut self, from: usize, choose: bool) -> usize {
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
                self.paragraphs.push(self.text(at).to_owned());
                end = at + 1;
                without_text = 0;
            } else {
                without_text += 1;
            }
        }
        end
    }

    /// Whether a line of the body belongs to the article's text.
    fn is_text(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        if header::is_promotion(&line.text) {
            return false;
        }
        if line.bullet {
            return line.chars() >= 60 && ends_sentence(&line.text);
        }
        let sentence = ends_sentence(&line.text) && line.words() >= 2 && line.chars() >= 10;
        line.is_paragraph() || sentence || self.is_subheading(at)
    }

    /// A short line that stands alone, with text right below it.
    fn is_subheading(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let alone = line.blank_before && self.lines.get(at + 1).is_some_and(|next| next.blank_before);
        let short = (2..=14).contains(&line.words())
            && line.chars() <= 100
            && line.text.contains(char::is_alphabetic);
        alone && short && self.is_paragraph(at + 1) && self.anchor(at).is_none()
    }

    /// What follows the body: tags, an address, pictures printed again.
    fn take_footer(&mut self, from: usize, known: &Vocabulary) {
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
        for paragraph in std::iter::once(&self.article.dek).chain(&self.paragraphs) {
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
        let item = |line: &&Line| line.bullet && line.chars() <= 60;
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

    fn finish(mut self, input: &str) -> Reading {
        if self.paragraphs.is_empty() {
            self.warnings.push(Warning::NoBody);
        }
        self.article.body = self.paragraphs.join("\n\n");
        self.article.images = std::mem::take(&mut self.images.list);
        let is_kept = |at: usize, field: &Field| *field == Field::Unparsed || self.partly.contains(&at);
        let unparsed: Vec<Value> = self
            .fields
            .iter()
            .enumerate()
            .filter(|(at, field)| is_kept(*at, field))
            .map(|(at, _)| Value::from(self.text(at)))
            .collect();
        if !unparsed.is_empty() {
            self.article.extra.insert("unparsed".to_owned(), Value::Array(unparsed));
        }
        let spans = spans(self.lines, &self.fields, &self.article, input);
        Reading { article: self.article, spans, warnings: self.warnings }
    }
}

/// A span for each line; a line of which a part is the publication or section has up to three.
fn spans(lines: &[Line], fields: &[Field], article: &NewArticle, input: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(lines.len());
    let mut push = |range: std::ops::Range<usize>, field| {
        if !range.is_empty() {
            spans.push(Span { range, field });
        }
    };
    if lines.is_empty() {
        push(0..input.len(), Field::Unparsed);
    }
    for (line, &field) in lines.iter().zip(fields) {
        let part = match field {
            Field::Publication => article.publication.as_ref().map(|publication| publication.title.as_str()),
            Field::Section => article.section.as_deref(),
            _ => None,
        };
        let found = part.and_then(|part| {
            let at = line.range.start + input.get(line.range.clone())?.rfind(part)?;
            Some(at..at + part.len())
        });
        match found {
            Some(part) => {
                push(line.range.start..part.start, Field::Unparsed);
                push(part.clone(), field);
                push(part.end..line.range.end, Field::Unparsed);
            }
            None => push(line.range.clone(), field),
        }
    }
    spans
}

fn same(a: &str, b: &str) -> bool {
    fold_name(a) == fold_name(b)
}

/// Lines below which nothing of the article follows.
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
        "lo más leído",
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
        let end = fold_name(end);
        folded
            .strip_prefix(end.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && rest.len() <= 60)
    })
}
