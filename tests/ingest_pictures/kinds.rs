//! Each kind of picture file, and what cameras write.

use dateline::ingest::{Format, Unreadable, Warning};

use crate::build::{Value, gif, jpeg, png, png_deflated, tiff_of, webp, xmp};
use crate::read;

const CAPTION: &str =
    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The quay.</rdf:li></rdf:Alt></dc:description>";

#[test]
fn every_kind_says_its_size_and_its_words() {
    let packet = xmp(CAPTION);
    let tiff =
        tiff_of(vec![(256, Value::Short(640)), (257, Value::Short(480)), (270, Value::Text("The quay."))]);
    for (file, media_type) in [
        (jpeg(640, 480, Some(&packet), None, None), "image/jpeg"),
        (png(640, 480, Some(&packet)), "image/png"),
        (png_deflated(640, 480, &packet), "image/png"),
        (webp(640, 480, Some(&packet), None), "image/webp"),
        (gif(640, 480, Some(&packet)), "image/gif"),
        (tiff, "image/tiff"),
    ] {
        let reading = read(file).unwrap();
        assert_eq!((reading.format, &reading.warnings[..]), (Format::Picture, &[][..]), "{media_type}");
        let image = &reading.article.images[0];
        assert_eq!(image.media_type.as_deref(), Some(media_type));
        assert_eq!((image.width, image.height), (Some(640), Some(480)), "{media_type}");
        assert_eq!(image.captions[0].text, "The quay.", "{media_type}");
    }
}

/// What a camera writes, with the picture on a side or not.
fn exif(orientation: u16) -> Vec<u8> {
    let taken = vec![(0x9003, Value::Text("2024:03:04 09:30:00")), (0x9011, Value::Text("+01:00"))];
    let place = vec![
        (1, Value::Text("N")),
        (2, Value::Ratios([(59, 1), (54, 1), (4860, 100)])),
        (3, Value::Text("W")),
        (4, Value::Ratios([(10, 1), (30, 1), (0, 1)])),
    ];
    tiff_of(vec![
        (0x0112, Value::Short(orientation)),
        (0x013B, Value::Text("Lasse Bruun")),
        (0x8769, Value::Directory(taken)),
        (0x8825, Value::Directory(place)),
    ])
}

#[test]
fn a_camera_says_when_and_where_and_how_it_was_held() {
    for (orientation, size) in [
        (0, (640, 480)),
        (1, (640, 480)),
        (4, (640, 480)),
        (5, (480, 640)),
        (6, (480, 640)),
        (8, (480, 640)),
        (9, (640, 480)),
    ] {
        let exif = exif(orientation);
        for file in [jpeg(640, 480, None, None, Some(&exif)), webp(640, 480, None, Some(&exif))] {
            let reading = read(file).unwrap();
            assert_eq!(reading.warnings, []);
            let image = &reading.article.images[0];
            assert_eq!((image.width, image.height), (Some(size.0), Some(size.1)), "{orientation}");
            assert_eq!(image.captured, Some("2024-03-04T09:30:00+01:00".parse().unwrap()));
            assert_eq!(image.creator, "Lasse Bruun");
            let place = &reading.article.extra["location"];
            // 59° 54' 48.6" north, 10° 30' west.
            assert_eq!((&place["latitude"], &place["longitude"]), (&59.9135.into(), &(-10.5).into()));
        }
    }
}

#[test]
fn a_file_that_ends_too_early_is_cut_off() {
    let packet = xmp(CAPTION);
    // A thumbnail has an end of its own.
    let mut thumbnail = exif(1);
    thumbnail.extend(b"\xFF\xD8\xFF\xD9");
    for (whole, cut) in [
        (jpeg(640, 480, Some(&packet), None, Some(&thumbnail)), 2),
        (png(640, 480, Some(&packet)), 12),
        (webp(640, 480, Some(&packet), None), 3),
        (gif(640, 480, Some(&packet)), 1),
    ] {
        assert_eq!(read(whole.clone()).unwrap().warnings, []);
        let reading = read(whole[..whole.len() - cut].to_vec()).unwrap();
        assert_eq!(reading.warnings, [Warning::CutOff], "{:?}", &whole[..8]);
    }
}

#[test]
fn an_icon_without_a_word_is_no_picture_of_the_news() {
    for (width, height) in [(16, 16), (1200, 99), (199, 200)] {
        assert_eq!(read(png(width, height, None)).unwrap_err(), Unreadable::Icon, "{width} × {height}");
        assert!(read(png(width, height, Some(&xmp(CAPTION)))).is_ok());
    }
    assert!(read(png(200, 200, None)).is_ok());
}
