//! What is said on the command line.

use std::path::PathBuf;

use crate::{Outcome, USAGE};

pub struct Options {
    pub articles: u32,
    pub years: i64,
    pub folder: Option<PathBuf>,
    /// An older archive to be migrated.
    pub from: Option<PathBuf>,
    /// A file to which times are added.
    pub save: Option<PathBuf>,
    pub merged: bool,
    /// These questions alone, or these sections of the page; all, if there are none.
    pub only: Vec<String>,
    /// The numbers of articles between which an archive grows.
    pub sizes: Vec<u32>,
    /// How often each program saves, in turns.
    pub rounds: usize,
    /// Where plots go; none are made without it.
    pub plots: Option<PathBuf>,
    /// The file of which the sections are written.
    pub page: PathBuf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            articles: 450_000,
            years: 20,
            folder: None,
            from: None,
            save: None,
            merged: true,
            only: Vec::new(),
            sizes: vec![10_000, 100_000, 1_000_000],
            rounds: 5,
            plots: None,
            page: concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/benchmarks.md").into(),
        }
    }
}

impl Options {
    pub fn read(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options = Self::default();
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(USAGE);
            match word.as_str() {
                "--articles" => options.articles = value()?.parse()?,
                "--years" => options.years = value()?.parse()?,
                "--folder" => options.folder = Some(value()?.into()),
                "--from" => options.from = Some(value()?.into()),
                "--save" => options.save = Some(value()?.into()),
                "--unmerged" => options.merged = false,
                "--only" => options.only.push(value()?),
                "--sizes" => options.sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
                "--rounds" => options.rounds = value()?.parse()?,
                "--plots" => options.plots = Some(value()?.into()),
                "--page" => options.page = value()?.into(),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}
