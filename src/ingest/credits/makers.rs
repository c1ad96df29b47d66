//! The credit under a picture: who took it, and which agency supplied it.

use super::names::{is_agency, is_organization, looks_like_person};
use crate::text::fold_name;

/// The makers that a credit names, as printed.
#[derive(Debug, Default, PartialEq)]
pub struct Makers {
    pub photographer: Option<String>,
    pub agency: Option<String>,
}

/// Words of a credit that say how a picture came and not from whom.
const MANNERS: &[&str] = &[
    "handout",
    "pool",
    "file",
    "file photo",
    "file image",
    "archive",
    "archiv",
    "archivo",
    "archives",
    "archivbild",
    "archivfoto",
    "screenshot",
    "illustrative",
    "stringer",
    "symbolbild",
    "symbolfoto",
    "illustration",
];

/// Splits `REUTERS/JANE DOE`, `Jane Doe/Pool via AP`, `Harbour Office/Handout via REUTERS`,
/// `Jane Doe (Getty)`, `Jane Doe for The Gazette`. What is not certain is left out.
pub fn split(credit: &str) -> Makers {
    let credit = credit.trim();
    if let Some((from, agency)) = rsplit(credit, " via ") {
        // What stands before a hand-out is who handed it out.
        let handout = from.split('/').any(|part| fold_name(part) == "handout");
        let photographer = if handout || !from.contains('/') { None } else { parts(from).photographer };
        return Makers { photographer, agency: Some(without_photo(agency)) };
    }
    if let Some((from, client)) = rsplit(credit, " for ").filter(|(from, _)| looks_like_person(from)) {
        return Makers { photographer: Some(from.to_owned()), agency: Some(client.to_owned()) };
    }
    if let Some((from, agency)) = credit.strip_suffix(')').and_then(|text| rsplit(text, "("))
        && looks_like_person(from)
    {
        return Makers { photographer: Some(from.to_owned()), agency: Some(agency.to_owned()) };
    }
    parts(credit)
}

/// Returns true for an agency that supplies pictures and no texts: its name alone is a credit.
pub fn is_picture_agency(name: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "getty",
        "getty images",
        "shutterstock",
        "istock",
        "alamy",
        "alamy stock photo",
        "imago",
        "imago images",
        "flash90",
        "epa",
        "epa-efe",
        "picture alliance",
        "keystone",
        "magnum",
        "sipa",
        "zuma",
        "zuma press",
        "unsplash",
        "pixabay",
        "pexels",
        "adobe stock",
        "afp via getty images",
        "afp/getty images",
        "ap photo",
        "pa wire",
        "nurphoto",
        "dreamstime",
        "scanpix",
        "wikimedia commons",
    ];
    AGENCIES.contains(&fold_name(name).as_str())
}

fn parts(credit: &str) -> Makers {
    let credit = without_manners(credit);
    let mut pieces: Vec<&str> = credit.split('/').map(str::trim).collect();
    if pieces.len() == 1
        && let Some((before, after)) = rsplit(credit, ", ")
        && (is_agency(after) || is_agency(before))
    {
        pieces = vec![before, after];
    }
    let handout = pieces.iter().any(|piece| fold_name(piece) == "handout");
    pieces.retain(|piece| !piece.is_empty() && !MANNERS.contains(&fold_name(piece).as_str()));
    let known = |piece: &&&str| is_agency(&without_photo(piece));
    let agency = pieces
        .iter()
        .find(known)
        .or_else(|| pieces.iter().find(|piece| pieces.len() > 1 && is_organization(piece)));
    let photographer = pieces.iter().find(|piece| !handout && looks_like_person(piece));
    // `Name/House`: the second part of a pair is the house, known or not.
    let pair = match (pieces.as_slice(), agency, photographer) {
        ([first, second], None, Some(name)) if first == name && !looks_like_person(second) => Some(second),
        _ => None,
    };
    Makers {
        photographer: photographer.map(|name| (*name).to_owned()),
        agency: agency.or(pair).map(|name| without_photo(name)),
    }
}

/// Cuts off how the picture came: `Ann Lee, Pool, File`, `Getty Images | file`.
fn without_manners(credit: &str) -> &str {
    let parted = credit.rsplit_once([',', '|']);
    match parted {
        Some((rest, last)) if MANNERS.contains(&fold_name(last).as_str()) => without_manners(rest.trim_end()),
        _ => credit,
    }
}

/// Returns the name of an agency without `Photo` behind it: `AP Photo` is AP.
fn without_photo(agency: &str) -> String {
    let agency = agency.trim();
    let short = [" Photo", " Photos", " PHOTO"].iter().find_map(|word| agency.strip_suffix(word));
    short.filter(|short| is_agency(short)).unwrap_or(agency).to_owned()
}

fn rsplit<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = text.rsplit_once(separator)?;
    let (before, after) = (before.trim(), after.trim());
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_credits() {
        for (credit, photographer, agency) in [
            ("REUTERS/MIRA SOLBERG", Some("MIRA SOLBERG"), Some("REUTERS")),
            ("Mira Solberg/Getty Images", Some("Mira Solberg"), Some("Getty Images")),
            ("AP Photo/Mira Solberg", Some("Mira Solberg"), Some("AP")),
            ("Office of the Mayor of Nordvik/Handout via REUTERS", None, Some("REUTERS")),
            ("Mira Solberg/Handout via REUTERS", None, Some("REUTERS")),
            ("Mira Solberg/Pool via AP", Some("Mira Solberg"), Some("AP")),
            ("Nordvik Harbour via AFP", None, Some("AFP")),
            ("Mira Solberg, AP", Some("Mira Solberg"), Some("AP")),
            ("Mira Solberg (Getty)", Some("Mira Solberg"), Some("Getty")),
            ("Mira Solberg for The Gazette", Some("Mira Solberg"), Some("The Gazette")),
            ("Mira Solberg/NTK", Some("Mira Solberg"), Some("NTK")),
            ("MIRA SOLBERG", Some("MIRA SOLBERG"), None),
            ("REUTERS", None, Some("REUTERS")),
            ("Nordvik City Archive", None, None),
            ("courtesy", None, None),
            ("AP Photo/Mira Solberg, Pool, File", Some("Mira Solberg"), Some("AP")),
        ] {
            let expected =
                Makers { photographer: photographer.map(str::to_owned), agency: agency.map(str::to_owned) };
            assert_eq!(split(credit), expected, "{credit}");
        }
    }
}
