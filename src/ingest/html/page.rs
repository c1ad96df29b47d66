//! A page as a tree, and how its parts are looked at.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::slim::Slim;
use crate::ingest::hint::Hint;
use crate::ingest::markup::is_block;
use crate::ingest::warning::Warning;

/// Returns true for an element that ends a line of text.
pub(super) fn ends_line(name: &str) -> bool {
    is_block(name) || matches!(name, "td" | "th")
}

/// A page: its elements, and where its links begin.
pub(super) struct Page {
    pub html: Html,
    base: Option<Url>,
    pub warnings: Vec<Warning>,
}

impl Page {
    pub fn of(slim: &Slim, hint: &Hint) -> Self {
        let fetched = hint.url.and_then(|url| Url::parse(url.trim()).ok());
        let base = match (&slim.base, &fetched) {
            (Some(base), Some(url)) => url.join(base).ok(),
            (Some(base), None) => Url::parse(base).ok(),
            (None, _) => None,
        };
        Self {
            html: Html::parse_document(&slim.html),
            base: base.or(fetched),
            warnings: slim.warnings.clone(),
        }
    }

    pub fn select<'p, 's>(
        &'p self,
        selector: &'s Selector,
    ) -> impl Iterator<Item = ElementRef<'p>> + use<'p, 's> {
        self.html.select(selector)
    }

    /// Returns a link in full if it is one of the web. Of another a warning is left, unless it stands for nothing.
    pub fn link(&mut self, field: &'static str, link: &str) -> Option<String> {
        let link = link.trim();
        if link.is_empty() || link.starts_with('#') {
            return None;
        }
        let url = self.resolve(link);
        if url.is_none() && !link.starts_with("data:") && !link.starts_with("about:") {
            self.warn(Warning::UnusableLink { field, link: link.chars().take(200).collect() });
        }
        url
    }

    /// Returns a link in full if it is one of the web.
    pub fn resolve(&self, link: &str) -> Option<String> {
        let link: String = link.trim().chars().filter(|c| !c.is_control()).collect();
        let parsed = match &self.base {
            Some(base) => base.join(&link),
            None => match link.strip_prefix("//") {
                Some(rest) => Url::parse(&format!("https://{rest}")),
                None => Url::parse(&link),
            },
        };
        let url = parsed.ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
        // A link as given stays as it was written.
        Some(if link.starts_with("http") { link } else { url.into() })
    }

    pub fn warn(&mut self, warning: Warning) {
        if self.warnings.len() < 100 && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}

/// Makes a selector of a text that is one.
pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selectors of this crate are written well")
}

/// An edge on the way through an element.
#[derive(Clone, Copy)]
pub(super) enum Edge<'p> {
    Text(&'p str),
    Start(ElementRef<'p>),
    End(ElementRef<'p>),
}

/// Goes through an element in the order of the page, and past those elements of which `pass` says false.
pub(super) fn walk<'p>(root: ElementRef<'p>, mut pass: impl FnMut(Edge<'p>) -> bool) {
    let mut node = *root;
    // Each round goes on to the next start or end of a node.
    loop {
        let element = ElementRef::wrap(node);
        let goes_in = match (element, node.value()) {
            (Some(element), _) => pass(Edge::Start(element)),
            (None, Node::Text(text)) => {
                pass(Edge::Text(text));
                false
            }
            (None, value) => value.is_document() || value.is_fragment(),
        };
        if goes_in && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        if let Some(element) = element.filter(|_| goes_in) {
            pass(Edge::End(element));
        }
        while node.id() != root.id() && node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return };
            node = parent;
            if let Some(element) = ElementRef::wrap(node) {
                pass(Edge::End(element));
            }
        }
        match node.next_sibling().filter(|_| node.id() != root.id()) {
            Some(sibling) => node = sibling,
            None => return,
        }
    }
}

/// Returns the text of an element in one line.
pub(super) fn text(element: ElementRef) -> String {
    text_without(element, |_| false)
}

/// Returns the text of an element in one line, without that of some in it.
pub(super) fn text_without(element: ElementRef, is_left_out: impl Fn(ElementRef) -> bool) -> String {
    let mut text = String::new();
    walk(element, |edge| {
        match edge {
            Edge::Text(piece) => text.push_str(piece),
            Edge::Start(element) if is_left_out(element) => {
                text.push(' ');
                return false;
            }
            Edge::Start(element) | Edge::End(element) => {
                let name = element.value().name();
                if name == "br" || ends_line(name) {
                    text.push(' ');
                }
            }
        }
        true
    });
    one_line(&text)
}

/// Returns a text with single blanks between its words.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let seen = |c: char| !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}');
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{A0}').filter(|word| !word.is_empty()) {
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| seen(*c)));
    }
    line.trim().to_owned()
}

/// Returns the text of a value that may be HTML, or have its entities written twice.
pub(super) fn plain(value: &str) -> String {
    if !value.contains(['<', '&']) {
        return one_line(value);
    }
    text(Html::parse_fragment(&limited(value)).root_element())
}

/// Returns HTML within the limits of a page.
pub(super) fn limited(html: &str) -> String {
    Slim::of(html).html
}
