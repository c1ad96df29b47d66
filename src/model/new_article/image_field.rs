//! The names of a picture's facts.

use std::fmt;

use crate::model::words::words;

words! {
    /// A fact of a picture, apart from any one use of it, and the words under one use.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    ImageField {
        /// Pixels across.
        Width = "width"
        /// Pixels down.
        Height = "height"
        /// Size in bytes.
        ByteSize = "byte_size"
        /// Media type.
        MediaType = "media_type"
        /// Type of the item.
        Type = "type"
        /// Its title.
        Title = "title"
        /// Its maker.
        Creator = "creator"
        /// The time at which it was taken or made.
        Captured = "captured"
        /// Terms of its use.
        UsageTerms = "usage_terms"
        /// The copyright notice.
        CopyrightNotice = "copyright_notice"
        /// URL of the licence.
        LicenseUrl = "license_url"
        /// The instant from which it may no longer be used.
        RightsExpire = "rights_expire"
        /// IPTC Digital Source Type.
        DigitalSourceType = "digital_source_type"
        /// Its own credit line.
        CreditLine = "credit_line"
        /// The organization that supplied it.
        Supplier = "supplier"
        /// The people who are shown.
        People = "people"
        /// Everything else that is said of it.
        Extra = "extra"
        /// The words under it, which are of one use.
        Captions = "captions"
    }
}

impl fmt::Display for ImageField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
