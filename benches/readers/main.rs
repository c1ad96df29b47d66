//! Scores the readers of pages on pages that others wrote, with the values that must come out.
//!
//!     DATELINE_CORPORA=<folder> cargo bench --bench readers -- [html] [page_text] [-v]
//!
//! `-- fit` fits the weights by which page text finds a headline. `-- bombs` needs no corpora: it makes inputs that are to cost more
//! than they are worth, and prints what each takes; with `--only=` those whose line holds that.
//!
//! A figure is the share of what is expected that was found, and beside it the share of what was found that is expected. `-v` lists
//! the worst pages of each figure.

mod bombs;
mod fit;
mod html;
mod invented;
mod page_text;
mod score;

use std::error::Error;
use std::path::{Path, PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

/// A reader by its name, and the program that scores it.
type Reader = (&'static str, fn(&Run) -> Outcome);

const READERS: &[Reader] = &[("html", html::score), ("page_text", page_text::score)];

/// What was asked for.
struct Run {
    corpora: PathBuf,
    /// The worst pages are listed.
    is_verbose: bool,
    /// Only sets and figures whose name holds this.
    only: Option<String>,
}

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [mode, path, name] = arguments.as_slice()
        && mode == bombs::READ
    {
        return bombs::read(Path::new(path), name);
    }
    let only = arguments.iter().find_map(|argument| argument.strip_prefix("--only=")).map(str::to_owned);
    if arguments.iter().any(|argument| argument == "bombs") {
        return bombs::table(only.as_deref());
    }
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA") else {
        println!("skipped: DATELINE_CORPORA is not set");
        return Ok(());
    };
    let is_verbose = arguments.iter().any(|argument| argument == "-v");
    let run = Run { corpora: corpora.into(), is_verbose, only };
    if arguments.iter().any(|argument| argument == "fit") {
        return page_text::fit_headline(&run);
    }
    let names: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    for (name, score) in READERS {
        if names.is_empty() || names.iter().any(|asked| asked == name) {
            score(&run)?;
        }
    }
    Ok(())
}
