//! Explanations of a page: its plan, words, scores and shortcuts.

mod common;

use dateline::{
    Archive, Error, Explanation, NewArticle, NewImage, Note, Order, PhraseExplanation, Query, Shortcut,
    Status, TermExplanation,
};

const WEEK: [(&str, &str, &str); 5] = [
    (
        "2024-03-01",
        "Harbour bridge opens",
        "The bridge opened on Friday. Harbours all along the coast look on.",
    ),
    ("2024-03-02", "Ferry stops sailing", "A bridge takes its place in the harbour."),
    ("2024-03-03", "Toll for the bridge", "Two crowns a crossing. Bicycles cross for free."),
    ("2024-03-04", "Crab quota cut", "Fishers of the harbour protest."),
    ("2024-03-05", "Storm warning", "All ships stay in the port."),
];

fn article(day: &str, headline: &str, body: &str) -> NewArticle {
    NewArticle::new(headline, body).language("en").published(day.parse().unwrap())
}

fn save(archive: &Archive, articles: &[NewArticle]) {
    archive.write(|tx| tx.save_all(articles)).unwrap();
}

fn week() -> Archive {
    let archive = Archive::in_memory().unwrap();
    save(&archive, &WEEK.map(|(day, headline, body)| article(day, headline, body).tag("Coast")));
    archive
}

fn explain(archive: &Archive, query: Query) -> Explanation {
    archive.explain(&query).unwrap()
}

fn names(terms: &[TermExplanation]) -> Vec<&str> {
    terms.iter().map(|term| term.term.as_str()).collect()
}

fn words(phrase: &PhraseExplanation) -> Vec<&str> {
    phrase.words.iter().map(|word| word.word.as_str()).collect()
}

/// Returns the number of articles that FTS5 knows to have a word; of a beginning, the sum over its words.
fn told_by_fts5(conn: &rusqlite::Connection, word: &str, is_prefix: bool) -> u64 {
    let sql = "SELECT coalesce(sum(doc), 0) AS docs FROM temp.word WHERE term BETWEEN ?1 AND ?2";
    let end = if is_prefix { format!("{word}\u{10FFFF}") } else { word.to_owned() };
    conn.query_row(sql, [word, &end], |row| row.get::<_, u32>("docs")).unwrap().into()
}

#[test]
fn document_frequencies_are_those_of_fts5() {
    let folder = common::folder();
    let path = folder.path().join("week.db");
    let archive = Archive::open(&path).unwrap();
    save(&archive, &WEEK.map(|(day, headline, body)| article(day, headline, body)));
    let conn = common::connect(&path);
    conn.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab ('main', 'article_fts', 'row')")
        .unwrap();

    let explanation = explain(&archive, Query::from("bridges \"the bridge\" cro* harbour OR zeppelin -crab"));
    assert_eq!(explanation.scoring.as_ref().unwrap().documents, 5);
    let terms = explanation.plan.clauses.iter().flatten().chain(&explanation.plan.excluded);
    let (mut compared, mut found) = (0, 0);
    for phrase in terms.flat_map(|term| &term.phrases) {
        let last = phrase.words.len() - 1;
        for (at, word) in phrase.words.iter().enumerate() {
            let is_prefix = phrase.is_prefix && at == last;
            let expected = told_by_fts5(&conn, &word.word, is_prefix);
            assert_eq!(word.document_frequency, expected, "{}", word.word);
            assert_eq!(word.postings_bytes > 0, expected > 0, "{}", word.word);
            // "cross", "crossing", "crowns" and the stem "crown": an article that has several of them is counted more than once.
            assert_eq!(word.is_counted, !is_prefix, "{}", word.word);
            assert_eq!(word.expansions, is_prefix.then_some(4), "{}", word.word);
            (compared, found) = (compared + 1, found + usize::from(expected > 0));
        }
    }
    // bridg, the, bridge, cro*, harbour, zeppelin, crab.
    assert_eq!((compared, found), (7, 6));
    let bridges = &explanation.plan.clauses[0][0];
    let weight = (1.0_f64 + (5.0 - 3.0 + 0.5) / (3.0 + 0.5)).ln();
    assert_eq!((words(&bridges.phrases[0]), bridges.weight), (vec!["bridg"], Some(weight)));
}

