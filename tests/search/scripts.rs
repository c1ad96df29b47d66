//! Words in every script: inside runs, hidden from the tokenizer of the index, and written in several ways.

use dateline::{Archive, NewArticle, NewImage, Order, Query};

use crate::archive::{finds, uris};

/// An archive of articles by uri, language, headline and body, the newest last.
fn archive(articles: &[(&str, &str, &str, &str)]) -> Archive {
    let archive = Archive::in_memory().unwrap();
    for (day, (uri, language, headline, body)) in (1..).zip(articles) {
        let published = format!("2024-03-{day:02}T08:00Z").parse().unwrap();
        let mut article = NewArticle::new(*headline, *body).language(*language).published(published);
        article.uri = Some((*uri).into());
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    archive
}

fn asia() -> Archive {
    archive(&[
        ("tokyo", "ja", "首相官邸で会見", "東京都の知事が日本の首相と会った。"),
        ("kyoto", "ja", "京都の寺", "桜の季節。大阪から２０２４年に来た。"),
        ("china", "zh", "北京会议开幕", "会议在人民大会堂举行，首相没有来。"),
        ("seoul", "ko", "북한에서 온 편지", "서울의 기자가 북한을 말했다."),
        ("bangkok", "th", "ประเทศไทยเลือกตั้ง", "คนไทยไปเลือกตั้งในกรุงเทพ"),
        ("mixed", "ja", "AI技術2024年", "新しいAI技術とロボット。"),
    ])
}

#[test]
fn a_word_is_found_inside_a_run() {
    finds(
        &asia(),
        &[
            ("首相", "china tokyo"),
            ("京", "china kyoto tokyo"),
            ("京都", "kyoto tokyo"),
            ("東京都", "tokyo"),
            ("東都", ""),
            ("会议", "china"),
            ("会议开幕", "china"),
            ("议会", ""),
            ("북한", "seoul"),
            ("한을", "seoul"),
            ("한서", ""),
            ("ไทย", "bangkok"),
            ("เลือกตั้ง", "bangkok"),
            ("ロボット", "mixed"),
            ("ﾛﾎﾞｯﾄ", "mixed"),
            ("2024", "mixed kyoto"),
        ],
    );
}

#[test]
fn a_run_takes_operators_fields_quotes_and_stars_as_any_word() {
    finds(
        &asia(),
        &[
            ("首相 東京", "tokyo"),
            ("首相 -東京", "china"),
            ("桜 OR 北한 OR 북한", "seoul kyoto"),
            ("首相 (大阪 OR 会议)", "china"),
            ("-(首相 OR 京都)", "mixed bangkok seoul"),
            ("\"首相\"", "china tokyo"),
            ("首相*", "china tokyo"),
            ("\"首相官*\"", "tokyo"),
            ("headline:首相", "tokyo"),
            ("body:首相", "china tokyo"),
            ("body:官邸", ""),
            ("headline:京*", "china kyoto"),
            // What a query parts may stand together in the text, but not the other way round.
            ("body:\"桜 の\"", "kyoto"),
            ("body:\"会议 首相\"", ""),
            ("headline:ไทย -body:ไทย", ""),
            ("body:ไทย", "bangkok"),
        ],
    );
}

#[test]
fn words_of_several_scripts_stand_one_after_another() {
    finds(
        &asia(),
        &[
            ("AI技術", "mixed"),
            ("\"AI 技術\"", "mixed"),
            ("AI技術2024年", "mixed"),
            ("body:AI技術2024年", ""),
            ("headline:\"2024 年\"", "mixed"),
            ("\"2024年\"", "mixed kyoto"),
            ("\"技術 AI\"", ""),
            ("\"AI技*\"", "mixed"),
            ("AI", "mixed"),
            ("\"ai\"", "mixed"),
            ("a*", "mixed"),
            ("body:ai", "mixed"),
            ("body:\"ai\"", "mixed"),
            ("dek:ai", ""),
        ],
    );
}

#[test]
fn runs_are_found_under_pictures_and_by_name() {
    let archive = Archive::in_memory().unwrap();
    let one = NewImage::at("https://example.org/1.jpg").caption("首相官邸の前で", "時事通信");
    let other = NewImage::at("https://example.org/2.jpg").caption("Białe domy", "");
    let mut article = NewArticle::new("写真", "大臣").language("ja").image(one).image(other);
    article.people = vec!["田中花子".into(), "Łucja Żak".into()];
    article.byline = "文・山田太郎".into();
    article.uri = Some("photo".into());
    archive.write(|tx| tx.save(&article)).unwrap();
    finds(
        &archive,
        &[
            ("caption:首相", "photo"),
            ("caption:大臣", ""),
            ("caption:\"biale domy\"", "photo"),
            ("caption:biale", "photo"),
            ("caption:bia*", "photo"),
            ("credit:通信", "photo"),
            ("credit:首相", ""),
            // No phrase goes from one picture, or person, to the next.
            ("caption:\"前で biale\"", ""),
            ("\"田中花子 lucja\"", ""),
            ("person:\"田中花子\"", "photo"),
            ("person:田中", "photo"),
            ("person:\"lucja zak\"", "photo"),
            ("by:山田", "photo"),
        ],
    );
    let pictures = |query: &str| archive.search_images(&Query::from(query)).unwrap().images.len();
    assert_eq!(pictures("首相"), 1);
    assert_eq!(pictures("caption:官邸"), 1);
    assert_eq!(pictures("credit:時事"), 1);
    assert_eq!(pictures("caption:大臣"), 0);
    assert_eq!(pictures("\"biale domy\""), 1);
    assert_eq!(pictures("caption:bia*"), 1);
    let found = archive.search_images(&Query::from("首相")).unwrap();
    assert_eq!(found.images[0].captions[0].text.html(), "<mark>首相</mark>官邸の前で");
}

#[test]
fn letters_that_are_one_are_found_by_either_spelling() {
    let archive = archive(&[
        ("polish", "pl", "Białe domy w Łodzi", "Ulica Biała."),
        ("plain", "pl", "Biale domy", ""),
        ("danish", "da", "Ørsted i København", "Bygget i Ørsted"),
        ("german", "de", "Die Straße in Düsseldorf", "Am Bundes\u{AD}tag."),
        ("russian", "ru", "Чаи\u{306} и ёлка", ""),
        ("arabic", "ar", "كِتَاب جديد", ""),
        ("hebrew", "he", "שָׁלוֹם עולם", ""),
        ("hindi", "hi", "हिन्दी में समाचार", ""),
        ("wide", "en", "Ｆｅｒｒｙ １２ sails", ""),
    ]);
    finds(
        &archive,
        &[
            ("\"biale domy\"", "plain polish"),
            ("\"białe domy\"", "plain polish"),
            ("headline:\"Białe domy\"", "plain polish"),
            ("\"domy biale\"", ""),
            ("\"biale\"", "plain polish"),
            ("bial*", "plain polish"),
            ("\"biale dom*\"", "plain polish"),
            ("body:biala", "polish"),
            ("body:biale", ""),
            ("lodzi", "polish"),
            ("Orsted", "danish"),
            ("body:orsted", "danish"),
            ("headline:kobenhavn", "danish"),
            ("Dusseldorf", "german"),
            ("\"strasse in dusseldorf\"", "german"),
            ("\"bundestag\"", "german"),
            ("body:\"am bundestag\"", "german"),
            ("\"чай\"", "russian"),
            ("чай*", "russian"),
            ("елка", "russian"),
            ("\"елка\"", "russian"),
            ("كتاب", "arabic"),
            ("\"كتاب جديد\"", "arabic"),
            ("שלום", "hebrew"),
            ("\"שלום עולם\"", "hebrew"),
            ("हिन्दी", "hindi"),
            ("\"हिन्दी में\"", "hindi"),
            ("हिन्*", "hindi"),
            ("ferry", "wide"),
            ("\"ferry 12\"", "wide"),
            ("ｆｅｒ*", "wide"),
        ],
    );
}

#[test]
fn compounds_are_the_one_word_that_they_are_elsewhere() {
    let archive = archive(&[
        ("us", "en", "The US sends troops", "Nothing more."),
        ("tell", "en", "They tell us nothing", "We were told so."),
        ("dotted", "en", "The U.S. answers", "It flew F-16 jets."),
        ("agents", "en", "Multi-agents trade", "They lost 1,000 points."),
        ("plain", "en", "A multiagent trades", "An F16 cost 1000 crowns."),
        ("parted", "en", "Paper", "The infor-\nmation was kept."),
    ]);
    finds(
        &archive,
        &[
            ("U.S.", "dotted us"),
            ("headline:U.S.", "dotted us"),
            ("body:U.S.", ""),
            ("us", "dotted tell us"),
            ("\"U.S.\"", "dotted"),
            ("-U.S. us", "tell"),
            ("multi-agent", "plain agents"),
            ("multiagents", "plain agents"),
            ("\"multi-agent\"", ""),
            ("F-16", "plain dotted"),
            ("F16", "plain dotted"),
            ("body:F-16", "plain dotted"),
            ("1,000", "plain agents"),
            ("1000", "plain agents"),
            ("information", "parted"),
            // What an apostrophe parts is no other word: that would be "were".
            ("we're", ""),
        ],
    );
}

#[test]
fn an_acronym_is_in_capitals_in_a_text_that_has_small_letters_whatever_the_field() {
    let archive = archive(&[
        ("both", "en", "Why the US waits", "The US waits."),
        ("loud", "en", "Why the US waits", "TELL US MORE"),
        ("alone", "en", "Nothing", "US"),
        ("dotted", "en", "Nothing", "WHY THE U.S. WAITS"),
        ("long", "en", "The A.B.C.D.E.F.G. waits", "The ABCDEFG waits."),
    ]);
    finds(
        &archive,
        &[
            ("body:U.S.", "dotted both"),
            ("U.S.", "dotted loud both"),
            ("headline:U.S.", "loud both"),
            ("body:A.B.C.D.E.F.G.", ""),
        ],
    );
    let page = archive.search(&Query::from("headline:U.S. body:more")).unwrap();
    assert_eq!(page.hits[0].headline.html(), "Why the <mark>US</mark> waits");
    let page = archive.search(&Query::from("U.S. body:more").passages(40)).unwrap();
    assert_eq!(page.hits[0].passage.as_ref().unwrap().html(), "TELL US <mark>MORE</mark>");
}

#[test]
fn types_and_numbers_are_one_with_and_without_their_signs() {
    let archive = archive(&[
        ("jets", "en", "Two F-16s were lost", ""),
        ("network", "en", "The 5G masts", ""),
        ("wide", "ja", "会費は１，０００円", ""),
        ("persian", "fa", "او می\u{200C}خواهد برود", ""),
    ]);
    finds(
        &archive,
        &[
            ("F-16", "jets"),
            ("F16", "jets"),
            ("F-16s", "jets"),
            ("F16s", "jets"),
            ("5-G", "network"),
            ("1000", "wide"),
            ("1,000", "wide"),
            ("می خواهد", "persian"),
            ("میخواهد", "persian"),
            ("می\u{200C}خواهد", "persian"),
        ],
    );
    let page = archive.search(&Query::from("F-16")).unwrap();
    assert_eq!(page.hits[0].headline.html(), "Two <mark>F-16s</mark> were lost");
}

#[test]
fn what_was_asked_for_is_marked_in_every_script() {
    let archive = asia();
    let marked = |query: &str| {
        let page = archive.search(&Query::from(query).order(Order::Newest)).unwrap();
        let headlines = page.hits.iter().map(|hit| hit.headline.html());
        headlines.collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(marked("headline:首相"), "<mark>首相</mark>官邸で会見");
    assert_eq!(marked("북한"), "<mark>북한</mark>에서 온 편지");
    assert_eq!(marked("ไทย"), "ประเทศ<mark>ไทย</mark>เลือกตั้ง");
    assert_eq!(marked("AI技術"), "<mark>AI技術</mark>2024年");
    assert_eq!(marked("\"技術 2024\""), "AI<mark>技術2024</mark>年");
}

#[test]
fn a_word_of_a_run_scores_by_its_occurrences() {
    let archive = archive(&[
        ("often", "ja", "港の船", "港の船。港に船。港。"),
        ("once", "ja", "船の話", "小さな港。とても静かだ。"),
        ("never", "ja", "山の話", "雪。"),
    ]);
    for query in ["港", "港 船", "body:港", "\"港 の船\" OR 港"] {
        let page = archive.search(&Query::from(query).order(Order::BestMatch)).unwrap();
        assert!(uris(&page).starts_with("often"), "{query}: {}", uris(&page));
    }
    let explained = archive.explain(&Query::from("body:港").order(Order::BestMatch)).unwrap();
    let often = &explained.hits[0].terms[0];
    assert_eq!((often.in_headline, often.elsewhere), (0, 3));
    assert!(explained.plan.clauses[0][0].phrases[0].is_confirmed);
    assert!(explained.to_string().contains("港* and confirmed by the text in body"), "{explained}");
}

#[test]
fn a_standing_query_finds_words_inside_runs() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            tx.add_standing_query("官邸", &"body:官邸".into())?;
            let hit = tx.save(&NewArticle::new("会見", "首相官邸で話した。").language("ja"))?;
            tx.save(&NewArticle::new("官邸", "別の話。").language("ja"))?;
            Ok(hit.id.unwrap())
        })
        .and_then(|hit| {
            let new = archive.read(|snapshot| snapshot.new_for("官邸", "desk", 10))?;
            assert_eq!(new.answering, [hit]);
            Ok(())
        })
        .unwrap();
}
