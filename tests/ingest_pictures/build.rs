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

/// The value of an entry of a TIFF structure.
pub enum Value {
    Text(&'static str),
    Short(u16),
    Ratios([(u32, u32); 3]),
    /// The place of another directory.
    Directory(Vec<(u16, Value)>),
}

/// A TIFF structure in the order of Motorola, with directories in it.
pub fn tiff_of(entries: Vec<(u16, Value)>) -> Vec<u8> {
    let mut file = b"MM\0\x2A\0\0\0\x08".to_vec();
    directory(&mut file, entries);
    file
}

/// Adds a directory at the end of a file, its values behind it.
fn directory(file: &mut Vec<u8>, entries: Vec<(u16, Value)>) {
    let begin = file.len();
    file.extend(u16::try_from(entries.len()).unwrap().to_be_bytes());
    file.resize(begin + 2 + entries.len() * 12 + 4, 0);
    for (number, (tag, value)) in entries.into_iter().enumerate() {
        let behind = u32::try_from(file.len()).unwrap().to_be_bytes();
        let (kind, count, held) = match value {
            Value::Short(value) => (3_u16, 1, [&value.to_be_bytes()[..], &[0, 0]].concat()),
            Value::Text(text) => {
                file.extend(text.bytes().chain(*b"\0\0\0\0"));
                (2, text.len() + 4, behind.to_vec())
            }
            Value::Ratios(ratios) => {
                file.extend(
                    ratios
                        .iter()
                        .flat_map(|(over, under)| [over.to_be_bytes(), under.to_be_bytes()].concat()),
                );
                (5, 3, behind.to_vec())
            }
            Value::Directory(entries) => {
                directory(file, entries);
                (4, 1, behind.to_vec())
            }
        };
        let entry = [
            &tag.to_be_bytes()[..],
            &kind.to_be_bytes(),
            &u32::try_from(count).unwrap().to_be_bytes(),
            &held,
        ]
        .concat();
        file[begin + 2 + number * 12..][..12].copy_from_slice(&entry);
    }
}

/// A WebP file of a size, with the chunks of its metadata.
pub fn webp(width: u32, height: u32, xmp: Option<&str>, exif: Option<&[u8]>) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name, &length[..], data, &[0][..data.len() % 2]].concat()
    };
    let three = |size: u32| (size - 1).to_le_bytes()[..3].to_vec();
    let head = [vec![0x0C, 0, 0, 0], three(width), three(height)].concat();
    let mut chunks = chunk(b"VP8X", &head);
    chunks.extend(exif.map(|exif| chunk(b"EXIF", exif)).unwrap_or_default());
    chunks.extend(xmp.map(|xmp| chunk(b"XMP ", xmp.as_bytes())).unwrap_or_default());
    let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &chunks].concat()
}

/// A GIF of a size, with a packet of XMP.
pub fn gif(width: u16, height: u16, xmp: Option<&str>) -> Vec<u8> {
    let mut file = [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0, 0, 0]].concat();
    if let Some(xmp) = xmp {
        file.extend(b"\x21\xFF\x0BXMP DataXMP");
        file.extend(xmp.as_bytes());
        // The table by which others skip the packet.
        file.push(1);
        file.extend((0..=0xFF_u8).rev());
        file.push(0);
    }
    file.push(0x3B);
    file
}

/// A PNG with a deflated packet of XMP.
pub fn png_deflated(width: u32, height: u32, xmp: &str) -> Vec<u8> {
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut deflate, xmp.as_bytes()).unwrap();
    let text = [&b"XML:com.adobe.xmp\0\x01\0\0\0"[..], &deflate.finish().unwrap()].concat();
    let whole = png(width, height, None);
    let (head, end) = whole.split_at(whole.len() - 12);
    [head, &chunk(b"iTXt", &text), end].concat()
}
