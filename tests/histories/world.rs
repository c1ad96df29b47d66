//! The small world in which histories happen: few addresses, ids, names and texts, so that they meet often.

use crate::dice::Dice;

/// What is known of a URL by how it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    pub given: String,
    /// The page: equal for spellings of one URL.
    pub page: String,
    /// Equal for a page, its AMP twin and its mobile twin.
    pub story: String,
    pub fragment: &'static str,
    pub domain: &'static str,
}

impl Url {
    #[allow(dead_code, reason = "only the model of histories asks")]
    /// Returns true if it names a host alone.
    pub fn is_home(&self) -> bool {
        self.page.ends_with("/?")
    }
}

/// Host, registrable domain, path, query.
const PAGES: &[(&str, &str, &str, &str)] = &[
    ("courier.example", "courier.example", "/", ""),
    ("courier.example", "courier.example", "/2024/bridge", ""),
    ("courier.example", "courier.example", "/2024/ferry", ""),
    ("courier.example", "courier.example", "/news", "id=7"),
    ("news.courier.example", "courier.example", "/live/storm", ""),
    ("courier.example", "courier.example", "/2024/mayor", ""),
    ("post.example", "post.example", "/b/bridge", ""),
    ("post.example", "post.example", "/b/budget", ""),
    ("post.example", "post.example", "/live", ""),
    ("post.example", "post.example", "/article", "p=12"),
    ("kaze.example", "kaze.example", "/kiji/1", ""),
    ("kaze.example", "kaze.example", "/kiji/2", ""),
];

const TRACKING: &[&str] = &["utm_source=feed", "utm_medium=rss&utm_campaign=x", "fbclid=Iw0", "gclid=9"];
const FRAGMENTS: &[&str] = &["post-1", "post-2", "post-3"];

/// Picks a page, in one of its spellings.
pub fn url(dice: &mut Dice) -> Url {
    let (host, domain, path, query) = PAGES[dice.skewed(PAGES.len())];
    spell(dice, (host, domain, path, query))
}

