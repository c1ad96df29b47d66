//! Completions of what is typed, and corrections of what occurs nowhere.

use std::time::Duration;

use dateline::{Archive, Completion, Entity, NewArticle, NewCredit, Order, Query, Status, Term};
use proptest::prelude::*;

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
            .credit(NewCredit::author("Maud Writer"))
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
    assert_eq!(complete(&archive, "by:ma"), ["by:\"Maud Writer\""]);
    // Who is only written about has written nothing, and the other way round.
    assert_eq!(complete(&archive, "by:ada"), [""; 0]);
    assert_eq!(complete(&archive, "person:ma"), [""; 0]);
    assert_eq!(complete(&archive, "writ"), ["by:\"Maud Writer\""]);
    assert_eq!(complete(&archive, "FROM:le"), ["from:\"Le Phare\""]);
    assert_eq!(complete(&archive, "headline:gaz"), ["headline:gaza"]);
    assert_eq!(complete(&archive, "tag:"), [""; 0]);
    // A field before a parenthesis holds for what stands behind it, up to its end.
    assert_eq!(complete(&archive, "headline:(vote OR gaz"), ["headline:(vote OR gaza"]);
    assert_eq!(complete(&archive, "tag:(e"), ["tag:(tag:Elections", "tag:(tag:Electricity"]);
    assert_eq!(complete(&archive, "-tag:(x (e")[0], "-tag:(x (tag:Elections");
    assert_eq!(complete(&archive, "headline:(vote) jon")[0], "headline:(vote) person:\"Ada Jones\"");
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
fn one_person_of_several_names_is_one_completion() {
    let archive = archive();
    archive
        .write(|tx| {
            let ada = tx.people_named("Ada Jones")?[0].id;
            tx.add_person_name(ada, "Adela Jones")?;
            tx.add_person_name(ada, "Countess of Byron")
        })
        .unwrap();
    for typed in ["person:ad", "person:adel", "person:count", "person:byr", "person:\"countess of b"] {
        assert_eq!(complete(&archive, typed)[0], "person:\"Ada Jones\"", "{typed}");
    }
    assert_eq!(complete(&archive, "person:ad"), ["person:\"Ada Jones\"", "person:\"Adrian Vale\""]);
}

#[test]
fn a_merged_tag_is_completed_to_the_kept_one_with_the_articles_of_both() {
    let archive = archive();
    archive
        .write(|tx| {
            let from = tx.find_or_add_tag("", "Electricity")?;
            let into = tx.find_or_add_tag("", "Elections")?;
            tx.merge_tags(from, into)
        })
        .unwrap();
    let found = archive.complete("tag:electri", 10).unwrap();
    // One of the three articles is hidden. The second has both tags, and counts for each.
    assert_eq!(
        found.iter().map(|it| (it.text.as_str(), it.articles)).collect::<Vec<_>>(),
        [("Elections", 4)]
    );
}

#[test]
fn of_more_names_than_are_counted_the_most_used_come_first() {
    let archive = Archive::in_memory().unwrap();
    let story = |number: usize| NewArticle::new(format!("Story {number}"), "");
    let once = (0..300).map(|number| story(number).tag(format!("Place {number:03}").as_str()));
    let twice = (300..302).map(|number| story(number).tag("Place 290").person("Zoe Last"));
    let people = (400..700).map(|number| story(number).person(format!("Zoe Before{number}").as_str()));
    let articles: Vec<_> = once.chain(twice).chain(people).collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    let found = archive.complete("tag:pl", 2).unwrap();
    assert_eq!((found[0].text.as_str(), found[0].articles), ("Place 290", 3));
    assert_eq!(complete(&archive, "person:zoe")[0], "person:\"Zoe Last\"");
}

#[test]
fn words_of_removed_articles_are_neither_completed_nor_meant() {
    let archive = archive();
    let article = NewArticle::new("Zanzibar sails", "").language("en").tag("Zeppelins");
    let id = archive.write(|tx| tx.save(&article)).unwrap().id.unwrap();
    assert_eq!(complete(&archive, "zanz"), ["zanzibar"]);
    assert_eq!(meant(&archive, "zanzibra"), Some("zanzibar".into()));
    assert_eq!(meant(&archive, "zanzi*"), None);
    archive.write(|tx| tx.remove_article(id)).unwrap();
    assert_eq!(complete(&archive, "zanz"), [""; 0]);
    assert_eq!(complete(&archive, "tag:zep"), [""; 0]);
    assert_eq!(meant(&archive, "zanzibra"), None);
}

