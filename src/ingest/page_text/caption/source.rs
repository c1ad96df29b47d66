//! Captions in lines of their own, each with its label: `Image source, Getty Images`, `Image caption, …`.

use super::{Caption, Captions};
use crate::ingest::page_text::lines::Line;
use crate::text::fold;

const SOURCES: &[&str] = &[
    "image source",
    "picture source",
    "photo source",
    "image copyright",
    "media source",
    "fuente de la imagen",
    "credito",
    "legende source",
    "credit photo",
    "bildquelle",
    "fonte imagem",
    "источник изображения",
    "автор фото",
    "kaynak",
    "مصدر الصورة",
];
const CAPTIONS: &[&str] = &[
    "image caption",
    "media caption",
    "picture caption",
    "photo caption",
    "pie de foto",
    "legende image",
    "legenda da foto",
    "bildunterschrift",
    "legende",
    "подпись к фото",
    "fotoğraf altı yazısı",
    "التعليق على الصورة",
];

/// Takes the captions whose source and words stand in lines that say so.
pub(super) fn take(lines: &[Line<'_>], captions: &mut Captions) {
    let mut credit: Option<(usize, String)> = None;
    let mut at = 0;
    while at < lines.len() {
        if let Some((source, used)) = value(lines, at, SOURCES) {
            if let Some((from, alone)) = credit.replace((at, source)) {
                insert(captions, from..=from, "", &alone);
            }
            at += used;
        } else if let Some((words, used)) = value(lines, at, CAPTIONS) {
            let (from, source) = credit.take().unwrap_or((at, String::new()));
            insert(captions, from..=at + used - 1, &words, &source);
            at += used;
        } else {
            if let Some((from, alone)) = credit.take() {
                insert(captions, from..=from, "", &alone);
            }
            at += 1;
        }
    }
}

fn insert(captions: &mut Captions, places: std::ops::RangeInclusive<usize>, text: &str, credit: &str) {
    for at in places {
        captions.insert(at, vec![Caption { text: text.to_owned(), credit: credit.to_owned() }]);
    }
}

/// Returns what follows a label and its comma, on its line or the next, and the number of lines.
fn value(lines: &[Line<'_>], at: usize, labels: &[&str]) -> Option<(String, usize)> {
    let text = &*lines.get(at)?.text;
    let (label, rest) = text.get(..text.floor_char_boundary(80))?.split_once([',', ':'])?;
    let folded = fold(label.trim());
    if !labels.iter().any(|known| fold(known) == folded) {
        return None;
    }
    let rest = text.get(label.len() + 1..).filter(|_| !rest.trim().is_empty()).unwrap_or_default().trim();
    if !rest.is_empty() {
        return Some((rest.to_owned(), 1));
    }
    Some((lines.get(at + 1)?.text.to_string(), 2))
}
