//! The file of an archive beside the text that is in it.

use std::fs;
use std::path::Path;

use dateline::{IngestOptions, NewArticle};
use rusqlite::Connection;

use crate::corpus::Corpus;
use crate::table::{Table, count, number};
use crate::{Outcome, figures, machine, saving};

/// Of the 21,578 stories of Reuters-21578, with tags and bylines, and of Wikinews in English and French.
pub fn run(corpora: &Path) -> Outcome {
    let corpus = Corpus::latin(corpora)?;
    let articles = corpus.stories();
    let text: usize = articles.iter().map(|article| article.headline.len() + article.body.len()).sum();
    println!("# Size of {} articles of Reuters and Wikinews, English and French\n", count(articles.len()));
    println!("{}\n", machine::described());
    println!("{} bytes of headlines and bodies, with tags, by the pipeline.\n", count(text));
    let folder = tempfile::tempdir()?;
    let mut table = Table::new(&["program", "file", "of it free pages", "to the text", "without free pages"]);
    let mut sizes = Vec::new();
    for (name, is_bare, is_merged) in [
        ("Dateline, index merged", false, true),
        ("Dateline, as it was saved", false, false),
        ("bare rusqlite and FTS5, headline and body alone, index merged", true, true),
        ("the same, as it was saved", true, false),
    ] {
        let path = folder.path().join(format!("{}.db", sizes.len()));
        if is_bare {
            bare(&path, articles, is_merged)?
        } else {
            ours(&path, articles, is_merged)?
        }
        let size = Size::of(&path)?;
        let [whole, used] = [size.file, size.file - size.free].map(|bytes| bytes as f64 / text as f64);
        let cells = [count(size.file), count(size.free), number(whole), number(used)];
        table.row("", name, cells.map(Into::into));
        sizes.push((whole, used));
    }
    table.print();
    figures::print("file, index merged, to text", sizes[0].0);
    figures::print("file, index merged, without free pages, to text", sizes[0].1);
    figures::print("file without free pages, Dateline to bare rusqlite and FTS5", sizes[0].1 / sizes[2].1);
    Ok(())
}

struct Size {
    file: u64,
    /// Pages that are to be written again: merging leaves them.
    free: u64,
}

impl Size {
    fn of(path: &Path) -> Outcome<Self> {
        let conn = Connection::open(path)?;
        let number = |pragma| -> Outcome<u64> {
            Ok(u64::try_from(conn.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0))?)?)
        };
        Ok(Self { file: bytes(path)?, free: number("freelist_count")? * number("page_size")? })
    }
}

fn ours(path: &Path, articles: &[NewArticle], is_merged: bool) -> Outcome {
    let options = IngestOptions::new().optimize(is_merged);
    saving::bring_in(path, articles.iter().cloned(), articles.len(), &options)
}

fn bare(path: &Path, articles: &[NewArticle], is_merged: bool) -> Outcome {
    let mut program = saving::Program::create(path)?;
    program.save_all(articles)?;
    if is_merged { program.optimize() } else { Ok(()) }
}

/// Returns the size of a file that is closed.
pub fn bytes(path: &Path) -> Outcome<u64> {
    Ok(fs::metadata(path)?.len())
}
