//! Completions of what is typed, and corrections of what occurs nowhere.

use std::time::Duration;

use dateline::{Archive, Completion, Entity, NewArticle, Order, Query, Status, Term};

fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    let story = |headline: &str, body: &str| NewArticle::new(headline, body).language("en");
    let articles = [
        story("President visits Gaza", "The president visited the harbour.")
            .publication("The Jerusalem Post")
            .person("Ada Jones")
            .tag("Elections"),
        story("Elected again", "Voters elected the president.")
            .person("Ada Jones")
            .tag("elections")
            .tag("Electricity"),
        story("The white house", "Painted white, the house stands.")
            .person("Adrian Vale")
            .publication("Le Phare"),
        story("Königsberg", "Ein Brückenschlag.").language("de").person("Çağla Jonas").tag("Brücken"),
        NewArticle {
            status: Some(Status::Withheld),
            ..story("Secretariat closed", "Nothing.").tag("Elections")
        },
    ];
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    archive
}

/// The queries that complete a text.
fn complete(archive: &Archive, typed: &str) -> Vec<String> {
    archive.complete(typed, 10).unwrap().into_iter().map(|completion| completion.query).collect()
}

fn meant(archive: &Archive, typed: &str) -> Option<String> {
    archive.did_you_mean(&Query::from(typed)).unwrap().map(|correction| correction.to_string())
}

#[test]
fn names_come_before_words_and_each_is_a_query() {
    let archive = archive();
    assert_eq!(
        complete(&archive, "elec"),
        ["tag:Elections", "tag:Electricity", "elections", "elected", "electricity"]
    );
    assert_eq!(
        complete(&archive, "harbour ad"),
        ["harbour person:\"Ada Jones\"", "harbour person:\"Adrian Vale\"", "harbour ada", "harbour adrian"]
    );
    for completion in archive.complete("a", 10).unwrap() {
        assert!(archive.count(&Query::from(&*completion.query)).unwrap().count > 0, "{completion:?}");
    }
}

#[test]
fn a_name_is_completed_from_several_words_and_from_a_later_one() {
    let archive = archive();
    assert_eq!(
        complete(&archive, "harbour ada j"),
        ["harbour person:\"Ada Jones\"", "harbour ada jones", "harbour ada jonas"]
    );
    assert_eq!(complete(&archive, "jon")[0], "person:\"Ada Jones\"");
    assert_eq!(complete(&archive, "jerus")[0], "from:\"The Jerusalem Post\"");
    assert_eq!(complete(&archive, "-jones"), ["-jones"]);
}

#[test]
fn after_a_field_only_names_of_its_kind_are() {
    let archive = archive();
    assert_eq!(complete(&archive, "tag:e"), ["tag:Elections", "tag:Electricity"]);
    assert_eq!(complete(&archive, "vote -tag:\"e"), ["vote -tag:Elections", "vote -tag:Electricity"]);
    assert_eq!(complete(&archive, "person:\"ada j"), ["person:\"Ada Jones\""]);
    assert_eq!(complete(&archive, "by:ada"), ["by:\"Ada Jones\""]);
    assert_eq!(complete(&archive, "FROM:le"), ["from:\"Le Phare\""]);
    assert_eq!(complete(&archive, "headline:gaz"), ["headline:gaza"]);
    assert_eq!(complete(&archive, "tag:"), [""; 0]);
}

#[test]
fn capitals_and_accents_do_not_matter() {
    let archive = archive();
    assert_eq!(complete(&archive, "CAGLA")[0], "person:\"Çağla Jonas\"");
    assert_eq!(complete(&archive, "tag:BRÜC"), ["tag:Brücken"]);
    assert_eq!(complete(&archive, "konig"), ["konigsberg"]);
}

#[test]
fn stems_are_no_words_and_hidden_articles_have_words_too() {
    let archive = archive();
    // "visit" and "elect" are the stems of what is printed.
    assert_eq!(complete(&archive, "visi"), ["visited", "visits"]);
    assert_eq!(complete(&archive, "secr"), ["secretariat"]);
}

#[test]
fn what_merged_is_completed_to_what_was_kept() {
    let archive = archive();
    archive
        .write(|tx| {
            let ada = tx.people_named("Ada Jones")?[0].id;
            let adrian = tx.people_named("Adrian Vale")?[0].id;
            tx.merge_people(adrian, ada)
        })
        .unwrap();
    let found = archive.complete("person:adr", 10).unwrap();
    let [Completion { text, articles, entity: Some(Entity::Person(_)), .. }] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!((text.as_str(), *articles), ("Ada Jones", 3));
}

