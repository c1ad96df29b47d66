//! Words, phrases, prefixes and how terms go together.

use dateline::{Archive, NewArticle, NewImage, Note, Order, Query, Term};

use crate::archive::{VISIBLE, archive, finds, uris};

#[test]
fn words_match_by_form() {
    finds(
        &archive(),
        &[
            ("troop", "troops"),
            ("TROOPS", "troops"),
            ("visit", "visit troops"),
            ("visited", "visit troops"),
            ("american", "oil troops"),
            ("bridge", "visit troops"),
            ("securing", "oil visit"),
            ("Hafen", "hafen"),
            ("haus", "hafen"),
            ("STRASSE", "hafen"),
            ("etudiant", "scrutin"),
            ("elections", "scrutin visit"),
            ("ÉLECTION", "scrutin visit"),
            ("eleicoes", "eleicoes"),
            ("porto", "porto eleicoes"),
            ("東京の港", "tokyo"),
        ],
    );
}

#[test]
fn a_stem_counts_in_its_own_language_only() {
    // German stems of these are "new" and "rat", which the English headline "New rats …" holds.
    finds(&archive(), &[("news", "news"), ("rates", "news"), ("rat", "rats")]);
}

#[test]
fn quotes_are_exact() {
    finds(
        &archive(),
        &[
            ("\"troop\"", ""),
            ("\"troops\"", "troops"),
            ("\"visit\"", "troops"),
            ("\"visits\"", "visit"),
            ("\"americans\"", ""),
            ("\"American ships\"", "troops"),
            ("\"american ship\"", ""),
            ("\"white house\"", "news"),
            ("\"white houses\"", "news"),
            ("\"house white\"", ""),
            ("\"ELECTIONS\"", "scrutin visit"),
            // Stems that no article holds as words.
            ("\"secur\"", ""),
            ("\"haf\"", ""),
            ("\"famili\"", ""),
        ],
    );
}

#[test]
fn prefixes_are_beginnings_of_words_and_not_of_stems() {
    finds(
        &archive(),
        &[
            ("secur*", "oil visit"),
            ("haf*", "hafen"),
            ("famil*", "visit"),
            ("famili*", ""),
            ("\"white hou\"*", "news"),
            ("\"american sh*\"", "troops"),
            ("東京*", "tokyo"),
            ("élec*", "scrutin visit"),
        ],
    );
}

#[test]
fn parts_of_a_word_stand_one_after_another() {
    finds(
        &archive(),
        &[
            ("U.S.", "troops"),
            ("al-Qaeda", "troops"),
            ("\"al-qaeda\"", "troops"),
            ("qaeda-al", ""),
            ("O'Brien", "visit"),
            ("O\u{2019}BRIEN", "visit"),
            ("2,500", "visit"),
            ("500,2", ""),
            ("multi-agent", "oil"),
            // As typed or each by its stem, which is the word as printed here.
            ("multi-agents", "oil"),
            ("\"multi-agents\"", ""),
        ],
    );
}

#[test]
fn a_word_beside_a_newer_sign_is_found() {
    finds(
        &archive(),
        &[("Baku", "oil"), ("won gold OR baku", "oil"), ("500", "oil visit"), ("₽500", "oil visit")],
    );
}

#[test]
fn composed_and_decomposed_letters_are_one() {
    for (language, composed, decomposed) in
        [("ru", "Андрей", "Андреи\u{306}"), ("fr", "élus", "e\u{301}lus"), ("el", "νέα", "νε\u{301}α")]
    {
        for (printed, typed) in [(composed, decomposed), (decomposed, composed), (decomposed, decomposed)] {
            let archive = Archive::in_memory().unwrap();
            let article = NewArticle::new(printed, "").language(language).person(printed).tag(printed);
            archive.write(|tx| tx.save(&article)).unwrap();
            for query in [typed.to_owned(), format!("tag:{typed}"), format!("person:{typed}")] {
                assert_eq!(archive.search(&Query::from(&*query)).unwrap().hits.len(), 1, "{query} {printed}");
            }
        }
    }
}

#[test]
fn a_field_confines_words() {
    finds(
        &archive(),
        &[
            ("headline:visiting", "visit"),
            ("headline:american", ""),
            ("headline:\"oil prices\"", "oil"),
            ("headline:brid*", "visit"),
            ("dek:american", "troops"),
            ("dek:\"the sea\"", "news"),
            ("body:american", "oil"),
            ("body:secur*", "oil visit"),
            ("body:troops", ""),
            ("caption:soldiers", "troops"),
            ("caption:bridge*", "visit troops"),
            ("caption:president", ""),
            ("credit:newswire", "troops"),
            ("credit:smith", "visit"),
            ("credit:\"tom okafor\"", "troops"),
            ("-headline:visit visit", "troops"),
        ],
    );
}

