//! What is read here, beside what FTS5 says of the same index.

use std::collections::BTreeMap;

use super::*;
use crate::{Archive, ArticleId, NewArticle, Result};

/// Small numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const WORDS: [&str; 9] = ["iran", "oil", "the", "prices", "oily", "ir", "président", "o", "東京"];

/// Some words come in nearly every article, and several times; others hardly ever.
fn text(dice: &mut Dice) -> String {
    let count = 1 + dice.roll(40);
    let words = (0..count).map(|_| {
        let sides = 1 + dice.roll(WORDS.len() as u64);
        WORDS[dice.roll(sides) as usize].to_owned()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// An archive whose index has small pages and many segments, after many changes.
fn archive(seed: u64, page_size: u32, articles: u64) -> Archive {
    let mut dice = Dice(seed);
    let archive = Archive::in_memory().unwrap();
    let set = "INSERT INTO article_fts (article_fts, rank) VALUES (?1, ?2)";
    archive
        .write(|tx| {
            tx.execute(set, ("pgsz", page_size))?;
            tx.execute(set, ("automerge", 2 + dice.roll(4).cast_signed()))?;
            Ok(())
        })
        .unwrap();
    let article = |dice: &mut Dice, number: u64| {
        NewArticle::new(text(dice), text(dice))
            .key("n", number.to_string())
            .language("en")
            .published(format!("2024-{:02}-{:02}", 1 + dice.roll(12), 1 + dice.roll(28)).parse().unwrap())
    };
    for number in 0..articles {
        let mut saved = vec![article(&mut dice, number)];
        if dice.roll(3) == 0 {
            let old = dice.roll(number + 1);
            saved.push(article(&mut dice, old));
        }
        archive.write(|tx| tx.save_all(&saved)).unwrap();
        if dice.roll(9) == 0 {
            let gone = 1 + dice.roll(number + 1).cast_signed();
            archive.write(|tx| tx.execute("DELETE FROM article WHERE id = ?1", [gone])).unwrap();
        }
    }
    archive
}

type Places = BTreeMap<i64, Vec<(usize, u32)>>;

/// Every word of the index with its rows and places, as FTS5 tells them.
fn told(snapshot: &Snapshot<'_>) -> BTreeMap<String, Places> {
    let conn = snapshot.conn();
    conn.execute_batch("CREATE VIRTUAL TABLE temp.told USING fts5vocab (main, article_fts, instance)")
        .unwrap();
    let columns = [
        "headline",
        "dek",
        "byline",
        "captions",
        "credits",
        "people",
        "tags",
        "scope",
        "forms_head",
        "forms",
        "body",
    ];
    let mut statement = conn.prepare("SELECT term, doc, col, \"offset\" FROM temp.told").unwrap();
    let mut told = BTreeMap::<String, Places>::new();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (term, rowid, column, at): (String, i64, String, u32) =
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap());
        let column = columns.iter().position(|name| *name == column).unwrap();
        told.entry(term).or_default().entry(rowid).or_default().push((column, at));
    }
    told.values_mut().flat_map(|places| places.values_mut()).for_each(|places| places.sort_unstable());
    told
}

fn index<'a>(snapshot: &'a Snapshot<'a>) -> Index<'a> {
    Index::open(snapshot, Watch::new(None, None)).unwrap()
}

fn read(mut postings: Postings<'_>, direction: Direction) -> Vec<(i64, Vec<(usize, u32)>)> {
    let mut rows = Vec::new();
    while let Some(key) = postings.key() {
        let mut buffer = Vec::new();
        let places: Vec<(usize, u32)> = postings.positions(&mut buffer).unwrap().collect();
        let of_column =
            |same: &[(usize, u32)]| same.last().map(|(column, at)| (*column, same.len() as u32, *at));
        let expected: Vec<_> = places.chunk_by(|one, next| one.0 == next.0).filter_map(of_column).collect();
        let mut by_column = Vec::new();
        let positions = postings.positions(&mut buffer).unwrap();
        positions.by_column(|column, count, last| by_column.push((column, count, last)));
        assert_eq!(by_column, expected);
        rows.push((direction.key(key), places));
        postings.advance().unwrap();
    }
    rows
}

fn compare(archive: &Archive, dice: &mut Dice) {
    // In memory the one connection writes, and may make a table for the test.
    archive
        .write(|tx| {
            let told = told(tx);
            let index = index(tx);
            assert!(told.len() > 8);
            for (term, rows) in &told {
                let forth: Vec<_> = rows.clone().into_iter().collect();
                let back: Vec<_> = forth.iter().rev().cloned().collect();
                assert_eq!(
                    read(index.postings(term, Direction::Forth).unwrap(), Direction::Forth),
                    forth,
                    "{term}"
                );
                assert_eq!(
                    read(index.postings(term, Direction::Back).unwrap(), Direction::Back),
                    back,
                    "{term}"
                );
                let counted = index.postings(term, Direction::Back).unwrap();
                if counted.is_short() {
                    assert_eq!(counted.rows().unwrap(), rows.len() as u64, "{term}");
                }
                seek(&index, term, &forth, dice);
            }
            let told_beginnings: Vec<_> = told.keys().filter(|term| term.starts_with("o")).collect();
            let beginnings = index.beginning_with("o", Direction::Back).unwrap();
            let found: Vec<_> =
                beginnings.iter().filter(|(_, rows)| rows.key().is_some()).map(|(term, _)| term).collect();
            assert_eq!(found, told_beginnings);
            for (term, rows) in beginnings {
                let told = told.get(&term).cloned().unwrap_or_default();
                assert_eq!(
                    read(rows, Direction::Back),
                    told.into_iter().rev().collect::<Vec<_>>(),
                    "{term}*"
                );
            }
            assert_eq!(index.postings("nowhere", Direction::Back).unwrap().key(), None);
            tx.conn().execute_batch("DROP TABLE temp.told")?;
            Ok(())
        })
        .unwrap();
}

fn seek(index: &Index<'_>, term: &str, rows: &[(i64, Vec<(usize, u32)>)], dice: &mut Dice) {
    for direction in [Direction::Back, Direction::Forth] {
        let mut keys: Vec<i64> = rows.iter().map(|(rowid, _)| direction.key(*rowid)).collect();
        keys.sort_unstable_by(|a, b| b.cmp(a));
        for stride in [1, 3, 17, 400] {
            let mut postings = index.postings(term, direction).unwrap();
            let mut at = 0;
            while let Some(key) = keys.get(at) {
                let wanted = key - i64::from(dice.roll(2) == 0);
                postings.seek(wanted).unwrap();
                let expected = keys.iter().copied().find(|key| *key <= wanted);
                assert_eq!(postings.key(), expected, "{term} {direction:?}");
                at += 1 + dice.roll(stride) as usize;
            }
        }
    }
}

#[test]
fn rows_and_places_are_those_of_fts5() {
    for (seed, page_size) in [(1, 32), (2, 40), (3, 64), (4, 100), (5, 200), (6, 1000), (7, 4050)] {
        let archive = archive(seed, page_size, 150);
        compare(&archive, &mut Dice(seed));
        archive.optimize().unwrap();
        compare(&archive, &mut Dice(seed));
    }
}

#[test]
fn long_postings_are_read_both_ways() {
    let archive = archive(11, 64, 1200);
    compare(&archive, &mut Dice(11));
    archive.optimize().unwrap();
    compare(&archive, &mut Dice(12));
}

#[test]
fn a_transaction_reads_what_it_wrote() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            let first = tx.save(&NewArticle::new("Ferry", ""))?;
            assert_eq!(tx.search_ids(&"ferry".into())?.hits, [first.id.unwrap()]);
            tx.save(&NewArticle::new("Another ferry", ""))?;
            assert_eq!(tx.search_ids(&"ferry".into())?.hits.len(), 2);
            Ok(())
        })
        .unwrap();
}

