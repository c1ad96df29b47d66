//! The syntax of JSON, a byte at a time: where a value ends, or where it stops being one.

/// Levels of objects and arrays that a record may have: serde_json reads no more.
pub(super) const DEEPEST: usize = 127;

/// Bytes that a value takes in memory beside its text, about; what an array, an object and each field of one take more.
const VALUE: usize = 32;
const ARRAY: usize = 96;
const OBJECT: usize = 600;
const FIELD: usize = 48;

/// The most bytes that the values of a record may take in memory beside their texts: those of 37,000 objects, or of 700,000
/// numbers.
const HEAVIEST: usize = 24 << 20;

/// The reason why a record is too heavy.
pub(super) const HEAVY: &str = "it has more values than are read";

/// The outcome of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// The value goes on.
    Inside,
    /// The byte is the last of the value.
    End,
    /// No value of JSON has this byte here.
    Wrong(&'static str),
}

/// Reads one object or array.
///
/// Three things are taken that JSON has not: a line break inside of a text, any word in place of a number, and a comma
/// before an end. Each is mended later.
#[derive(Default)]
pub(super) struct Syntax {
    /// The objects (true) and arrays that are open.
    open: Vec<bool>,
    at: At,
    /// Bytes that its values take in memory beside their texts.
    weight: usize,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum At {
    #[default]
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    /// After a value: a comma, or the end of what holds it.
    Comma,
    Word,
    Text(Text),
}

#[derive(Clone, Copy, PartialEq)]
struct Text {
    is_key: bool,
    /// After a backslash.
    escaped: bool,
    /// After a line break, and blanks.
    broken: bool,
}

impl Syntax {
    pub(super) fn step(&mut self, byte: u8) -> Progress {
        if let At::Text(text) = self.at {
            return self.in_text(text, byte);
        }
        if self.at == At::Word {
            if is_of_word(byte) {
                return Progress::Inside;
            }
            self.at = At::Comma;
        }
        match (self.at, byte) {
            (_, b' ' | b'\t' | b'\n' | b'\r') => Progress::Inside,
            (At::KeyOrEnd | At::Key, b'"') => self.text(true),
            (At::Value | At::ValueOrEnd, b'"') => self.text(false),
            (At::Value | At::ValueOrEnd, b'{' | b'[') => self.begin(byte == b'{'),
            (At::Value | At::ValueOrEnd, _) if is_of_word(byte) => self.weigh(VALUE, At::Word),
            (At::Colon, b':') => self.weigh(FIELD, At::Value),
            (At::Comma, b',') => self.go_on(if self.is_in_object() { At::Key } else { At::Value }),
            (At::KeyOrEnd, b'}') => self.end(),
            (At::ValueOrEnd, b']') => self.end(),
            (At::Comma | At::Key, b'}') if self.is_in_object() => self.end(),
            (At::Comma | At::Value, b']') if self.is_in_array() => self.end(),
            (at, _) => Progress::Wrong(at.wants()),
        }
    }

    /// Returns the number of bytes that stand in a text and change nothing.
    pub(super) fn passed(&self, bytes: &[u8]) -> usize {
        match self.at {
            At::Text(Text { escaped: false, broken: false, .. }) => {
                let changes = |byte: &u8| matches!(byte, b'"' | b'\\' | b'\n' | b'\r');
                bytes.iter().position(changes).unwrap_or(bytes.len())
            }
            _ => 0,
        }
    }

    /// Returns the number of objects and arrays that are open, and true if a text is.
    pub(super) fn place(&self) -> (usize, bool) {
        (self.open.len(), matches!(self.at, At::Text(_)))
    }

    fn in_text(&mut self, text: Text, byte: u8) -> Progress {
        let next = Text { escaped: false, ..text };
        self.at = At::Text(match byte {
            _ if text.escaped => Text { broken: false, ..next },
            b'\\' => Text { escaped: true, broken: false, ..next },
            b'"' => return self.go_on(if text.is_key { At::Colon } else { At::Comma }),
            b'\n' | b'\r' => Text { broken: true, ..next },
            b' ' | b'\t' => next,
            b'{' if text.broken => return Progress::Wrong("a text does not end"),
            _ => Text { broken: false, ..next },
        });
        Progress::Inside
    }

    fn text(&mut self, is_key: bool) -> Progress {
        let text = At::Text(Text { is_key, escaped: false, broken: false });
        if is_key { self.go_on(text) } else { self.weigh(VALUE, text) }
    }

    fn begin(&mut self, is_object: bool) -> Progress {
        if self.open.len() >= DEEPEST {
            return Progress::Wrong("it is nested deeper than 127 levels");
        }
        self.open.push(is_object);
        if is_object {
            self.weigh(VALUE + OBJECT, At::KeyOrEnd)
        } else {
            self.weigh(VALUE + ARRAY, At::ValueOrEnd)
        }
    }

    /// Goes on with a value, if there is room for it.
    fn weigh(&mut self, bytes: usize, at: At) -> Progress {
        self.weight += bytes;
        if self.weight > HEAVIEST { Progress::Wrong(HEAVY) } else { self.go_on(at) }
    }

    fn end(&mut self) -> Progress {
        self.open.pop();
        self.at = At::Comma;
        if self.open.is_empty() { Progress::End } else { Progress::Inside }
    }

    fn go_on(&mut self, at: At) -> Progress {
        self.at = at;
        Progress::Inside
    }

    fn is_in_object(&self) -> bool {
        self.open.last() == Some(&true)
    }

    fn is_in_array(&self) -> bool {
        self.open.last() == Some(&false)
    }
}

impl At {
    fn wants(self) -> &'static str {
        match self {
            Self::Value | Self::ValueOrEnd => "a value is missing",
            Self::Key | Self::KeyOrEnd => "the name of a field is missing",
            Self::Colon => "a colon is missing",
            Self::Comma | Self::Word | Self::Text(_) => "a comma is missing",
        }
    }
}

/// Returns true for the bytes of numbers and of words such as `true`.
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')
}