#[test]
fn a_word_with_many_postings_is_estimated() {
    let archive = Archive::in_memory().unwrap();
    // Each has 1,500 places of a byte or two: in all more than the eight pages up to which is counted.
    let body = "oil ".repeat(1500);
    let articles: Vec<_> =
        (1..=30).map(|day| article(&format!("2024-04-{day:02}"), &format!("Day {day}"), &body)).collect();
    save(&archive, &articles);
    archive.optimize().unwrap();
    let explanation = explain(&archive, Query::from("\"oil\" OR \"12\""));
    let word = |number: usize| &explanation.plan.clauses[0][number].phrases[0].words[0];
    assert!(!word(0).is_counted && (15..=30).contains(&word(0).document_frequency), "{explanation}");
    assert!(word(0).postings_bytes > 30 * 1500, "{explanation}");
    assert_eq!((word(1).is_counted, word(1).document_frequency), (true, 1));
    assert!(explanation.to_string().contains("; about "), "{explanation}");
}

#[test]
fn a_plan_has_its_clauses_exclusions_and_time() {
    let archive = week();
    let hidden = NewArticle { status: Some(Status::Withheld), ..article("2024-03-05", "Secret", "") };
    save(&archive, &[hidden]);
    let typed =
        "headline:bridge ferry OR \"a bridge\" tag:coast -toll -tag:nope after:2024-03-01 before:2024-03-04";
    let explanation = explain(&archive, Query::from(typed).order(Order::BestMatch));
    let plan = &explanation.plan;
    let clauses: Vec<Vec<&str>> = plan.clauses.iter().map(|clause| names(clause)).collect();
    assert_eq!(clauses, [vec!["headline:bridge"], vec!["ferry", "\"a bridge\""], vec!["tag:coast"]]);
    assert_eq!(names(&plan.excluded), ["toll", "tag:nope", "is:hidden"]);
    let columns = |clause: usize, term: usize| plan.clauses[clause][term].phrases[0].columns.join(" ");
    assert_eq!(columns(0, 0), "headline forms_head");
    assert_eq!(columns(1, 0), "headline dek byline captions credits people tags forms_head forms body");
    assert_eq!(columns(1, 1), "headline dek byline captions credits people tags body");
    assert_eq!(columns(2, 0), "scope");
    // The tag was the first of the archive, and five articles have it.
    let tag = &plan.clauses[2][0];
    assert_eq!((words(&tag.phrases[0]), tag.phrases[0].words[0].document_frequency), (vec!["t1"], 5));
    assert_eq!((tag.weight, tag.phrases[0].weight), (None, None));
    assert!(plan.clauses[..2].iter().flatten().all(|term| term.weight.is_some()));
    assert!(plan.excluded.iter().all(|term| term.weight.is_none()));
    assert!(plan.excluded[1].phrases.is_empty());
    let times = [plan.from, plan.to].map(|time| time.unwrap().to_rfc3339());
    assert_eq!(times, ["2024-03-01T00:00:00+00:00", "2024-03-04T00:00:00+00:00"]);
    assert!(!plan.is_empty);
    assert!(explanation.notes.contains(&Note::NoSuch("tag:nope".into())));
    let text = explanation.to_string();
    assert!(
        text.contains("\n  and ferry: weight ") && text.contains("\n  or \"a bridge\": weight "),
        "{text}"
    );
    assert!(text.contains("\n  not tag:nope: the archive has nothing of that name\n"), "{text}");
}

#[test]
fn forms_of_a_word_say_in_which_languages_they_count() {
    let archive = Archive::in_memory().unwrap();
    let german = article("2024-03-02", "Elections", "").language("de");
    save(&archive, &[article("2024-03-01", "Elections", ""), german]);
    let explanation = explain(&archive, Query::from("elections"));
    let phrases = &explanation.plan.clauses[0][0].phrases;
    let forms: Vec<_> = phrases.iter().map(|phrase| (words(phrase), phrase.languages.clone())).collect();
    // The English stem is shorter than the German one.
    let only = |language: &str| Some(vec![language.to_owned()]);
    assert_eq!(forms, [(vec!["elect"], only("en")), (vec!["election"], only("de"))]);
    // The newer article is the German one.
    let phrases: Vec<_> = explanation.hits.iter().map(|hit| hit.terms[0].phrase.clone().unwrap()).collect();
    assert_eq!(phrases, ["election", "elect"]);
    assert!(explanation.hits.iter().all(|hit| hit.terms[0].frequency == 2.0), "{explanation}");
    assert_eq!(explanation.shortcuts, [Shortcut::LanguagesDeferred]);
}

