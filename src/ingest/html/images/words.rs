//! The words under a picture: a caption, and a credit in it or beside it.

use std::sync::LazyLock;

use scraper::{ElementRef, Selector};

use crate::ingest::credits::caption::{bare, is_labelled as is_label, split};
use crate::ingest::credits::makers;
use crate::ingest::html::blocks::blocks;
use crate::ingest::html::page::{plain, selector, text_without};
use crate::model::new_article::NewCaption;

static CAPTION: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "figcaption, [class*=caption], [class*=Caption], [itemprop~=caption], [class*=legend], [class*=bildunter], [class*=image-desc], [class*=photo-desc]",
    )
});
static CREDIT: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "[class*=credit], [class*=Credit], [class*=copyright], [class*=Copyright], [itemprop~=copyrightHolder], [itemprop~=creditText], \
         [itemprop~=author], [itemprop~=creator], [class*=photographer], [class*=source], [class*=Source], [class*=attribution], [class*=author], [class*=Author], \
         [class*=fotograf], [class*=bildautor], [class*=bildnachweis], [class*=quelle], [class*=agency], [class*=byline], [class*=rights], [class*=signature], small, cite",
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
/// The most elements of a figure that are looked at for its words.
const MOST_MARKED: usize = 30;
/// The most blocks beside a picture that are nothing but its caption and credit.
const MOST_LOOSE: usize = 4;

/// Reads the words under a picture: the caption, and the credit in it or beside it.
pub(super) fn words(figure: ElementRef) -> NewCaption {
    let hidden: Vec<_> = figure.select(&HIDDEN).take(MOST_MARKED).map(|element| element.id()).collect();
    let captions: Vec<ElementRef> =
        figure.select(&CAPTION).take(MOST_MARKED).filter(|element| !hidden.contains(&element.id())).collect();
    // Of captions in each other the outermost is read.
    let caption =
        captions.iter().find(|element| element.value().name() == "figcaption").or(captions.first()).copied();
    let credits: Vec<ElementRef> = figure.select(&CREDIT).take(MOST_MARKED).collect();
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
    caption_of(text, credit)
}

/// Returns true for an element with a caption in it.
pub(super) fn has_caption(element: ElementRef) -> bool {
    element.select(&CAPTION).next().is_some()
}

/// Reads words that no class calls a caption: short blocks, one of which is labelled as a credit.
pub(super) fn loose(around: ElementRef) -> NewCaption {
    let blocks = blocks(around, |_| false);
    if blocks.len() > MOST_LOOSE
        || blocks.iter().any(|block| block.is_heading || block.text.len() > LONGEST / 3)
    {
        return NewCaption::default();
    }
    let parted: Vec<(String, String)> = blocks.iter().map(|block| split(&block.text)).collect();
    let is_labelled = |(_, credit): &&(String, String)| {
        !credit.is_empty() && blocks.iter().any(|block| block.text.contains('©') || is_label(&block.text))
    };
    let Some((_, credit)) = parted.iter().find(is_labelled) else {
        return NewCaption::default();
    };
    let text = parted.iter().map(|(text, _)| text).find(|text| !text.is_empty()).cloned().unwrap_or_default();
    caption_of(text, credit.clone())
}

/// Reads the words that a picture carries in its attributes.
pub(super) fn of_attributes(image: ElementRef) -> Option<NewCaption> {
    let said = |words: &[&str]| {
        let of = |name: &str| name.starts_with("data-") && words.iter().any(|word| name.contains(word));
        let value = image
            .value()
            .attrs()
            .find(|(name, value)| of(name) && !value.is_empty() && value.len() <= LONGEST);
        value
            .map(|(_, value)| plain(value))
            .filter(|text| text.chars().any(char::is_alphabetic) && text != "true" && text != "false")
    };
    let (text, found) = split(&said(&["caption"]).unwrap_or_default());
    let credit = said(&["copyright", "credit", "photographer"]).map(|credit| bare(&credit)).unwrap_or(found);
    let (title, titled) = split(&plain(image.attr("title").unwrap_or_default()));
    match (text.is_empty() && credit.is_empty(), titled.is_empty()) {
        (false, _) => Some(caption_of(text, credit)),
        (true, false) => Some(caption_of(title, titled)),
        (true, true) => None,
    }
}

/// Returns a caption with the makers that its credit names.
pub(super) fn caption_of(text: String, credit: String) -> NewCaption {
    let makers = makers::split(&credit);
    NewCaption {
        text,
        credit,
        photographer: makers.photographer,
        agency: makers.agency,
        ..NewCaption::default()
    }
}