#[test]
fn words_of_other_scripts_are_completed_and_corrected() {
    let archive = Archive::in_memory().unwrap();
    let articles = [
        NewArticle::new("Новости города", "").language("ru").tag("Москва"),
        NewArticle::new("Αθήνα", "").language("el"),
        NewArticle::new("東京五輪", "").language("ja"),
        NewArticle::new("بغداد", "").language("ar"),
    ];
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    assert_eq!(complete(&archive, "НОВО"), ["новости"]);
    assert_eq!(complete(&archive, "tag:мос"), ["tag:Москва"]);
    assert_eq!(complete(&archive, "東"), ["東京五輪"]);
    assert_eq!(complete(&archive, "بغ"), ["بغداد"]);
    assert_eq!(meant(&archive, "новсоти"), Some("новости".into()));
    assert_eq!(meant(&archive, "мовости"), Some("новости".into()));
    // In scripts without blanks every letter makes another word.
    assert_eq!(meant(&archive, "東京四輪"), None);
    assert_eq!(meant(&archive, "\"بغدد\""), Some("\"بغداد\"".into()));
}

#[test]
fn words_are_completed_whole_in_every_script() {
    let archive = Archive::in_memory().unwrap();
    let articles = [
        NewArticle::new("Łódź rośnie", "").language("pl").tag("Łódź"),
        NewArticle::new("हिन्दी समाचार कमी", "").language("hi"),
        NewArticle::new("技術、AI、技術革新", "").language("ja"),
        NewArticle::new("북한 뉴스", "").language("ko").tag("한국"),
        NewArticle::new("ประเทศไทย", "").language("th"),
        NewArticle::new("قال مُحَمَّدٌ", "").language("ar").person("مُحَمَّدٌ علي"),
    ];
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    assert_eq!(complete(&archive, "lod"), ["tag:Łódź", "lodz"]);
    assert_eq!(complete(&archive, "\"Łó"), ["\"lodz"]);
    assert_eq!(complete(&archive, "हि"), ["हिन्दी"]);
    // The tokenizer leaves "कम" of "कमी".
    assert_eq!(complete(&archive, "क"), ["कमी"]);
    // What is typed is cut where the script changes, and pairs of letters are no words.
    assert_eq!(complete(&archive, "AI技"), ["AI技術", "AI技術革新"]);
    assert_eq!(complete(&archive, "革"), [""; 0]);
    assert_eq!(complete(&archive, "북"), ["북한"]);
    assert_eq!(complete(&archive, "\u{1112}\u{1161}\u{11AB}"), ["tag:한국", "한국"]);
    assert_eq!(complete(&archive, "ประ"), [""; 0]);
    assert_eq!(complete(&archive, "محم"), ["person:\"مُحَمَّدٌ علي\"", "محمد"]);
    assert_eq!(meant(&archive, "rosnei"), Some("rosnie".into()));
    assert_eq!(meant(&archive, "lodx"), Some("lodz".into()));
    assert_eq!(meant(&archive, "समाचर"), Some("समाचार".into()));
    assert_eq!(meant(&archive, "\"محمت\""), Some("\"محمد\"".into()));
    assert_eq!(meant(&archive, "北한"), None);
}

#[test]
fn quotes_parentheses_and_dashes_stand_before_what_is_completed() {
    let archive = archive();
    assert_eq!(complete(&archive, "\"white hou"), ["\"white house"]);
    assert_eq!(complete(&archive, "«white hou"), ["«white house"]);
    assert_eq!(complete(&archive, "fire (ada j")[0], "fire (person:\"Ada Jones\"");
    assert_eq!(complete(&archive, "−tag:electr"), ["−tag:Electricity"]);
    assert_eq!(complete(&archive, "fire OR tag:electr"), ["fire OR tag:Electricity"]);
    assert_eq!(complete(&archive, "tag:«electr"), ["tag:Electricity"]);
    assert_eq!(complete(&archive, "al-gaz"), ["al-gaza"]);
}