#[test]
fn a_score_is_told_as_it_is_reckoned_by_hand() {
    let archive = week();
    let now = "2024-03-11T00:00:00Z".parse().unwrap();
    let explanation =
        explain(&archive, Query::from("harbour").now(now).half_life(chrono::TimeDelta::days(4)));
    let scoring = explanation.scoring.as_ref().unwrap();
    // Words of the headlines and bodies, and a tag each: 16, 12, 13, 9 and 9.
    assert_eq!((scoring.documents, scoring.average_length), (5, 59.0 / 5.0));
    let hit = explanation.hits.iter().find(|hit| hit.id.0 == 1).unwrap();
    let term = &hit.terms[0];
    assert_eq!((term.term.as_str(), term.phrase.as_deref()), ("harbour", Some("harbour")));
    // "Harbour" in the headline, and "Harbours" elsewhere by its stem.
    assert_eq!((term.in_headline, term.elsewhere, term.frequency), (1, 1, 3.0));
    let weight = (1.0_f64 + (5.0 - 3.0 + 0.5) / (3.0 + 0.5)).ln();
    let norm = 1.6 * (0.25 + 0.75 * 16.0 / (59.0 / 5.0));
    let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}\n{explanation}");
    assert_eq!(hit.length, 16);
    near(term.weight, weight);
    near(hit.norm, norm);
    near(term.share, 3.0 / (3.0 + norm));
    near(term.score, weight * 2.6 * 3.0 / (3.0 + norm));
    // An article of a day stands at some minute of it, and so does the newest, from which age is counted.
    let recency = scoring.recency.as_ref().unwrap();
    assert_eq!(
        (recency.counted_from.date_naive().to_string(), recency.half_life_days),
        ("2024-03-05".into(), 4.0)
    );
    let age = hit.age_minutes.unwrap() as f64;
    assert!((3.0..5.0).contains(&(age / 1440.0)), "{age}");
    near(hit.recency, 1.0 / (1.0 + age / 5760.0));
    assert_eq!(hit.relevance * hit.recency, hit.score);
}

#[test]
fn in_an_order_by_time_nothing_is_scored() {
    let archive = week();
    for order in [Order::Newest, Order::Oldest] {
        let explanation = explain(&archive, Query::from("bridge").order(order).limit(1));
        assert!(explanation.scoring.is_none() && explanation.hits.is_empty());
        assert_eq!(explanation.plan.clauses[0][0].weight, None);
        assert_eq!((explanation.shortcuts.as_slice(), explanation.rows_read), (&[Shortcut::PageFull][..], 2));
        let text = explanation.to_string();
        assert!(text.contains(&format!("scores\n  none: the order is {}\n", order.as_str())), "{text}");
    }
}

#[test]
fn where_no_term_scores_recency_is_all() {
    let archive = week();
    for text in ["tag:coast", ""] {
        let explanation = explain(&archive, Query::from(text));
        assert_eq!(explanation.hits.len(), 5);
        assert!(explanation.hits.iter().all(|hit| hit.terms.is_empty() && hit.score == hit.recency));
        assert!(explanation.to_string().contains("no term scores: the newest come first"), "{explanation}");
        let best = explain(&archive, Query::from(text).order(Order::BestMatch));
        // Not -0, which JSON would show.
        assert!(best.hits.iter().all(|hit| hit.score.to_bits() == 0 && hit.age_minutes.is_none()));
    }
    let every = explain(&archive, Query::new());
    assert_eq!(names(&every.plan.clauses[0]), ["every article"]);
}

