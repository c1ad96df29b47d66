//! The pictures that stand in a page, with what is printed under them.

use std::collections::HashMap;
use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use super::caption::{bare, split};
use super::source::source;
use crate::ingest::html::page::{Page, selector, text, text_without};
use crate::ingest::html::parts::Parts;
use crate::ingest::page_text::credit;
use crate::model::new_article::{ImageRole, NewCaption, NewImage};

static FLOW: LazyLock<Selector> = LazyLock::new(|| selector("p, h2, h3, li, blockquote, img, amp-img"));
static IMAGE: LazyLock<Selector> = LazyLock::new(|| selector("img, amp-img"));
static CAPTION: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "figcaption, [class*=caption], [class*=Caption], [itemprop~=caption], [class*=legend], [class*=bildunter], [class*=image-desc], [class*=photo-desc]",
    )
});
static CREDIT: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[class*=credit], [class*=Credit], [class*=copyright], [class*=Copyright], [itemprop~=copyrightHolder], [itemprop~=creditText], \
         [itemprop~=author], [itemprop~=creator], [class*=photographer], [class*=source], [class*=Source], [class*=attribution], [class*=author], [class*=Author], \
         [class*=fotograf], [class*=quelle], [class*=agency], [class*=byline], [class*=rights], [class*=signature], small, cite",
    )
});
static HIDDEN: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "button, [class*=visually-hidden], [class*=visuallyhidden], [class*=VisuallyHidden], [class*=sr-only], [class*=screen-reader], [hidden], [style*='display:none'], [style*='display: none']",
    )
});

/// The most bytes of a caption, and of a credit.
const LONGEST: usize = 1_500;
const LONGEST_CREDIT: usize = 160;
/// Levels above a picture that are looked at for its caption.
const LEVELS: usize = 5;

/// Returns the pictures that belong to the article, in the order of the page.
pub(super) fn figures(parts: &mut Parts, paragraphs: &[String]) -> Vec<NewImage> {
    let places = Places::of(&parts.page, paragraphs);
    let html = std::mem::replace(&mut parts.page.html, scraper::Html::new_document());
    let mut images = Vec::new();
    for (element, place) in places.of_images(&html) {
        let figure = figure(element);
        images.extend(picture(&mut parts.page, element, figure, place));
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

/// The element that holds a picture with its caption.
enum Figure<'h> {
    /// A `figure`, or what does the same.
    Own(ElementRef<'h>),
    /// An element around it, with a caption in it.
    Around(ElementRef<'h>),
    None,
}

fn figure(image: ElementRef) -> Figure {
    let ancestors: Vec<ElementRef> =
        image.ancestors().filter_map(ElementRef::wrap).take(LEVELS + 4).collect();
    let is_figure = |element: &&ElementRef| {
        let value = element.value();
        let class = value.attr("class").unwrap_or_default();
        value.name() == "figure"
            || class.contains("wp-caption")
            || value.attr("itemtype").is_some_and(|kind| kind.ends_with("ImageObject"))
    };
    if let Some(figure) = ancestors.iter().find(is_figure) {
        return Figure::Own(*figure);
    }
    for around in ancestors.into_iter().take(LEVELS) {
        if matches!(around.value().name(), "body" | "article" | "main" | "section")
            || around.select(&IMAGE).nth(1).is_some()
        {
            break;
        }
        if around.select(&CAPTION).next().is_some() {
            return Figure::Around(around);
        }
    }
    Figure::None
}

/// Reads a picture, unless it is one of the page and not of the article.
fn picture(page: &mut Page, element: ElementRef, figure: Figure, place: usize) -> Option<NewImage> {
    if is_of_others(element) || is_small(element) {
        return None;
    }
    let words = match figure {
        Figure::Own(figure) | Figure::Around(figure) => words(figure),
        Figure::None => NewCaption::default(),
    };
    let has_words = !words.text.is_empty() || !words.credit.is_empty();
    if !has_words && (is_linked(element) || matches!(figure, Figure::None) && place == 0) {
        return None;
    }
    let source = source(page, element);
    let mut image = NewImage::at(source.url?);
    image.renditions = source.renditions;
    image.width = element.attr("width").and_then(|width| width.trim_end_matches("px").parse().ok());
    image.height = element.attr("height").and_then(|height| height.trim_end_matches("px").parse().ok());
    image.alt = crate::ingest::html::page::plain(element.attr("alt").unwrap_or_default());
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

/// Reads the words under a picture: the caption, and the credit in it or beside it.
fn words(figure: ElementRef) -> NewCaption {
    let hidden: Vec<_> = figure.select(&HIDDEN).map(|element| element.id()).collect();
    let captions: Vec<ElementRef> =
        figure.select(&CAPTION).filter(|element| !hidden.contains(&element.id())).collect();
    // Of captions in each other the outermost is read.
    let caption =
        captions.iter().find(|element| element.value().name() == "figcaption").or(captions.first()).copied();
    let credits: Vec<ElementRef> = figure.select(&CREDIT).collect();
    let innermost = |element: &&ElementRef| {
        let holds = |other: &ElementRef| {
            other.id() != element.id() && other.ancestors().any(|ancestor| ancestor.id() == element.id())
        };
        Some(element.id()) != caption.map(|caption| caption.id())
            && !credits.iter().any(holds)
            && !captions.iter().any(holds)
            && !hidden.contains(&element.id())
    };
    let shown = |element: ElementRef| text_without(element, |inner| hidden.contains(&inner.id()));
    let credits: Vec<(ElementRef, String)> =
        credits.iter().filter(innermost).map(|element| (*element, shown(*element))).collect();
    let credits: Vec<(ElementRef, String)> =
        credits.into_iter().filter(|(_, text)| !text.is_empty() && text.len() <= LONGEST_CREDIT).collect();
    let is_credit = |inner: ElementRef| {
        hidden.contains(&inner.id()) || credits.iter().any(|(element, _)| element.id() == inner.id())
    };
    let printed = caption
        .map(|caption| text_without(caption, is_credit))
        .filter(|text| text.len() <= LONGEST)
        .unwrap_or_default();
    let mut said: Vec<String> = Vec::new();
    for (_, text) in &credits {
        let credit = bare(text);
        if !credit.is_empty() && !said.contains(&credit) {
            said.push(credit);
        }
    }
    let (text, found) = split(&printed);
    let (text, credit) = match said.is_empty() {
        true => (text, found),
        // The label of the credit may stand before its element.
        false if found.is_empty() => (text, said.join(", ")),
        false => (text, said.join(", ")),
    };
    let makers = credit::split(&credit);
    NewCaption {
        text,
        credit,
        photographer: makers.photographer,
        agency: makers.agency,
        ..NewCaption::default()
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
