//! Elements of HTML by what they mean to a text.

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 47] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Blocks that may begin within a paragraph without ending it.
const WITHIN: [&str; 9] = ["body", "caption", "hr", "optgroup", "option", "tbody", "tfoot", "thead", "tr"];

/// Elements whose content is no text of the article, each with the beginning of its end tag.
const HIDDEN: [(&str, &str); 9] = [
    ("audio", "</audio"),
    ("button", "</button"),
    ("canvas", "</canvas"),
    ("datalist", "</datalist"),
    ("object", "</object"),
    ("select", "</select"),
    ("svg", "</svg"),
    ("template", "</template"),
    ("video", "</video"),
];

/// Returns true if an element is a block of its own.
pub fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// Returns true if an element can't stand in a paragraph: its start ends it.
pub fn ends_paragraph(name: &str) -> bool {
    is_block(name) && !WITHIN.contains(&name)
}

/// Returns the beginning of the end tag of an element that is left out.
pub(super) fn hidden_end(name: &str) -> Option<&'static str> {
    HIDDEN.iter().find(|(hidden, _)| *hidden == name).map(|(_, end)| *end)
}

/// Returns true if a class marks a picture with its caption, where the element isn't a `figure`.
pub(super) fn is_figure_class(class: &str) -> bool {
    matches!(class, "wp-caption" | "caption-wrapper" | "image-with-caption" | "captioned-image-container")
}

/// Returns true if a class marks a caption, where the element isn't a `figcaption`.
pub(super) fn is_caption_class(class: &str) -> bool {
    matches!(class, "wp-caption-text" | "caption" | "caption-text" | "image-caption" | "photo-caption")
}

/// Returns true if a class marks the credit of a picture.
pub(super) fn is_credit_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["credit", "copyright", "photographer", "attribution", "image-source", "photo-by"]
        .iter()
        .any(|part| class.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_in_order() {
        assert!(BLOCKS.is_sorted());
    }
}