#[test]
fn terms_go_together() {
    finds(
        &archive(),
        &[
            ("", VISIBLE),
            ("american prices", "oil"),
            ("american AND prices", "oil"),
            ("american \"tokyo\"", ""),
            ("oil OR troops", "oil troops"),
            ("american oil OR dawn", "oil troops"),
            ("american oil OR sunset", "oil"),
            ("american -oil", "troops"),
            ("american NOT oil", "troops"),
            ("american -\"oil prices\"", "troops"),
            ("american -secur*", "troops"),
            ("visit -tag:Defence", "visit"),
            ("oil OR tag:Defence", "oil troops"),
            ("tag:Defence OR tag:Energy OR Hafen", "hafen oil troops"),
            ("-lang:en", "tokyo porto eleicoes scrutin hafen"),
            ("-lang:en -lang:pt -tokyo -東京の港", "scrutin hafen"),
            ("-rise -visit -rat -lang:pt -lang:ja", "scrutin hafen"),
            ("\"the\" -\"the\"", ""),
        ],
    );
}

#[test]
fn where_no_article_has_all_words_those_with_some_answer() {
    let archive = archive();
    for (text, expected) in [
        ("american tokyo", "oil troops"),
        ("the american and the tokyo", "oil troops"),
        ("american tokyo -oil", "troops"),
        ("american tokyo tag:Defence", "troops"),
        ("american tokyo by:nobody", ""),
    ] {
        let page = archive.search(&Query::from(text).order(Order::Newest)).unwrap();
        let is_relaxed = !expected.is_empty();
        assert_eq!(
            (uris(&page), page.notes.contains(&Note::Relaxed)),
            (expected.into(), is_relaxed),
            "{text}"
        );
    }
}

#[test]
fn a_phrase_crosses_from_no_item_to_the_next() {
    finds(
        &archive(),
        &[
            ("night house", "visit"),
            ("\"night house\"", ""),
            ("caption:\"night house\"", ""),
            ("elections parliament", "visit"),
            ("\"elections parliament\"", ""),
            ("jones ben", "visit"),
            ("\"jones ben\"", ""),
            ("\"bridges president\"", ""),
        ],
    );
}

#[test]
fn the_tokens_of_the_index_can_not_be_asked_for() {
    let archive = archive();
    for token in ["\u{E001}h", "\u{E001}i", "\u{E001}t1", "\u{E001}len"] {
        let asked = [
            Query::from(token),
            Query::from(&*format!("\"{token}\"")),
            Query::new().word(token),
            Query::new().phrase(token),
            Query::new().all_of([Term::Words {
                words: vec![token.into()],
                matching: dateline::Matching::Exact,
                field: None,
            }]),
        ];
        for query in asked {
            assert_eq!(uris(&archive.search(&query).unwrap()), "", "{query}");
        }
    }
    assert_eq!(uris(&archive.search(&Query::new().phrase("elections \u{E000} parliament")).unwrap()), "");
}

#[test]
fn a_caption_in_another_language_is_found_by_its_own_forms() {
    let archive = Archive::in_memory().unwrap();
    let mut picture = NewImage::at("https://example.org/quay.jpg").caption("Deux pêcheurs au port.", "Vale");
    picture.captions[0].language = Some("fr".into());
    let article = NewArticle::new("Crab quota is cut", "Boats stay moored.").language("en").image(picture);
    archive.write(|tx| tx.save_all(&[article, NewArticle::new("Zwei Häfen", "").language("de")])).unwrap();
    // French makes "pêcheur" of both, English "boat" of "boats".
    for (query, found) in [("pêcheur", 1), ("boat", 1), ("lang:fr", 0), ("lang:en pecheur", 1)] {
        assert_eq!(archive.search(&Query::from(query)).unwrap().hits.len(), found, "{query}");
    }
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_transaction_finds_what_it_wrote() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            let first = tx.save(&NewArticle::new("Ferry", ""))?;
            assert_eq!(tx.search_ids(&"ferry".into())?.hits, [first.id.unwrap()]);
            tx.save(&NewArticle::new("Another ferry", ""))?;
            assert_eq!(tx.search_ids(&"ferry".into())?.hits.len(), 2);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_form_counts_in_its_own_language_only() {
    let archive = Archive::in_memory().unwrap();
    let save = |uri: &str, language: &str, headline: &str| {
        let mut article = NewArticle::new(headline, "").language(language);
        article.uri = Some(uri.into());
        archive.write(|tx| tx.save(&article)).unwrap();
    };
    save("feeling", "en", "Fingers went numb");
    save("count", "en", "A number of fingers");
    // German makes "numb" of either, and English leaves "number" as it is.
    save("german", "de", "Numben am Hafen");
    let found = |text: &str| {
        let page = archive.search(&Query::from(text)).unwrap();
        let mut uris: Vec<_> = page.hits.iter().map(|hit| hit.uri.clone()).collect();
        uris.sort();
        uris.join(" ")
    };
    assert_eq!(found("number"), "count german");
    assert_eq!(found("numb"), "feeling german");
}
