//! As much of everything as a query holds, and of each field all that may stand behind its colon.

use crate::{archive, is_answered};

#[test]
fn every_field_with_every_value() {
    let fields = "headline: dek: body: caption: credit: by: person: tag: from: section: lang: after: before: on: \
                  has: is: foo:";
    let values =
        ["", "\"", "\"\"", "*", "-", "OR", "(", "\0", "\u{202E}", ":", "x", "«x", "2024", "image", "hidden"];
    for field in fields.split_whitespace() {
        for value in values {
            is_answered(archive(), &format!("-{field}{value} OR {field}{value}"));
        }
    }
}

#[test]
fn at_every_limit() {
    let letters: Vec<String> = ('a'..='z').chain('а'..='я').map(|letter| format!("{letter}*")).collect();
    let of = |count: usize| (0..count).map(|at| letters[at % letters.len()].clone()).collect::<Vec<_>>();
    let common = ["the", "of", "and", "in", "said", "troops"];
    let phrase: Vec<&str> = (0..32).map(|at| common[at % common.len()]).collect();
    let texts = [
        of(256).join(" OR "),
        of(256).join(" "),
        of(256).join(" -"),
        format!("\"{}\"", phrase.join(" ")),
        format!("\"{}\"*", phrase[..31].join(" ")),
        format!("\"{}\"", "the ".repeat(750)),
        "the-".repeat(1000),
        "the OR ".repeat(256),
        "\"the a*\" ".repeat(200),
        "by:a person:b tag:c from:d section:e lang:f ".repeat(43),
        "x".repeat(256),
        "после* OR ".repeat(200),
    ];
    for text in &texts {
        is_answered(archive(), text);
    }
}
