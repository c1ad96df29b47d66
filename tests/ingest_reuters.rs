//! The corpus Reuters-21578: an invented story in its form, and all of it.

use std::path::PathBuf;

use dateline::ingest::{self, Format, Readings, Warning};
use dateline::{Extent, ValueSource};

const STORY: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n\
<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" CGISPLIT=\"TRAINING-SET\" OLDID=\"5544\" NEWID=\"1\">\n\
<DATE> 3-MAR-1987  09:15:05.40&#5;&#5;&#5;RM</DATE>\n\
<TOPICS><D>crab</D><D>ship</D></TOPICS>\n<PLACES><D>ostermere</D></PLACES>\n<PEOPLE><D>ada-fennick</D></PEOPLE>\n\
<ORGS></ORGS>\n<EXCHANGES><D>ose</D></EXCHANGES>\n<COMPANIES></COMPANIES>\n\
<UNKNOWN> \n&#5;&#5;&#5;C T\n&#22;&#22;&#1;f0704&#31;reute\nu f BC-CRABS   03-03 0105</UNKNOWN>\n\
<TEXT>&#2;\n<TITLE>CRAB &lt;CRB> REVIEW</TITLE>\n<AUTHOR>    By Noor Haddad and Piet Saarinen, Reuters</AUTHOR>\n\
<DATELINE>    OSTERMERE, March 3 - </DATELINE><BODY>Crabs &amp; eels were\nlanded all week, the harbour said.\n\
\x20   \"A good week,\" said\nthe mayor.\n Crabs   41\n Eels    12\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";

fn read(text: &str) -> Readings {
    ingest::read(text.as_bytes(), "reut2-000.sgm").unwrap()
}

#[test]
fn each_part_of_a_story_has_its_field() {
    let readings = read(STORY);
    assert_eq!(readings.warnings, []);
    let reading = &readings.articles[0];
    let article = &reading.article;
    assert_eq!(
        (reading.format, reading.source.as_deref(), &*reading.warnings),
        (Format::Reuters, Some("reuters-21578"), &[][..])
    );
    assert_eq!((&*article.headline, &*article.located), ("CRAB <CRB> REVIEW", "OSTERMERE, March 3"));
    assert_eq!(
        article.body,
        "Crabs & eels were landed all week, the harbour said.\n\n\"A good week,\" said the mayor.\nCrabs   41\nEels    12"
    );
    assert_eq!(article.published, Some("1987-03-03T09:15:05".parse().unwrap()));
    assert_eq!(article.published_printed, "3-MAR-1987  09:15:05.40");
    assert_eq!(article.byline, "By Noor Haddad and Piet Saarinen, Reuters");
    let credits: Vec<_> = article.credits.iter().map(|credit| &*credit.name).collect();
    assert_eq!(credits, ["Noor Haddad", "Piet Saarinen"]);
    let tags: Vec<_> = article.tags.iter().map(|tag| (&*tag.scheme, &*tag.name)).collect();
    assert_eq!(tags, [("topic", "crab"), ("topic", "ship"), ("place", "ostermere"), ("exchange", "ose")]);
    assert_eq!(article.people[0].name, "ada fennick");
    let keys: Vec<_> = article.keys.iter().map(|key| (&*key.scheme, &*key.value)).collect();
    assert_eq!(keys, [("reuters-21578", "1"), ("reuters-22173", "5544")]);
    assert_eq!((article.extent, article.value_source), (Some(Extent::Full), Some(ValueSource::Wire)));
    assert_eq!(article.extra["lewissplit"], "TRAIN");
    assert_eq!(article.extra["unknown"], "C T f0704reute u f BC-CRABS 03-03 0105");
}

#[test]
fn briefs_have_a_headline_and_raw_ones_a_text() {
    let body = STORY.find("<TEXT>").unwrap()..STORY.find("</TEXT>").unwrap();
    let with = |text: &str| STORY.replace(&STORY[body.clone()], text);
    let brief = read(&with("<TEXT TYPE=\"BRIEF\">&#2;\n<TITLE>******CRABS UP</TITLE>&#3;"));
    let article = &brief.articles[0].article;
    assert_eq!((&*article.headline, &*article.body, article.extent), ("******CRABS UP", "", None));
    assert_eq!(article.extra["text_type"], "BRIEF");
    let raw = read(&with("<TEXT TYPE=\"UNPROC\">&#2;\nCRAB REPORT - MARCH 3\n Crabs...41\n Reuter\n&#3;"));
    let article = &raw.articles[0].article;
    assert_eq!((&*article.headline, &*article.body), ("", "CRAB REPORT - MARCH 3\nCrabs...41"));
}

#[test]
fn a_broken_story_costs_no_other() {
    let impossible = STORY.replace("09:15:05.40", "605:12:19.12");
    let cut = &STORY[..STORY.find("<TEXT>").unwrap()];
    let text = [&impossible, "<REUTERS>nothing</REUTERS>\n", STORY, cut].concat();
    let readings = read(&text);
    assert_eq!(readings.articles.len(), 2);
    assert_eq!(readings.articles[0].article.published, Some("1987-03-03".parse().unwrap()));
    assert_eq!(readings.articles[0].warnings, [Warning::UnknownDate("3-MAR-1987  605:12:19.12".into())]);
    let warnings: Vec<_> = readings.warnings.iter().map(ToString::to_string).collect();
    let line = |number: usize| impossible.lines().count() * number;
    assert_eq!(warnings[0], format!("record 2, line {}: no story in it", line(1)));
    assert!(warnings[1].ends_with(": it does not end"), "{warnings:?}");
}

#[test]
fn a_story_without_end_takes_no_memory() {
    let text = format!("<REUTERS NEWID=\"1\">{}</REUTERS>{STORY}", "x".repeat(50 << 20));
    let readings = read(&text);
    assert_eq!((readings.articles.len(), readings.warnings.len()), (1, 1));
}

#[test]
fn the_corpus_is_read_with_none_lost() {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let mut paths: Vec<_> =
        std::fs::read_dir(corpora.join("reuters21578")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".sgm.gz"));
    paths.sort();
    let (mut read, mut with_body, mut with_headline, mut with_time, mut credited) = (0, 0, 0, 0, 0);
    let mut without_text = Vec::new();
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        for record in ingest::records(std::fs::File::open(&path).unwrap(), &name) {
            let article = record.unwrap().article;
            read += 1;
            with_body += usize::from(!article.body.is_empty());
            with_headline += usize::from(!article.headline.is_empty());
            with_time += usize::from(
                article.published.is_some_and(|at| at.precision() == dateline::Precision::Second),
            );
            credited += usize::from(!article.credits.is_empty());
            assert!(article.published.is_some() && article.keys.len() == 2, "{article:?}");
            if article.body.is_empty() && article.headline.is_empty() {
                without_text.push(article.keys[0].value.clone());
            }
            assert!(!article.body.contains(|c: char| c.is_control() && c != '\n'), "{}", article.body);
        }
    }
    // 1,798 are briefs without a body, 737 raw texts without a headline, one of which is empty, and one has an impossible
    // time of day.
    assert_eq!(without_text, ["12793"]);
    assert_eq!((read, with_body, with_headline, with_time, credited), (21_578, 19_779, 20_841, 21_577, 875));
}
