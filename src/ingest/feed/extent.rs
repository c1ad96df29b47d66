//! How much of an article an entry has: the whole text, or a part of it.

use super::entry::Entry;
use super::value::Value;
use crate::ingest::markup::Fragment;
use crate::model::new_article::{Extent, NewImage};
use crate::text::fold_name;

/// Beginnings of a link at the end of a text that was cut, folded.
const GO_ON: [&str; 40] = [
    "continue reading",
    "read more",
    "read the rest",
    "read the full",
    "read full",
    "read on",
    "read it",
    "full story",
    "full article",
    "see more",
    "more",
    "keep reading",
    "click here",
    "view article",
    "view full",
    "comments",
    "weiterlesen",
    "mehr lesen",
    "mehr",
    "lesen sie",
    "zum artikel",
    "lire la suite",
    "lire plus",
    "lire l",
    "la suite",
    "leer mas",
    "seguir leyendo",
    "continua a leggere",
    "leggi",
    "continua",
    "lees verder",
    "lees meer",
    "las mer",
    "les mer",
    "laes mere",
    "lue lisaa",
    "czytaj",
    "leia mais",
    "continue lendo",
    "devamini oku",
];
/// The same in scripts that fold to nothing of it.
const GO_ON_OTHERS: [&str; 8] =
    ["читать", "подробнее", "далее", "続きを読む", "阅读全文", "繼續閱讀", "اقرأ المزيد", "자세히"];
/// Parts of the line that publishing programs put under every text: `The post Fog appeared first on Ledger.`
const APPEARED: [(&str, &str); 12] = [
    ("the post ", " appeared first on "),
    ("the post ", " first appeared on "),
    ("der beitrag ", " erschien zuerst auf "),
    ("l'article ", " est apparu en premier sur "),
    ("cet article ", " est apparu en premier sur "),
    ("la entrada ", " se publicó primero en "),
    ("l'articolo ", " proviene da "),
    ("o post ", " apareceu primeiro em "),
    ("het bericht ", " verscheen eerst op "),
    ("inlägget ", " dök först upp på "),
    ("artykuł ", " pochodzi z serwisu "),
    ("сообщение ", " появились сначала на "),
];
/// Signs of a text that was cut.
const CUT: [&str; 8] = ["[…]", "[...]", "[. . .]", "(…)", "(...)", "[…", "…]", "[..]"];
/// Longest line that only leads on or says where it appeared, in bytes.
const LONGEST: usize = 400;
/// Words of a description from which it is the whole text, and of one that has paragraphs.
const WHOLE: usize = 150;
const WHOLE_IN_PARAGRAPHS: usize = 80;
/// Words of a text from which a link at its end leads elsewhere.
const LONG: usize = 300;
/// Longest standfirst, in bytes.
const LONGEST_DEK: usize = 1000;
/// Lines at the end that are looked at.
const MOST_TAILS: usize = 4;

/// The text of an entry.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub fragment: Fragment,
    /// `None` where there is no text.
    pub extent: Option<Extent>,
    pub dek: String,
    /// A summary that is no standfirst.
    pub summary: String,
}

/// The part that an element gives its text.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Content,
    Description,
    Summary,
}

/// Decides what the text of an entry is, how much of the article it is, and what stands above it.
pub(super) fn text(entry: &Entry, headline: &str) -> Text {
    let given = [
        (Part::Content, &entry.content),
        (Part::Description, &entry.description),
        (Part::Summary, &entry.summary),
    ];
    let given = given.into_iter().filter_map(|(part, value)| Some(Body::of(part, value.as_ref()?, headline)));
    let mut bodies: Vec<Body> = given.collect();
    // Some programs put the summary where the text belongs, and the text where the summary does.
    bodies.sort_by_key(|body| (body.is_blank(), body.part != Part::Content && !body.is_whole()));
    let mut bodies = bodies.into_iter();
    let Some(main) = bodies.next() else { return Text::default() };
    let mut text = Text { extent: main.extent(), ..Text::default() };
    let mut pictures = Vec::new();
    for other in bodies {
        pictures.extend(other.fragment.images.iter().cloned());
        text.add_summary(&main, &other);
    }
    text.fragment = main.fragment;
    add_pictures(&mut text.fragment, pictures);
    text
}

/// Adds the pictures of a summary to those of the text: above it.
fn add_pictures(fragment: &mut Fragment, pictures: Vec<NewImage>) {
    let above = |image: NewImage| NewImage { after_paragraph: 0, ..image };
    fragment.images.splice(..0, pictures.into_iter().map(above));
}

impl Text {
    /// Takes another text of the entry as the standfirst, unless it only begins the text.
    fn add_summary(&mut self, main: &Body, other: &Body) {
        let line = other.line();
        if line.is_empty() || begins(&main.fragment.paragraphs, &line) {
            return;
        }
        if self.dek.is_empty()
            && main.extent() == Some(Extent::Full)
            && !other.is_cut
            && line.len() <= LONGEST_DEK
        {
            self.dek = line;
        } else if self.summary.is_empty() && line != self.dek {
            self.summary = line;
        }
    }
}

