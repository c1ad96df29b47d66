//! The names that columns have, and the fields that they stand for.

/// Fields of an article, each with the names of columns that stand for it, in the form of [`folded`]. A table whose columns have other names needs a mapping.
const NAMES: &[(&str, &[&str])] = &[
    ("headline", &["headline", "title", "heading"]),
    (
        "dek",
        &["dek", "subtitle", "standfirst", "subheadline", "description", "summary", "abstract", "excerpt"],
    ),
    (
        "body",
        &[
            "body",
            "content",
            "text",
            "article",
            "article text",
            "article body",
            "full text",
            "fulltext",
            "story",
        ],
    ),
    ("url", &["url", "link", "permalink", "canonical url", "article url", "web url"]),
    (
        "published",
        &[
            "published",
            "date",
            "published at",
            "publish date",
            "publication date",
            "date published",
            "pub date",
            "pubdate",
            "published date",
            "datetime",
        ],
    ),
    ("modified", &["modified", "updated", "updated at", "modified at", "date modified", "last modified"]),
    ("credits", &["credits", "author", "authors", "creator", "writer"]),
    ("byline", &["byline"]),
    ("publication.title", &["publication", "publisher", "newspaper", "outlet", "source", "site name"]),
    ("publication.domain", &["domain", "domain name", "source domain"]),
    ("section", &["section", "category", "desk"]),
    ("tags", &["tags", "keywords", "topics", "labels"]),
    ("language", &["language", "lang"]),
    ("located", &["located", "dateline"]),
    ("people", &["people", "persons"]),
    ("images.urls", &["image", "image url", "images", "top image", "thumbnail"]),
    ("images.captions.text", &["image caption", "caption"]),
    ("images.captions.credit", &["image credit", "photo credit"]),
];

/// Fields of which a table has one at least.
#[cfg(feature = "tables")]
pub(super) const TEXTS: [&str; 4] = ["headline", "dek", "body", "url"];

/// Returns the field that a column of this name stands for.
pub(super) fn field_of(column: &str) -> Option<&'static str> {
    let name = folded(column);
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// Returns true if the text begins with a row of names, of which two are known and one is of a headline, a text or an
/// address.
pub fn begins(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    [',', ';', '\t', '|'].into_iter().any(|delimiter| {
        let known = line.split(delimiter).filter_map(|name| field_of(name.trim_matches('"')));
        let known: Vec<&str> = known.collect();
        let names = line.split(delimiter).count();
        known.len() >= 2
            && 2 * known.len() > names
            && known.iter().any(|field| ["headline", "body", "url"].contains(field))
    })
}

/// Returns a name in lower case, its words parted by blanks: `publishDate` and `publish_date` are one.
fn folded(name: &str) -> String {
    let mut folded = String::new();
    let mut was_lower = false;
    for c in name.trim().chars().take(LONGEST) {
        let is_new_word = c.is_uppercase() && was_lower || !c.is_alphanumeric();
        if is_new_word && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    folded.trim_end().to_owned()
}

/// Letters of a name that are looked at.
const LONGEST: usize = 60;
