//! The pictures that stand in a page, with what is printed under them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use scraper::{ElementRef, Selector};
use trafilatura::dom::NodeId;

use super::source::source;
use super::words::{has_caption, loose, of_attributes, words};
use crate::ingest::html::page::{Page, plain, selector, text};
use crate::ingest::html::parts::Parts;
use crate::model::new_article::{ImageRole, NewCaption, NewImage};

static FLOW: LazyLock<Selector> = LazyLock::new(|| selector("p, h2, h3, h4, pre, img, amp-img"));
static IMAGE: LazyLock<Selector> = LazyLock::new(|| selector("img, amp-img"));
/// The most pictures that are looked at.
const MOST: usize = 500;
/// Levels above a picture that are looked at for its caption.
const LEVELS: usize = 5;
/// Those of them that are looked at for a caption that no class calls one.
const LOOSE_LEVELS: usize = 3;

/// Returns the pictures that belong to the article, in the order of the page.
pub(super) fn figures(parts: &mut Parts, paragraphs: &[String]) -> Vec<NewImage> {
    let places = Places::of(&parts.page, paragraphs);
    let html = std::mem::replace(&mut parts.page.html, scraper::Html::new_document());
    let mut images = Vec::new();
    let mut seen = Seen::default();
    for (element, place) in places.of_images(&html).into_iter().take(MOST) {
        images.extend(picture(&mut parts.page, element, place, &mut seen));
    }
    parts.page.html = html;
    images
}

/// The paragraphs of the body, by which the places of pictures are told.
struct Places<'b> {
    by_text: HashMap<&'b str, usize>,
}

impl<'b> Places<'b> {
    fn of(_: &Page, paragraphs: &'b [String]) -> Self {
        Self { by_text: paragraphs.iter().enumerate().map(|(at, text)| (text.as_str(), at)).collect() }
    }

    /// Returns the pictures, each with the number of paragraphs before it.
    fn of_images<'h>(&self, html: &'h scraper::Html) -> Vec<(ElementRef<'h>, usize)> {
        let mut before = 0;
        let mut images = Vec::new();
        for element in html.select(&FLOW) {
            if matches!(element.value().name(), "img" | "amp-img") {
                images.push((element, before));
            } else if let Some(at) = self.by_text.get(text(element).as_str()) {
                before = before.max(at + 1);
            }
        }
        images
    }
}

/// What was found of the pictures before, so that many in one element don't look at it again.
#[derive(Default)]
struct Seen {
    /// Elements with more than one picture.
    crowded: HashSet<NodeId>,
    /// The last `figure`, and its words.
    figure: Option<(NodeId, NewCaption)>,
}

impl Seen {
    fn words(&mut self, figure: ElementRef) -> NewCaption {
        match &self.figure {
            Some((id, words)) if *id == figure.id() => words.clone(),
            _ => self.figure.insert((figure.id(), words(figure))).1.clone(),
        }
    }

    fn is_crowded(&mut self, element: ElementRef) -> bool {
        if self.crowded.contains(&element.id()) {
            return true;
        }
        let is_crowded = element.select(&IMAGE).nth(1).is_some();
        if is_crowded {
            self.crowded.insert(element.id());
        }
        is_crowded
    }
}

/// Returns the words under a picture: those of its `figure`, else those of the innermost element around it that has some. True
/// if it has a `figure`.
fn words_of(image: ElementRef, is_linked: bool, seen: &mut Seen) -> (NewCaption, bool) {
    let ancestors: Vec<ElementRef> =
        image.ancestors().filter_map(ElementRef::wrap).take(LEVELS + 4).collect();
    let own = ancestors.iter().position(|element| is_figure(*element));
    let within = own.and_then(|at| ancestors.get(at)).map(|figure| seen.words(*figure)).unwrap_or_default();
    let is_said = |words: &NewCaption| !words.text.is_empty() || !words.credit.is_empty();
    // What stands around a link is about where it leads.
    if is_said(&within) || is_linked {
        return (within, own.is_some());
    }
    let mut is_alone = |around: &ElementRef| {
        let is_page = matches!(around.value().name(), "body" | "article" | "main" | "section");
        !is_page && !seen.is_crowded(*around)
    };
    let around = ancestors.iter().skip(own.unwrap_or_default()).take(LEVELS).copied();
    let around: Vec<ElementRef> = around.take_while(|around| is_alone(around)).collect();
    let marked =
        around.iter().filter(|around| has_caption(**around)).map(|around| words(*around)).find(is_said);
    let loose = || around.iter().take(LOOSE_LEVELS).map(|around| loose(*around)).find(is_said);
    (marked.or_else(loose).or_else(|| of_attributes(image)).unwrap_or_default(), own.is_some())
}

