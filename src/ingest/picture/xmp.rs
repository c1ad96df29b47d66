//! XMP: the properties of the IPTC Photo Metadata Standard in RDF.

use serde_json::Value;

use super::facts::Facts;
use super::location;
use super::xmp_value::{field, items, list, prefix, single};
use crate::ingest::decode;
use crate::ingest::warning::Unreadable;
use crate::ingest::xml::{self, Element};

/// Reads a packet.
pub(super) fn read(packet: &[u8]) -> Result<Facts, Unreadable> {
    let packet = packet.split(|byte| *byte == 0).next().filter(|_| is_octets(packet)).unwrap_or(packet);
    let (text, _) = decode::declared(packet, None)?;
    let document = xml::parse(text.trim_end_matches(|c: char| c == '\0' || c.is_whitespace()))?;
    let root = document.root();
    let mut facts = Facts::default();
    let descriptions = root.descendants().filter(|element| is_description(*element));
    for description in descriptions.chain([root].into_iter().filter(|root| is_description(*root))) {
        for attribute in description.attributes() {
            take_text(&mut facts, prefix(attribute.namespace), attribute.name, attribute.value.trim());
        }
        for property in description.children() {
            take(&mut facts, property);
        }
    }
    Ok(facts)
}

/// Returns true if a packet isn't in UTF-16 or UTF-32, where zeros stand between the letters.
fn is_octets(packet: &[u8]) -> bool {
    packet.iter().take(16).all(|byte| *byte != 0)
}

/// Returns true for a description right in `rdf:RDF`: those deeper are structures.
fn is_description(element: Element) -> bool {
    element.name() == "Description" && element.parent().is_none_or(|parent| parent.name() == "RDF")
}

/// Takes a property that is an element.
fn take(facts: &mut Facts, property: Element) {
    match (prefix(property.namespace()), property.name()) {
        ("dc", "creator") => facts.creators = list(property),
        ("dc", "subject") => facts.keywords = list(property),
        ("Iptc4xmpExt", "PersonInImage") => facts.people.extend(list(property)),
        ("Iptc4xmpExt", "PersonInImageWDetails") => {
            let names = structures(property).into_iter().map(|person| field(person, "PersonName"));
            facts.people.extend(names.filter(|name| !name.is_empty()));
        }
        ("Iptc4xmpExt", "LocationCreated") => {
            structures(property)
                .into_iter()
                .take(1)
                .for_each(|place| location::take(&mut facts.location, place));
        }
        ("Iptc4xmpExt", "LocationShown") => {
            let shown: Vec<Value> = structures(property).into_iter().map(location::value).collect();
            facts.extra.insert("location_shown".to_owned(), shown.into());
        }
        ("plus", "ImageSupplier") => {
            facts.supplier =
                structures(property).first().map(|one| field(*one, "ImageSupplierName")).unwrap_or_default();
        }
        ("plus", "Licensor") => {
            let url = structures(property).first().map(|one| field(*one, "LicensorURL")).unwrap_or_default();
            keep(facts, "licensor_url", &url);
        }
        ("Iptc4xmpExt", "OrganisationInImageName") => keep_list(facts, "organisations", list(property)),
        ("Iptc4xmpExt", "Event" | "EventName") => keep_list(facts, "events", list(property)),
        ("Iptc4xmpCore", "SubjectCode") => keep_list(facts, "subject_codes", list(property)),
        ("Iptc4xmpCore", "Scene") => keep_list(facts, "scenes", list(property)),
        ("photoshop", "SupplementalCategories") => {
            keep_list(facts, "supplemental_categories", list(property))
        }
        (prefix, name) => take_text(facts, prefix, name, &single(property)),
    }
}

/// Returns the structures of a list, or the one that is there.
fn structures(property: Element<'_>) -> Vec<Element<'_>> {
    items(property).unwrap_or_else(|| vec![property])
}

/// Takes a property that is a text.
fn take_text(facts: &mut Facts, prefix: &str, name: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let field = match (prefix, name) {
        ("dc", "title") => &mut facts.title,
        ("photoshop", "Headline") => &mut facts.headline,
        ("dc", "description") => &mut facts.caption,
        ("Iptc4xmpCore", "AltTextAccessibility") => &mut facts.alt,
        ("photoshop", "Credit") => &mut facts.credit,
        ("photoshop", "Source") => &mut facts.source,
        ("dc", "rights") => &mut facts.copyright,
        ("xmpRights", "UsageTerms") => &mut facts.usage_terms,
        ("xmpRights", "WebStatement") => &mut facts.license_url,
        ("plus", "LicenseEndDate") => &mut facts.rights_expire,
        ("photoshop", "DateCreated") => &mut facts.captured,
        ("Iptc4xmpExt", "DigitalSourceType" | "DigitalSourcetype") => &mut facts.digital_source_type,
        ("dc", "language") => &mut facts.language,
        ("dc", "creator") => return facts.creators.push(text.to_owned()),
        ("dc", "subject") => return facts.keywords.push(text.to_owned()),
        _ => return take_other(facts, prefix, name, text),
    };
    text.clone_into(field);
}

fn take_other(facts: &mut Facts, prefix: &str, name: &str, text: &str) {
    let place = match (prefix, name) {
        ("photoshop", "City") => "city",
        ("photoshop", "State") => "state",
        ("photoshop", "Country") => "country",
        ("Iptc4xmpCore", "CountryCode") => "country_code",
        ("Iptc4xmpCore", "Location") => "sublocation",
        _ => "",
    };
    if !place.is_empty() {
        facts.location.entry(place.to_owned()).or_insert_with(|| text.into());
        return;
    }
    let name = match (prefix, name) {
        ("photoshop", "Instructions") => "instructions",
        ("photoshop", "TransmissionReference") => "job_id",
        ("photoshop", "AuthorsPosition") => "creator_title",
        ("photoshop", "CaptionWriter") => "caption_writer",
        ("photoshop", "Urgency") => "urgency",
        ("photoshop", "Category") => "category",
        ("Iptc4xmpCore", "IntellectualGenre") => "genre_of_picture",
        ("Iptc4xmpCore", "ExtDescrAccessibility") => "extended_description",
        ("Iptc4xmpExt", "DigImageGUID") => "image_guid",
        ("Iptc4xmpExt", "AISystemUsed") => "ai_system",
        ("plus", "DataMining") => "data_mining",
        _ => return,
    };
    keep(facts, name, text);
}

fn keep(facts: &mut Facts, name: &str, text: &str) {
    if !text.is_empty() {
        facts.extra.insert(name.to_owned(), text.into());
    }
}

fn keep_list(facts: &mut Facts, name: &str, list: Vec<String>) {
    if !list.is_empty() {
        facts.extra.insert(name.to_owned(), list.into());
    }
}