#[test]
fn what_can_find_nothing_is_told_without_reading() {
    let archive = week();
    for (text, clauses) in
        [("!!!", 0), ("tag:", 0), ("tag:nope bridge", 2), ("bridge after:2024 before:2023", 1)]
    {
        for order in Order::ALL {
            let query = Query::from(text).order(*order);
            let page = archive.search(&query).unwrap();
            let explanation = explain(&archive, query);
            assert!(explanation.plan.is_empty && explanation.scoring.is_none(), "{text}");
            assert_eq!(explanation.plan.clauses.len(), clauses, "{text}");
            assert_eq!(
                (page.total.count, explanation.hits.len(), explanation.rows_read),
                (0, 0, 0),
                "{text}"
            );
            assert_eq!(explanation.notes, page.notes, "{text}");
            assert!(explanation.shortcuts.is_empty(), "{text}");
            assert!(explanation.to_string().contains("nothing can answer, so nothing was read"), "{text}");
        }
    }
    // What only happens to find nothing is looked for.
    let explanation = explain(&archive, Query::from("zeppelin"));
    assert!(!explanation.plan.is_empty && explanation.scoring.is_some() && explanation.hits.is_empty());
}

#[test]
fn a_further_page_is_told_with_the_weights_of_the_first() {
    for order in [Order::Relevance, Order::BestMatch] {
        let archive = week();
        let query = Query::from("bridge OR harbour").order(order).limit(2);
        let first = archive.search(&query).unwrap();
        let weights = |explanation: &Explanation| -> Vec<f64> {
            explanation.plan.clauses[0].iter().map(|term| term.weight.unwrap()).collect()
        };
        let before = weights(&explain(&archive, query.clone()));
        save(&archive, &[article("2024-02-01", "Bridges, bridges", "")]);
        let next = query.clone().page_after(first.next.clone());
        let page = archive.search(&next).unwrap();
        let explanation = explain(&archive, next);
        assert_eq!(weights(&explanation), before);
        let told: Vec<_> = explanation.hits.iter().map(|hit| (hit.id, hit.score)).collect();
        assert_eq!(told, page.hits.iter().map(|hit| (hit.id, hit.score)).collect::<Vec<_>>());
        assert!(
            told.len() == 2 && explanation.hits.iter().all(|hit| hit.relevance * hit.recency == hit.score)
        );
        assert_ne!(weights(&explain(&archive, query.clone())), before);
        // A cursor of another order is refused, as by the search.
        let other = query.order(Order::Newest).page_after(first.next);
        assert!(matches!(archive.explain(&other), Err(Error::Invalid { .. })));
    }
}

#[test]
fn the_words_of_captions_count_and_pictures_are_not_explained() {
    let archive = Archive::in_memory().unwrap();
    let image = NewImage::at("https://example.org/ferry.jpg").caption("The ferry in fog.", "Coastal Press");
    save(&archive, &[article("2024-03-01", "Harbour closed", "").image(image)]);
    let explanation = explain(&archive, Query::from("ferries has:image"));
    assert_eq!((explanation.hits.len(), explanation.hits[0].terms[0].elsewhere), (1, 1));
    // Where a page of pictures goes on is no place among articles.
    let cursor = "2p4357029888-1".parse().unwrap();
    let refused = archive.explain(&Query::from("ferries").page_after(Some(cursor)));
    assert!(matches!(refused, Err(Error::Invalid { .. })));
}

/// Articles a day apart that say "oil" once; the newest `often` of them nine times.
fn oil(count: i64, often: i64) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<_> = (0..count)
        .map(|number| {
            let day = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::Days::new(number as u64);
            let times = if number >= count - often { 9 } else { 1 };
            article(&day.to_string(), "", &format!("{number} {}", "oil ".repeat(times)))
        })
        .collect();
    save(&archive, &articles);
    archive
}

#[test]
fn each_shortcut_is_told_where_it_is_taken() {
    let few = oil(3, 0);
    let (many, alike) = (oil(600, 300), oil(600, 0));
    let months = chrono::TimeDelta::days(100);
    let ask = |order| Query::from("\"oil\"").order(order).limit(1);
    // Two articles have a number each, and all have what says next to nothing.
    let either = |order| Query::from("\"oil\" OR 598 OR 599").order(order).limit(1);
    for (archive, query, expected, all) in [
        (&few, ask(Order::Newest), &[Shortcut::PageFull][..], 3),
        (&few, ask(Order::Oldest), &[Shortcut::PageFull], 3),
        (&few, ask(Order::Newest).limit(3), &[], 3),
        (&few, ask(Order::Relevance), &[], 3),
        (&few, ask(Order::BestMatch), &[], 3),
        (&many, ask(Order::Relevance).half_life(months), &[Shortcut::NothingOlderEnters], 600),
        (&many, ask(Order::BestMatch), &[Shortcut::SeldomSkipped], 600),
        (&alike, ask(Order::BestMatch), &[], 600),
        (&many, either(Order::BestMatch), &[Shortcut::WeakTermsFollow], 600),
        (&many, ask(Order::BestMatch).limit(700), &[], 600),
    ] {
        let explanation = explain(archive, query);
        assert_eq!(explanation.shortcuts, expected, "{explanation}");
        // Where a shortcut is taken, less is read, and else all.
        assert_eq!(explanation.rows_read < all, !expected.is_empty(), "{explanation}");
    }
}

