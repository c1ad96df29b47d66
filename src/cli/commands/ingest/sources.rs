//! The names of sources.

use std::path::{self, Path};

use dateline::ingest::Reading;

use crate::cli::files::is_standard_input;

/// The names of the sources of a file.
pub struct Sources<'s> {
    /// The name for all that doesn't say its own.
    named: Option<&'s str>,
    /// The address of the file.
    url: Option<&'s str>,
    /// The file, wherever the program is run. Nobody knows what comes on the standard input.
    path: String,
}

impl<'s> Sources<'s> {
    pub fn new(path: &Path, named: Option<&'s str>, url: Option<&'s str>) -> Self {
        let absolute = match is_standard_input(path) {
            true => String::new(),
            false => path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned(),
        };
        Self { named, url, path: absolute }
    }

    pub fn name(&self, reading: &Reading) -> String {
        match (&reading.source, self.named.or(self.url), &*reading.place) {
            (Some(said), ..) => said.clone(),
            (None, Some(named), _) => named.to_owned(),
            (None, None, "") => self.path.clone(),
            (None, None, place) => format!("{}/{place}", self.path),
        }
    }
}
