//! Builds archives and indexes, and keeps them for the next run where a folder is given.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dateline::{Archive, ArticleId, NewArticle, Outcome as Saved};
use rusqlite::Connection;

use crate::Outcome;
use crate::corpus::{Corpus, Item};
use crate::fts5::Fts5;
use crate::tantivy_peer::{Sorted, Tantivy};

pub struct Disk<'c> {
    pub folder: PathBuf,
    pub corpus: &'c Corpus,
    /// True if the segments of Dateline's index are merged.
    pub merged: bool,
}

impl Disk<'_> {
    pub fn archive(&self, articles: u32, years: i64) -> Outcome<Archive> {
        let state = if self.merged { "merged" } else { "as-saved" };
        let path = self.built(&format!("dateline-{articles}-{years}y-{state}"), |folder| {
            let archive = Archive::open(folder.join("news.db"))?;
            for batch in self.corpus.batches(articles, years) {
                save(&archive, batch)?;
            }
            if self.merged { Ok(archive.optimize()?) } else { Ok(()) }
        })?;
        Ok(Archive::open(path.join("news.db"))?)
    }

    pub fn fts5(&self, articles: u32, years: i64) -> Outcome<Fts5> {
        let path = self.built(&format!("fts5-{articles}-{years}y"), |folder| {
            let mut fts5 = Fts5::create(&folder.join("news.db"), "unicode61")?;
            for batch in self.corpus.batches(articles, years) {
                fts5.add(&batch)?;
            }
            fts5.finish()
        })?;
        Fts5::open(&path.join("news.db"))
    }

    pub fn tantivy(&self, sorted: Sorted, articles: u32, years: i64) -> Outcome<Tantivy> {
        let name = match sorted {
            Sorted::AsAdded => "tantivy",
            Sorted::NewestFirst => "tantivy-newest-first",
        };
        let path = self.built(&format!("{name}-{articles}-{years}y"), |folder| {
            Tantivy::create(folder, sorted, self.corpus.batches(articles, years))
        })?;
        Tantivy::open(&path)
    }

    /// The folder of that name, made if it isn't there whole.
    fn built(&self, name: &str, make: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
        let path = self.folder.join(name);
        if !path.exists() {
            let unfinished = self.folder.join(format!("{name}.unfinished"));
            if unfinished.exists() {
                fs::remove_dir_all(&unfinished)?;
            }
            fs::create_dir_all(&unfinished)?;
            let started = Instant::now();
            make(&unfinished)?;
            fs::rename(&unfinished, &path)?;
            eprintln!("built {name} in {:.0} s", started.elapsed().as_secs_f64());
        }
        println!("- {name}: {} MB", bytes(&path)? / 1_000_000);
        Ok(path)
    }
}

fn save(archive: &Archive, batch: Vec<Item>) -> Outcome {
    let articles: Vec<NewArticle> = batch.into_iter().map(|item| item.article).collect();
    save_all(archive, &articles).map(|_| ())
}

/// Saves articles that are all new, and returns their ids.
pub fn save_all(archive: &Archive, articles: &[NewArticle]) -> Outcome<Vec<ArticleId>> {
    let saved = archive.write(|tx| tx.save_all(articles))?;
    saved
        .into_iter()
        .map(|saved| match saved.id.filter(|_| saved.outcome == Saved::Added) {
            Some(id) => Ok(id),
            None => Err(format!("not added: {saved:?}").into()),
        })
        .collect()
}

/// Returns the size of the files of a folder in bytes.
fn bytes(folder: &Path) -> Outcome<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        sum += entry?.metadata()?.len();
    }
    Ok(sum)
}

/// Returns the size of an index of FTS5, in bytes.
pub fn index_bytes(conn: &Connection, table: &str) -> Outcome<u64> {
    let bytes: i64 =
        conn.query_row(&format!("SELECT sum(length(block)) FROM {table}"), [], |row| row.get(0))?;
    Ok(u64::try_from(bytes)?)
}
