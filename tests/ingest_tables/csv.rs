//! CSV in its dialects.

use dateline::ingest::{self, Format, Hint, MAX_ROW_BYTES, Mapping, Readings, Unreadable};

fn read(text: &str) -> Readings {
    ingest::read(text.as_bytes(), "week.csv").unwrap()
}

fn headlines(readings: &Readings) -> Vec<&str> {
    readings.articles.iter().map(|reading| &*reading.article.headline).collect()
}

#[test]
fn columns_go_by_their_names() {
    let readings = read(
        "Title,publish_date,Authors,Source,articleBody,Keywords,image_url,Views\n\
         Fog on the Vell,2024-03-04T06:00Z,\"Noor Haddad, Piet Saarinen\",The Ostermere Courier,\"It came at dawn.\n\nIt stayed.\",\
         \"Weather, Port\",https://courier.example/fog.jpg,12\n",
    );
    assert_eq!(readings.warnings, []);
    let reading = &readings.articles[0];
    let article = &reading.article;
    assert_eq!((reading.format, reading.number), (Format::Csv, 1));
    assert_eq!(article.headline, "Fog on the Vell");
    assert_eq!(article.published, Some("2024-03-04T06:00Z".parse().unwrap()));
    let names: Vec<_> = article.credits.iter().map(|credit| &*credit.name).collect();
    assert_eq!(names, ["Noor Haddad", "Piet Saarinen"]);
    assert_eq!(article.publication.as_ref().unwrap().title, "The Ostermere Courier");
    assert_eq!(article.body, "It came at dawn.\n\nIt stayed.");
    let tags: Vec<_> = article.tags.iter().map(|tag| &*tag.name).collect();
    assert_eq!(tags, ["Weather", "Port"]);
    assert_eq!(article.images[0].urls, ["https://courier.example/fog.jpg"]);
    assert_eq!(article.extra["Views"], "12");
}

#[test]
fn the_signs_between_columns_are_found() {
    for sign in [",", ";", "\t", "|"] {
        let text = format!("title{sign}url\nFog, and rain{sign}https://courier.example/fog\n")
            .replace("Fog, and rain", "\"Fog, and rain\"");
        let readings = read(&text);
        assert_eq!(headlines(&readings), ["Fog, and rain"]);
        assert_eq!(readings.articles[0].article.url.as_deref(), Some("https://courier.example/fog"));
    }
    let said = read("\u{FEFF}sep=;\r\ntitle;url\r\nFog;https://courier.example/fog\r\n\r\n");
    assert_eq!(headlines(&said), ["Fog"]);
}

#[test]
fn the_content_tells_a_table_whatever_its_name() {
    let text = b"title,url\nFog,https://courier.example/fog\n";
    assert_eq!(ingest::read(text, "week.txt").unwrap().articles[0].format, Format::Csv);
    let page = b"Fog, and the url of the harbour\n\nIt came at dawn, by title.\n";
    assert_eq!(ingest::read(page, "page.txt").unwrap().articles[0].format, Format::PageText);
}

#[test]
fn other_encodings_are_read() {
    let (text, _, _) = encoding_rs::UTF_8.encode("title,url\nÜber die Brücke,https://courier.example/a\n");
    let latin: Vec<u8> = String::from_utf8(text.to_vec()).unwrap().chars().map(|c| c as u32 as u8).collect();
    let readings = ingest::read(&latin, "week.csv").unwrap();
    assert_eq!(headlines(&readings), ["Über die Brücke"]);
    assert_eq!(readings.articles[0].warnings.len(), 1);
}

#[test]
fn one_bad_row_costs_no_other() {
    let readings = read("title,url,body\nFog,https://courier.example/fog,It came.\n,,\nRain,u,b,more\n");
    assert_eq!(headlines(&readings), ["Fog", "Rain"]);
    assert_eq!(readings.articles[1].article.extra["column 4"], "more");
    assert_eq!(readings.warnings[0].to_string(), "record 2, line 3: neither text, picture nor id");
    let open = read("title,url,body\nFog,https://courier.example/fog,It came.\n\"Rain,u,b\nSnow,u,b\n");
    assert_eq!(headlines(&open), ["Fog"]);
    assert_eq!(open.warnings[0].to_string(), "record 2, line 3: a text in quotes does not end");
}

#[test]
fn a_table_without_a_text_is_an_error_that_names_its_columns() {
    let error = ingest::read(b"ueberschrift,wert\nNebel,1\n", "week.csv").unwrap_err();
    assert_eq!(error, Unreadable::NoText("`ueberschrift`, `wert`".into()));
    let mapping: Mapping = "Ueberschrift=headline".parse().unwrap();
    let readings =
        ingest::read(b"ueberschrift,wert\nNebel,1\n", Hint::name("week.csv").mapping(&mapping)).unwrap();
    assert_eq!(headlines(&readings), ["Nebel"]);
}

#[test]
fn a_row_without_end_is_an_error() {
    let text = format!("title,url\nFog,u\n\"{}", "x".repeat(MAX_ROW_BYTES + (1 << 20)));
    let readings = read(&text);
    assert_eq!(headlines(&readings), ["Fog"]);
    assert!(readings.warnings[0].to_string().starts_with("damaged CSV: a row is too long"));
}

#[test]
fn more_columns_than_a_table_has_are_refused() {
    let error =
        ingest::read(format!("title,url{}\n", ",a".repeat(100_000)).as_bytes(), "week.csv").unwrap_err();
    assert_eq!(error.to_string(), "damaged CSV: it has more than 10000 columns");
    let many = format!("title{}\n", ",a".repeat(10_000_000));
    let error = ingest::read(many.as_bytes(), "week.csv").unwrap_err();
    assert!(error.to_string().starts_with("damaged CSV: a row is too long"), "{error}");
}

#[test]
fn rows_and_values_beyond_the_limits() {
    let readings = read(&format!("title,url\nFog{}\nRain,a\n", ",a".repeat(10_000)));
    assert_eq!(headlines(&readings), ["Rain"]);
    assert_eq!(readings.warnings[0].to_string(), "record 1, line 2: it has more than 10000 columns");
    let readings = read(&format!("title,tags\nFog,\"{}\"\n", "fog, ".repeat(30_000)));
    assert_eq!(readings.articles[0].warnings, [ingest::Warning::TooMany("tags")]);
    assert_eq!(readings.articles[0].article.tags.len(), 20_000);
}
