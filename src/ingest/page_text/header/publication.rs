//! The title of the publication, as a page prints it.

use std::collections::HashMap;

use crate::ingest::page_text::lines::{Line, in_title_case};
use crate::ingest::page_text::stamp::header_date;
use crate::ingest::page_text::zone::is_promotion;
use crate::text::fold_name;

/// Words of menus: no publication is called so, and no section. Folded.
const MENU: &str = "home|homepage|menu|search|start|startseite|accueil|inicio|skip|sign|log|login|subscribe|navigation|news|latest|breaking|\
    follow|share|advertisement|world|politics|business|sport|sports|opinion|culture|video|videos|live|weather|headlines|local|national|\
    international|technology|tech|science|health|travel|entertainment|lifestyle|arts|obituaries|archive|newsletters|newsletter|\
    nachrichten|politik|wirtschaft|kultur|sport|panorama|meinung|gesellschaft|wissen|digital|reise|schlagzeilen|abo|anmelden|\
    actualites|actualite|politique|economie|monde|debats|societe|culture|sciences|noticias|politica|economia|deportes|cultura|sociedad|\
    mundo|opinion|internacional|ultimas|cronaca|esteri|economia|spettacoli|ultime|cerca|entrar|assine|nieuws|binnenland|buitenland|\
    nyheter|kultur|debatt|новости|политика|экономика|общество|спорт|главная|haberler|gundem|ekonomi|spor|dunya|anasayfa|الرئيسية|أخبار|\
    أخبار|رياضة|اقتصاد|חדשות|כלכלה|ספורט|תרבות|trending|popular|section|sections|account|register|donate|contact|about|edition|e-paper|\
    close|open|main|content|top|back|my|your|the latest|read|watch|listen|photos|podcasts|events|jobs|shop|date|published|updated";

/// Words with which a menu goes on behind a title: `The Harbour Record Home News Sport`.
const SECTIONS: &[&str] = &[
    "Home",
    "News",
    "Sport",
    "Sports",
    "Weather",
    "Opinion",
    "Politics",
    "Business",
    "World",
    "Culture",
    "Headlines",
    "Latest",
    "Menu",
    "Search",
    "Breaking",
    "Startseite",
    "Nachrichten",
    "Politik",
    "Wirtschaft",
    "Accueil",
    "Actualités",
    "Inicio",
    "Noticias",
    "Local",
    "Obituaries",
    "Subscribe",
    "Log",
    "Sign",
    "WORLD",
    "NEWS",
    "Главная",
    "Новости",
    "Notizie",
    "Prima",
    "Cronaca",
    "Últimas",
];

/// Lines from the top on in which a bare title is looked for.
const TOP: usize = 4;

/// Returns the title that stands before the menu in the crawler's line: `Title - menu …`, `Title: menu`, `Title menu`.
pub(super) fn in_crawler_line(line: &str) -> Option<&str> {
    let (_, text) = header_date(line)?;
    let end = [" - ", " – ", " — ", " | ", ": ", " > ", " · ", " • "]
        .iter()
        .filter_map(|separator| text.find(separator))
        .min();
    let start = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let title = before_menu(start);
    is_title(title).then_some(title)
}

/// Returns what stands before the first word of a menu.
fn before_menu(text: &str) -> &str {
    let mut at = 0;
    for (count, word) in text.split(' ').enumerate() {
        let is_first = count == 0 || (count == 1 && text.starts_with("The "));
        // `Coast News` is a title; `Coast News Sport` goes on.
        let goes_on = || {
            let rest = text.get(at + word.len()..).unwrap_or_default().trim();
            count != 1 || rest.split(' ').next().is_some_and(|next| SECTIONS.contains(&next))
        };
        if !is_first && SECTIONS.contains(&word) && goes_on() && text.split(' ').count() > 3 {
            return text.get(..at).unwrap_or(text).trim();
        }
        at += word.len() + 1;
    }
    text.trim()
}

/// Returns the title behind the headline in the page's own title: `Headline - Title`, `Headline | Title`, and in a line
/// `Section | Title`.
pub(super) fn beside_headline<'a>(line: &'a str, headline: &str) -> Option<&'a str> {
    let separators = [" | ", " - ", " – ", " — ", " · ", " :: "];
    let (start, end) = separators.iter().find_map(|separator| line.rsplit_once(separator))?;
    let first = separators
        .iter()
        .filter_map(|separator| line.split_once(separator))
        .map(|(first, _)| first)
        .min_by_key(|first| first.len())?;
    let is_headline = |text: &str| fold_name(text) == fold_name(headline) && !headline.is_empty();
    if is_headline(start) || is_headline(first) {
        return is_title(end).then_some(end.trim());
    }
    (is_headline(end) && is_title(first)).then_some(first.trim())
}

