//! The file of an archive in which bytes were changed: it is refused, or answers, or says that it is damaged.
//!
//! The input says what to change: of each five bytes, three say where, one how, and one to what.
#![no_main]

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dateline::{Archive, ArticleId, NewArticle, Options, Order, Query};
use libfuzzer_sys::fuzz_target;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let archive = Archive::open(&path).unwrap();
    for number in 0..24 {
        let article = NewArticle::new(
            format!("Harbour bridge {number}"),
            "The troops visited the oil port. ".repeat(9),
        )
        .key("n", number.to_string())
        .language("en")
        .published(format!("20{:02}-04-29", number).parse().unwrap())
        .person("Ada Fennick")
        .tag("Harbour");
        archive.write(|tx| tx.save(&article)).unwrap();
    }
    drop(archive);
    // What is left in the log goes into the file.
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(conn);
    fs::read(&path).unwrap()
});

fuzz_target!(|changes: &[u8]| {
    let mut bytes = WHOLE.clone();
    for change in changes.chunks_exact(5) {
        let at = usize::from(change[0]) << 16 | usize::from(change[1]) << 8 | usize::from(change[2]);
        let at = at % bytes.len();
        match change[3] % 4 {
            0 => bytes[at] = change[4],
            1 => bytes[at] ^= 1 << (change[4] % 8),
            2 => {
                let end = bytes.len().min(at + usize::from(change[4]));
                bytes[at..end].fill(0xFF);
            }
            _ => bytes.truncate(at.max(100)),
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    fs::write(&path, bytes).unwrap();
    let Ok(archive) = Archive::open_with(&path, &Options::new().backup(false).create(false)) else { return };
    for text in
        ["", "the troops", "\"visited the\" OR har*", "tag:Harbour -oil", "person:\"Ada Fennick\" lang:en"]
    {
        for order in [Order::Relevance, Order::BestMatch, Order::Newest, Order::Oldest] {
            let begun = Instant::now();
            let _ = archive.search(&Query::from(text).order(order));
            assert!(begun.elapsed() < Duration::from_millis(1500), "{text}");
        }
    }
    let _ = archive.read(|s| s.article(ArticleId(1)));
    let _ = archive.check();
});
