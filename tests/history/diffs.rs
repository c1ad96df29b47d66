//! Two wordings compared.

use chrono::{TimeZone, Utc};
use dateline::{
    ArticleDiff, ArticleField, DiffPiece, DiffUnit, Extent, ItemType, Key, NewArticle, NewCredit, NewImage,
    NewTag, NewUrl, Status, UrlRelation,
};
use proptest::prelude::*;
use serde_json::json;

use crate::common::timed;

/// Writes the pieces of the one field that differs.
fn diff_of(earlier: &NewArticle, later: &NewArticle) -> (ArticleField, DiffUnit, String) {
    let diff = ArticleDiff::between(earlier, later);
    let [field] = &diff.fields[..] else { panic!("{diff:?}") };
    let mark = |piece: &DiffPiece| match piece {
        DiffPiece::Deleted(text) => format!("[-{text}-]"),
        DiffPiece::Inserted(text) => format!("{{+{text}+}}"),
        other => other.text().to_owned(),
    };
    let between = if field.unit == DiffUnit::Item { "|" } else { "" };
    let pieces: Vec<_> = field.pieces.iter().map(mark).collect();
    (field.field, field.unit, pieces.join(between))
}

/// Every field that an article has is compared, and by itself.
#[test]
fn each_field_is_compared() {
    use ArticleField as F;
    let day = |day| Utc.with_ymd_and_hms(2024, 7, day, 6, 0, 0).unwrap();
    type Set = fn(&mut NewArticle);
    let embargoed = day(1).to_rfc3339();
    let expires = day(2).to_rfc3339();
    let sets: Vec<(F, Set, &str)> = vec![
        (F::Headline, |a| a.headline = "Fog".into(), "{+Fog+}"),
        (F::Dek, |a| a.dek = "Fog".into(), "{+Fog+}"),
        (F::Byline, |a| a.byline = "By Fog".into(), "{+By Fog+}"),
        (F::Located, |a| a.located = "LISBON".into(), "{+LISBON+}"),
        (F::Body, |a| a.body = "Fog.".into(), "{+Fog.+}"),
        (F::Extent, |a| a.extent = Some(Extent::Excerpt), "{+excerpt+}"),
        (F::Type, |a| a.item_type = Some(ItemType::Picture), "{+picture+}"),
        (F::Publication, |a| a.publication = Some("Courier".into()), "{+Courier+}"),
        (F::Section, |a| a.section = Some("Port".into()), "{+Port+}"),
        (F::Language, |a| a.language = Some("en".into()), "{+en+}"),
        (F::Genre, |a| a.genre = Some("Opinion".into()), "{+Opinion+}"),
        (F::Status, |a| a.status = Some(Status::Canceled), "{+canceled+}"),
        (
            F::Embargoed,
            |a| a.embargoed = Some(Utc.with_ymd_and_hms(2024, 7, 1, 6, 0, 0).unwrap()),
            &embargoed,
        ),
        (F::Expires, |a| a.expires = Some(Utc.with_ymd_and_hms(2024, 7, 2, 6, 0, 0).unwrap()), &expires),
        (F::Published, |a| a.published = Some("2024-05".parse().unwrap()), "{+2024-05+}"),
        (F::Modified, |a| a.modified = Some("2024-05-01".parse().unwrap()), "{+2024-05-01+}"),
        (F::Version, |a| a.version = Some(3), "{+3+}"),
        (F::Credits, |a| a.credits = vec![NewCredit::organization("NPA")], "{+NPA, author, organization+}"),
        (F::People, |a| a.people = vec!["Ana".into(), "Rui".into()], "{+Ana+}|{+Rui+}"),
        (F::Images, |a| a.images = vec![NewImage::at("x.jpg")], "x.jpg"),
        (
            F::Tags,
            |a| a.tags = vec![NewTag { scheme: "topic".into(), ..NewTag::from("Fog") }],
            "{+topic:Fog+}",
        ),
        (F::TagsPrinted, |a| a.tags_printed = "FOG".into(), "{+FOG+}"),
        (F::Keys, |a| a.keys = vec![Key::scoped("guid", "7", "feed")], "{+guid 7 of feed+}"),
        (F::Urls, |a| a.urls = vec![NewUrl { url: "u".into(), relation: UrlRelation::Amp }], "{+u+}"),
        (F::Extra, |a| _ = a.extra.insert("edition".into(), json!(2)), "{+edition: 2+}"),
    ];
    assert_eq!(sets.iter().map(|(field, ..)| *field).collect::<Vec<_>>(), ArticleField::ALL);
    for (field, set, expected) in sets {
        let mut later = NewArticle::default();
        set(&mut later);
        let (differs, _, marked) = diff_of(&NewArticle::default(), &later);
        assert_eq!(differs, field);
        assert!(marked.contains(expected), "{field}: {marked}");
        assert_eq!(ArticleDiff::between(&later, &later).fields, []);
    }
}

