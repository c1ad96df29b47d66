//! Dates in the forms of many houses.

use dateline::ingest::Warning;

use super::{body, read, with_header};

#[track_caller]
fn published(line: &str, expected: &str) {
    let reading = with_header(line);
    let published = reading.article.published.map(|moment| moment.to_string());
    assert_eq!(published.as_deref(), Some(expected), "{line}");
    assert_eq!(body(&reading).len(), 2, "{line}");
    assert_eq!(reading.warnings, [], "{line}");
}

#[test]
fn a_line_that_ends_with_pm_is_no_sentence() {
    published("Published: Monday, March 4, 2024 at 10:31 p.m.", "2024-03-04T22:31");
    published("Last chance to read: Posted on March 4, 2024 at 7:05 a.m.", "2024-03-04T07:05");
}

#[test]
fn months_of_other_languages() {
    published("Published: 4 Mart 2024", "2024-03-04");
    published("Published: 4 марта 2024, 22:31", "2024-03-04T22:31");
    published("Published: 4. března 2024", "2024-03-04");
    published("Published: 4 Μαρτίου 2024", "2024-03-04");
    published("Published: 4 مارس 2024", "2024-03-04");
    published("Published: 4 березня 2024", "2024-03-04");
}

#[test]
fn times_behind_strokes_and_words() {
    published("March 4, 2024 / 10:31 PM / Coast Desk", "2024-03-04T22:31");
    published("Julkaistu 4.3.2024 klo 22:31", "2024-03-04T22:31");
    published("2024年3月4日 22時31分", "2024-03-04T22:31");
    published("Gepubliceerd op 4 maart 2024 om 22:31", "2024-03-04T22:31");
    published("22:31, 4 Mar 2024", "2024-03-04T22:31");
}

#[test]
fn years_of_two_digits() {
    published("Published: 14/03/24", "2024-03-14");
    published("Published: 14.3.24", "2024-03-14");
    published("Published: Mar 14, '24", "2024-03-14");
    published("Published: 14 March ’24", "2024-03-14");
}

#[test]
fn a_label_on_the_line_above() {
    published("Published\n4 March 2024", "2024-03-04");
}

#[test]
fn the_crawlers_date_settles_day_and_month() {
    let page = |crawled: &str, stamp: &str| {
        read(&format!(
            " date {crawled} Selby Morning Star - News Tides\nKeeper leaves the light after forty winters\n\n\
             Published: {stamp}\n\nThe keeper of Gull Point light went down its stairs and locked the door behind her.\n"
        ))
    };
    let settled = page("2024-03-04", "03/04/2024 22:31");
    assert_eq!(settled.article.published.unwrap().to_string(), "2024-03-04T22:31");
    assert_eq!(settled.warnings, []);
    let later = page("2024-04-05", "03/04/2024 22:31");
    assert_eq!(later.article.published.unwrap().to_string(), "2024-04-03T22:31");
    let relative = page("2024-03-04", "2 hours ago");
    assert_eq!(relative.article.published.unwrap().to_string(), "2024-03-04");
    assert_eq!(relative.article.published_printed, "2 hours ago");
    assert!(relative.warnings.contains(&Warning::DateOfHeaderLine("2024-03-04".into())));
}

#[test]
fn an_update_stands_for_publication_with_a_warning() {
    let reading = with_header("By Tess Holloway\nUpdated March 4, 2024 9:30 am");
    assert_eq!(reading.article.modified.unwrap().to_string(), "2024-03-04T09:30");
    assert_eq!(reading.article.published, reading.article.modified);
    assert_eq!(reading.warnings, [Warning::DateOfUpdate("March 4, 2024 9:30 am".into())]);
}

#[test]
fn an_update_at_a_time_is_on_the_day_of_publication() {
    let reading = with_header("March 4, 2024, 7:14 pm\nUpdated at 9:02 pm");
    assert_eq!(reading.article.modified.unwrap().to_string(), "2024-03-04T21:02");
    assert_eq!(reading.warnings, []);
}
