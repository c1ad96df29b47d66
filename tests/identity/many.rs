//! Many stories under one address.

use super::*;

/// A text of words that no other has.
fn numbered(n: usize) -> String {
    (0..24).map(|word| format!("berth{}", n * 24 + word)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_home_page_with_many_stories() {
    let archive = archive();
    let items: Vec<_> = (0..5_000)
        .map(|n| {
            guid(story(&format!("Notice {n}"), &numbered(n)), &n.to_string(), "feed")
                .url("https://example.org/")
        })
        .collect();
    let saved = read(&archive, "feed", &items);
    assert!(saved.iter().all(|saved| saved.outcome == Outcome::Added && saved.warnings.len() <= 1));
    assert_eq!(outcomes(&read(&archive, "feed", &items)), ["unchanged"; 5_000]);
    // Each is found by its id, however many share the page; one without is found by its text.
    let mut edited = items[7].clone();
    edited.body.push_str(" Paid.");
    assert_eq!(read(&archive, "feed", &[edited])[0].id, saved[7].id);
    let tagged = NewArticle { keys: Vec::new(), ..items[9].clone() }.tag("Berths");
    assert_eq!(read(&archive, "page", &[tagged])[0].id, saved[9].id);
}

/// Names of many stories without id are one, and each text is another.
fn weather(count: usize) -> Vec<NewArticle> {
    (0..count).map(|n| story("Weather", &numbered(n))).collect()
}

#[test]
fn stories_of_one_headline_and_day_keep_apart() {
    let items = weather(600);
    let (together, apart) = (archive(), archive());
    read(&together, "feed", &items);
    for batch in items.chunks(50) {
        read(&apart, "feed", batch);
    }
    for archive in [&together, &apart] {
        assert_eq!(count(archive), 600);
        assert_eq!(outcomes(&read(archive, "feed", &items)), ["unchanged"; 600]);
        let tagged = items[3].clone().tag("Rain");
        assert_eq!(outcomes(&read(archive, "other", &[tagged])), ["revised"]);
        assert_sound(archive);
    }
}

/// A feed that leads all items to one page, and dates every one by the time at which it is fetched once it was moved to another
/// system: nothing but the text is the same.
#[test]
fn a_feed_that_dates_its_items_by_the_fetch_makes_no_copies() {
    let archive = archive();
    let item = |n: usize, day: &str| {
        dated(story(&format!("Notice {n}"), &numbered(n)), day).url("https://example.org/")
    };
    let written: Vec<_> = (0..60).map(|n| item(n, &format!("{}-05-02", 1900 + n))).collect();
    for batch in written.chunks(7) {
        assert!(read(&archive, "feed", batch).iter().all(|saved| saved.outcome == Outcome::Added));
    }
    for day in ["2024-05-03", "2024-05-04", "2024-05-05"] {
        let mut fetched: Vec<_> = (0..60).map(|n| item(n, day)).collect();
        fetched.reverse();
        for batch in fetched.chunks(13) {
            assert_eq!(outcomes(&read(&archive, "feed", batch)), vec!["revised"; batch.len()]);
        }
        assert_eq!(outcomes(&read(&archive, "feed", &fetched)), ["unchanged"; 60]);
    }
    assert_eq!(count(&archive), 60);
    assert_sound(&archive);
}