fn spell(dice: &mut Dice, (host, domain, path, query): (&str, &'static str, &str, &str)) -> Url {
    let story = format!("{host}{path}?{query}");
    let (mut host, mut path, mut queries) = (host.to_owned(), path.to_owned(), Vec::new());
    if !query.is_empty() {
        queries.push(query.to_owned());
    }
    // A twin is another page of the same story.
    let mut page = story.clone();
    if path.len() > 1 && dice.one_in(6) {
        match dice.roll(4) {
            0 => path.push_str("/amp"),
            1 => host = format!("m.{host}"),
            2 => host = format!("amp.{host}"),
            _ => queries.push("amp=1".into()),
        }
        page = format!("{host}{path}?{}", queries.join("&"));
    }
    if dice.one_in(3) {
        queries.push(dice.pick(TRACKING).into());
    }
    let scheme = dice.pick(&["https", "https", "http"]);
    match dice.roll(8) {
        0 => host = format!("www.{host}"),
        1 => host = host.to_uppercase(),
        2 if scheme == "https" => host.push_str(":443"),
        3 if !path.ends_with('/') => path.push('/'),
        4 => path = path.replace("/b", "/%62"),
        _ => {}
    }
    let query = if queries.is_empty() { String::new() } else { format!("?{}", queries.join("&")) };
    let fragment = if dice.one_in(5) { dice.pick(FRAGMENTS) } else { "" };
    let hash = if fragment.is_empty() { "" } else { "#" };
    Url { given: format!("{scheme}://{host}{path}{query}{hash}{fragment}"), page, story, fragment, domain }
}

/// The beginning of each uri that a source gives.
pub const STORY: &str = "urn:story:";

/// Scheme, value, scope.
pub const KEYS: &[(&str, &str, &str)] = &[
    ("guid", "1", "https://courier.example/feed"),
    ("guid", "2", "https://courier.example/feed"),
    ("guid", "3", "https://courier.example/feed"),
    ("guid", "1", "https://post.example/rss"),
    ("guid", "2", "https://post.example/rss"),
    ("guid", "1", ""),
    ("guid", "4", ""),
    ("wire", "R1", ""),
    ("wire", "R2", ""),
    ("wire", "R3", ""),
    ("agency", "A1", ""),
    ("agency", "A2", ""),
];

pub const PUBLICATIONS: &[(&str, Option<&str>)] = &[
    ("The Ostermere Courier", Some("courier.example")),
    ("The Ostermere Courier", None),
    ("Vell Post", Some("post.example")),
    ("Coastal Wire", None),
];

pub const SECTIONS: &[&str] = &["News", "Opinion"];

/// Headline and language. Two of them differ in signs and capitals alone.
pub const HEADLINES: &[(&str, &str)] = &[
    ("Bridge opens to traffic", "en"),
    ("Ferry delayed by storm", "en"),
    ("Morning briefing", "en"),
    ("Bridge opens to traffic!", "en"),
    ("Mayor visits the pier", "en"),
    ("Budget talks collapse", "en"),
    ("フェリー欠航", "ja"),
    ("天気", "ja"),
];

/// Sentences of English texts. No two share three words in a row.
const SENTENCES: &[&str] = &[
    "The harbour bridge opened two years later than planned, and the ferry made its last crossing.",
    "Council members voted to raise parking fees across the old town from next spring.",
    "A storm closed the pier for three days while engineers looked for damage under the planks.",
    "Visitors complained that the delay had cost them a day and most of their patience.",
    "The mayor promised repairs to the sea wall before winter, whatever the budget may say.",
    "Schools reopen after the holidays with new timetables for the youngest pupils of the islands.",
    "Fog held up every ship that wanted to leave, said the captain of a small trawler.",
];

const SENTENCES_JA: &[&str] = &[
    "フェリーは霧のため終日欠航した。",
    "市長は防波堤の修理を約束した、冬が来る前に。",
    "学校は休みの後に再開する。",
    "明日の天気は晴れのち曇りでしょう。",
];

/// A paywall's notice, or a feed's stub.
const NOTICES: &[&str] = &["Subscribe to read on.", "More soon."];

/// Picks a text: whole sentences, sometimes with one word changed, cut short, or none at all.
pub fn body(dice: &mut Dice, language: &str) -> String {
    if dice.one_in(8) {
        return String::new();
    }
    if dice.one_in(14) {
        return dice.pick(NOTICES).into();
    }
    let pool = if language == "ja" { SENTENCES_JA } else { SENTENCES };
    let first = dice.skewed(pool.len());
    let count = 1 + dice.roll(4);
    let sentences: Vec<_> = (0..count).map(|place| pool[(first + place) % pool.len()]).collect();
    let between = if dice.one_in(3) { "\n\n" } else { " " };
    let mut text = sentences.join(between);
    if dice.one_in(5) {
        text = text.replace("the", "this");
    }
    if language != "ja" && dice.one_in(8) {
        text = text.split(' ').take(12).collect::<Vec<_>>().join(" ");
    }
    text
}

pub const DEKS: &[&str] = &["What it means for commuters", "Harbour news in short"];
pub const BYLINES: &[&str] = &["By Ada Fennick", "By Joram Vale and Marta Lindqvist", "Coastal Wire"];
pub const PEOPLE: &[&str] = &["Ada Fennick", "Joram Vale", "Marta Lindqvist", "Oda Brill", "ada fennick"];
pub const TAGS: &[&str] = &["Harbour", "Transport", "Weather", "Council", "transport"];
pub const GENRES: &[&str] = &["Opinion", "Interview"];
pub const DAYS: &[&str] = &["2024-03-04", "2024-03-05", "2024-03-11"];
pub const CAPTIONS: &[&str] = &["Crowds on the quay", "A crane in fog", "The lighthouse"];
pub const CREDITS: &[&str] = &["Joram Vale/Coastal Wire", "Handout"];
pub const ALTS: &[&str] = &["gulls", "rope"];

/// Picks a time of publication, as exactly as its source says it.
pub fn published(dice: &mut Dice) -> String {
    let day = DAYS[dice.skewed(DAYS.len())];
    match dice.roll(4) {
        0 => day.into(),
        1 => format!("{day}T09:30:00Z"),
        2 => format!("{day}T{:02}:15Z", 6 + dice.roll(12)),
        _ => format!("{day}T{:02}:00:07+01:00", 6 + dice.roll(12)),
    }
}

/// Picks when it was modified, among few times.
pub fn modified(dice: &mut Dice) -> String {
    format!("2024-03-{:02}T12:00:00Z", 11 + dice.roll(4))
}
