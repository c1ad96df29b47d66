//! Which files are meant by the paths given.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Endings of files that a reader takes from a folder. A file that is named itself may have any.
const ENDINGS: [&str; 5] = ["txt", "text", "json", "jsonl", "ndjson"];

/// The files of some paths.
#[derive(Default)]
pub struct Files {
    /// In the order of the paths; of a folder all below it, sorted.
    pub files: Vec<PathBuf>,
    /// What no reader takes in folders: hidden files, other formats, links to folders, pipes.
    pub passed_over: usize,
    /// Paths that can't be read, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

impl Files {
    pub fn of(paths: &[PathBuf]) -> Self {
        let mut files = Self::default();
        for path in paths {
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => files.add_folder(path),
                Ok(_) => files.files.push(path.clone()),
                Err(error) => files.unreadable.push((path.clone(), error)),
            }
        }
        files
    }

    fn add_folder(&mut self, folder: &Path) {
        let mut folders = vec![folder.to_owned()];
        let first = self.files.len();
        while let Some(folder) = folders.pop() {
            match entries(&folder) {
                Ok(entries) => entries.into_iter().for_each(|entry| self.sort_in(entry, &mut folders)),
                Err(error) => self.unreadable.push((folder, error)),
            }
        }
        self.files[first..].sort();
    }

    /// Links to folders aren't followed: they may lead in circles.
    fn sort_in(&mut self, entry: fs::DirEntry, folders: &mut Vec<PathBuf>) {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && !is_hidden {
            folders.push(path);
            return;
        }
        if is_hidden || !ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            self.passed_over += 1;
            return;
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => self.files.push(path),
            Ok(_) => self.passed_over += 1,
            Err(error) => self.unreadable.push((path, error)),
        }
    }
}

fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    fs::read_dir(folder)?.collect()
}
