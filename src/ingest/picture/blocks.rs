//! The blocks that are embedded in a picture file.

/// The blocks of a file, each as far as it is there.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// Data sets of IPTC-IIM.
    pub iim: Option<Vec<u8>>,
    /// A packet of XMP.
    pub xmp: Option<Vec<u8>>,
    /// EXIF, as the TIFF structure that it is.
    pub exif: Option<Vec<u8>>,
    /// True if the file ends within a block, or says lengths that can't be.
    pub is_cut: bool,
}

/// The most bytes of one block that are read.
pub(super) const MOST: usize = 16 << 20;

/// Returns the data sets of IPTC-IIM among the resources of Photoshop: those of resource 0x0404.
pub(super) fn iim_of_resources(mut resources: &[u8]) -> Option<Vec<u8>> {
    while let Some(rest) = resources.strip_prefix(b"8BIM") {
        let [high, low, name_length, ..] = *rest else { return None };
        // The name is padded to an even length, with its length before it.
        let name_end = 2 + ((usize::from(name_length) + 2) & !1);
        let length: [u8; 4] = rest.get(name_end..name_end + 4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        let data = rest.get(name_end + 4..)?;
        let content = data.get(..length.min(data.len()))?;
        if (high, low) == (0x04, 0x04) {
            return Some(content.to_vec());
        }
        resources = data.get(length.checked_add(length % 2)?..)?;
    }
    None
}
