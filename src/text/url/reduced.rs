//! The reduced form of a URL: one for a page and its AMP and mobile twins.

use super::tracking::Tracking;
use super::{normal_form, parts};

/// Labels of the hosts of twins.
const LABELS: [&str; 5] = ["amp", "m", "mobile", "touch", "wap"];

/// Segments of the paths of twins.
const SEGMENTS: [&str; 4] = ["amp", "amp.html", "amphtml", "index.amp.html"];

/// Parameters of twins and of the caches that serve them.
const NAMES: [&str; 10] =
    ["_amp", "amp", "amp_gsa", "amp_js_v", "amp_r", "amp_tf", "ampshare", "amp_lite", "aoh", "usqp"];

/// Parameters that name a form of the page.
const FORMS: [&str; 6] = ["format", "mode", "output", "outputtype", "type", "view"];

/// Parameters that ask for the page of a small screen.
const SMALL: [&str; 2] = ["m", "mobile"];

/// Returns the reduced form of a normal form.
pub(super) fn form(normal: &str, tracking: &Tracking) -> String {
    let mut form = normal.to_owned();
    loop {
        let shorter = match behind_cache(&form).and_then(|url| normal_form(&url, tracking)) {
            Some(page) => page,
            None => without_marks(&form),
        };
        // What is left of one mark may end in another. Each round takes something away, or is the last.
        if shorter.len() >= form.len() {
            return form;
        }
        form = shorter;
    }
}

fn without_marks(normal: &str) -> String {
    let (host, path, query) = parts(normal);
    let mut form = reduced_host(host);
    form.push_str(reduced_path(path).trim_end_matches('/'));
    let mut separator = '?';
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !is_of_twin(pair)) {
        form.push(separator);
        form.push_str(pair);
        separator = '&';
    }
    form
}

/// Returns the URL of the page that a cache of AMP pages serves.
fn behind_cache(normal: &str) -> Option<String> {
    let (host, path, query) = parts(normal);
    let page = if host.ends_with(".cdn.ampproject.org") || host.ends_with(".bing-amp.com") {
        let (kind, page) = path.strip_prefix('/')?.split_once('/')?;
        matches!(kind, "c" | "s" | "v" | "wp").then_some(page)?
    } else if host.starts_with("google.") || host == "bing.com" {
        path.strip_prefix("/amp/")?
    } else {
        return None;
    };
    let page = page.strip_prefix("s/").unwrap_or(page);
    if !parts(page).0.contains('.') {
        return None;
    }
    Some(if query.is_empty() { format!("https://{page}") } else { format!("https://{page}?{query}") })
}

/// Drops the labels of twins, as long as a name with a dot is left.
fn reduced_host(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let kept = labels.iter().enumerate();
    let kept = kept.filter(|(at, label)| at + 2 >= labels.len() || !LABELS.contains(label));
    kept.map(|(_, label)| *label).collect::<Vec<_>>().join(".")
}

fn reduced_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for segment in path.split('/').skip(1).filter(|segment| !SEGMENTS.contains(segment)) {
        out.push('/');
        out.push_str(segment);
    }
    for mark in [".amp", "-amp", "_amp"] {
        let page = out.strip_suffix(".html").and_then(|page| page.strip_suffix(mark));
        // Of a name something must be left: `/-amp.html` is a page of its own.
        if let Some(page) = page.filter(|page| mark == ".amp" || page.ends_with(char::is_alphanumeric)) {
            return [page, ".html"].concat();
        }
    }
    // Of dots alone nothing may be left: they would lead elsewhere.
    let page = out.strip_suffix(".amp").filter(|page| page.ends_with(char::is_alphanumeric));
    out.truncate(page.unwrap_or(&out).len());
    out
}

fn is_of_twin(pair: &str) -> bool {
    let lower = pair.to_ascii_lowercase();
    let (name, value) = lower.split_once('=').unwrap_or((&lower, ""));
    NAMES.contains(&name)
        || FORMS.contains(&name) && matches!(value, "amp" | "amphtml" | "mobile")
        || SMALL.contains(&name) && matches!(value, "" | "0" | "1" | "true" | "y")
}