#[test]
fn averages_and_sizes_are_those_of_the_columns() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            tx.save(&NewArticle::new("One two", "three four five").language("ja"))?;
            tx.save(&NewArticle::new("Six", "seven").language("ja"))?;
            let index = index(tx);
            assert_eq!(index.rows(), 2);
            assert_eq!((index.words()[column::HEADLINE], index.words()[column::BODY]), (3, 4));
            let clock = tx.row("SELECT min(clock) AS clock FROM article_text", [], |row| row.get("clock"))?;
            let words = index.words_of(clock.unwrap()).unwrap();
            assert_eq!((words[column::HEADLINE], words[column::BODY]), (2, 3));
            Ok(())
        })
        .unwrap();
}

/// Whatever stands in the pages of the index, reading ends, with an answer or an error.
#[test]
fn a_damaged_index_is_an_error_at_worst() {
    let archive = archive(21, 100, 120);
    let mut dice = Dice(22);
    let queries =
        ["the", "iran oil", "\"the iran\"", "o*", "\"the o\"*", "-oil", "tag:x", "headline:oil OR ir"];
    let mut answers = BTreeMap::<bool, u32>::new();
    for _ in 0..120 {
        let outcome: Result<()> = archive.write(|tx| {
            let conn = tx.conn();
            conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
            let blocks: Vec<(i64, Vec<u8>)> =
                tx.rows("SELECT id, block FROM article_fts_data", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for _ in 0..1 + dice.roll(4) {
                let (id, block) = &blocks[dice.roll(blocks.len() as u64) as usize];
                let mut block = block.clone();
                if block.is_empty() {
                    continue;
                }
                let at = dice.roll(block.len() as u64) as usize;
                match dice.roll(3) {
                    0 => block.truncate(at),
                    1 => block[at] = dice.roll(256) as u8,
                    _ => block[at] ^= 1 << dice.roll(8),
                }
                let sql = "UPDATE article_fts_data SET block = ?2 WHERE id = ?1";
                conn.execute(sql, (id, &block))?;
            }
            for text in queries {
                for order in [crate::Order::Newest, crate::Order::Oldest, crate::Order::BestMatch] {
                    let answer = tx.search_ids(&crate::Query::from(text).order(order));
                    *answers.entry(answer.is_ok()).or_default() += 1;
                    if let Err(error) = answer {
                        assert!(matches!(error, Error::Damaged(_)), "{error}");
                    }
                }
            }
            Err(Error::Reentrant)
        });
        assert!(matches!(outcome, Err(Error::Reentrant)));
    }
    assert!(answers[&true] > 200 && answers[&false] > 200, "{answers:?}");
    assert!(archive.read(|s| s.article(ArticleId(1))).is_ok());
}

#[test]
fn of_very_many_words_the_frequent_ones_are_visited() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| {
            // Some ten words to a page, and the frequent one last but for few.
            tx.execute("INSERT INTO article_fts (article_fts, rank) VALUES ('pgsz', 200)", [])?;
            let rare =
                |n: u64| (0..40).map(move |at| format!("w{:05}", n * 40 + at)).collect::<Vec<_>>().join(" ");
            let articles: Vec<_> = (0..200)
                .map(|n| NewArticle::new(format!("Story {n}"), format!("{} wx wy", rare(n))))
                .collect();
            tx.save_all(&articles)?;
            Ok(())
        })
        .unwrap();
    archive.optimize().unwrap();
    archive
        .read(|snapshot| {
            let index = index(snapshot);
            let visited = |beginning: &str, is_bounded: bool| {
                let mut words = Vec::new();
                let visit = |word: &Word<'_>| {
                    words.push(word.term().to_owned());
                    std::ops::ControlFlow::Continue(())
                };
                match is_bounded {
                    true => index.each_frequent_word(beginning, visit),
                    false => index.each_word(beginning, visit),
                }
                .unwrap();
                words.sort();
                words
            };
            assert_eq!(visited("w", false).len(), 8002);
            let bounded = visited("w", true);
            assert!(bounded.len() < 8002 && bounded.contains(&"wx".to_owned()), "{}", bounded.len());
            // Of few, all are.
            assert_eq!(visited("w001", true), visited("w001", false));
            assert_eq!(visited("w001", true).len(), 100);
            assert_eq!(
                visited("", true).iter().filter(|word| word.starts_with(['\u{E000}', '\u{E001}'])).count(),
                0
            );
            Ok(())
        })
        .unwrap();
}
