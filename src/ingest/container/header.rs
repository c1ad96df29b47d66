//! Fields of a header, as WARC, HTTP and MIME write them.

/// The first line of a header and its fields.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) first_line: String,
    fields: Vec<(String, String)>,
}

impl Header {
    /// Reads a header, whose lines end in CR LF or in LF alone. A line that begins with a blank goes on with the one
    /// before it. `has_first_line` says if a line without a field stands first.
    pub(super) fn read(bytes: &[u8], has_first_line: bool) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let mut header = Self::default();
        if has_first_line {
            header.first_line = lines.next().unwrap_or_default().trim().to_owned();
        }
        for line in lines {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = header.fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                header.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        header
    }

    /// Returns the value of a field, by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(other, _)| other == name);
        field.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns the media type, in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.get("content-type")?;
        Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// Returns a parameter of the media type: its charset, its boundary.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let parameters = self.get("content-type")?.split(';').skip(1);
        let mut named = parameters.filter_map(|parameter| parameter.split_once('='));
        let (_, value) = named.find(|(other, _)| other.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim().trim_matches('"'))
    }
}

/// Returns the length of a header with the empty line after it; `None` if it doesn't end.
pub(super) fn header_length(bytes: &[u8]) -> Option<usize> {
    let mut start = 0;
    loop {
        let end = start + bytes.get(start..)?.iter().position(|byte| *byte == b'\n')?;
        let line = bytes.get(start..end)?;
        if line.trim_ascii().is_empty() {
            return Some(end + 1);
        }
        start = end + 1;
    }
}
