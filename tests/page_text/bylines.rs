//! Bylines of all kinds.

use dateline::Role;

use super::with_header;

#[track_caller]
fn names(lines: &str, expected: &[&str]) {
    let article = with_header(lines).article;
    let names: Vec<&str> = article.credits.iter().map(|credit| &*credit.name).collect();
    assert_eq!(names, expected, "{lines}");
}

#[test]
fn capital_and_joins_no_two() {
    names("BY TESS HOLLOWAY AND RUNA ASKE\nPublished: March 4, 2024", &["TESS HOLLOWAY", "RUNA ASKE"]);
    names("VON TESS HOLLOWAY UND RUNA ASKE\n4. März 2024", &["TESS HOLLOWAY", "RUNA ASKE"]);
}

#[test]
fn degrees_and_suffixes_are_of_the_name() {
    names("By Tess Holloway, Ph.D.\nMarch 4, 2024", &["Tess Holloway, Ph.D."]);
    names("By Sam Orr, Sr., and Runa Aske\nMarch 4, 2024", &["Sam Orr, Sr.", "Runa Aske"]);
    names("By Sam Orr III and Runa Aske, M.D.\nMarch 4, 2024", &["Sam Orr III", "Runa Aske, M.D."]);
}

#[test]
fn other_scripts() {
    names("By 森田美咲\nMarch 4, 2024", &["森田美咲"]);
    names("By ליאת כהן\nMarch 4, 2024", &["ליאת כהן"]);
    names("Автор: Вера Лугова\nMarch 4, 2024", &["Вера Лугова"]);
    names("בקלם\nBy ليلى حداد\nMarch 4, 2024", &["ليلى حداد"]);
}

#[test]
fn a_second_role_in_the_line() {
    let article =
        with_header("Story by Tess Holloway, photos by Runa Aske; edited by Sam Orr\nMarch 4, 2024").article;
    let credits: Vec<_> = article.credits.iter().map(|credit| (&*credit.name, credit.role)).collect();
    assert_eq!(
        credits,
        [("Tess Holloway", Role::Author), ("Runa Aske", Role::Photographer), ("Sam Orr", Role::Editor)]
    );
    assert_eq!(article.byline, "Story by Tess Holloway, photos by Runa Aske; edited by Sam Orr");
    assert_eq!(article.dek, "");
    names(
        "By Tess Holloway with additional reporting by Runa Aske\nMarch 4, 2024",
        &["Tess Holloway", "Runa Aske"],
    );
}

#[test]
fn names_below_their_label() {
    names("By\nTess Holloway News Reporter\nRuna Aske\nMarch 4, 2024", &["Tess Holloway", "Runa Aske"]);
    names("Von\n* Tess Holloway\n4. März 2024", &["Tess Holloway"]);
}

#[test]
fn names_without_label() {
    names("Tess Holloway\nMarch 4, 2024", &["Tess Holloway"]);
    names("Tess Holloway in Selby\nTue 4 Mar 2024 12.30 GMT", &["Tess Holloway"]);
    names("Tess Holloway, Coast Correspondent\nMarch 4, 2024", &["Tess Holloway"]);
    names("Tess Holloway | Selby Daily Record\nMarch 4, 2024", &["Tess Holloway"]);
    names("Special Correspondent\nMarch 4, 2024", &[]);
    names("Show Comments\nMarch 4, 2024", &[]);
}