fn is_figure(element: ElementRef) -> bool {
    let value = element.value();
    let class = value.attr("class").unwrap_or_default();
    let is_object = value.attr("itemtype").is_some_and(|kind| kind.ends_with("ImageObject"));
    value.name() == "figure" || class.contains("wp-caption") || is_object
}

/// Reads a picture, unless it is one of the page and not of the article.
fn picture(page: &mut Page, element: ElementRef, place: usize, seen: &mut Seen) -> Option<NewImage> {
    if is_of_others(element) || is_small(element) {
        return None;
    }
    let is_linked = is_linked(element);
    let (words, has_figure) = words_of(element, is_linked, seen);
    let has_words = !words.text.is_empty() || !words.credit.is_empty();
    if !has_words && (is_linked || !has_figure && place == 0) {
        return None;
    }
    let source = source(page, element);
    let mut image = NewImage::at(source.url?);
    image.renditions = source.renditions;
    image.width = element.attr("width").and_then(|width| width.trim_end_matches("px").parse().ok());
    image.height = element.attr("height").and_then(|height| height.trim_end_matches("px").parse().ok());
    image.alt = plain(element.attr("alt").unwrap_or_default());
    image.after_paragraph = u32::try_from(place).unwrap_or(u32::MAX);
    image.role = role(element, place);
    image.captions.extend(has_words.then_some(words));
    Some(image)
}

fn role(element: ElementRef, place: usize) -> ImageRole {
    let is_gallery =
        |class: &str| ["gallery", "slideshow", "carousel", "slider"].iter().any(|word| class.contains(word));
    let classes = element.ancestors().filter_map(ElementRef::wrap).take(10);
    let in_gallery =
        classes.filter_map(|element| element.attr("class")).any(|class| is_gallery(&class.to_lowercase()));
    if in_gallery {
        ImageRole::Gallery
    } else if place == 0 {
        ImageRole::Lead
    } else {
        ImageRole::Inline
    }
}

/// Returns true for a picture of another article, of an author, or of the page itself.
fn is_of_others(element: ElementRef) -> bool {
    let others = [
        "related",
        "teaser",
        "recommend",
        "sidebar",
        "footer",
        "newsletter",
        "most-read",
        "mostread",
        "popular",
        "comment",
        "avatar",
        "logo",
        "author",
        "byline",
        "promo",
        "advert",
        "outbrain",
        "taboola",
        "menu",
        "navigation",
        "breaking",
        "trending",
        "read-more",
        "readmore",
        "more-stories",
        "latest",
    ];
    [element].into_iter().chain(element.ancestors().filter_map(ElementRef::wrap)).any(|element| {
        let value = element.value();
        let class = format!("{} {}", value.attr("class").unwrap_or_default(), value.id().unwrap_or_default())
            .to_lowercase();
        let is_page = matches!(value.name(), "body" | "html" | "main" | "article");
        !is_page
            && (matches!(value.name(), "nav" | "footer") || others.iter().any(|word| class.contains(word)))
    })
}

/// Returns true for a picture inside a link to another page.
fn is_linked(element: ElementRef) -> bool {
    let link = element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take(8)
        .find(|element| element.value().name() == "a");
    link.and_then(|link| link.attr("href")).is_some_and(|href| {
        let path = href.split(['?', '#']).next().unwrap_or(href).to_lowercase();
        !path.is_empty()
            && ![".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|ending| path.ends_with(ending))
    })
}

/// Returns true for an icon.
fn is_small(element: ElementRef) -> bool {
    let pixels =
        |name: &str| element.attr(name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
    [pixels("width"), pixels("height")].into_iter().flatten().any(|pixels| pixels < 80)
}
