//! The media of an item: MediaRSS.

use url::Url;

use super::space::space;
use crate::ingest::credits::caption;
use crate::ingest::feed::entry::Entry;
use crate::ingest::feed::pictures::{Enclosure, join};
use crate::ingest::feed::value::{Value, plain_line};
use crate::ingest::markup::resolve;
use crate::ingest::xml::Element;
use crate::model::new_article::{NewCaption, NewImage};

/// Reads the facts of a file that are in the attributes of an element.
pub(super) fn enclosure(url: String, element: Element<'_>) -> Enclosure {
    let said = |name| element.attribute(name).unwrap_or_default().trim().to_owned();
    let length = [said("length"), said("fileSize")].into_iter().find(|length| !length.is_empty());
    Enclosure {
        url,
        media_type: said("type"),
        length: length.unwrap_or_default(),
        title: plain_line(&said("title")),
        duration: said("duration"),
        medium: said("medium"),
    }
}

/// What an element of MediaRSS says of the media in it.
#[derive(Clone, Debug, Default)]
struct Words {
    title: String,
    description: String,
    credits: Vec<(String, String)>,
    copyright: String,
}

impl Words {
    fn of(element: Element<'_>, around: &Self) -> Self {
        let mut words = around.clone();
        let own = element.children().filter(|child| space(*child) == "media");
        let mut credits = Vec::new();
        for child in own {
            let line = || Value::of(child, None).map(|value| value.line()).unwrap_or_default();
            match child.name() {
                "title" => words.title = line(),
                "description" | "text" => words.description = line(),
                "copyright" => words.copyright = line(),
                "credit" => {
                    credits.push((child.attribute("role").unwrap_or_default().to_ascii_lowercase(), line()))
                }
                _ => {}
            }
        }
        credits.retain(|(_, name)| !name.is_empty());
        if !credits.is_empty() {
            words.credits = credits;
        }
        words
    }

    fn caption(&self) -> Option<NewCaption> {
        let named = |part: &str| {
            self.credits.iter().find(|(role, _)| role.contains(part)).map(|(_, name)| name.clone())
        };
        let names: Vec<&str> = self.credits.iter().map(|(_, name)| &**name).collect();
        let (text, mut credit) = caption::split(&self.description);
        let joined = names.join("/");
        if !joined.is_empty() {
            credit = joined;
        }
        (!text.is_empty() || !credit.is_empty()).then(|| NewCaption {
            text,
            credit,
            photographer: named("photo"),
            ..NewCaption::default()
        })
    }
}

/// Adds the media that an entry has in elements of MediaRSS.
pub(super) fn add_media(entry: &mut Entry, item: Element<'_>, base: Option<&Url>) {
    let of_item = Words::of(item, &Words::default());
    for element in item.children().filter(|child| space(*child) == "media") {
        let mut found = Found { base, images: Vec::new(), others: Vec::new() };
        match element.name() {
            "group" => {
                found.take_group(element, &of_item);
                add_description(entry, &found, element, &of_item);
            }
            "content" | "thumbnail" => found.take(element, &of_item),
            _ => {}
        }
        found.images.into_iter().for_each(|image| entry.pictures.add(image));
        found.others.iter().for_each(|other| entry.add_enclosure(other));
    }
}

/// Takes what describes a video as the text of an entry that has none.
fn add_description(entry: &mut Entry, found: &Found<'_>, group: Element<'_>, around: &Words) {
    let words = Words::of(group, around);
    if !found.others.is_empty() && !words.description.is_empty() {
        entry.media_description = words.description;
    }
}

/// The media of an element.
struct Found<'b> {
    base: Option<&'b Url>,
    images: Vec<NewImage>,
    /// Those that are no pictures.
    others: Vec<Enclosure>,
}

impl Found<'_> {
    /// Takes the contents of a group, which are one thing in several forms.
    fn take_group(&mut self, group: Element<'_>, around: &Words) {
        let words = Words::of(group, around);
        let own = group.children().filter(|child| space(*child) == "media");
        for element in own.filter(|child| matches!(child.name(), "content" | "thumbnail")) {
            self.take(element, &words);
        }
        if !self.others.is_empty() {
            // The words are about what is shown, and a still is a picture of that.
            self.images.iter_mut().for_each(|image| image.captions.clear());
        }
        let mut forms = std::mem::take(&mut self.images).into_iter();
        if let Some(mut picture) = forms.next() {
            forms.for_each(|form| join(&mut picture, form));
            self.images.push(picture);
        }
    }

    fn take(&mut self, element: Element<'_>, around: &Words) {
        let words = Words::of(element, around);
        let url = element.attribute("url").and_then(|url| resolve(url, self.base));
        let file = url.map(|url| enclosure(url, element));
        let is_image = |file: &Enclosure| element.name() == "thumbnail" || file.is_image();
        match file {
            Some(file) if is_image(&file) => {
                self.images.push(image(&file, element, &words));
                self.take_thumbnails(element, &Words::default());
            }
            other => {
                let of_other = other.map(|other| Enclosure { title: words.title.clone(), ..other });
                self.others.extend(of_other);
                self.take_thumbnails(element, &Words { description: String::new(), ..words });
            }
        }
    }

    /// Takes the thumbnails in a content: a still of a video, or a smaller size of a picture, which is joined by its
    /// address.
    fn take_thumbnails(&mut self, content: Element<'_>, words: &Words) {
        for thumbnail in content.all("thumbnail") {
            if let Some(url) = thumbnail.attribute("url").and_then(|url| resolve(url, self.base)) {
                let captions = words.caption().into_iter().collect();
                self.images.push(NewImage { captions, ..NewImage::at(url) });
            }
        }
    }
}

fn image(file: &Enclosure, element: Element<'_>, words: &Words) -> NewImage {
    let pixels =
        |name| element.attribute(name).and_then(|said| said.trim().parse().ok()).filter(|said| *said > 0);
    NewImage {
        width: pixels("width"),
        height: pixels("height"),
        title: words.title.clone(),
        copyright_notice: words.copyright.clone(),
        captions: words.caption().into_iter().collect(),
        ..file.image()
    }
}
