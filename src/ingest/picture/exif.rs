//! EXIF, and the other blocks that a TIFF file has in its directory.

use encoding_rs::WINDOWS_1252;
use exif::{Context, Exif, Field, In, Rational, Reader, Tag, Value};

use super::blocks::{Blocks, iim_of_resources};
use super::facts::Facts;

const XMP: Tag = Tag(Context::Tiff, 700);
const IIM: Tag = Tag(Context::Tiff, 33723);
const PHOTOSHOP: Tag = Tag(Context::Tiff, 34377);

/// Descriptions that cameras write into every picture.
const NO_DESCRIPTIONS: [&str; 6] =
    ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DIGITAL CAMERA", "DCIM", "default", "Exif_JPEG_PICTURE"];

/// Reads a TIFF structure; nothing if it is none. What is bad in it is left out.
pub(super) fn read(structure: Vec<u8>) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    match reader.read_raw(structure) {
        Ok(exif) => Some(exif),
        Err(exif::Error::PartialResult(partial)) => Some(partial.into_inner().0),
        Err(_) => None,
    }
}

/// Adds the blocks that stand in the directory of a TIFF file.
pub(super) fn fill_blocks(exif: &Exif, blocks: &mut Blocks) {
    let bytes = |tag| exif.get_field(tag, In::PRIMARY).and_then(bytes);
    blocks.xmp = blocks.xmp.take().or_else(|| bytes(XMP));
    blocks.iim = blocks.iim.take().or_else(|| bytes(IIM));
    blocks.iim = blocks.iim.take().or_else(|| bytes(PHOTOSHOP).as_deref().and_then(iim_of_resources));
}

fn bytes(field: &Field) -> Option<Vec<u8>> {
    match &field.value {
        Value::Byte(bytes) => Some(bytes.clone()),
        Value::Undefined(bytes, _) => Some(bytes.clone()),
        // Some programs call these bytes numbers, whose order is turned around then.
        Value::Long(numbers) => Some(numbers.iter().flat_map(|number| number.to_le_bytes()).collect()),
        _ => None,
    }
}

/// Returns the facts of a picture.
pub(super) fn facts(exif: &Exif) -> Facts {
    let mut facts = Facts {
        caption: text(exif, Tag::ImageDescription),
        copyright: text(exif, Tag::Copyright),
        captured: captured(exif),
        ..Facts::default()
    };
    if NO_DESCRIPTIONS.contains(&facts.caption.as_str()) {
        facts.caption.clear();
    }
    let artist = text(exif, Tag::Artist);
    facts.creators =
        artist.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let degrees = |tag: Tag, reference: Tag, negative: &str| {
        let degrees = degrees(exif.get_field(tag, In::PRIMARY)?)?;
        Some(if text(exif, reference) == negative { -degrees } else { degrees })
    };
    let latitude = degrees(Tag::GPSLatitude, Tag::GPSLatitudeRef, "S");
    let longitude = degrees(Tag::GPSLongitude, Tag::GPSLongitudeRef, "W");
    if let (Some(latitude), Some(longitude)) = (latitude, longitude)
        && latitude.abs() <= 90.0
        && longitude.abs() <= 180.0
    {
        facts.location.insert("latitude".to_owned(), latitude.into());
        facts.location.insert("longitude".to_owned(), longitude.into());
    }
    facts
}

/// Returns true if a picture is shown with its width and height exchanged.
pub(super) fn is_on_its_side(exif: &Exif) -> bool {
    let orientation = exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn text(exif: &Exif, tag: Tag) -> String {
    let Some(Value::Ascii(texts)) = exif.get_field(tag, In::PRIMARY).map(|field| &field.value) else {
        return String::new();
    };
    // A copyright has two texts: of the photographer, and of the editor.
    let texts = texts.iter().map(|bytes| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    });
    let texts: Vec<String> = texts.map(|text| text.trim_matches(['\0', ' ']).to_owned()).collect();
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Returns when the picture was taken, with the offset from UTC where it is said.
fn captured(exif: &Exif) -> String {
    let original = text(exif, Tag::DateTimeOriginal);
    let (time, zone) = if original.is_empty() {
        (text(exif, Tag::DateTimeDigitized), text(exif, Tag::OffsetTimeDigitized))
    } else {
        (original, text(exif, Tag::OffsetTimeOriginal))
    };
    // A camera whose clock was never set writes zeros or blanks.
    let is_set = time.starts_with(|c: char| c.is_ascii_digit()) && !time.starts_with("0000");
    if is_set { [time, zone].concat() } else { String::new() }
}

fn degrees(field: &Field) -> Option<f64> {
    let Value::Rational(parts) = &field.value else { return None };
    let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
    let value = |part: &Rational| (part.denom > 0).then(|| part.to_f64());
    let degrees = value(degrees)? + value(minutes)? / 60.0 + value(seconds).unwrap_or(0.0) / 3600.0;
    // Ten centimetres.
    Some((degrees * 1e6).round() / 1e6)
}
