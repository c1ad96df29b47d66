//! Keys of URLs: what two of them are compared by.

use url::Url;

/// Query parameters that say how a reader came, and nothing of what is read.
const TRACKING: [&str; 12] = [
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid",
    "twclid", "ttclid",
];

/// Returns the key of an `http` or `https` URL, or `None` where it isn't one: host without `www.`, path and
/// query, without scheme, default port, fragment, tracking parameters and the slash at the end.
pub(crate) fn url_key(given: &str) -> Option<String> {
    let url = Url::parse(given.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.');
    if host.is_empty() {
        return None;
    }
    let mut key = host.strip_prefix("www.").unwrap_or(host).to_owned();
    if key.is_empty() {
        return None;
    }
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push_str(url.path().trim_end_matches('/'));
    let query = url.query().unwrap_or_default();
    let mut separator = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)) {
        key.push(separator);
        key.push_str(pair);
        separator = '&';
    }
    Some(key)
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::url_key;

    #[test]
    fn what_does_not_change_the_page_does_not_change_the_key() {
        let key = Some("example.org/a/B?id=7".to_owned());
        for url in [
            "https://example.org/a/B?id=7",
            "http://www.EXAMPLE.org:80/a/B/?utm_source=feed&id=7#top",
            "  https://www.example.org/a/B?id=7&fbclid=x&UTM_Medium=y ",
        ] {
            assert_eq!(url_key(url), key, "{url}");
        }
    }

    #[test]
    fn what_changes_it_does() {
        assert_eq!(url_key("https://example.org/").as_deref(), Some("example.org"));
        assert_eq!(url_key("https://example.org:8080/a").as_deref(), Some("example.org:8080/a"));
        assert_ne!(url_key("https://example.org/a?id=1"), url_key("https://example.org/a?id=2"));
        assert_ne!(url_key("https://example.org/a"), url_key("https://example.org/A"));
    }

    #[test]
    fn only_the_web_has_keys() {
        for url in [
            "",
            "example.org/a",
            "ftp://example.org/a",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "https://",
            "http://./",
        ] {
            assert_eq!(url_key(url), None, "{url}");
        }
    }
}
