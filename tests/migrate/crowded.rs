//! Many articles of one headline and day, which version 1 told apart by numbers.

use dateline::{Archive, NewArticle};
use rusqlite::params;
use sha2::{Digest, Sha256};

use crate::common::{folder, rewrite};
use crate::version_1;

/// The hash of headline, dek, byline and body, of which two are empty.
fn content_hash(headline: &str, body: &str) -> Vec<u8> {
    Sha256::digest(format!("{headline}\0\0\0{body}\0")).to_vec()
}

#[test]
fn each_of_a_crowd_is_known_again() {
    let folder = folder();
    let path = version_1(folder.path(), "v1.db");
    let body = |n: i64| (0..24).map(|word| format!("berth{}", n * 24 + word)).collect::<Vec<_>>().join(" ");
    rewrite(&path, |conn| {
        for n in 0..40 {
            conn.execute(
                "INSERT INTO article
                     (id, uri, language, published, published_precision, published_basis, first_seen, changed,
                      word_count, content_hash)
                 VALUES (?1, ?2, 'en', 1714608000, 'day', 'assumed_utc', 1714608000, ?1, 24, ?3)",
                params![1000 + n, format!("urn:dateline:headline-day:{n}"), content_hash("Notice", &body(n))],
            )
            .unwrap();
            conn.execute(
                "INSERT INTO article_text (clock, article, headline, body) VALUES (?1, ?2, 'Notice', ?3)",
                params![272_548_454_400_i64 + n, 1000 + n, body(n)],
            )
            .unwrap();
        }
    });
    let archive = Archive::open(&path).unwrap();
    for n in [0, 7, 39] {
        let again =
            NewArticle::new("Notice", body(n)).language("en").published("2024-05-02".parse().unwrap());
        let saved = archive.write(|tx| tx.save(&again.tag("Berths"))).unwrap();
        assert_eq!((saved.outcome.as_str(), saved.id.unwrap().0), ("revised", 1000 + n));
    }
}