/// Returns the title of a line near the top that is a title and nothing else, or a title before or behind a menu's word.
pub(super) fn bare<'a>(lines: &'a [Line<'_>], headline: usize) -> Option<(usize, &'a str)> {
    let counts = counts(lines);
    let top =
        lines.iter().enumerate().take(headline.min(lines.len())).filter(|(_, line)| !is_skip(line)).take(TOP);
    let mut best: Option<(u32, usize, &str)> = None;
    for (place, (at, line)) in top.enumerate() {
        if line.bullet || line.text.len() > 120 {
            continue;
        }
        for title in parts(&line.text) {
            let itself = u32::from(at > 0);
            let again = counts.get(&fold_name(title)).copied().unwrap_or(0).saturating_sub(itself);
            let is_first = place == 0 && at <= 1;
            let is_known = again >= 1;
            let score = again.min(4) + u32::from(is_first) * 2;
            let fits = is_title(title) && (is_first || is_known) && !is_menu_line(title);
            if fits && best.is_none_or(|(most, _, _)| score > most) {
                best = Some((score, at, title));
            }
        }
    }
    best.map(|(_, at, title)| (at, title))
}

/// Returns a title that the foot of the page has behind the sign of copyright.
pub(super) fn of_copyright(line: &str) -> Option<&str> {
    if line.len() > 160 {
        return None;
    }
    let at = line
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| line.strip_prefix("Copyright ").map(|_| "Copyright ".len()))?;
    let text = line.get(at..)?.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '.' | '©')
    });
    let text = text.strip_prefix("by ").or_else(|| text.strip_prefix("Copyright ")).unwrap_or(text);
    let ends = [
        ",", ".", " All ", " all ", " - ", " | ", " – ", " Inc", " Ltd", " LLC", " GmbH", " AG", " S.A",
        " SE ", " (", " 19", " 20", " Co.",
    ];
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    let title = text.get(..end)?.trim();
    is_title(title).then_some(title)
}

/// Returns the parts of a line that a stroke or dash divides, and the line itself.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = vec![text.trim()];
    for separator in [" | ", " - ", " – ", " — ", ": "] {
        if text.contains(separator) {
            parts = text.split(separator).map(str::trim).collect();
            break;
        }
    }
    parts
}

/// Counts how often the names of a page stand in it besides, in bylines, copyright lines and brackets.
fn counts(lines: &[Line<'_>]) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    let mut count = |text: &str| *counts.entry(fold_name(text)).or_insert(0) += 1;
    for line in lines.iter().skip(1).filter(|line| line.text.len() <= 200) {
        if let Some(title) = of_copyright(&line.text) {
            count(title);
        }
        parts(&line.text).into_iter().skip(1).for_each(&mut count);
        count(&line.text);
    }
    counts
}

fn is_skip(line: &Line<'_>) -> bool {
    let text = line.text.to_lowercase();
    is_promotion(&line.text)
        || text.contains("navigation")
        || text.starts_with("skip")
        || text.starts_with("play ")
        || text.starts_with("hopp til")
}

fn is_menu_line(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(fold_name).collect();
    let menu = words.iter().filter(|word| MENU.split('|').any(|known| known == *word)).count();
    menu * 2 > words.len() || words.first().is_some_and(|first| MENU.split('|').any(|known| known == first))
}

/// Leaves out the small words of `Jornal da Ria`.
fn without_particles(text: &str) -> String {
    text.replace(" da ", " ").replace(" de ", " ").replace(" do ", " ")
}

/// Returns true for one to six words that may be a title: capitals, a domain, or one word alone.
pub(super) fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let chars = text.chars().count();
    let is_name = in_title_case(&without_particles(text))
        || words == 1
        || text.chars().all(|c| !c.is_lowercase() && !c.is_uppercase());
    let letters =
        text.contains(char::is_alphabetic) && !text.contains(['?', '!', '@', '/', '(', '[', '"', '“', '=']);
    (1..=6).contains(&words)
        && (2..=50).contains(&chars)
        && is_name
        && letters
        && !text.ends_with([',', ';', ':'])
        && !is_menu_line(text)
}
