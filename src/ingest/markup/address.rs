//! Addresses in a fragment.

use url::Url;

/// Returns an address of the web or of a file as given, or as it counts from the base; `None` where it leads nowhere, such as
/// `javascript:` and `#top`.
pub fn resolve(given: &str, base: Option<&Url>) -> Option<String> {
    let given = given.trim();
    if given.is_empty() || given.starts_with('#') {
        return None;
    }
    match Url::parse(given) {
        Ok(url) => is_of_the_web(&url).then(|| given.to_owned()),
        Err(_) if base.is_none() && given.starts_with("//") => Some(format!("https:{given}")),
        Err(_) => base?.join(given).ok().filter(is_of_the_web).map(String::from),
    }
}

fn is_of_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_count_from_the_base() {
        let base = Url::parse("https://example.org/news/feed.xml").unwrap();
        for (given, expected) in [
            (" https://example.com/a ", Some("https://example.com/a")),
            ("/a?b=c", Some("https://example.org/a?b=c")),
            ("a.jpg", Some("https://example.org/news/a.jpg")),
            ("//cdn.example.org/a.jpg", Some("https://cdn.example.org/a.jpg")),
            ("#top", None),
            ("", None),
            ("javascript:alert(1)", None),
            ("mailto:desk@example.org", None),
        ] {
            assert_eq!(resolve(given, Some(&base)).as_deref(), expected, "{given}");
        }
        assert_eq!(resolve("//example.org/a", None).as_deref(), Some("https://example.org/a"));
        assert_eq!(resolve("a.jpg", None), None);
    }
}
