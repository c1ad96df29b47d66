//! Pictures' own bytes through the public API.

mod build;
mod kinds;

use build::{data_set, jpeg, png, tiff, xmp};
use dateline::ingest::{self, Format, Hint, Reading, Unreadable, Warning};
use dateline::{ItemType, Role};

/// Reads a picture in a thread with a small stack.
fn read(bytes: Vec<u8>) -> Result<Reading, Unreadable> {
    let read = move || ingest::read(&bytes, Hint::name("quay.jpg").url("file:///photos/quay.jpg"));
    let readings = std::thread::Builder::new().stack_size(512 << 10).spawn(read).unwrap().join().unwrap();
    readings.map(|mut readings| readings.articles.remove(0))
}

const PROPERTIES: &str = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Quay 1</rdf:li></rdf:Alt></dc:title>\
    <photoshop:Headline>Fog at the quay</photoshop:Headline>\
    <dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The ferry at the quay.</rdf:li></rdf:Alt></dc:description>\
    <dc:creator><rdf:Seq><rdf:li>Lasse Bruun</rdf:li></rdf:Seq></dc:creator><photoshop:Credit>OW/Bruun</photoshop:Credit>\
    <dc:subject><rdf:Bag><rdf:li>fog</rdf:li><rdf:li>ferry</rdf:li></rdf:Bag></dc:subject>\
    <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© OW</rdf:li></rdf:Alt></dc:rights>\
    <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang='x-default'>No archives.</rdf:li></rdf:Alt></xmpRights:UsageTerms>\
    <xmpRights:WebStatement>https://ow.example/licence</xmpRights:WebStatement><plus:LicenseEndDate>2026-01-01T00:00:00Z</plus:LicenseEndDate>\
    <photoshop:DateCreated>2024-12-02T07:30:00+01:00</photoshop:DateCreated><photoshop:City>Ostermere</photoshop:City>\
    <photoshop:Country>Norway</photoshop:Country>\
    <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Kari Moen</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>\
    <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture</Iptc4xmpExt:DigitalSourceType>\
    <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang='x-default'>A white ferry</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>";

#[test]
fn a_picture_says_what_its_xmp_says() {
    for file in [jpeg(1600, 800, Some(&xmp(PROPERTIES)), None, None), png(1600, 800, Some(&xmp(PROPERTIES)))]
    {
        let reading = read(file.clone()).unwrap();
        assert_eq!((reading.format, &reading.warnings), (Format::Picture, &vec![]));
        let article = reading.article;
        assert_eq!(
            (article.item_type, article.headline.as_str()),
            (Some(ItemType::Picture), "Fog at the quay")
        );
        assert_eq!(article.published, Some("2024-12-02T07:30:00+01:00".parse().unwrap()));
        assert_eq!(article.located, "Ostermere, Norway");
        assert_eq!(
            (article.credits[0].name.as_str(), article.credits[0].role),
            ("Lasse Bruun", Role::Photographer)
        );
        assert_eq!(article.tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(), ["fog", "ferry"]);
        let image = &article.images[0];
        assert_eq!(image.urls, ["file:///photos/quay.jpg"]);
        assert_eq!((image.width, image.height), (Some(1600), Some(800)));
        assert_eq!(image.byte_size, Some(file.len() as u64));
        assert_eq!(image.sha256.as_ref().unwrap().len(), 64);
        assert_eq!(
            (&*image.captions[0].text, &*image.captions[0].credit),
            ("The ferry at the quay.", "OW/Bruun")
        );
        assert_eq!((image.title.as_str(), image.alt.as_str()), ("Quay 1", "A white ferry"));
        assert_eq!((image.copyright_notice.as_str(), image.usage_terms.as_str()), ("© OW", "No archives."));
        assert_eq!(image.license_url.as_deref(), Some("https://ow.example/licence"));
        assert_eq!(image.rights_expire, Some("2026-01-01T00:00:00Z".parse().unwrap()));
        assert!(image.digital_source_type.as_ref().unwrap().ends_with("digitalCapture"));
        assert_eq!(image.people[0].name, "Kari Moen");
    }
}

#[test]
fn iptc_iim_is_read_in_its_encodings() {
    let utf8 = [data_set(1, 90, b"\x1B%G"), data_set(2, 120, "Fähre".as_bytes())].concat();
    let latin = data_set(2, 120, b"F\xE4hre");
    for iim in [utf8, latin] {
        let iim =
            [iim, data_set(2, 55, b"20241202"), data_set(2, 60, b"073000+0100"), data_set(2, 25, b"fog")]
                .concat();
        let article = read(jpeg(10, 10, None, Some(&iim), None)).unwrap().article;
        assert_eq!(article.images[0].captions[0].text, "Fähre");
        assert_eq!(article.images[0].captured, Some("2024-12-02T07:30:00+01:00".parse().unwrap()));
        assert_eq!(article.tags[0].name, "fog");
        assert_eq!(article.headline, "quay.jpg");
    }
}

#[test]
fn xmp_is_taken_before_iim_before_exif() {
    let packet = xmp("<photoshop:Credit>OW</photoshop:Credit>");
    let iim = [data_set(2, 110, b"AGENCY"), data_set(2, 105, b"Fog")].concat();
    let exif = tiff(&[(0x010E, "A ferry"), (0x013B, "Lasse Bruun"), (0x8298, "OW 2024")]);
    let reading = read(jpeg(10, 10, Some(&packet), Some(&iim), Some(&exif))).unwrap();
    let image = &reading.article.images[0];
    assert_eq!((image.credit_line.as_str(), reading.article.headline.as_str()), ("OW", "Fog"));
    assert_eq!((image.captions[0].text.as_str(), image.creator.as_str()), ("A ferry", "Lasse Bruun"));
    assert_eq!(image.copyright_notice, "OW 2024");
    let contradicted =
        Warning::Contradicted { field: "credit".into(), taken: "OW".into(), other: "AGENCY".into() };
    assert_eq!(reading.warnings, [contradicted]);
}

#[test]
fn claims_that_can_not_be_are_warnings() {
    let reading = read(png(u32::MAX, 1, None)).unwrap();
    assert_eq!((reading.article.images[0].width, reading.article.images[0].height), (None, None));
    assert!(matches!(&reading.warnings[..], [Warning::InvalidValue { field, .. }] if field == "width"));
    let whole = jpeg(400, 300, Some(&xmp(PROPERTIES)), None, None);
    for end in 3..whole.len() {
        let reading = read(whole[..end].to_vec()).unwrap();
        assert_eq!(reading.article.images[0].byte_size, Some(end as u64));
    }
    let bomb = xmp(&"<dc:a>".repeat(9000));
    let reading = read(jpeg(400, 300, Some(&bomb), None, None)).unwrap();
    assert!(matches!(reading.warnings[..], [Warning::BadMetadata { block: "XMP", .. }]));
    assert_eq!(read(b"no picture".to_vec()).map(|_| ()), Err(Unreadable::Picture));
}
