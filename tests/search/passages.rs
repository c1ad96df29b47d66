//! The passage and the captions of a hit.

use dateline::{Archive, Hit, NewArticle, NewCaption, NewImage, Query};

const BODY: &str = "The bridge opened on Monday after two years. Mayor Ada Fennick crossed it first.\n\n\
                    Tolls are two crowns a car. Cyclists pay nothing.";

fn archive() -> Archive {
    let caption = |language: &str, text: &str, credit: &str| NewCaption {
        language: Some(language.into()),
        text: text.into(),
        credit: credit.into(),
        ..NewCaption::default()
    };
    let mut both = NewImage::at("https://example.org/pier.jpg");
    both.captions = vec![
        caption("en", "The piers at night.", "Joram Vale"),
        caption("fr", "Les jetées, la nuit.", "Agence du Phare"),
    ];
    let plain = NewImage::at("https://example.org/car.jpg").caption("The first car.", "NPA/JORAM VALE");
    let article = |uri: &str, headline: &str, body: &str| {
        let article = NewArticle::new(headline, body).language("en").published("2024-03-04".parse().unwrap());
        NewArticle { uri: Some(uri.into()), ..article }
    };
    let archive = Archive::in_memory().unwrap();
    let mut dek = article("dek", "Nothing but a dek", "");
    dek.dek = "It asks for tolls, and for nothing else at all.".into();
    let articles = [
        article("bridge", "Bridge opens", BODY).image(both).image(plain),
        dek,
        article("bare", "Only tolls", ""),
        NewArticle {
            language: Some("fr".into()),
            ..article("pont", "Le pont", "Le pont est ouvert. On ne demande pas de péages.")
        },
    ];
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

fn hit(archive: &Archive, query: &Query, uri: &str) -> Hit {
    let page = archive.search(query).unwrap();
    page.hits.into_iter().find(|hit| hit.uri == uri).unwrap_or_else(|| panic!("{query}: no {uri}"))
}

fn bracketed(html: String) -> String {
    html.replace("<mark>", "[").replace("</mark>", "]")
}

#[test]
fn a_passage_is_of_the_body_or_else_of_the_dek() {
    let archive = archive();
    for (query, uri, passage) in [
        ("toll", "bridge", Some("…[Tolls] are two crowns a car. Cyclists…")),
        ("\"tolls are\" OR cyclists", "bridge", Some("…[Tolls are] two crowns a car. [Cyclists]…")),
        ("toll", "dek", Some("It asks for [tolls], and for nothing else…")),
        ("toll", "bare", None),
        ("peage", "pont", Some("…On ne demande pas de [péages].")),
        // Found in the headline alone, and in a field that is not the body.
        ("opens", "bridge", Some("The bridge [opened] on Monday after two…")),
        ("headline:bridge", "bridge", Some("The bridge opened on Monday after two…")),
        ("lang:en", "bridge", Some("The bridge opened on Monday after two…")),
    ] {
        let found = hit(&archive, &Query::from(query).passages(39), uri).passage;
        assert_eq!(found.map(|found| bracketed(found.html())).as_deref(), passage, "{query}");
    }
    assert_eq!(hit(&archive, &Query::from("toll"), "bridge").passage, None);
    assert_ne!(Query::from("toll").passages(39), Query::from("toll"));
    assert_eq!(Query::from("toll").passages(39), Query::from("toll").passages(39));
}

#[test]
fn a_word_that_is_asked_for_twice_counts_once() {
    let archive = Archive::in_memory().unwrap();
    let body = "oil and so on and so on and a bank with a bank";
    archive.write(|tx| tx.save(&NewArticle::new("Banks", body).language("en"))).unwrap();
    let page = archive.search(&Query::from("bank oil oils").passages(18)).unwrap();
    let passage = page.hits[0].passage.as_ref().unwrap();
    assert_eq!(bracketed(passage.html()), "…a [bank] with a [bank]");
}

#[test]
fn captions_are_those_in_which_words_were_found() {
    let archive = archive();
    for (query, captions) in [
        ("pier", &["1 en The [piers] at night. (Joram Vale)"][..]),
        // By the stems of French, which has no plural of an English "pier".
        ("jetée", &["1 fr Les [jetées], la nuit. (Agence du Phare)"]),
        ("jetee", &["1 fr Les [jetées], la nuit. (Agence du Phare)"]),
        ("vale", &["1 en The piers at night. (Joram [Vale])", "2 en The first car. (NPA/JORAM [VALE])"]),
        (
            "credit:vale car",
            &["1 en The piers at night. (Joram [Vale])", "2 en The first [car]. (NPA/JORAM [VALE])"],
        ),
        ("caption:car", &["2 en The first [car]. (NPA/JORAM VALE)"]),
        (
            "caption:car OR caption:nuit",
            &["1 fr Les jetées, la [nuit]. (Agence du Phare)", "2 en The first [car]. (NPA/JORAM VALE)"],
        ),
        ("\"first car\"", &["2 en The [first car]. (NPA/JORAM VALE)"]),
        ("mayor", &[]),
        ("headline:bridge", &[]),
        ("has:image", &[]),
        ("bridge -dusk", &[]),
    ] {
        let found = hit(&archive, &Query::from(query), "bridge").captions;
        let shown: Vec<String> = found
            .iter()
            .map(|caption| {
                let (text, credit) = (bracketed(caption.text.html()), bracketed(caption.credit.html()));
                format!("{} {} {text} ({credit})", caption.position, caption.language)
            })
            .collect();
        assert_eq!(shown, captions, "{query}");
    }
    let found = hit(&archive, &Query::from("pier"), "bridge").captions;
    let image = archive.read(|s| s.image(found[0].image)).unwrap().unwrap();
    assert_eq!(image.uri, "https://example.org/pier.jpg");
    assert!(hit(&archive, &Query::from("toll"), "bare").captions.is_empty());
}
