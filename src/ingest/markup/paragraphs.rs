//! The text of a fragment, paragraph by paragraph.

/// The most paragraphs of a fragment: what follows is more lines of the last one.
const MOST: usize = 50_000;

/// Paragraphs that are done, and the one that is being read.
#[derive(Default)]
pub(super) struct Paragraphs {
    done: Vec<String>,
    current: String,
    /// A blank is due before the next word.
    is_apart: bool,
}

/// A place in the text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    paragraph: usize,
    length: usize,
}

impl Paragraphs {
    /// Adds a text; blanks and line breaks in a row are one blank.
    pub(super) fn push(&mut self, text: &str) {
        let is_blank = |c: char| c.is_ascii_whitespace() || c == '\u{A0}';
        let mut words = text.split(is_blank);
        self.push_word(words.next().unwrap_or_default());
        for word in words {
            self.part();
            self.push_word(word);
        }
    }

    fn push_word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if self.is_apart && !self.current.is_empty() && !self.current.ends_with('\n') {
            self.current.push(' ');
        }
        self.is_apart = false;
        self.current.push_str(word);
    }

    /// Adds a text that was set with its lines.
    pub(super) fn push_lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.break_line();
            }
            self.push(line);
        }
    }

    /// Parts the next word from the last one.
    pub(super) fn part(&mut self) {
        self.is_apart = true;
    }

    /// Begins another line, or a paragraph where there was nothing on this one.
    pub(super) fn break_line(&mut self) {
        if self.current.ends_with('\n') {
            self.end();
        } else if !self.current.is_empty() {
            self.current.push('\n');
        }
        self.is_apart = false;
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self) {
        self.is_apart = false;
        let length = self.current.trim_end().len();
        self.current.truncate(length);
        if self.current.is_empty() {
            return;
        }
        if self.done.len() + 1 < MOST {
            self.done.push(std::mem::take(&mut self.current));
        } else {
            self.current.push('\n');
        }
    }

    /// Returns the number of paragraphs up to here.
    pub(super) fn count(&self) -> usize {
        self.done.len() + usize::from(!self.current.is_empty())
    }

    pub(super) fn place(&self) -> Place {
        Place { paragraph: self.done.len(), length: self.current.len() }
    }

    /// Returns the text from a place on, in one line.
    pub(super) fn since(&self, place: Place) -> String {
        let first = self.done.get(place.paragraph).unwrap_or(&self.current);
        let first = first.get(place.length..).unwrap_or_default();
        let others = self.done.get(place.paragraph + 1..).unwrap_or_default();
        let last = if place.paragraph < self.done.len() { &*self.current } else { "" };
        let texts = [first].into_iter().chain(others.iter().map(String::as_str)).chain([last]);
        let words: Vec<&str> = texts.flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// Takes the text from a place on away, and returns it in one line.
    pub(super) fn take_since(&mut self, place: Place) -> String {
        let text = self.since(place);
        if place.paragraph < self.done.len() {
            self.done.truncate(place.paragraph + 1);
            self.current = self.done.pop().unwrap_or_default();
        }
        if place.length < self.current.len() {
            self.current.truncate(place.length);
            self.is_apart = true;
        }
        text
    }

    /// Ends the text.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end();
        let last = self.current.trim_end().len();
        self.current.truncate(last);
        self.done.extend(Some(self.current).filter(|last| !last.is_empty()));
        self.done
    }
}
