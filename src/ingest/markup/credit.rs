//! The credit at the end of a caption.

/// Words that stand before a credit, in lower case.
const LABELS: [&str; 34] = [
    "photo credit",
    "photo credits",
    "image credit",
    "image credits",
    "picture credit",
    "photo courtesy",
    "photo by",
    "photos by",
    "image by",
    "picture by",
    "photograph by",
    "photograph",
    "photos",
    "photo",
    "image",
    "picture",
    "credits",
    "credit",
    "source",
    "crédit photo",
    "crédits",
    "crédit",
    "credit photo",
    "foto",
    "fotos",
    "bildquelle",
    "bildnachweis",
    "bild",
    "quelle",
    "fotografie",
    "fonte",
    "fuente",
    "kuva",
    "zdj.",
];

/// Parts a caption from the credit at its end, without brackets and label: `Fog. (Photo: Mira Solberg)`,
/// `Fog. Photo: Mira Solberg`, `Fog © Mira Solberg`. The credit is empty where none is certain.
pub fn split(caption: &str) -> (&str, &str) {
    let caption = caption.trim();
    in_brackets(caption)
        .or_else(|| after_label(caption))
        .or_else(|| after_sign(caption))
        .unwrap_or((caption, ""))
}

/// Returns a credit without the label before it.
pub fn without_label(credit: &str) -> &str {
    let credit = credit.trim();
    let credit = credit.strip_prefix('(').and_then(|credit| credit.strip_suffix(')')).unwrap_or(credit);
    labelled(credit).unwrap_or(credit).trim_start_matches(['©', ':', ' ']).trim()
}

/// Returns what stands after a label and its colon, or after a label that ends in "by".
fn labelled(text: &str) -> Option<&str> {
    LABELS.iter().find_map(|label| {
        let start = text.get(..label.len()).filter(|start| start.to_lowercase() == *label)?;
        let rest = text.get(start.len()..)?;
        let credit = match rest.trim_start().strip_prefix([':', '：']) {
            Some(credit) => credit,
            None if label.ends_with(" by") => rest.strip_prefix(' ')?,
            None => return None,
        };
        Some(credit.trim()).filter(|credit| !credit.is_empty())
    })
}

fn in_brackets(caption: &str) -> Option<(&str, &str)> {
    let (close, open) = [(')', '('), (']', '[')].into_iter().find(|(close, _)| caption.ends_with(*close))?;
    let inner = caption.strip_suffix(close)?;
    // A credit may have brackets of its own: (Photo: Mira Solberg (Getty)).
    let starts = inner.match_indices(open).filter(|(at, _)| inner.len() - at <= LONGEST);
    let mut credits = starts.filter_map(|(at, _)| {
        let content = inner.get(at + 1..)?;
        let credit = labelled(content).or_else(|| content.strip_prefix('©').map(str::trim))?;
        Some((caption.get(..at)?.trim_end(), credit))
    });
    credits.next()
}

fn after_label(caption: &str) -> Option<(&str, &str)> {
    let starts = caption.char_indices().filter(|(at, _)| caption.len() - at <= LONGEST);
    let mut credits = starts.filter_map(|(at, _)| {
        let before = caption.get(..at)?.trim_end();
        let ends =
            before.is_empty() || before.ends_with(['.', '!', '?', '…', '|', '/', '\n', '”', '"', '–', '—']);
        if !ends || caption.get(..at)?.ends_with(char::is_alphanumeric) {
            return None;
        }
        let credit = labelled(caption.get(at..)?)?;
        let is_line = !credit.contains(". ") && !credit.contains('\n');
        is_line.then(|| (before.trim_end_matches(['|', '/', '–', '—', ' ']), credit))
    });
    credits.next()
}

fn after_sign(caption: &str) -> Option<(&str, &str)> {
    let (before, credit) = caption.rsplit_once('©')?;
    let (before, credit) =
        (before.trim_end_matches(['|', '/', '–', '—', ' ', '(']), credit.trim().trim_end_matches(')'));
    (!credit.is_empty() && credit.len() <= LONGEST && !credit.contains(". "))
        .then_some((before.trim_end(), credit))
}

/// Longest credit, in bytes.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stands_at_the_end() {
        for (caption, text, credit) in [
            ("Fog in the harbour. (Photo: Mira Solberg)", "Fog in the harbour.", "Mira Solberg"),
            ("Fog (photo credit: MIRA SOLBERG (Getty))", "Fog", "MIRA SOLBERG (Getty)"),
            ("Fog [Photo by Mira Solberg]", "Fog", "Mira Solberg"),
            ("Fog in the harbour. Photo: Mira Solberg/AP", "Fog in the harbour.", "Mira Solberg/AP"),
            ("Nebel im Hafen. | Bild: dpa", "Nebel im Hafen.", "dpa"),
            ("Fog in the harbour © Mira Solberg", "Fog in the harbour", "Mira Solberg"),
            ("Photo: Mira Solberg", "", "Mira Solberg"),
            ("The photo: a fake (it says)", "The photo: a fake (it says)", ""),
            ("Fog (left) and rain", "Fog (left) and rain", ""),
            ("Fog. Source: the office. It was thick.", "Fog. Source: the office. It was thick.", ""),
            ("", "", ""),
        ] {
            assert_eq!(split(caption), (text, credit), "{caption}");
        }
        assert_eq!(without_label("(Foto: dpa)"), "dpa");
        assert_eq!(without_label("© Mira Solberg"), "Mira Solberg");
        assert_eq!(without_label("Mira Solberg"), "Mira Solberg");
    }
}
