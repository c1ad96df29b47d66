//! The value of a `srcset`: addresses of one picture in several sizes, in one text.

/// One address of a `srcset`, with the width that it says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Candidate<'a> {
    pub url: &'a str,
    pub width: Option<u32>,
}

/// Takes a `srcset` apart, by the rules of HTML; `None` where the text isn't one: a URL may have blanks and
/// commas, but no word such as `640w` or `2x` after it.
pub(crate) fn candidates(text: &str) -> Option<Vec<Candidate<'_>>> {
    let (mut candidates, mut has_descriptor) = (Vec::new(), false);
    let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut rest = text.trim_start_matches(is_between);
    // Each round takes an address away.
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        let bare = url.trim_end_matches(',');
        let (descriptor, after) = match bare.len() < url.len() {
            true => ("", after),
            false => after.split_once(',').unwrap_or((after, "")),
        };
        let descriptor = descriptor.trim();
        let width = match descriptor {
            "" => None,
            said => Some(said.split_ascii_whitespace().map(read).collect::<Option<Vec<_>>>()?),
        };
        has_descriptor |= width.is_some();
        candidates.push(Candidate { url: bare, width: width.into_iter().flatten().flatten().next() });
        rest = after.trim_start_matches(is_between);
    }
    has_descriptor.then_some(candidates)
}

/// Reads a descriptor: `640w` is a width, and `2x` and `480h` are none. `None` is no descriptor.
fn read(descriptor: &str) -> Option<Option<u32>> {
    let number = descriptor.get(..descriptor.len().checked_sub(1)?)?;
    match descriptor.as_bytes().last()? {
        b'w' => number.parse().ok().filter(|width| *width > 0).map(Some),
        b'h' => number.parse::<u32>().ok().map(|_| None),
        b'x' => number.parse::<f32>().ok().filter(|density| density.is_finite()).map(|_| None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &[(&str, Option<u32>)]) {
        let found = candidates(text).unwrap();
        let found: Vec<_> = found.iter().map(|candidate| (candidate.url, candidate.width)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_srcset_is_taken_apart() {
        reads(
            "https://e.org/a.jpg 640w, https://e.org/b.jpg 1280w",
            &[("https://e.org/a.jpg", Some(640)), ("https://e.org/b.jpg", Some(1280))],
        );
        reads("a.jpg, b.jpg 1.5x,\n c.jpg 2x", &[("a.jpg", None), ("b.jpg", None), ("c.jpg", None)]);
        reads("https://e.org/w_300,h_200/a.jpg 300w 200h", &[("https://e.org/w_300,h_200/a.jpg", Some(300))]);
    }

    #[test]
    fn a_url_is_no_srcset() {
        for url in [
            "https://e.org/a.jpg",
            "https://e.org/my photo.jpg",
            "https://e.org/a,b.jpg",
            "https://e.org/a.jpg, https://e.org/b.jpg",
            "https://e.org/ferry in fog, 2x late.jpg",
            "",
        ] {
            assert_eq!(candidates(url), None, "{url}");
        }
    }
}
