//! A fragment of HTML as text, pictures and links.

use url::Url;

use super::address::resolve;
use super::elements::{hidden_end, is_block, is_caption_class, is_credit_class, is_figure_class};
use super::paragraphs::{Paragraphs, Place};
use super::tag::Tag;
use super::tokens::{Token, Tokens};
use super::{figure, image};
use crate::ingest::entities::decode;
use crate::model::new_article::NewImage;

/// Elements of interest that may be open in one another. What is nested deeper is plain text.
const DEEPEST: usize = 32;
/// The most pictures and links of a fragment.
const MOST_IMAGES: usize = 1_000;
const MOST_LINKS: usize = 10_000;

/// A fragment of HTML: the content of a feed's entry, or of a wire's item.
#[derive(Debug, Default, PartialEq)]
pub struct Fragment {
    /// Its text, without scripts, and without what stands in a figure with a picture.
    pub paragraphs: Vec<String>,
    /// Its pictures, each with the number of paragraphs before it.
    pub images: Vec<NewImage>,
    /// The addresses that it links to or embeds.
    pub links: Vec<Link>,
    /// What there was more of than is kept: `pictures`, `links`.
    pub left_out: Option<&'static str>,
}

/// A link of a fragment.
#[derive(Debug, Default, PartialEq)]
pub struct Link {
    pub url: String,
    /// The text that leads to it.
    pub text: String,
    /// Its relation, as the attribute `rel` says it; [`Link::EMBED`] for what is shown in a frame.
    pub relation: String,
}

impl Link {
    /// The relation of what is shown in a frame.
    pub const EMBED: &'static str = "embed";
}

impl Fragment {
    /// Reads a fragment. Relative addresses count from the base.
    pub fn of(html: &str, base: Option<&Url>) -> Self {
        let mut reader = Reader { base, ..Reader::default() };
        let mut tokens = Tokens::of(html);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(_) | Token::Raw(_) if reader.is_hidden() => {}
                Token::Text(text) => reader.text(&decode(text)),
                Token::Raw(text) => reader.text(text),
                Token::Start(tag) => {
                    let is_hidden = hidden_end(&tag.name).is_some_and(|end| tokens.has(end));
                    reader.start(&tag, is_hidden);
                }
                Token::End(name) => reader.end(&name),
            }
        }
        reader.finish()
    }

    /// Returns its text, the paragraphs parted by an empty line.
    pub fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }
}

/// The part that an open element has in the fragment.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Figure,
    Caption,
    Credit,
    Link,
    /// What is shown where no script runs: a picture, or a notice.
    NoScript,
    Preformatted,
    Hidden,
}

/// An open element of interest.
struct Open {
    part: Part,
    name: String,
    /// Elements of its name that are open in it.
    inner: usize,
    /// The place of the text, and the numbers of pictures and links, where it began.
    place: Place,
    images: usize,
    met: usize,
    links: usize,
    caption: String,
    credit: String,
}

#[derive(Default)]
struct Reader<'b> {
    base: Option<&'b Url>,
    text: Paragraphs,
    images: Vec<NewImage>,
    /// Pictures that were met, those that are the same as the one before too.
    met: usize,
    links: Vec<Link>,
    left_out: Option<&'static str>,
    open: Vec<Open>,
    /// The `srcset` of the `source` elements before a picture.
    sources: Vec<String>,
}

