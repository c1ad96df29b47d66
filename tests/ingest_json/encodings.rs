//! Bytes in other encodings than UTF-8, of pages and of JSON.

use dateline::ingest::{self, Unreadable, Warning};
use encoding_rs::{EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};

const RUSSIAN: &str =
    "Мост открыли на рассвете\n\nПервые машины проехали по новому мосту в семь часов утра, сообщает порт.\n";

#[track_caller]
fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_gaps) = encoding.encode(text);
    assert!(!has_gaps);
    bytes.into_owned()
}

#[test]
fn the_encoding_of_a_page_is_inferred() {
    for (encoding, text) in [
        (WINDOWS_1251, RUSSIAN),
        (
            WINDOWS_1252,
            "La mère du gardien\n\nElle a quitté le phare à l’aube, après quarante étés passés là‑haut.\n"
                .replace('‑', "-")
                .as_str(),
        ),
        (
            WINDOWS_1253,
            "Η γέφυρα άνοιξε\n\nΤα πρώτα αυτοκίνητα πέρασαν τη νέα γέφυρα στις επτά το πρωί της Δευτέρας.\n",
        ),
        (SHIFT_JIS, "橋が開通した\n\n月曜日の朝七時、最初の車が新しい橋を渡ったと港湾局が発表した。\n"),
        (GBK, "大桥通车\n\n港务局说，周一早上七点，第一批汽车驶过新桥。\n"),
        (EUC_KR, "다리가 열렸다\n\n월요일 아침 일곱 시에 첫 차가 새 다리를 건넜다고 항만청이 밝혔다.\n"),
    ] {
        let bytes = encoded(encoding, text);
        let reading = &ingest::read(&bytes, "page.txt").unwrap().articles[0];
        assert_eq!(reading.article, ingest::read(text.as_bytes(), "page.txt").unwrap().articles[0].article);
        assert_eq!(reading.warnings[0], Warning::Encoding(encoding.name()));
        assert_eq!(ingest::text(&bytes).unwrap(), text);
    }
}

#[test]
fn marks_say_utf_16_and_utf_32() {
    let text = "\u{FEFF}Keeper léaves 🗼\r\n\r\nShe locked the door at nine and rowed home.\r\n";
    let expected = ingest::read(text.as_bytes(), "a.txt").unwrap();
    assert_eq!(expected.articles[0].article.headline, "Keeper léaves 🗼");
    let json = "\u{FEFF}{\"headline\": \"Fog\"}\n{\"headline\": \"Réve 🗼\"}";
    let encodings: [fn(&str) -> Vec<u8>; 4] = [
        |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        |text: &str| text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
    ];
    for encode in encodings {
        let bytes = encode(text);
        assert_eq!(ingest::read(&bytes, "a.txt").unwrap(), expected);
        assert_eq!(ingest::text(&bytes).unwrap(), text);
        let readings = ingest::read(&encode(json), "a.json").unwrap();
        assert_eq!(crate::headlines(&readings), ["Fog", "Réve 🗼"]);
        let cut = &bytes[..bytes.len() - 1];
        assert!(matches!(ingest::read(cut, "a.txt"), Err(Unreadable::Encoding(_))));
    }
    let unmarked: Vec<u8> =
        json.trim_start_matches('\u{FEFF}').encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(ingest::read(&unmarked, "a.json").unwrap().articles.len(), 2);
}

#[test]
fn what_cannot_be_decoded_is_refused() {
    let unreadable = |bytes: &[u8]| match ingest::read(bytes, "page.txt") {
        Err(Unreadable::Encoding(encoding)) => encoding,
        other => panic!("{other:?}"),
    };
    // UTF-8 but for a byte: another encoding would spoil all the rest.
    let mut broken = RUSSIAN.as_bytes().to_vec();
    broken[20] = 0xFF;
    assert_eq!(unreadable(&broken), "UTF-8");
    assert_eq!(unreadable(&RUSSIAN.as_bytes()[..RUSSIAN.len() - 3]), "UTF-8");
    // A sound.
    unreadable(b"\xFF\xFB\x90\xE0\x10\x4A\x46\x49\x46\x01\x01\x02\x90\x81\xFE");
    assert_eq!(unreadable(b"\xFF\xFE\x00\xD8a\0"), "UTF-16LE");
    // The accents of a Mac, which has no name here.
    let mac = b"Le phare ferm\x8E \x88 l\xD5\x8Et\x8E, apr\x8Fs quarante \x8Et\x8Es";
    assert_eq!(unreadable(mac), "windows-1252");
    let json = [b"{\"headline\": \"".as_slice(), mac, b"\"}"].concat();
    let warning = ingest::read(&json, "a.json").unwrap().warnings[0].to_string();
    assert_eq!(warning, "record 1, line 1: it has bytes that can't be read as windows-1252");
    let said = ingest::read(&broken, "page.txt").unwrap_err().to_string();
    assert_eq!(said, "it has bytes that can't be read as UTF-8");
}

