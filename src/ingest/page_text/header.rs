//! Finds the headline, and what the lines above it say of the publication.

use std::collections::HashSet;

use super::lines::{Line, in_title_case};
use super::stamp::header_date;
use super::stamps::Stamps;
use super::tags;
use crate::text::{fold, fold_name, words};

/// Lines that are weighed as headline; no page has more before its article.
const MAX_CANDIDATES: usize = 4000;
/// Number of lines below a headline that may part it from the text.
const REACH: usize = 40;

/// First words of menus: no publication is called so, and no section.
const MENU: &[&str] = &[
    "home",
    "homepage",
    "menu",
    "search",
    "start",
    "startseite",
    "accueil",
    "inicio",
    "skip",
    "sign",
    "log",
    "login",
    "subscribe",
    "navigation",
    "news",
    "latest",
    "breaking",
    "follow",
    "share",
    "advertisement",
];

/// Returns the line of the headline: the one that what follows bears out best.
///
/// A date or byline below it, words that recur in the text, the same words above it in a
/// breadcrumb, space around it: each counts. `taken` says which lines are captions; `stamps`
/// has the lines of dates and bylines.
pub(super) fn headline(
    lines: &[Line<'_>],
    stamps: &Stamps<'_>,
    taken: impl Fn(usize) -> bool,
) -> Option<usize> {
    let reached = lines.iter().enumerate().take(MAX_CANDIDATES + REACH + 1);
    let paragraphs: Vec<bool> = reached.map(|(at, line)| !taken(at) && line.is_paragraph()).collect();
    let mut above: HashSet<String> = HashSet::new();
    let mut best: Option<(i32, usize)> = None;
    let mut text_above = 0;
    for (at, line) in lines.iter().enumerate().take(MAX_CANDIDATES) {
        let stamped = stamps.get(at).is_some();
        if !taken(at) && !stamped && may_be_headline(line, at == 0) {
            let score =
                score(lines, stamps, &paragraphs, at) + printed_above(&above, line) - 3 * text_above.min(4);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, at));
            }
        }
        text_above += i32::from(paragraphs.get(at) == Some(&true));
        remember(&mut above, line);
    }
    let (score, at) = best?;
    (score >= 7 || at == 0).then_some(at)
}

fn may_be_headline(line: &Line<'_>, first: bool) -> bool {
    let chars = line.chars();
    let words = line.words();
    let unspaced = line.is_unspaced() && chars >= 10;
    !line.bullet
        && (8..=250).contains(&chars)
        && (words >= 3 || unspaced || (first && words == 2))
        && !line.text.ends_with(['.', ':', ',', '–', '。'])
        && !line.text.starts_with(['…', ':'])
        && !is_navigation(&line.text)
        && !is_promotion(&line.text)
        && url(&line.text).is_none()
        && tags::after_label(&line.text).is_none()
}

