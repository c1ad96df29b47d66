//! Any text is a query, reads back as it was written, and is answered in every order.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline::{Archive, NewArticle, NewImage, Order, Query};
use libfuzzer_sys::fuzz_target;

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let archive = Archive::in_memory().unwrap();
    let texts = [
        ("en", "Harbour bridge opens", "The U.S. troops visited al-Qaeda's bridge, O'Brien said."),
        ("de", "Häfen öffnen", "Die Straße und der Hafen: news."),
        ("ar", "العراق في نيسان", "بغداد"),
        ("he", "ירושלים", "שָׁלוֹם הממשלה"),
        ("ja", "東京のニュース", "北京大学 won🥇"),
        ("th", "กรุงเทพ", "ข่าว"),
    ];
    for (number, (language, headline, body)) in texts.into_iter().enumerate() {
        let article = NewArticle::new(headline, body)
            .language(language)
            .published(format!("20{:02}-04-29", 10 + number).parse().unwrap())
            .publication("The Ostermere Courier")
            .section("World")
            .credit("Ada Fennick")
            .person("Seán O\u{2019}Brien")
            .tag("R&D")
            .image(NewImage::at("https://example.org/a.jpg").caption("The bridge", "AP"));
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    archive
});

fuzz_target!(|text: &str| {
    let query = Query::from(text);
    let written = query.to_string();
    assert_eq!(Query::from(&*written), query, "{written}");
    assert!(query.notes().len() <= 32);
    for query in [query, Query::new().word(text).by(text).tag(text), Query::new().phrase(text).prefix(text)] {
        let count = ARCHIVE.count(&query).unwrap();
        for order in [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest] {
            let begun = Instant::now();
            let page = ARCHIVE.search(&query.clone().order(order).limit(2)).unwrap();
            assert!(begun.elapsed() < Duration::from_millis(1500));
            assert!(page.hits.len() <= 2 && page.hits.len() <= page.total.count);
            if page.total.is_exact && count.is_exact {
                assert_eq!(page.total, count);
            }
        }
    }
});