#[test]
fn what_the_deadline_left_is_explained() {
    let explanation = explain(&week(), Query::from("bridge").deadline(std::time::Duration::ZERO));
    assert!(explanation.scoring.is_none() && explanation.hits.is_empty());
    assert_eq!(explanation.notes, [Note::DeadlinePassed]);
    assert!(explanation.to_string().contains("none: the time was up before"), "{explanation}");
}

#[test]
fn an_explanation_is_json_by_its_names() {
    let explanation = explain(&week(), Query::from("bridge tag:coast").limit(1).order(Order::BestMatch));
    let json = serde_json::to_value(&explanation).unwrap();
    assert_eq!((&json["query"], &json["order"]), (&"bridge tag:coast".into(), &"best_match".into()));
    let word = &json["plan"]["clauses"][0][0]["phrases"][0]["words"][0];
    assert_eq!((&word["word"], &word["document_frequency"]), (&"bridg".into(), &3.into()));
    assert_eq!(json["scoring"]["recency"], serde_json::Value::Null);
    assert_eq!(json["hits"][0]["score"], json["hits"][0]["terms"][0]["score"]);
    assert_eq!(serde_json::to_value(Shortcut::NothingOlderEnters).unwrap(), "nothing_older_enters");
}

#[test]
fn days_that_are_no_days_of_utc_are_told() {
    let archive = week();
    let query = Query::from("bridge on:2024-03-02");
    let told = "or, where no time of day is known, from 2024-03-02 before 2024-03-03";
    assert!(!explain(&archive, query.clone()).to_string().contains(told));
    let explanation = explain(&archive, query.zone(chrono_tz::America::New_York));
    assert_eq!(explanation.plan.from.unwrap().to_rfc3339(), "2024-03-02T05:00:00+00:00");
    let days = explanation.plan.days;
    assert_eq!([days.from, days.to].map(|day| day.unwrap().to_string()), ["2024-03-02", "2024-03-03"]);
    assert!(explanation.to_string().contains(told), "{explanation}");
}

#[test]
fn terms_between_parentheses_are_explained_one_by_one() {
    let archive = week();
    let explanation =
        explain(&archive, Query::from("(bridge harbour -toll) OR crab").order(Order::BestMatch));
    let [clause] = &explanation.plan.clauses[..] else { panic!("one clause") };
    assert_eq!(names(clause), ["(bridge harbour -toll)", "crab"]);
    let inside = &clause[0];
    assert_eq!((names(&inside.clauses[0]), names(&inside.clauses[1])), (vec!["bridge"], vec!["harbour"]));
    assert_eq!(names(&inside.excluded), ["toll"]);
    assert!(inside.weight.is_none() && inside.excluded[0].weight.is_none());
    assert!(inside.clauses.iter().flatten().all(|term| term.weight.is_some()));

    // The quota is of harbour and crab, but harbour counts only with a bridge.
    let crab = explanation.hits.iter().find(|hit| hit.terms[2].frequency > 0.0).unwrap();
    let frequencies: Vec<f64> = crab.terms.iter().map(|term| term.frequency).collect();
    assert_eq!(frequencies, [0.0, 0.0, 2.0]);
    let text = explanation.to_string();
    let plan: Vec<&str> = text.lines().filter(|line| !line.contains("posting")).take(7).collect();
    let weight = |at: usize| format!(": weight {:.4}", crab.terms[at].weight);
    let expected = [
        "plan".to_owned(),
        "  (bridge harbour -toll)".to_owned(),
        format!("    bridge{}", weight(0)),
        format!("    and harbour{}", weight(1)),
        "    not toll".to_owned(),
        format!("  or crab{}", weight(2)),
        "scores".to_owned(),
    ];
    assert_eq!(plan, expected);
}