#[test]
fn nothing_is_completed_behind_a_blank_and_no_text_is_an_error() {
    let archive = archive();
    for typed in
        ["", "elec ", "\"elec\"", "\"white house\" ", "-", ":", "\"", "tag:\"", "\0", "\u{E001}", "a\u{202E}"]
    {
        assert_eq!(complete(&archive, typed), [""; 0], "{typed:?}");
    }
    assert_eq!(complete(&archive, &"e".repeat(1 << 20)), [""; 0]);
    assert_eq!(complete(&archive, &format!("{}elec", "x ".repeat(1 << 19))).len(), 5);
    assert_eq!(archive.complete("elec", 0).unwrap(), []);
    assert_eq!(archive.complete("elec", 2).unwrap().len(), 2);
}

#[test]
fn words_count_over_all_pieces_of_the_index() {
    let archive = archive();
    for number in 0..3 {
        let article = NewArticle::new(format!("Harbour news {number}"), "").language("en");
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    let found = archive.complete("harb", 10).unwrap();
    assert_eq!((found[0].text.as_str(), found[0].articles), ("harbour", 4));
}

#[test]
fn a_word_that_occurs_nowhere_is_replaced_by_the_nearest() {
    let archive = archive();
    for (typed, corrected) in [
        ("presidnet", "president"),
        ("presdent", "president"),
        ("pressident", "president"),
        ("presidemt", "president"),
        ("qresident", "president"),
        ("prasidemt", "president"),
        ("garbour OR voters", "harbour OR voters"),
        ("\"white hous\"", "\"white house\""),
        ("headline:gasa -fire after:2020", "headline:gaza -fire after:2020"),
        ("electrocity", "electricity"),
        ("konigsburg", "konigsberg"),
        ("whitehouse", "white-house"),
        ("tag:electoins presidnet", "tag:Elections president"),
        ("person:\"ada jonse\"", "person:\"Ada Jones\""),
        ("from:\"le fare\"", "None"),
        ("from:\"le pharr\"", "from:\"Le Phare\""),
    ] {
        let found = meant(&archive, typed).unwrap_or("None".into());
        assert_eq!(found, corrected, "{typed}");
    }
}

#[test]
fn what_occurs_is_never_replaced() {
    let archive = archive();
    for typed in [
        "",
        "president",
        "presidents",
        "visiting",
        "elect*",
        "gaz*",
        "xyz",
        "gaz",
        "12345",
        "house12",
        "\"house white\"",
        "tag:elections",
        "person:ada",
        "section:nowhere",
        "lang:xx",
        "-presidnet",
        "bridgebuilder",
        "by:\"ada jones\"",
    ] {
        assert_eq!(meant(&archive, typed), None, "{typed}");
    }
    // Nothing begins so.
    assert_eq!(meant(&archive, "presidnt*"), Some("president*".into()));
}

#[test]
fn of_equally_near_words_the_more_frequent_is_taken() {
    let archive = Archive::in_memory().unwrap();
    let stories = ["Boat and coat", "Coat", "Coat again", "Goat"]
        .map(|headline| NewArticle::new(headline, "").language("en"));
    archive.write(|tx| tx.save_all(&stories)).unwrap();
    assert_eq!(meant(&archive, "xoat"), Some("coat".into()));
}

#[test]
fn the_rest_of_the_query_stays() {
    let archive = archive();
    let query =
        Query::from("presidnet").order(Order::Oldest).limit(3).zone(chrono_tz::Asia::Tokyo).hidden(true);
    let correction = archive.did_you_mean(&query).unwrap().unwrap();
    let expected = Query::new().all_of([Term::word("president")]).order(Order::Oldest).limit(3);
    assert_eq!(correction.query, expected.zone(chrono_tz::Asia::Tokyo).hidden(true));
    assert_eq!(correction.changes, [("presidnet".to_owned(), "president".to_owned())]);
    assert_eq!(archive.search(&correction.query).unwrap().hits.len(), 2);
}

#[test]
fn without_time_nothing_is_corrected() {
    let archive = archive();
    let query = Query::from("presidnet").deadline(Duration::ZERO);
    assert_eq!(archive.did_you_mean(&query).unwrap(), None);
}
