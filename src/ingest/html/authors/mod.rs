//! The authors of a page: who is named in the JSON-LD, in `meta`, and in the byline that is shown.

mod names;

use std::collections::HashSet;
use std::sync::LazyLock;

use scraper::{ElementRef, Selector};
use serde_json::Value;

use crate::ingest::credits::byline::labelled;
use crate::ingest::html::blocks::Block;
use crate::ingest::html::facts::Sourced;
use crate::ingest::html::json_ld::{self, Node};
use crate::ingest::html::page::{Page, selector, text};
use crate::ingest::html::parts::Parts;
use crate::model::new_article::{CreditKind, NewCredit, Role, ValueSource};
use crate::text::fold_name;

static NAMED: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "a[rel~=author], [itemprop~=author] [itemprop~=name], [itemprop~=author]:not(:has([itemprop~=name]))",
    )
});
static BYLINE: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[class*=byline], [class*=Byline], [class*=author], [class*=Author], [class*=autor], [class*=Autor], [id*=byline], [id*=author]",
    )
});
static LINK: LazyLock<Selector> =
    LazyLock::new(|| selector("a, [itemprop~=name], [class*=name], [class*=Name]"));

/// `meta` elements that name authors.
const NAMES: &[&str] = &[
    "author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "authors",
    "citation_author",
    "bt:author",
    "twitter:creator:name",
    "creator",
];
/// Properties of an article's node, and the part that they say.
const ROLES: &[(&str, Role)] = &[
    ("author", Role::Author),
    ("creator", Role::Author),
    ("contributor", Role::Contributor),
    ("editor", Role::Editor),
    ("translator", Role::Translator),
];
/// The most bytes of a byline.
const LONGEST: usize = 200;
/// Lines of a page among which its byline stands, and the most bytes of one.
const LINES: usize = 200;
const LONGEST_LINE: usize = 120;
/// The most elements of a page that are looked at for its byline.
const MOST_ELEMENTS: usize = 200;
/// The most authors of an article.
const MOST: usize = 64;

/// The authors, and the byline as it is shown.
pub(super) struct Authors {
    pub credits: Option<Sourced<Vec<NewCredit>>>,
    pub byline: Option<String>,
}

/// Reads the authors. A site or desk named in place of the people gives way to the people whom the page shows.
pub(super) fn authors(parts: &Parts) -> Authors {
    let mut shown = Shown::of(&parts.page);
    if shown.credits.is_empty() {
        shown.in_blocks(&parts.blocks);
    }
    let mut credits = said(parts);
    let is_desk = |credits: &[NewCredit]| credits.iter().all(|credit| credit.kind != CreditKind::Person);
    if credits.as_ref().is_none_or(|(credits, _)| is_desk(credits)) {
        let named = named(parts);
        credits = if credits.is_none() || named.as_ref().is_some_and(|(named, _)| !is_desk(named)) {
            named.or(credits)
        } else {
            credits
        };
    }
    if credits.as_ref().is_none_or(|(credits, _)| is_desk(credits)) && !shown.credits.is_empty() {
        credits = match credits {
            None => Some((shown.credits, ValueSource::Dom)),
            Some(_) if !is_desk(&shown.credits) => Some((shown.credits, ValueSource::Dom)),
            credits => credits,
        };
    }
    Authors { credits, byline: shown.byline }
}

/// Returns the people and organizations that the JSON-LD names.
fn said(parts: &Parts) -> Option<Sourced<Vec<NewCredit>>> {
    let mut list = List::default();
    for node in parts.json_ld.articles() {
        for (property, role) in
            ROLES.iter().filter(|(property, _)| *property != "creator" || !node.contains_key("author"))
        {
            for value in node.get(*property).map(json_ld::list).unwrap_or_default().iter().take(4 * MOST) {
                list.add_value(parts, value, *role);
            }
        }
        if list.has_author() {
            break;
        }
    }
    list.has_author().then_some((list.credits, ValueSource::JsonLd))
}

/// Returns the names in `meta` elements.
fn named(parts: &Parts) -> Option<Sourced<Vec<NewCredit>>> {
    NAMES.iter().find_map(|name| {
        let mut list = List::default();
        parts.meta.all(name).for_each(|text| list.add_text(text, Role::Author));
        (!list.credits.is_empty()).then_some((list.credits, ValueSource::Meta))
    })
}

#[derive(Default)]
struct List {
    credits: Vec<NewCredit>,
    known: HashSet<(String, Role)>,
}

impl List {
    fn has_author(&self) -> bool {
        self.credits.iter().any(|credit| credit.role == Role::Author)
    }

