//! What a picture says of itself, in XMP, IPTC-IIM and EXIF, and which of them is taken.

use serde_json::{Map, Value};

use crate::ingest::warning::Warning;

/// The facts that one block says. What it doesn't say is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub title: String,
    pub headline: String,
    pub caption: String,
    pub alt: String,
    pub credit: String,
    pub source: String,
    pub supplier: String,
    pub copyright: String,
    pub usage_terms: String,
    pub license_url: String,
    pub rights_expire: String,
    pub released: String,
    pub captured: String,
    pub digital_source_type: String,
    pub language: String,
    pub creators: Vec<String>,
    pub keywords: Vec<String>,
    pub people: Vec<String>,
    /// The place where it was taken: `city`, `country` …
    pub location: Map<String, Value>,
    /// Everything else, by the name that it has in `extra`.
    pub extra: Map<String, Value>,
}

/// Bytes at which IPTC-IIM cuts the text of a field off.
const IIM_CUTS: [usize; 4] = [32, 64, 256, 2000];

impl Facts {
    /// Returns true if nothing says what is shown, nor who made it or when.
    pub fn say_nothing(&self) -> bool {
        let texts = [
            &self.title,
            &self.headline,
            &self.caption,
            &self.alt,
            &self.credit,
            &self.captured,
            &self.source,
        ];
        let lists = [&self.creators, &self.keywords, &self.people];
        texts.iter().all(|text| text.trim().is_empty()) && lists.iter().all(|list| list.is_empty())
    }

    /// Takes from a block of less weight what this one doesn't say, with a warning where they contradict.
    pub fn fill(&mut self, other: Self, warnings: &mut Vec<Warning>) {
        let texts = [
            ("title", &mut self.title, other.title),
            ("headline", &mut self.headline, other.headline),
            ("caption", &mut self.caption, other.caption),
            ("alt", &mut self.alt, other.alt),
            ("credit", &mut self.credit, other.credit),
            ("source", &mut self.source, other.source),
            ("supplier", &mut self.supplier, other.supplier),
            ("copyright_notice", &mut self.copyright, other.copyright),
            ("usage_terms", &mut self.usage_terms, other.usage_terms),
            ("license_url", &mut self.license_url, other.license_url),
            ("rights_expire", &mut self.rights_expire, other.rights_expire),
            ("embargoed", &mut self.released, other.released),
            ("captured", &mut self.captured, other.captured),
            ("digital_source_type", &mut self.digital_source_type, other.digital_source_type),
            ("language", &mut self.language, other.language),
        ];
        for (field, taken, other) in texts {
            fill_text(field, taken, other, warnings);
        }
        let lists = [
            ("creator", &mut self.creators, other.creators),
            ("tags", &mut self.keywords, other.keywords),
            ("people", &mut self.people, other.people),
        ];
        for (field, taken, other) in lists {
            if taken.is_empty() {
                *taken = other;
            } else if !other.is_empty() && !is_same_list(taken, &other) {
                warnings.push(contradiction(field, &taken.join("; "), &other.join("; ")));
            }
        }
        for (name, value) in other.location {
            self.location.entry(name).or_insert(value);
        }
        for (name, value) in other.extra {
            self.extra.entry(name).or_insert(value);
        }
    }
}

fn fill_text(field: &str, taken: &mut String, other: String, warnings: &mut Vec<Warning>) {
    if taken.trim().is_empty() {
        *taken = other;
    } else if !other.trim().is_empty() && !is_same(field, taken, &other) {
        warnings.push(contradiction(field, taken, &other));
    }
}

fn contradiction(field: &str, taken: &str, other: &str) -> Warning {
    Warning::Contradicted { field: field.to_owned(), taken: taken.to_owned(), other: other.to_owned() }
}

/// Returns true if two texts say the same: but for blanks, or where one of them was cut off. Of two times the one may
/// say less than the other.
fn is_same(field: &str, taken: &str, other: &str) -> bool {
    if taken.split_whitespace().eq(other.split_whitespace()) {
        return true;
    }
    if field == "captured" {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (one, other) = (digits(taken), digits(other));
        // Day, hour and minute; zones and seconds are often missing.
        let length = one.len().min(other.len()).min(12);
        return one.get(..length) == other.get(..length);
    }
    let was_cut = IIM_CUTS.iter().any(|cut| (cut.saturating_sub(3)..=*cut).contains(&other.len()));
    was_cut && taken.starts_with(other)
}

/// Returns true if two lists have the same items, in any order and as one text or several.
fn is_same_list(one: &[String], other: &[String]) -> bool {
    let items = |list: &[String]| {
        let mut items: Vec<String> = list
            .iter()
            .flat_map(|item| item.split([';', ',']))
            .map(|item| item.trim().to_lowercase())
            .filter(|item| !item.is_empty())
            .collect();
        items.sort();
        items.dedup();
        items
    };
    items(one) == items(other)
}