#[test]
fn lists_are_compared_by_their_items() {
    let tags = |names: &[&str]| NewArticle {
        tags: names.iter().map(|name| (*name).into()).collect(),
        ..NewArticle::default()
    };
    assert_eq!(
        diff_of(&tags(&["Fog", "Port", "Sport"]), &tags(&["Fog", "Harbour", "Port"])).2,
        "Fog|{+Harbour+}|Port|[-Sport-]"
    );
}

/// A caption is a text like any other.
#[test]
fn pictures_are_compared_with_their_words() {
    let article = |caption: &str| {
        NewArticle::default().image(NewImage::at("https://x.example/1.jpg").caption(caption, "Ana"))
    };
    let (field, unit, marked) = diff_of(&article("The ferry in fog."), &article("The ferry in thick fog."));
    assert_eq!((field, unit), (ArticleField::Images, DiffUnit::Word));
    assert!(marked.starts_with("https://x.example/1.jpg\n"), "{marked}");
    assert!(marked.contains("captions.text: The ferry in {+thick +}fog."), "{marked}");
    assert!(marked.contains("captions.credit: Ana"), "{marked}");
}

#[test]
fn json_names_each_piece() {
    let (earlier, later) = (NewArticle::new("Fog", ""), NewArticle::new("Thick fog", ""));
    let diff = serde_json::to_value(ArticleDiff::between(&earlier, &later)).unwrap();
    let pieces = json!([{ "deleted": "Fog" }, { "inserted": "Thick fog" }]);
    assert_eq!(diff, json!({ "fields": [{ "field": "headline", "unit": "word", "pieces": pieces }] }));
}

/// The longest that an article may have, with nothing in common, and with a little.
#[test]
fn the_longest_texts_are_compared_in_bounded_time() {
    let words = |seed: u64, count: u64| -> String {
        let word = |n: u64| format!("{:x}", (n ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 44);
        (0..count).map(|n| word(n) + if n % 50 == 49 { "\n\n" } else { " " }).collect()
    };
    let body = |text: String| NewArticle::new("", text);
    let one = words(1, 200_000);
    let (earlier, later) = (body(one.clone()), body(words(2, 200_000)));
    let (diff, took) = timed(|| ArticleDiff::between(&earlier, &later));
    assert_eq!((diff.fields[0].unit, diff.fields[0].pieces.len()), (DiffUnit::Paragraph, 2));
    assert!(took.as_secs() < 20, "{took:?}");
    // One word of each paragraph.
    let edited: String = one.split_inclusive("\n\n").map(|paragraph| format!("new {paragraph}")).collect();
    let (diff, took) = timed(|| ArticleDiff::between(&earlier, &body(edited.clone())));
    assert!(took.as_secs() < 20, "{took:?}");
    assert_eq!(put_together(&diff.fields[0].pieces), (one, edited));
    // One word, however long the rest is.
    let (mut short, long) = (words(3, 200_000), words(3, 200_000));
    short.truncate(short.len() / 2);
    let (diff, _) = timed(|| ArticleDiff::between(&body(short.clone()), &body(long.clone())));
    assert_eq!(put_together(&diff.fields[0].pieces), (short, long));
}

fn put_together(pieces: &[DiffPiece]) -> (String, String) {
    let (mut earlier, mut later) = (String::new(), String::new());
    for piece in pieces {
        if !matches!(piece, DiffPiece::Inserted(_)) {
            earlier += piece.text();
        }
        if !matches!(piece, DiffPiece::Deleted(_)) {
            later += piece.text();
        }
    }
    (earlier, later)
}

proptest! {
    #[test]
    fn the_pieces_make_both_texts(
        earlier in "([abc]{1,2}|[ .\n]|\n\n|橋|e\u{301}){0,40}",
        later in "([abc]{1,2}|[ .\n]|\n\n|橋|e\u{301}){0,40}",
    ) {
        let of = |body: &str| NewArticle { body: body.into(), ..NewArticle::default() };
        let diff = ArticleDiff::between(&of(&earlier), &of(&later));
        let Some(field) = diff.fields.first() else {
            prop_assert_eq!(earlier, later);
            return Ok(());
        };
        prop_assert_eq!(put_together(&field.pieces), (earlier, later));
        let kind = std::mem::discriminant::<DiffPiece>;
        prop_assert!(field.pieces.windows(2).all(|pair| kind(&pair[0]) != kind(&pair[1])));
        prop_assert!(field.pieces.iter().all(|piece| !piece.text().is_empty()));
    }

    #[test]
    fn the_items_make_both_lists(
        earlier in prop::collection::vec("[abc]", 0..12),
        later in prop::collection::vec("[abc]", 0..12),
    ) {
        let of = |names: &[String]| NewArticle { people: names.iter().map(|name| name.as_str().into()).collect(), ..NewArticle::default() };
        let diff = ArticleDiff::between(&of(&earlier), &of(&later));
        let pieces = diff.fields.first().map(|field| field.pieces.clone()).unwrap_or_default();
        if pieces.is_empty() {
            prop_assert_eq!(earlier, later);
        } else {
            prop_assert_eq!(put_together(&pieces), (earlier.concat(), later.concat()));
        }
    }
}