impl Reader<'_> {
    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.part, Part::Hidden))
    }

    fn is_in(&self, part: Part) -> bool {
        self.open.iter().any(|open| open.part == part)
    }

    fn text(&mut self, text: &str) {
        if self.is_in(Part::Preformatted) { self.text.push_lines(text) } else { self.text.push(text) }
    }

    fn start(&mut self, tag: &Tag<'_>, is_hidden: bool) {
        if self.is_hidden() {
            return self.count_inner(&tag.name);
        }
        match &*tag.name {
            "br" => self.text.break_line(),
            "td" | "th" => self.text.part(),
            "img" | "amp-img" => self.image(tag),
            "source" => self.sources.extend(tag.attribute("srcset").map(|set| set.into_owned())),
            "iframe" | "embed" | "video" | "audio" => self.link(tag, "src", Link::EMBED),
            "a" => {
                self.end("a");
                self.link(tag, "href", &tag.attribute("rel").unwrap_or_default());
            }
            "script" | "style" | "title" | "textarea" | "noembed" | "noframes" => {}
            name if is_block(name) => self.text.end(),
            _ => {}
        }
        match self.part(tag, is_hidden) {
            // What is hidden ends at its end tag, however deep it is.
            Some(part) if self.open.len() < DEEPEST || part == Part::Hidden => self.open(part, tag),
            _ => self.count_inner(&tag.name),
        }
    }

    /// Counts an element whose end tag isn't that of the open one of its name.
    fn count_inner(&mut self, name: &str) {
        let is_open = |open: &&mut Open| open.name == name;
        self.open.iter_mut().rev().find(is_open).into_iter().for_each(|open| open.inner += 1);
    }

    /// Returns the part of an element, if it has any.
    fn part(&self, tag: &Tag<'_>, is_hidden: bool) -> Option<Part> {
        let in_figure = self.is_in(Part::Figure);
        match &*tag.name {
            _ if is_hidden => Some(Part::Hidden),
            "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes"
                if !tag.is_closed() =>
            {
                Some(Part::Hidden)
            }
            "noscript" => Some(Part::NoScript),
            "pre" => Some(Part::Preformatted),
            "figure" => Some(Part::Figure),
            "figcaption" if in_figure => Some(Part::Caption),
            "a" => tag.attribute("href").map(|_| Part::Link),
            "img" | "br" | "source" | "hr" | "wbr" | "input" => None,
            _ if in_figure && tag.has_class(is_credit_class) => Some(Part::Credit),
            _ if in_figure && tag.has_class(is_caption_class) => Some(Part::Caption),
            _ if tag.has_class(is_figure_class) => Some(Part::Figure),
            _ => None,
        }
    }

    fn open(&mut self, part: Part, tag: &Tag<'_>) {
        self.open.push(Open {
            part,
            name: tag.name.clone(),
            inner: 0,
            place: self.text.place(),
            images: self.images.len(),
            met: self.met,
            // The link that it begins was just added.
            links: self.links.len(),
            caption: String::new(),
            credit: String::new(),
        });
    }

    fn end(&mut self, name: &str) {
        let is_open = |open: &Open| open.name == name;
        if let Some(at) = self.open.iter().rposition(is_open) {
            match self.open.get_mut(at) {
                Some(open) if open.inner > 0 => open.inner -= 1,
                _ => self.close(at),
            }
        }
        if is_block(name) && !self.is_hidden() {
            self.text.end();
        }
    }

    /// Closes the open elements from one on.
    fn close(&mut self, from: usize) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else { return };
            match open.part {
                Part::Figure => self.end_figure(open),
                Part::Caption | Part::Credit => self.end_caption(&open),
                Part::Link => self.end_link(&open),
                Part::NoScript if self.met > open.met => drop(self.text.take_since(open.place)),
                Part::NoScript | Part::Preformatted | Part::Hidden => {}
            }
        }
    }

    fn end_link(&mut self, open: &Open) {
        let text = self.text.since(open.place);
        let link = open.links.checked_sub(1).and_then(|at| self.links.get_mut(at));
        link.into_iter().for_each(|link| link.text.clone_from(&text));
    }

    /// Hands the text of a caption or a credit to the figure around it.
    fn end_caption(&mut self, open: &Open) {
        let Some(figure) = self.open.iter_mut().rev().find(|outer| outer.part == Part::Figure) else {
            return;
        };
        let text = self.text.take_since(open.place);
        let said = if open.part == Part::Credit { &mut figure.credit } else { &mut figure.caption };
        if !said.is_empty() && !text.is_empty() {
            said.push(' ');
        }
        said.push_str(&text);
    }

    fn end_figure(&mut self, open: Open) {
        let images = self.images.get_mut(open.images..).unwrap_or_default();
        if images.is_empty() {
            self.text.end();
            [open.caption, open.credit].iter().for_each(|text| {
                self.text.push(text);
                self.text.end();
            });
            return;
        }
        let rest = self.text.take_since(open.place);
        figure::describe(images, figure::Words { caption: open.caption, credit: open.credit, rest });
    }

    fn image(&mut self, tag: &Tag<'_>) {
        if let Some(text) = image::emoji(tag) {
            return self.text.push(&text);
        }
        let sources = std::mem::take(&mut self.sources);
        let Some(found) = image::of_tag(tag, &sources, self.base) else { return };
        self.met += 1;
        // What loads late stands beside its `noscript` twin.
        if self.images.last().is_some_and(|last| last.urls == found.urls) {
            return;
        }
        if self.images.len() >= MOST_IMAGES {
            self.left_out = Some("pictures");
            return;
        }
        let after_paragraph = u32::try_from(self.text.count()).unwrap_or(u32::MAX);
        self.images.push(NewImage { after_paragraph, ..found });
    }

    fn link(&mut self, tag: &Tag<'_>, attribute: &str, relation: &str) {
        let Some(given) = tag.attribute(attribute) else { return };
        if self.links.len() >= MOST_LINKS {
            self.left_out = self.left_out.or(Some("links"));
            return;
        }
        let url = resolve(&given, self.base).unwrap_or_default();
        self.links.push(Link { url, relation: relation.to_owned(), ..Link::default() });
    }

    fn finish(mut self) -> Fragment {
        self.close(0);
        self.links.retain(|link| !link.url.is_empty());
        let Self { images, links, left_out, .. } = self;
        Fragment { paragraphs: self.text.finish(), images, links, left_out }
    }
}
