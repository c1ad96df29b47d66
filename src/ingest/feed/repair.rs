//! Texts that are almost XML.

use std::borrow::Cow;

/// Elements with which a feed or a list of feeds begins.
const ROOTS: [&str; 7] = ["rss", "feed", "rdf:rdf", "rdf", "channel", "entry", "opml"];

/// Returns bytes without the part of a character at their end, where they were cut.
pub(super) fn without_cut_character(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}

/// Returns a text without what stands before its outermost element; all of it where none is known.
pub(super) fn without_junk(text: &str) -> &str {
    let begins_root = |at: &usize| {
        let name = text.get(at + 1..).unwrap_or_default();
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default();
        name.len() <= 16
            && ROOTS
                .contains(&&*name.rsplit_once("atom:").map_or(name, |(_, name)| name).to_ascii_lowercase())
    };
    let signs = text.match_indices('<').map(|(at, _)| at);
    signs.take(MOST_SIGNS).find(begins_root).and_then(|at| text.get(at..)).unwrap_or(text)
}

/// Angle brackets before the outermost element.
const MOST_SIGNS: usize = 1000;

/// Escapes each `<` that begins nothing.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let (mut taken, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        let rest = text.get(at..).unwrap_or_default();
        let skipped = [("<![CDATA[", "]]>"), ("<!--", "-->")];
        if let Some((_, end)) = skipped.into_iter().find(|(begin, _)| rest.starts_with(begin)) {
            at += rest.find(end).unwrap_or(rest.len());
            continue;
        }
        let begins = rest.get(1..).unwrap_or_default();
        if !begins.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '!' | '?' | '_')) {
            mended.push_str(text.get(taken..at).unwrap_or_default());
            mended.push_str("&lt;");
            taken = at + 1;
        }
        at += 1;
    }
    if taken == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(taken..).unwrap_or_default());
    Cow::Owned(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_nothing_is_text() {
        for (text, expected) in [
            ("<a>5 < 6 <7</a>", "<a>5 &lt; 6 &lt;7</a>"),
            ("<a><![CDATA[5 < 6]]> < </a>", "<a><![CDATA[5 < 6]]> &lt; </a>"),
            ("<a><!-- < --></a><", "<a><!-- < --></a>&lt;"),
            ("<?xml?><a/>", "<?xml?><a/>"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn junk_before_the_feed_is_passed_over() {
        assert_eq!(without_junk("<br/> Warning <b>x</b> <?xml?><rss>"), "<rss>");
        assert_eq!(without_junk("<!-- x --><rdf:RDF a>"), "<rdf:RDF a>");
        assert_eq!(without_junk("<html>"), "<html>");
    }
}