#[test]
fn nothing_is_completed_behind_a_blank_and_no_text_is_an_error() {
    let archive = archive();
    for typed in ["section:e", "lang:e", "after:2", "has:e", "is:e", "-lang:\"e"] {
        assert_eq!(complete(&archive, typed), [""; 0], "{typed:?}");
    }
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
        ("(gasa fire) OR (presidnet -gasa)", "(gaza fire) OR (president -gasa)"),
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
fn no_text_is_too_hostile_to_correct() {
    let archive = archive();
    for typed in [
        "\0",
        "\u{E001}a",
        "\u{E000}",
        "OR AND NOT",
        "-",
        "\"\"",
        "tag:",
        "((((",
        "*",
        "\u{301}\u{301}\u{301}\u{301}",
    ] {
        assert_eq!(meant(&archive, typed), None, "{typed:?}");
    }
    assert_eq!(meant(&archive, "presi\0dnet"), None);
    assert_eq!(meant(&archive, &"e".repeat(1 << 20)), None);
    assert_eq!(
        meant(&archive, &"presidnet ".repeat(1 << 17)).map(|text| text.starts_with("president")),
        Some(true)
    );
}

#[test]
fn without_time_nothing_is_corrected() {
    let archive = archive();
    let query = Query::from("presidnet").deadline(Duration::ZERO);
    assert_eq!(archive.did_you_mean(&query).unwrap(), None);
}

/// The letters that are missing, added, wrong, or have changed places with the next.
fn slips(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for a in 0..=one.len() {
        for b in 0..=other.len() {
            table[a][b] = match (a, b) {
                (0, _) => b,
                (_, 0) => a,
                _ => {
                    let wrong = usize::from(one[a - 1] != other[b - 1]);
                    let mut least =
                        (table[a - 1][b] + 1).min(table[a][b - 1] + 1).min(table[a - 1][b - 1] + wrong);
                    if a > 1 && b > 1 && one[a - 1] == other[b - 2] && one[a - 2] == other[b - 1] {
                        least = least.min(table[a - 2][b - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    table[one.len()][other.len()]
}

/// Returns the distance of the nearest word, of those that are looked for.
fn nearest<'w>(typed: &str, words: impl Iterator<Item = &'w String>) -> Option<usize> {
    let length = typed.len();
    words
        .filter_map(|word| {
            let slips = slips(typed, word);
            let is_near = slips == 1 || slips == 2 && length >= 8 && word[..1] == typed[..1];
            (length >= 4 && is_near).then_some(slips)
        })
        .min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 48 } else { 256 }))]

    #[test]
    fn a_correction_is_the_nearest_word_and_occurs(
        headlines in prop::collection::vec(prop::collection::vec("[a-d]{2,10}", 1..12), 1..5),
        removed in "[a-d]{4,9}",
        typed in prop::collection::vec("[a-d]{2,10}", 1..12),
    ) {
        let archive = Archive::in_memory().unwrap();
        let article = NewArticle::new(removed, "");
        let id = archive.write(|tx| tx.save(&article)).unwrap().id.unwrap();
        for words in &headlines {
            archive.write(|tx| tx.save(&NewArticle::new(words.join(" "), ""))).unwrap();
        }
        archive.write(|tx| tx.remove_article(id)).unwrap();
        let known: Vec<_> = headlines.into_iter().flatten().collect();
        for typed in &typed {
            let found = archive.did_you_mean(&Query::new().phrase(typed)).unwrap();
            let is_known = known.contains(typed);
            let Some(correction) = found else {
                prop_assert!(is_known || nearest(typed, known.iter()).is_none(), "{typed}: {known:?}");
                continue;
            };
            prop_assert!(!is_known, "{typed}");
            prop_assert_eq!(archive.count(&correction.query).unwrap().count > 0, true, "{}", typed);
            let [(from, to)] = &correction.changes[..] else { panic!("{:?}", correction.changes) };
            prop_assert_eq!(from, typed);
            match to.split_once(' ') {
                Some((first, second)) => {
                    prop_assert_eq!(format!("{first}{second}"), typed.as_str());
                    prop_assert_eq!(nearest(typed, known.iter()), None);
                }
                None => prop_assert_eq!(Some(slips(typed, to)), nearest(typed, known.iter()), "{}", to),
            }
        }
    }
}
