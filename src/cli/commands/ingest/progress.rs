//! Progress of a run, on the error output.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::output::{self, Output};

/// The time between two lines where there is no terminal.
const INTERVAL: Duration = Duration::from_secs(10);

/// Progress of a run: a bar on a terminal, else a line now and then.
pub struct Progress {
    shown: Shown,
    /// The bytes of all files; `None` if nobody knows.
    whole: Option<u64>,
    articles: u64,
    began: Instant,
}

enum Shown {
    Bar(ProgressBar),
    Lines { last: Instant },
    Nothing,
}

impl Progress {
    /// Returns the progress of a run that has so many bytes to read. It is not shown where other lines are printed meanwhile.
    pub fn new(out: &Output, is_verbose: bool, whole: Option<u64>) -> Self {
        let now = Instant::now();
        let shown = match io::stderr().is_terminal() {
            _ if out.quiet() || is_verbose || out.json() => Shown::Nothing,
            true => Shown::Bar(bar(whole)),
            false => Shown::Lines { last: now },
        };
        Self { shown, whole, articles: 0, began: now }
    }

    /// Shows that further articles are stored, and how many bytes of the input they end at.
    pub fn stored(&mut self, articles: u64, bytes: u64) {
        self.articles += articles;
        let sentence = self.sentence();
        match &mut self.shown {
            Shown::Bar(bar) => {
                bar.set_position(bytes);
                bar.set_message(sentence);
            }
            Shown::Lines { last } if last.elapsed() >= INTERVAL => {
                *last = Instant::now();
                let part = self.whole.map(|whole| bytes.min(whole) * 100 / whole.max(1));
                let part = part.map(|part| format!(", {part} %")).unwrap_or_default();
                output::error(format_args!("{sentence}{part}"));
            }
            Shown::Lines { .. } | Shown::Nothing => {}
        }
    }

    /// Prints something on lines of its own, above the bar.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.shown {
            Shown::Bar(bar) => bar.suspend(print),
            Shown::Lines { .. } | Shown::Nothing => print(),
        }
    }

    /// Returns the bar, if one is shown.
    pub fn bar(&self) -> Option<ProgressBar> {
        match &self.shown {
            Shown::Bar(bar) => Some(bar.clone()),
            Shown::Lines { .. } | Shown::Nothing => None,
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }

    fn sentence(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        let rate = if seconds > 0.0 { (self.articles as f64 / seconds).round() } else { 0.0 };
        format!("{} articles, {rate} a second", self.articles)
    }
}

fn bar(whole: Option<u64>) -> ProgressBar {
    let (bar, template) = match whole {
        Some(whole) => (ProgressBar::new(whole), "{bar:30} {percent:>3} %  {msg}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
    };
    // A template that can't be read would be a slip of this file: the bar is plain then.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).with_message("0 articles")
}