/// A text without what publishing programs put under it.
struct Body {
    part: Part,
    fragment: Fragment,
    words: usize,
    /// It was cut, and says so.
    is_cut: bool,
}

impl Body {
    fn of(part: Part, value: &Value, headline: &str) -> Self {
        let fragment = value.fragment();
        let words = fragment.paragraphs.iter().map(|paragraph| words(paragraph)).sum();
        let mut body = Self { part, fragment, words, is_cut: false };
        let headline = fold_name(headline);
        if body.fragment.paragraphs.first().is_some_and(|first| fold_name(first) == headline) {
            body.fragment.paragraphs.remove(0);
            body.fragment.images.iter_mut().for_each(|image| {
                image.after_paragraph = image.after_paragraph.saturating_sub(1);
            });
        }
        for _ in 0..MOST_TAILS {
            if !body.take_tail() {
                break;
            }
        }
        let most = u32::try_from(body.fragment.paragraphs.len()).unwrap_or(u32::MAX);
        body.fragment
            .images
            .iter_mut()
            .for_each(|image| image.after_paragraph = image.after_paragraph.min(most));
        body
    }

    fn is_blank(&self) -> bool {
        self.fragment.paragraphs.is_empty()
    }

    fn is_whole(&self) -> bool {
        let is_in_paragraphs = self.fragment.paragraphs.len() > 2 && self.words >= WHOLE_IN_PARAGRAPHS;
        !self.is_cut && self.part != Part::Summary && (self.words >= WHOLE || is_in_paragraphs)
    }

    fn extent(&self) -> Option<Extent> {
        let is_full = self.part == Part::Content && !self.is_cut || self.is_whole();
        (!self.is_blank()).then_some(if is_full { Extent::Full } else { Extent::Excerpt })
    }

    fn line(&self) -> String {
        self.fragment.paragraphs.join(" ").replace('\n', " ")
    }

    /// Takes away a line at the end that is no text of the article. Returns true if there was one.
    fn take_tail(&mut self) -> bool {
        let Some(last) = self.fragment.paragraphs.last_mut() else { return false };
        let is_short = self.words < LONG || self.part != Part::Content;
        let link = self.fragment.links.iter().rev().map(|link| &*link.text).find(|text| !text.is_empty());
        let kept = if has_appeared(last) {
            ""
        } else if is_short && leads_on(last) {
            self.is_cut = true;
            ""
        } else if let Some(kept) =
            link.filter(|text| is_short && leads_on(text)).and_then(|link| last.strip_suffix(link))
        {
            self.is_cut = true;
            kept
        } else if let Some(kept) = CUT.iter().find_map(|sign| last.strip_suffix(sign)) {
            self.is_cut = true;
            kept
        } else {
            let is_teaser = self.part != Part::Content || self.words < WHOLE;
            self.is_cut |= is_teaser && (last.ends_with('…') || last.ends_with("..."));
            return false;
        };
        let length = kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '–' | '—')).len();
        last.truncate(length);
        if last.is_empty() {
            self.fragment.paragraphs.pop();
        }
        true
    }
}

/// Returns true for a line that leads on to the rest: `Continue reading`, `[Read more…]`.
fn leads_on(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let folded = fold_name(line.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_meant = |phrase: &&str| {
        let rest = folded.strip_prefix(*phrase);
        rest.is_some_and(|rest| rest.is_empty() || phrase.contains(' ') && rest.starts_with(' '))
    };
    let is_other = || GO_ON_OTHERS.iter().any(|phrase| line.trim().to_lowercase().starts_with(phrase));
    GO_ON.iter().any(is_meant) && !folded.contains(": ") || line.len() < 60 && is_other()
}

fn has_appeared(line: &str) -> bool {
    let is_meant = |(begin, middle): &(&str, &str)| {
        let lower = line.to_lowercase().replace('’', "'");
        lower.starts_with(begin) && lower.contains(middle)
    };
    line.len() <= LONGEST && APPEARED.iter().any(is_meant)
}

/// Returns true if a text begins with a line, whatever the line's last word is.
fn begins(paragraphs: &[String], line: &str) -> bool {
    let mut text = String::new();
    for paragraph in paragraphs {
        if text.len() > line.len() + LONGEST {
            break;
        }
        text.push_str(paragraph);
        text.push(' ');
    }
    let (text, line) = (fold_name(&text), fold_name(line.trim_end_matches(['…', '.', ' '])));
    let line = line.rsplit_once(' ').map_or(&*line, |(line, _)| line);
    text.starts_with(line)
}

/// Counts words; in scripts without blanks between them, two letters count as one.
fn words(text: &str) -> usize {
    let dense = text
        .chars()
        .filter(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{E00}'..='\u{E7F}'));
    text.split_whitespace().count() + dense.count() / 2
}