#[test]
fn one_byte_in_an_ascii_page_is_of_its_encoding() {
    let reading =
        &ingest::read(b"Caf\xE9 at the pier\n\nIt opened on Monday after two years of work.\n", "a.txt")
            .unwrap()
            .articles[0];
    assert_eq!(reading.article.headline, "Café at the pier");
    assert_eq!(reading.warnings, [Warning::Encoding("windows-1252")]);
}

#[test]
fn a_stream_of_another_encoding_is_decoded() {
    // The second byte of 表 is a backslash in Shift_JIS, that of ボ a brace.
    for (encoding, headline) in [
        (WINDOWS_1251, "Мост открыли на рассвете, сообщает порт"),
        (SHIFT_JIS, "代表ボート部は月曜日の朝に橋を渡った。港は休みだった。"),
    ] {
        let records: Vec<String> =
            (0..3000).map(|n| format!("{{\"headline\": \"{headline} {n}\"}}\n")).collect();
        let bytes = encoded(encoding, &records.concat());
        assert!(bytes.len() > 128 << 10);
        let readings = ingest::read(&bytes, "a.jsonl").unwrap();
        assert_eq!(readings.warnings, []);
        assert_eq!(readings.articles.len(), 3000);
        assert_eq!(readings.articles[2999].article.headline, format!("{headline} 2999"));
        assert_eq!(readings.articles[0].warnings, [Warning::Encoding(encoding.name())]);
        assert!(readings.articles[1..].iter().all(|reading| reading.warnings.is_empty()));
    }
}

#[test]
fn a_record_of_another_encoding_is_decoded_by_itself() {
    let filler = "{\"headline\": \"Fog over the pier\"}\n".repeat(3000);
    let mut bytes = filler.clone().into_bytes();
    bytes.extend(encoded(WINDOWS_1251, "{\"headline\": \"Мост открыли на рассвете, сообщает порт\"}\n"));
    bytes.extend("{\"headline\": \"Мост\"}\n".as_bytes());
    bytes.extend("{\"headline\": \"Мост открыли".as_bytes());
    bytes.extend(b"\xFF\"}\n");
    bytes.extend(filler.as_bytes());
    let readings = ingest::read(&bytes, "a.jsonl").unwrap();
    assert_eq!(readings.articles.len(), 6002);
    let reading = &readings.articles[3000];
    assert_eq!(reading.article.headline, "Мост открыли на рассвете, сообщает порт");
    assert_eq!(reading.warnings, [Warning::Encoding("windows-1251")]);
    assert_eq!(readings.articles[3001].article.headline, "Мост");
    assert_eq!(readings.warnings.len(), 1);
    assert_eq!(
        readings.warnings[0].to_string(),
        "record 3003, line 3003: it has bytes that can't be read as UTF-8"
    );
}

/// Files are put together of what several programs wrote.
#[test]
fn good_records_of_utf_8_are_read_whatever_stands_before_them() {
    let record = |headline: &str| format!("{{\"headline\": \"{headline}\"}}\n").into_bytes();
    let ascii = record("Fog over the pier");
    let stray = b"\xFF\xFE garbage\n".to_vec();
    let utf_8 = record("Café près du port");
    let latin = encoded(WINDOWS_1252, "{\"headline\": \"La crème du café\"}\n");
    let japanese = record("橋が開通した");
    let nul = b"{\"headline\": \"Nul\x00in it\"}\n".to_vec();

    let bytes = [&*ascii, &stray, &utf_8, &ascii.repeat(5000), &japanese, &nul].concat();
    let readings = ingest::read(&bytes, "a.jsonl").unwrap();
    assert_eq!(readings.articles.len(), 5004, "{:?}", readings.warnings);
    let headline = |at: usize| &*readings.articles[at].article.headline;
    assert_eq!((headline(1), headline(5002)), ("Café près du port", "橋が開通した"));
    assert!(readings.articles.iter().all(|reading| reading.warnings.is_empty()));

    let bytes = [&*latin, &latin, &latin, &utf_8, &latin, &utf_8].concat();
    let readings = ingest::read(&bytes, "a.jsonl").unwrap();
    assert_eq!(
        crate::headlines(&readings),
        [["La crème du café"; 3].as_slice(), &["Café près du port", "La crème du café", "Café près du port"]]
            .concat()
    );
    assert_eq!(readings.articles[0].warnings, [Warning::Encoding("windows-1252")]);
}

#[test]
fn a_page_in_utf_16_without_a_mark_is_read() {
    let page = "Мост открыт\n\nПаром сделал последний рейс вечером.\n";
    let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        let readings = dateline::ingest::read(&bytes, "page.txt").unwrap();
        assert_eq!(readings.articles[0].article.headline, "Мост открыт");
    }
}