fn score(lines: &[Line<'_>], stamps: &Stamps<'_>, paragraphs: &[bool], at: usize) -> i32 {
    let alone = lines.get(at).is_some_and(|line| line.blank_before)
        && lines.get(at + 1).is_none_or(|next| next.blank_before);
    let mut score = i32::from(alone) * 2;
    // A kicker above the headline is shorter.
    let long = lines.get(at).is_some_and(|line| line.words() >= 5 || line.is_unspaced());
    score += i32::from(long) * 3;
    let near = |from: usize, to: usize| (from..to).filter_map(|at| stamps.get(at));
    let dated = near(at + 1, at + 8).any(|stamp| stamp.published.is_some() || stamp.modified.is_some());
    let signed = near(at + 1, at + 8).any(|stamp| stamp.byline.is_some() && stamp.labelled);
    let dated_above = near(at.saturating_sub(3), at).any(|stamp| stamp.published.is_some());
    score += if dated { 5 } else { i32::from(dated_above) * 3 };
    score += i32::from(signed) * 4;
    let reach = at + 1..(at + 1 + REACH).min(lines.len());
    let below: Vec<usize> = reach.filter(|&at| paragraphs.get(at) == Some(&true)).take(4).collect();
    match below.first() {
        Some(first) if first - at <= 6 => score += 2,
        Some(_) => {}
        None => score -= 6,
    }
    score + recurrence(lines, at, &below)
}

/// Returns up to eight points for the share of the line's longer words that recur in the text below.
fn recurrence(lines: &[Line<'_>], at: usize, below: &[usize]) -> i32 {
    let longer = |text: &str| -> HashSet<String> {
        let head = text.get(..text.floor_char_boundary(1500)).unwrap_or(text);
        let words = words(head).filter_map(|range| head.get(range));
        words.filter(|word| word.chars().count() >= 4).map(|word| fold(word).into_owned()).collect()
    };
    let own = lines.get(at).map(|line| longer(&line.text)).unwrap_or_default();
    if own.is_empty() {
        return 0;
    }
    let mut found: HashSet<String> = HashSet::new();
    for line in below.iter().filter_map(|&at| lines.get(at)) {
        found.extend(longer(&line.text).intersection(&own).cloned());
    }
    i32::try_from(found.len() * 8 / own.len()).unwrap_or(0)
}

/// Returns four points for a headline that is printed above itself, as many are: as the end of a breadcrumb,
/// or with the site's name.
fn printed_above(above: &HashSet<String>, line: &Line<'_>) -> i32 {
    if above.contains(&fold_name(&line.text)) { 4 } else { 0 }
}

fn remember(above: &mut HashSet<String>, line: &Line<'_>) {
    if line.text.len() > 300 {
        return;
    }
    let text = line.text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation());
    above.insert(fold_name(text.trim_start_matches(['*', '+', '-', ' '])));
    for separator in [" | ", " - ", " – ", " / ", " > ", " » "] {
        above.extend(text.split_once(separator).map(|(first, _)| fold_name(first)));
        above.extend(text.rsplit_once(separator).map(|(_, last)| fold_name(last)));
    }
}

/// Returns true if the line is a menu: many separators, or many words in title case without an end.
pub(super) fn is_navigation(text: &str) -> bool {
    if header_date(text).is_some() {
        return true;
    }
    let separators = text.matches(['>', '»', '|', '·', '›', '/', '•']).count();
    separators >= 3 || (text.chars().count() > 90 && in_title_case(text))
}

/// Returns true if the line asks the reader to do something; the list is folded.
pub(super) fn is_promotion(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "read more",
        "read also",
        "also read",
        "sign up",
        "click here",
        "related",
        "subscribe",
        "advertisement",
        "share this",
        "share on",
        "share via",
        "follow us",
        "skip to",
        "listen to",
        "watch:",
        "more on",
        "mehr zum",
        "lesen sie",
        "lesen sie auch",
        "zum inhalt",
        "lire aussi",
        "a lire aussi",
        "leer mas",
        "leggi anche",
        "publicidad",
        "publicite",
        "anzeige",
        "werbung",
        "newsletter",
        "download the app",
        "you may also",
        "most read",
    ];
    let head = text.get(..text.floor_char_boundary(40)).unwrap_or(text);
    let folded = fold_name(head);
    text.chars().count() <= 200 && STARTS.iter().any(|start| folded.starts_with(start))
}

/// Returns the title of the publication that a line above the headline begins or ends with.
///
/// It must be the first line, or have the crawler's date: `Title - menu …`, `Headline | Title`.
pub(super) fn publication<'a>(line: &'a str, first: bool, headline: &str) -> Option<&'a str> {
    let after_date = header_date(line).map(|(_, rest)| rest);
    if after_date.is_none() && !first {
        return None;
    }
    let text = after_date.unwrap_or(line);
    let (start, end) = [" - ", " – ", " — ", " | "]
        .iter()
        .filter_map(|separator| text.split_once(separator))
        .min_by_key(|(start, _)| start.len())?;
    let title = if fold_name(start) == fold_name(headline) { end } else { start }.trim();
    let words = title.split_whitespace().count();
    let menu = title.split_whitespace().next().is_none_or(|word| MENU.contains(&fold(word).as_ref()));
    ((1..=6).contains(&words) && !menu && in_title_case(title)).then_some(title)
}

/// Returns the section that a breadcrumb above the headline ends with: `Home > World > Europe`.
pub(super) fn section<'a>(line: &'a str, headline: &str) -> Option<&'a str> {
    let separator =
        [" > ", " » ", " › ", " / "].into_iter().find(|separator| line.matches(separator).count() >= 1)?;
    let mut parts: Vec<&str> = line.split(separator).map(str::trim).collect();
    if parts.last().is_some_and(|last| fold_name(last) == fold_name(headline)) {
        parts.pop();
    }
    let home = parts.first().is_some_and(|first| MENU.contains(&fold(first).as_ref()));
    let short = (2..=6).contains(&parts.len())
        && parts.iter().all(|part| (1..=4).contains(&part.split_whitespace().count()));
    let last = parts.last()?;
    (home && short && !MENU.contains(&fold(last).as_ref())).then_some(*last)
}

/// Returns the address in a line that states the page's own: `URL: https://…`.
pub(super) fn url(line: &str) -> Option<&str> {
    let (label, address) = line.split_once(':')?;
    let labels = ["url", "canonical", "canonical url", "link", "source", "source url", "permalink"];
    let address = address.trim();
    let known = labels.contains(&fold_name(label).as_str());
    let is_address =
        (address.starts_with("https://") || address.starts_with("http://")) && !address.contains(' ');
    (known && is_address && address.len() <= 2000).then_some(address)
}
