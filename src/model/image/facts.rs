//! The facts of a picture, a row each: how one stands in a [`NewImage`] and in an [`Image`].

use super::Image;
use crate::model::new_article::{ImageField, NewImage, said};

/// A fact that needs no look-up: how it is said, how it is stored, and how the one becomes the other. Two are
/// the same if they are printed alike.
pub(crate) struct Fact {
    pub field: ImageField,
    pub said: fn(&NewImage) -> Option<String>,
    pub stored: fn(&Image) -> Option<String>,
    /// Puts what is said in place of what is stored; it takes back what isn't said.
    pub set: fn(&mut Image, &NewImage),
}

macro_rules! fact {
    ($field:ident, number $name:ident) => {
        Fact {
            field: ImageField::$field,
            said: |new| new.$name.map(|number| number.to_string()),
            stored: |image| image.$name.map(|number| number.to_string()),
            set: |image, new| image.$name = new.$name,
        }
    };
    ($field:ident, text $name:ident) => {
        Fact {
            field: ImageField::$field,
            said: |new| said(&new.$name),
            stored: |image| said(&image.$name),
            set: |image, new| image.$name.clone_from(&new.$name),
        }
    };
    ($field:ident, optional $name:ident) => {
        Fact {
            field: ImageField::$field,
            said: |new| new.$name.clone(),
            stored: |image| said(&image.$name),
            set: |image, new| image.$name = new.$name.clone().unwrap_or_default(),
        }
    };
}

/// The table of facts, but for those that name somebody or something of the archive, and `extra`.
pub(crate) const FACTS: [Fact; 14] = [
    fact!(Width, number width),
    fact!(Height, number height),
    fact!(ByteSize, number byte_size),
    fact!(MediaType, optional media_type),
    Fact {
        field: ImageField::Type,
        said: |new| new.item_type.map(|kind| kind.as_str().to_owned()),
        stored: |image| said(image.item_type.as_str()).filter(|_| image.item_type != Image::TYPE),
        set: |image, new| image.item_type = new.item_type.unwrap_or(Image::TYPE),
    },
    fact!(Title, text title),
    fact!(Creator, text creator),
    fact!(Captured, number captured),
    fact!(UsageTerms, text usage_terms),
    fact!(CopyrightNotice, text copyright_notice),
    fact!(LicenseUrl, optional license_url),
    fact!(RightsExpire, number rights_expire),
    fact!(DigitalSourceType, optional digital_source_type),
    fact!(CreditLine, text credit_line),
];
