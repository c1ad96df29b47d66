//! The paragraphs of an element.

use scraper::{ElementRef, Html};

use super::page::{Edge, ends_line, limited, one_line, walk};

/// The most bytes of a block that is a link and nothing else.
const LONGEST_LINK: usize = 250;
/// The most bytes that stand beside such a link: `Read more:`.
const LONGEST_LABEL: usize = 24;

/// A paragraph, heading or item of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub text: String,
    /// Bytes of the text that are links.
    pub linked: usize,
    pub is_heading: bool,
}

/// Returns the paragraphs of a value that may be HTML.
pub(super) fn paragraphs_of(value: &str) -> Vec<String> {
    if value.contains('<') || value.contains('&') {
        let html = value.replace("\r\n", "\n").replace("\n\n", "<br><br>");
        return paragraphs(Html::parse_fragment(&limited(&html)).root_element());
    }
    value.lines().map(one_line).filter(|line| !line.is_empty()).collect()
}

impl Block {
    /// Returns true for a link to something else, with its label perhaps.
    pub fn is_link(&self) -> bool {
        let length = self.text.len();
        let beside = length.saturating_sub(self.linked);
        let is_link = beside * 10 <= length || beside <= LONGEST_LABEL && beside * 2 < length;
        length <= LONGEST_LINK && self.linked > 0 && is_link
    }
}

/// Returns the paragraphs of an element: its blocks, and lines parted by an empty line. A single break stays one.
pub(super) fn paragraphs(element: ElementRef) -> Vec<String> {
    blocks(element, |_| false).into_iter().map(|block| block.text).collect()
}

/// Returns the blocks of an element, without those of some in it.
pub(super) fn blocks(element: ElementRef, is_left_out: impl Fn(ElementRef) -> bool) -> Vec<Block> {
    let mut writer = Writer::default();
    walk(element, |edge| {
        match edge {
            Edge::Text(text) => writer.text(text),
            Edge::Start(element) if is_left_out(element) => {
                writer.end();
                return false;
            }
            Edge::Start(element) | Edge::End(element) => {
                writer.edge(element.value().name(), matches!(edge, Edge::Start(_)))
            }
        }
        true
    });
    writer.end();
    writer.done
}

#[derive(Default)]
struct Writer {
    done: Vec<Block>,
    block: Block,
    line: String,
    links: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        self.line.push_str(text);
        if self.links > 0 {
            self.block.linked += text.trim().len();
        }
    }

    fn edge(&mut self, name: &str, is_start: bool) {
        match name {
            "br" if is_start => self.end_line(),
            "a" if is_start => self.links += 1,
            "a" => self.links = self.links.saturating_sub(1),
            "td" | "th" => self.line.push(' '),
            name if ends_line(name) => {
                self.block.is_heading |= !is_start && matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
                self.end();
            }
            _ => {}
        }
    }

    /// Ends a line; an empty one ends the block.
    fn end_line(&mut self) {
        let line = one_line(&std::mem::take(&mut self.line));
        if line.is_empty() {
            self.end();
        } else {
            self.add(&line);
        }
    }

    fn end(&mut self) {
        let line = one_line(&std::mem::take(&mut self.line));
        self.add(&line);
        let block = std::mem::take(&mut self.block);
        if !block.text.is_empty() {
            self.done.push(block);
        }
    }

    fn add(&mut self, line: &str) {
        if !line.is_empty() && !self.block.text.is_empty() {
            self.block.text.push('\n');
        }
        self.block.text.push_str(line);
    }
}
