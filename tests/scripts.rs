//! The table of scripts in docs/query.md: what is written in one way is found in another, and marked.

mod common;

use common::timed;
use dateline::{Archive, NewArticle, Query};

/// The rows of the table: what is written, and what finds it.
fn examples() -> Vec<(String, String)> {
    let guide = include_str!("../docs/query.md");
    let section = guide.split("### Scripts\n").nth(1).unwrap().split("\n###").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(2);
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .flat_map(|cells| {
            let [_, _, written, typed] = cells[..] else { panic!("{cells:?}") };
            let (written, typed) = (quoted(written), quoted(typed));
            assert_eq!(written.len(), typed.len(), "{cells:?}");
            written.into_iter().zip(typed)
        })
        .collect()
}

/// The texts between backquotes, with the characters for which `\u{…}` stands.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(unescaped).collect()
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        out.push_str(rest);
    }
    out
}

fn found(archive: &Archive, query: &str) -> Vec<String> {
    let page = archive.search(&Query::from(query)).unwrap();
    page.hits.iter().map(|hit| hit.headline.html()).collect()
}

/// Returns an archive with a headline for each text, which begins with its number.
fn headlines<'t>(texts: impl Iterator<Item = &'t String>) -> Archive {
    let archive = Archive::in_memory().unwrap();
    let articles = texts.enumerate().map(|(at, text)| NewArticle::new(format!("A{at}z {text}, b"), ""));
    archive.write(|tx| tx.save_all(&articles.collect::<Vec<_>>())).unwrap();
    archive
}

#[test]
fn what_is_written_in_one_way_is_found_in_the_other_and_marked() {
    let examples = examples();
    assert!(examples.len() > 40, "{examples:?}");
    let written = headlines(examples.iter().map(|(written, _)| written));
    let typed = headlines(examples.iter().map(|(_, typed)| typed));
    for (at, (one, other)) in examples.iter().enumerate() {
        for (archive, asked) in [(&written, other), (&typed, other), (&written, one)] {
            let queries =
                [asked.clone(), format!("\"{asked}\""), format!("headline:{asked}"), format!("{asked}*")];
            for query in queries {
                let hits = found(archive, &query);
                let hit = hits.iter().find(|hit| hit.starts_with(&format!("A{at}z ")));
                assert!(
                    hit.is_some_and(|hit| hit.contains("<mark>")),
                    "{query} in {one} or {other}: {hits:?}"
                );
            }
        }
    }
}

#[test]
fn the_names_of_people_and_tags_are_compared_likewise() {
    let is_of_a_run = |name: &str| {
        name.chars().any(|c| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..))
    };
    for (written, typed) in
        examples().into_iter().filter(|(written, typed)| !is_of_a_run(written) && written != typed)
    {
        let archive = Archive::in_memory().unwrap();
        let article = |headline: &str, name: &str| NewArticle::new(headline, "").person(name).tag(name);
        archive.write(|tx| tx.save_all(&[article("One", &written), article("Two", &typed)])).unwrap();
        for query in [format!("person:\"{typed}\""), format!("tag:\"{written}\"")] {
            assert_eq!(found(&archive, &query).len(), 2, "{query}");
        }
        assert_eq!(archive.read(|s| s.people_named(&typed)).unwrap().len(), 1, "{typed}");
    }
}

#[test]
fn a_word_inside_a_run_is_found_in_its_own_field_alone() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&NewArticle::new("菅首相が会談", "首都圏で大雪。相模原市も"))).unwrap();
    for query in ["首相", "headline:首相", "body:首都", "\"首相\"", "首", "相模*", "大雪 会談"]
    {
        assert_eq!(found(&archive, query).len(), 1, "{query}");
    }
    // No letters that only stand near, or in another field; nor across a sign.
    for query in ["首模", "body:首相", "headline:首都", "雪相", "首相 -会談"] {
        assert_eq!(found(&archive, query).len(), 0, "{query}");
    }
    assert_eq!(found(&archive, "首相"), ["菅<mark>首相</mark>が会談"]);
}

#[test]
fn words_with_signs_are_found_as_one_word_and_as_several() {
    let archive = Archive::in_memory().unwrap();
    let texts = [
        "The U.S. said",
        "The US said",
        "They tell us",
        "an F-16 flew",
        "an F16 flew",
        "two multi-agents",
        "10 000 came",
        "the infor-\nmation desk",
    ];
    let articles = texts.map(|text| NewArticle::new(text, "").language("en"));
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    let count = |query: &str| found(&archive, query).len();
    assert_eq!(count("U.S."), 2);
    assert_eq!(count("US"), 3);
    assert_eq!(count("\"U.S.\""), 1);
    assert_eq!(count("F16"), 2);
    assert_eq!(count("F-16"), 2);
    assert_eq!(count("multi-agent"), 1);
    assert_eq!(count("multiagent"), 1);
    assert_eq!(count("10000"), 1);
    assert_eq!(count("information"), 1);
}

#[test]
fn long_runs_and_towers_of_marks_are_saved_and_found_in_linear_time() {
    let archive = Archive::in_memory().unwrap();
    let save = |letters: usize| {
        let run: String = "山川海空".chars().cycle().take(letters).collect();
        timed(|| archive.write(|tx| tx.save(&NewArticle::new(format!("Run of {letters}"), run))).unwrap()).1
    };
    let (short, long) = (save(10_000), save(100_000));
    assert!(long < short * 40, "{short:?} {long:?}");
    assert_eq!(found(&archive, "空山川").len(), 2);
    assert_eq!(found(&archive, "川山").len(), 0);
    let tower = format!("Zalgo{} walks", "\u{301}\u{327}".repeat(100));
    archive.write(|tx| tx.save(&NewArticle::new(tower, ""))).unwrap();
    assert_eq!(found(&archive, "\"zalgo walks\"").len(), 1);
    let thai = format!("{} {}", "ก".repeat(1000), "ข้".repeat(200));
    assert!(found(&archive, &thai).is_empty());
}
