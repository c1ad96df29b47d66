//! An element's content as HTML.

use super::document::{Element, Node, Turn};

/// Elements of HTML that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl Element<'_> {
    /// Returns what is in it as HTML: names without prefix, an end tag for every element that isn't void.
    pub fn markup(self) -> String {
        self.markup_without(|_| false)
    }

    /// Returns what is in it as HTML, without some of the elements.
    pub fn markup_without(self, is_left_out: impl Fn(Element) -> bool) -> String {
        let mut out = String::new();
        // Elements one in another, from the one that is left out on.
        let mut depth = 0_usize;
        for turn in self.steps() {
            match turn {
                Turn::Enter(Node::Element(element)) if depth > 0 || is_left_out(element) => depth += 1,
                Turn::Leave(_) if depth > 0 => depth -= 1,
                Turn::Enter(Node::Text(_)) if depth > 0 => {}
                Turn::Enter(Node::Text(text)) => push_escaped(&mut out, text),
                Turn::Enter(Node::Element(element)) => push_start(&mut out, element),
                Turn::Leave(element) if VOID.contains(&element.name()) => {}
                Turn::Leave(element) => out.extend(["</", element.name(), ">"]),
            }
        }
        out
    }
}

fn push_start(out: &mut String, element: Element) {
    out.extend(["<", element.name()]);
    for attribute in element.attributes() {
        out.extend([" ", attribute.name, "=\""]);
        push_escaped(out, attribute.value);
        out.push('"');
    }
    out.push('>');
}

fn push_escaped(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
}
