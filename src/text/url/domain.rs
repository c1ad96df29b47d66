//! Registrable domains: what a publisher has registered, below which its hosts are.

use super::parts;

/// Returns the registrable domain of a URL in its normal form: `example.co.uk` for `news.example.co.uk/a`. A host
/// without one, such as an address in digits, stands for itself.
pub(crate) fn registrable_domain(normal: &str) -> &str {
    let (host, _, _) = parts(normal);
    let host = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let is_address = host.starts_with('[') || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_address { host } else { psl::domain_str(host).unwrap_or(host) }
}
