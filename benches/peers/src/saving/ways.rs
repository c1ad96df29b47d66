//! The ways in which articles come into a file.

use std::path::Path;

use dateline::{Archive, IngestItem, IngestOptions, NewArticle, Outcome as Saved, ingest};

use super::bare::Program;
use super::feed::Feed;
use super::python::Python;
use crate::Outcome;
use crate::measure::{Took, took};
use crate::related::Bare;

const BATCH: usize = 1_000;

pub enum Way<'a> {
    Bare(&'a [NewArticle]),
    Related(&'a [NewArticle]),
    Save(&'a [NewArticle]),
    Ingest {
        articles: &'a [NewArticle],
        jobs: usize,
        optimize: bool,
    },
    /// A feed that is read from its file.
    Feed(&'a Feed),
    Python(&'a Python, &'static str),
    Reader(&'a Python, &'a Feed),
}

impl Way<'_> {
    /// Returns what it took; `None` where the program isn't installed.
    pub fn run(&self) -> Outcome<Option<Took>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("news.db");
        match self {
            Self::Python(python, peer) => python.run(peer, python.stories(), &path),
            Self::Reader(python, feed) => python.run("reader", feed.path(), &path),
            _ => took(|| self.save(&path)).map(Some),
        }
    }

    fn save(&self, path: &Path) -> Outcome {
        match self {
            Self::Bare(articles) => Program::create(path)?.save_all(articles),
            Self::Related(articles) => Bare::create(path)?.save_all(articles),
            Self::Save(articles) => save(path, articles),
            Self::Ingest { articles, jobs, optimize } => {
                let options = IngestOptions::new().jobs(*jobs).batch(BATCH).optimize(*optimize);
                bring_in(path, articles.iter().cloned(), articles.len(), &options)
            }
            Self::Feed(feed) => {
                let readings = ingest::read(&std::fs::read(feed.path())?, "feed.xml")?;
                let articles = readings.articles.into_iter().map(|reading| reading.article);
                bring_in(path, articles, feed.articles(), &IngestOptions::new().jobs(2))
            }
            Self::Python(..) | Self::Reader(..) => Ok(()),
        }
    }
}

fn save(path: &Path, articles: &[NewArticle]) -> Outcome {
    let archive = Archive::open(path)?;
    for batch in articles.chunks(BATCH) {
        let saved = archive.write(|tx| tx.save_all(batch))?;
        if let Some(other) = saved.iter().find(|saved| saved.outcome != Saved::Added) {
            return Err(format!("not added: {other:?}").into());
        }
    }
    Ok(())
}

/// Brings articles in, and fails unless so many are new.
pub fn bring_in<T: Into<IngestItem>>(
    path: &Path,
    articles: impl Iterator<Item = T>,
    all: usize,
    options: &IngestOptions,
) -> Outcome {
    let ingested = Archive::open(path)?.ingest(articles, options)?;
    if ingested.counts.added == all as u64 { Ok(()) } else { Err(format!("{:?}", ingested.counts).into()) }
}
