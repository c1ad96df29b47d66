//! An article as a Markdown document (CommonMark) with front matter. No text of an article is markup in it.

use serde_json::Value;

use crate::model::{Article, Caption, ImageUse};

/// Returns the document of an article.
pub(super) fn document(article: &Article) -> String {
    let mut blocks = Vec::new();
    if !article.headline.is_empty() {
        blocks.push(format!("# {}", escaped(&one_line(&article.headline))));
    }
    if !article.dek.is_empty() {
        blocks.push(format!("**{}**", escaped(&one_line(&article.dek))));
    }
    if !article.byline.is_empty() {
        blocks.push(escaped(&article.byline));
    }
    add_text(article, &mut blocks);
    format!("{}\n{}\n", front_matter(article), blocks.join("\n\n"))
}

/// Adds the paragraphs, with each picture where it stands among them.
fn add_text(article: &Article, blocks: &mut Vec<String>) {
    let mut pictures: Vec<&ImageUse> = article.images.iter().collect();
    pictures.sort_by_key(|used| used.after_paragraph);
    let mut pictures = pictures.into_iter().peekable();
    for (number, paragraph) in (0..).zip(article.paragraphs()) {
        while let Some(used) = pictures.next_if(|used| used.after_paragraph <= number) {
            add_picture(used, blocks);
        }
        blocks.push(escaped(paragraph));
    }
    pictures.for_each(|used| add_picture(used, blocks));
}

fn add_picture(used: &ImageUse, blocks: &mut Vec<String>) {
    let alt =
        used.captions.iter().map(|caption| &*caption.alt).find(|alt| !alt.is_empty()).unwrap_or_default();
    let is_of_the_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = used.image.urls.iter().find(is_of_the_web) {
        blocks.push(format!("![{}](<{}>)", escaped(&one_line(alt)), link(url)));
    }
    blocks.extend(used.captions.iter().filter_map(caption));
}

fn caption(caption: &Caption) -> Option<String> {
    let parts = [&caption.text, &caption.credit].map(|text| escaped(&one_line(text)));
    let words = match &parts {
        [text, credit] if text.is_empty() => credit.clone(),
        [text, credit] if credit.is_empty() => text.clone(),
        [text, credit] => format!("{text} ({credit})"),
    };
    (!words.is_empty()).then(|| format!("*{words}*"))
}

/// Returns what is known of the article, as YAML whose values are JSON.
fn front_matter(article: &Article) -> String {
    let mut lines = String::from("---\n");
    let mut add = |name: &str, value: Value| {
        let is_empty =
            matches!(&value, Value::Null) || value == "" || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            lines.push_str(&format!("{name}: {}\n", in_ascii_where_unseen(&value.to_string())));
        }
    };
    let names = |names: Vec<&String>| Value::from_iter(names.into_iter().map(String::as_str));
    add("title", article.headline.as_str().into());
    add("id", article.id.0.into());
    add("uri", article.uri.as_str().into());
    add("url", article.url().into());
    add("type", article.item_type.as_str().into());
    add("published", article.published.moment().map(|moment| moment.to_string()).into());
    add("modified", article.modified.map(|moment| moment.to_string()).into());
    add("publication", article.publication.as_ref().map(|publication| publication.title.as_str()).into());
    add("section", article.section.as_ref().map(|section| section.name.as_str()).into());
    add("language", article.language.as_str().into());
    add("genre", article.genre.as_str().into());
    add("status", article.status.as_str().into());
    add("authors", names(article.credits.iter().map(|credit| &credit.name).collect()));
    add("people", names(article.people.iter().map(|person| &person.name).collect()));
    add("tags", names(article.tags.iter().map(|tag| &tag.name).collect()));
    lines + "---\n"
}

/// Escapes in JSON what ends a line for some readers of YAML, and what nobody sees.
fn in_ascii_where_unseen(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Encodes what would end a link in angle brackets.
fn link(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}

/// Escapes a text, so that no sign of it is markup: of CommonMark, of tables, strikethrough, mathematics and the links
/// that are made of bare addresses.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        add_escaped(line, &mut out);
    }
    out
}

fn add_escaped(line: &str, out: &mut String) {
    // A number with a sign behind it begins an item of a list.
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '$' | '|' | '#' | '@' | '^'
            | '{' | '}' => true,
            '+' | '-' | '=' | ':' | '!' if at == 0 => true,
            '.' | ')' if digits > 0 && at == digits => true,
            ':' => rest.starts_with('/'),
            '.' => {
                line[..at].get(at.wrapping_sub(3)..).is_some_and(|before| before.eq_ignore_ascii_case("www"))
            }
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_sign_is_markup() {
        for (text, expected) in [
            ("plain words, 3.5 per cent (about)", "plain words, 3.5 per cent (about)"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("2024) no list", "2024\\) no list"),
            ("- no list\n+ nor this\n---", "\\- no list\n\\+ nor this\n\\---"),
            ("words\n===", "words\n\\==="),
            ("    no code", "no code"),
            ("*no* _emphasis_ `code` ~~x~~", "\\*no\\* \\_emphasis\\_ \\`code\\` \\~\\~x\\~\\~"),
            ("<script>&lt;", "\\<script\\>\\&lt;"),
            ("![x](javascript:y)", "\\!\\[x\\](javascript:y)"),
            ("see https://example.org or www.example.org", "see https\\://example.org or www\\.example.org"),
            ("a | b", "a \\| b"),
            ("é www.x", "é www\\.x"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
