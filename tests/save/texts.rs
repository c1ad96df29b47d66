//! Text on the way in: composed, and without what nobody sees.

use dateline::{NewImage, Outcome, RichBody};

use crate::{add, archive, assert_sound, save, stored, story};

#[test]
fn a_soft_hyphen_parts_no_word_and_marks_are_composed() {
    let archive = archive();
    let body = "Die Bundes\u{AD}regie\u{AD}rung tagte im Cafe\u{301}.";
    let id = add(&archive, &story("\u{FEFF}Regierung\u{200B}", body).language("de"));
    let article = stored(&archive, id);
    assert_eq!(
        (article.headline.as_str(), article.body.as_str()),
        ("Regierung", "Die Bundesregierung tagte im Café.")
    );
    for query in ["Bundesregierung", "\"Bundesregierung\"", "\"Café\"", "\"Cafe\u{301}\""] {
        assert_eq!(archive.search(&query.into()).unwrap().hits.len(), 1, "{query}");
    }
    assert_sound(&archive);
}

#[test]
fn hangul_and_kana_are_composed() {
    let archive = archive();
    let id = add(&archive, &story("\u{1112}\u{1161}\u{11AB}국 정부", "か\u{3099}").language("ko"));
    let article = stored(&archive, id);
    assert_eq!((article.headline.as_str(), article.body.as_str()), ("한국 정부", "が"));
}

#[test]
fn joiners_stay_and_so_do_signs_that_are_seen() {
    let archive = archive();
    let text = "می\u{200C}خواهم \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} ½ ﬁ Ａ \u{FFFD}";
    let id = add(&archive, &story("Odd", text));
    assert_eq!(stored(&archive, id).body, text);
}

#[test]
fn names_with_and_without_marks_of_direction_are_one_person_and_one_tag() {
    let archive = archive();
    for (number, name) in
        ["Dan Roe", "\u{200F}Dan Roe\u{200E}", "Dan\u{200B} Roe", "Dan Roe\u{AD}"].into_iter().enumerate()
    {
        add(&archive, &story(&format!("Story {number}"), "").person(name).tag(format!("{name}s")));
    }
    let stats = archive.read(|s| s.stats()).unwrap();
    assert_eq!((stats.people, stats.tags), (1, 1));
    assert_eq!(archive.search(&"tag:\"\u{200F}Dan Roes\"".into()).unwrap().hits.len(), 4);
}

#[test]
fn addresses_keep_the_letters_that_others_give_them() {
    let archive = archive();
    let decomposed = "https://example.org/Cafe\u{301}.jpg";
    let mut article = story("Café", "").key("wire", "Cafe\u{301}");
    article.images.push(NewImage::at(decomposed));
    article.rich_body = Some(RichBody {
        media_type: "text/html".into(),
        content: "<p>Ein Ca\u{AD}fe\u{301} <img src=\"Cafe\u{301}.jpg\"> am Ha\u{AD}fen</p>".into(),
    });
    article.body = "Ein Café am Hafen".into();
    let id = add(&archive, &article);
    let stored = stored(&archive, id);
    assert_eq!(stored.images[0].image.urls, [decomposed]);
    assert_eq!(stored.keys[0].value, "Cafe\u{301}");
    let rich = archive.read(|s| s.rich_body_as_given(id)).unwrap().unwrap();
    assert_eq!(rich.content, "<p>Ein Café <img src=\"Cafe\u{301}.jpg\"> am Hafen</p>");
}

#[test]
fn what_nobody_sees_is_no_text() {
    let archive = archive();
    let nothing = story("\u{200B}\u{FEFF}", "\u{AD}");
    assert!(matches!(save(&archive, &nothing).outcome, Outcome::Rejected { .. }));
    // Said again with and without it, an article is the same.
    let article = story("Fog", "Fog held up the ferry.").key("wire", "1");
    add(&archive, &article);
    let marked = story("\u{200E}Fog", "Fog held up the fer\u{AD}ry.").key("wire", "1");
    assert_eq!(save(&archive, &marked).outcome, Outcome::Unchanged);
}