    fn add_value(&mut self, parts: &Parts, value: &Value, role: Role) {
        match (value.as_str(), parts.json_ld.node(value)) {
            (Some(text), _) => self.add_text(text, role),
            (None, Some(node)) => self.add_node(parts, node, role),
            (None, None) => {}
        }
    }

    fn add_node(&mut self, parts: &Parts, node: &Node, role: Role) {
        let names = node.get("name").map(json_ld::list).unwrap_or_default();
        let is_organization =
            json_ld::has_type(node, "Organization") || json_ld::has_type(node, "NewsMediaOrganization");
        for name in names.iter().filter_map(|name| parts.json_ld.name(name)) {
            if is_organization && !names::looks_like_person(&name) {
                self.add(&name, CreditKind::Organization, role);
            } else {
                self.add_text(&name, role);
            }
        }
    }

    fn add_text(&mut self, text: &str, role: Role) {
        for (name, kind) in names::split(text) {
            self.add(&name, kind, role);
        }
    }

    fn add(&mut self, name: &str, kind: CreditKind, role: Role) {
        if self.credits.len() < MOST && self.known.insert((fold_name(name), role)) {
            self.credits.push(NewCredit { name: name.to_owned(), kind, role });
        }
    }
}

/// The byline as the page shows it.
#[derive(Default)]
struct Shown {
    credits: Vec<NewCredit>,
    byline: Option<String>,
}

impl Shown {
    fn of(page: &Page) -> Self {
        let mut list = List::default();
        let is_byline = |element: &ElementRef| element.value().name() != "meta" && !is_of_others(*element);
        for element in page.select(&NAMED).take(MOST_ELEMENTS).filter(is_byline).take(20) {
            let name = text(element);
            if name.len() <= LONGEST {
                list.add_text(&name, Role::Author);
            }
        }
        list.credits.retain(|credit| names::is_author(&credit.name));
        let mut byline = None;
        for element in page.select(&BYLINE).take(MOST_ELEMENTS).filter(is_byline).take(40) {
            let line = text(element);
            if line.is_empty() || line.len() > LONGEST {
                continue;
            }
            let names = in_byline(element, &line);
            if names.is_empty() {
                continue;
            }
            byline = Some(line);
            if list.credits.is_empty() {
                names.into_iter().for_each(|(name, kind)| list.add(&name, kind, Role::Author));
            }
            break;
        }
        Self { credits: list.credits, byline }
    }
}

impl Shown {
    /// Reads the byline of a line that says it is one, or that begins with a name and has a date behind it.
    fn in_blocks(&mut self, blocks: &[Block]) {
        let short = blocks.iter().map(|block| &block.text).filter(|line| line.len() <= LONGEST_LINE);
        let credits = |line: &String| labelled(line).or_else(|| before_date(line));
        if let Some((credits, line)) = short.take(LINES).find_map(|line| Some((credits(line)?, line))) {
            self.credits = credits.into_iter().filter(|credit| !names::is_button(&credit.name)).collect();
            self.byline = self.byline.take().or(Some(line.clone()));
        }
    }
}

/// Returns the name in `Jane Doe | 4 March 2024`.
fn before_date(line: &str) -> Option<Vec<NewCredit>> {
    let (name, rest) = line.split_once(['|', '·', '•'])?;
    let has_year = rest.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    (has_year && names::is_author(name.trim())).then(|| vec![NewCredit::author(name.trim())])
}

/// Returns the names in a byline: those of its links, else those of its text.
fn in_byline(element: ElementRef, line: &str) -> Vec<(String, CreditKind)> {
    let people = |names: Vec<(String, CreditKind)>| -> Vec<_> {
        names.into_iter().filter(|(name, _)| names::is_author(name)).collect()
    };
    let links: Vec<_> = element.select(&LINK).flat_map(|link| people(names::split(&text(link)))).collect();
    if links.is_empty() { people(names::split(line)) } else { links }
}

/// Returns true for an author of a comment or of another article.
fn is_of_others(element: ElementRef) -> bool {
    let others =
        ["comment", "related", "teaser", "sidebar", "recommend", "footer", "most-read", "newsletter", "card"];
    element.ancestors().filter_map(ElementRef::wrap).any(|ancestor| {
        let value = ancestor.value();
        let class = format!("{} {}", value.attr("class").unwrap_or_default(), value.id().unwrap_or_default())
            .to_lowercase();
        let is_page = matches!(value.name(), "body" | "html" | "main");
        !is_page
            && (matches!(value.name(), "nav" | "footer" | "aside")
                || others.iter().any(|word| class.contains(word)))
    })
}
