//! Domains of publishers, and registrable domains: what a publisher has registered, below which its hosts are.

use url::Host;

use super::parts;

/// Returns a domain as it is stored and compared, without `www.` and in the ASCII form of the name system (`xn--…`), from one
/// in any spelling or from a URL; `None` where it can't be one.
pub(crate) fn domain_key(given: &str) -> Option<String> {
    let lower = given.trim().to_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    let fits = host.contains('.') && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    fits.then(|| Host::parse(host).map_or_else(|_| host.to_owned(), |host| host.to_string()))
}

/// Returns the registrable domain of a URL in its normal form: `example.co.uk` for `news.example.co.uk/a`. A host
/// without one, such as an address in digits, stands for itself.
pub(crate) fn registrable_domain(normal: &str) -> &str {
    let host = host(normal);
    let is_address = host.starts_with('[') || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_address { host } else { psl::domain_str(host).unwrap_or(host) }
}

/// Returns the host of a URL in its normal form, and the domains above it up to the registrable one.
pub(crate) fn domains(normal: &str) -> impl Iterator<Item = &str> {
    let last = registrable_domain(normal).len();
    fn above<'u>(domain: &&'u str) -> Option<&'u str> {
        domain.split_once('.').map(|(_, above)| above)
    }
    std::iter::successors(Some(host(normal)), above).take_while(move |domain| domain.len() >= last)
}

fn host(normal: &str) -> &str {
    let (host, _, _) = parts(normal);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}
