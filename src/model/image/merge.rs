//! Pictures that turn out to be one.

use std::collections::HashSet;

use serde_json::Value;

use super::Image;
use crate::id::PersonId;
use crate::model::moment::Moment;
use crate::model::person::Mention;
use crate::store::{Statement, statement};
use crate::text::{fold_name, image_url_key};

/// Returns the statements that merge two pictures. What only the first was known to be is told to the second,
/// whose row is to be written after them.
pub(crate) fn image_merge(from: &Image, into: &mut Image) -> Vec<Statement> {
    let fill = |known: &mut String, new: &String| {
        if known.is_empty() {
            known.clone_from(new);
        }
    };
    fill(&mut into.sha256, &from.sha256);
    fill(&mut into.media_type, &from.media_type);
    fill(&mut into.title, &from.title);
    fill(&mut into.creator, &from.creator);
    fill(&mut into.usage_terms, &from.usage_terms);
    fill(&mut into.copyright_notice, &from.copyright_notice);
    fill(&mut into.license_url, &from.license_url);
    fill(&mut into.digital_source_type, &from.digital_source_type);
    fill(&mut into.alt, &from.alt);
    fill(&mut into.credit_line, &from.credit_line);
    into.captured = into.captured.or(from.captured);
    into.rights_expire = into.rights_expire.or(from.rights_expire);
    for (name, value) in &from.extra {
        into.extra.entry(name).or_insert_with(|| value.clone());
    }
    into.width = into.width.or(from.width);
    into.height = into.height.or(from.height);
    into.byte_size = into.byte_size.or(from.byte_size);
    into.supplier = into.supplier.take().or(from.supplier.clone());
    merge_urls(from, into);
    let mut statements = vec![
        statement!(
            "UPDATE image SET merged_into = ?2, sha256 = '' WHERE id = ?1 OR merged_into = ?1",
            from.id.0,
            into.id.0,
        ),
        statement!("UPDATE image_use SET image = ?2 WHERE image = ?1", from.id.0, into.id.0),
        statement!(
            "INSERT INTO image_url (url, image, reduced, given, width)
             SELECT url, ?2, reduced, given, width FROM image_url WHERE image = ?1
             ON CONFLICT (url, image) DO UPDATE SET width = coalesce(width, excluded.width)",
            from.id.0,
            into.id.0,
        ),
        statement!("DELETE FROM image_url WHERE image = ?1", from.id.0),
    ];
    statements.extend(show_people(from, into));
    statements
}

/// Gives the second the URLs of the first, with their widths.
fn merge_urls(from: &Image, into: &mut Image) {
    let key = |url: &String| image_url_key(url);
    let mut known: HashSet<_> = into.urls.iter().map(key).collect();
    into.urls.extend(from.urls.iter().filter(|url| known.insert(key(url))).cloned());
    let mut known: HashSet<_> = into.renditions.iter().map(|known| key(&known.url)).collect();
    let more = from.renditions.iter().filter(|rendition| known.insert(key(&rendition.url)));
    into.renditions.extend(more.cloned());
    into.sort_urls();
}

/// Returns the statements that show the people of both in the second, its own first.
fn show_people(from: &Image, into: &mut Image) -> Vec<Statement> {
    let mut known = KnownPeople::default();
    into.people.iter().for_each(|shown| known.add(shown));
    for shown in &from.people {
        if !known.has(shown) {
            known.add(shown);
            into.people.push(shown.clone());
        }
    }
    let mut statements = vec![statement!("DELETE FROM image_person WHERE image = ?1", from.id.0)];
    statements.extend(people_rows(into));
    statements
}

/// People by their ids, and by their names: two who both have an id are told apart by it, others by name.
#[derive(Default)]
struct KnownPeople {
    ids: HashSet<PersonId>,
    names: HashSet<String>,
    names_without_id: HashSet<String>,
}

impl KnownPeople {
    fn has(&self, shown: &Mention) -> bool {
        let name = fold_name(&shown.name);
        match shown.person {
            Some(id) => self.ids.contains(&id) || self.names_without_id.contains(&name),
            None => self.names.contains(&name),
        }
    }

    fn add(&mut self, shown: &Mention) {
        let name = fold_name(&shown.name);
        match shown.person {
            Some(id) => drop(self.ids.insert(id)),
            None => drop(self.names_without_id.insert(name.clone())),
        }
        self.names.insert(name);
    }
}

/// Returns the statement that stores what a picture is known to be.
pub(crate) fn image_row(image: &Image) -> Statement {
    let by_hand = image.by_hand.iter().map(|field| (field.as_str().to_owned(), Value::Bool(true)));
    statement!(
        "INSERT INTO image (
             id, uri, sha256, width, height, byte_size, media_type, type, title, creator, captured,
             captured_offset, captured_precision, usage_terms, copyright_notice, license_url, rights_expire,
             digital_source_type, alt, credit_line, supplier, extra, by_hand)
         VALUES (
             ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
             ?22, ?23)
         ON CONFLICT (id) DO UPDATE SET
             sha256 = excluded.sha256, width = excluded.width, height = excluded.height,
             byte_size = excluded.byte_size, media_type = excluded.media_type, type = excluded.type,
             title = excluded.title, creator = excluded.creator, captured = excluded.captured,
             captured_offset = excluded.captured_offset, captured_precision = excluded.captured_precision,
             usage_terms = excluded.usage_terms, copyright_notice = excluded.copyright_notice,
             license_url = excluded.license_url, rights_expire = excluded.rights_expire,
             digital_source_type = excluded.digital_source_type, alt = excluded.alt,
             credit_line = excluded.credit_line, supplier = excluded.supplier, extra = excluded.extra,
             by_hand = excluded.by_hand",
        image.id.0,
        image.uri.clone(),
        image.sha256.clone(),
        image.width.map(i64::from),
        image.height.map(i64::from),
        image.byte_size.and_then(|bytes| i64::try_from(bytes).ok()),
        image.media_type.clone(),
        image.item_type.as_str().to_owned(),
        image.title.clone(),
        image.creator.clone(),
        image.captured.map(Moment::instant),
        image.captured.and_then(|at| at.offset_minutes()).map(i64::from),
        image.captured.map_or("none", |at| at.precision().as_str()).to_owned(),
        image.usage_terms.clone(),
        image.copyright_notice.clone(),
        image.license_url.clone(),
        image.rights_expire.map(|at| at.timestamp()),
        image.digital_source_type.clone(),
        image.alt.clone(),
        image.credit_line.clone(),
        image.supplier.as_ref().map(|supplier| supplier.id.0),
        Value::Object(image.extra.clone()).to_string(),
        Value::Object(by_hand.collect()).to_string(),
    )
}

/// Returns the statements that say whom a picture shows.
pub(crate) fn people_rows(image: &Image) -> Vec<Statement> {
    let mut statements = vec![statement!("DELETE FROM image_person WHERE image = ?1", image.id.0)];
    for (position, shown) in (1_i64..).zip(&image.people) {
        statements.push(statement!(
            "INSERT INTO image_person (image, position, name, person) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (image, position) DO UPDATE SET name = excluded.name, person = excluded.person",
            image.id.0,
            position,
            shown.name.clone(),
            shown.person.map(|id| id.0),
        ));
    }
    statements
}

/// Returns a SHA-256 in the spelling of the archive: 64 hexadecimal digits in lower case.
pub(crate) fn canonical_sha256(digits: &str) -> Option<String> {
    let digits = digits.trim().to_ascii_lowercase();
    (digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit())).then_some(digits)
}
