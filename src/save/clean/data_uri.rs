//! `data:` URIs: the bytes of a picture in the place of its address.

use sha2::{Digest, Sha256};

use crate::text::hex;

/// The picture of a `data:` URI.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DataUri {
    pub sha256: String,
    pub byte_size: u64,
    pub media_type: Option<String>,
}

/// Returns true if a text begins as a `data:` URI.
pub(super) fn is_data_uri(text: &str) -> bool {
    text.trim_start().as_bytes().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"data:"))
}

impl DataUri {
    /// Reads a `data:` URI; `None` where its bytes can't be told.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (head, data) = text.trim().get(5..)?.split_once(',')?;
        let (media_type, is_base64) = match head.rsplit_once(';') {
            Some((media_type, encoding)) if encoding.trim().eq_ignore_ascii_case("base64") => {
                (media_type, true)
            }
            _ => (head, false),
        };
        let data = percent_decoded(data)?;
        let bytes = if is_base64 { base64_decoded(&data)? } else { data };
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let digest = Sha256::digest(&bytes);
        (!bytes.is_empty()).then(|| Self {
            sha256: hex(&digest),
            byte_size: bytes.len() as u64,
            media_type: Some(media_type).filter(|kind| kind.contains('/')),
        })
    }
}

fn percent_decoded(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            out.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            out.push(byte);
        }
    }
    Some(out)
}

/// Decodes base64 in either alphabet, with or without padding. Blanks are passed over, as browsers do.
fn base64_decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut is_padded) = (0_u32, 0, false);
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                is_padded = true;
                continue;
            }
            _ => return None,
        };
        if is_padded {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            out.extend(bits.to_be_bytes().into_iter().skip(1));
            (bits, count) = (0, 0);
        }
    }
    match count {
        0 => {}
        2 => out.extend((bits << 12).to_be_bytes().into_iter().skip(1).take(1)),
        3 => out.extend((bits << 6).to_be_bytes().into_iter().skip(1).take(2)),
        _ => return None,
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_hashed() {
        // The SHA-256 of "hello".
        let sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824".to_owned();
        let hello = |media_type: Option<&str>| {
            let media_type = media_type.map(str::to_owned);
            Some(DataUri { sha256: sha256.clone(), byte_size: 5, media_type })
        };
        assert_eq!(DataUri::of("data:image/png;base64,aGVsbG8="), hello(Some("image/png")));
        assert_eq!(DataUri::of(" DATA:Image/PNG;charset=x;BASE64,aGVs\nbG8 "), hello(Some("image/png")));
        assert_eq!(DataUri::of("data:image/svg+xml,h%65llo"), hello(Some("image/svg+xml")));
        assert_eq!(DataUri::of("data:;base64,aGVsbG8%3D"), hello(None));
    }

    #[test]
    fn what_cannot_be_decoded_is_none() {
        for text in [
            "data:",
            "data:image/png;base64",
            "data:image/png;base64,",
            "data:;base64,a",
            "data:;base64,a*bc",
        ] {
            assert_eq!(DataUri::of(text), None, "{text}");
        }
        assert_eq!(DataUri::of("data:,%zz"), None);
    }

    #[test]
    fn base64_of_every_length() {
        for (text, expected) in [("Zg", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob")] {
            assert_eq!(base64_decoded(text.as_bytes()).unwrap(), expected.as_bytes());
        }
    }
}
