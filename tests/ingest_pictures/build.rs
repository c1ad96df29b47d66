//! Pictures, put together byte by byte.

/// A data set of IPTC-IIM.
pub fn data_set(record: u8, number: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    [&[0x1C, record, number][..], &length, data].concat()
}

/// The resource of Photoshop that holds IPTC-IIM.
pub fn photoshop(iim: &[u8]) -> Vec<u8> {
    let length = u32::try_from(iim.len()).unwrap().to_be_bytes();
    [&b"Photoshop 3.0\0"[..], b"8BIM\x04\x04\0\0", &length, iim, &[0][..iim.len() % 2]].concat()
}

/// A packet of XMP with these properties.
pub fn xmp(properties: &str) -> String {
    format!(
        "<?xpacket begin='\u{FEFF}' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
         xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/' \
         xmlns:xmpRights='http://ns.adobe.com/xap/1.0/rights/' xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/'>\
         {properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, data].concat()
}

/// A JPEG file of a size, with what its segments hold.
pub fn jpeg(width: u16, height: u16, xmp: Option<&str>, iim: Option<&[u8]>, exif: Option<&[u8]>) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    if let Some(exif) = exif {
        file.extend(segment(0xE1, &[&b"Exif\0\0"[..], exif].concat()));
    }
    if let Some(xmp) = xmp {
        file.extend(segment(0xE1, &[&b"http://ns.adobe.com/xap/1.0/\0"[..], xmp.as_bytes()].concat()));
    }
    if let Some(iim) = iim {
        file.extend(segment(0xED, &photoshop(iim)));
    }
    let [(high, low), (wide, narrow)] =
        [height, width].map(|size| (size.to_be_bytes()[0], size.to_be_bytes()[1]));
    file.extend(segment(0xC0, &[8, high, low, wide, narrow, 1, 1, 0x11, 0]));
    file.extend(segment(0xDA, &[1, 1, 0, 0, 63, 0]));
    file.extend([0, 0xFF, 0xD9]);
    file
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    // Nobody looks at the checksum.
    [&length[..], name, data, &[0; 4]].concat()
}

pub fn png(width: u32, height: u32, xmp: Option<&str>) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    file.extend(chunk(b"IHDR", &size));
    if let Some(xmp) = xmp {
        file.extend(chunk(b"iTXt", &[&b"XML:com.adobe.xmp\0\0\0\0\0"[..], xmp.as_bytes()].concat()));
    }
    file.extend(chunk(b"IEND", b""));
    file
}

/// A TIFF structure in the order of Intel, of entries of text.
pub fn tiff(entries: &[(u16, &str)]) -> Vec<u8> {
    let mut file = b"II\x2A\0\x08\0\0\0".to_vec();
    file.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
    let mut place = 8 + 2 + entries.len() * 12 + 4;
    let mut texts = Vec::new();
    for (tag, text) in entries {
        let text = [text.as_bytes(), b"\0\0\0\0\0"].concat();
        file.extend(tag.to_le_bytes());
        file.extend(2_u16.to_le_bytes());
        file.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
        file.extend(u32::try_from(place).unwrap().to_le_bytes());
        place += text.len();
        texts.extend(text);
    }
    file.extend([0; 4]);
    file.extend(texts);
    file
}
