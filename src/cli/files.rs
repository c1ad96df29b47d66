//! The files that given paths stand for.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dateline::ingest::has_reader;
use walkdir::{DirEntry, WalkDir};

use super::glob::{self, is_pattern};

/// The files of some paths.
#[derive(Default)]
pub struct Files {
    /// In the order of the paths; of a folder all below it, sorted.
    pub files: Vec<PathBuf>,
    /// Numbers of files in folders that no reader takes, by kind: hidden ones, endings, pipes.
    pub passed_over: BTreeMap<String, usize>,
    /// Paths that can't be read, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

impl Files {
    /// Returns the files of paths, without those that the program itself writes.
    pub fn of(paths: &[PathBuf], written: &[FileId]) -> Self {
        let mut files = Self::default();
        for path in paths {
            match fs::metadata(path) {
                _ if is_standard_input(path) => files.files.push(path.clone()),
                Ok(metadata) if metadata.is_dir() => files.add_folder(path),
                Ok(_) => files.files.push(path.clone()),
                Err(_) if is_pattern(path) => files.add_pattern(path),
                Err(error) => files.unreadable.push((path.clone(), error)),
            }
        }
        if !written.is_empty() {
            let is_written =
                |path: &mut PathBuf| FileId::at(path).is_some_and(|file| written.contains(&file));
            let written = files.files.extract_if(.., is_written).count();
            (0..written).for_each(|_| files.pass_over("written by this run"));
        }
        files
    }

    /// Returns how many bytes they have together; `None` where that shows only at the end.
    pub fn bytes(&self) -> Option<u64> {
        let of =
            |path: &PathBuf| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len());
        self.files.iter().map(of).sum()
    }

    fn add_pattern(&mut self, pattern: &Path) {
        let (found, unreadable) = glob::files(pattern);
        if found.is_empty() && unreadable.is_empty() {
            let error = io::Error::new(io::ErrorKind::NotFound, "no file is called like this");
            self.unreadable.push((pattern.to_owned(), error));
        }
        self.files.extend(found);
        self.unreadable.extend(unreadable);
    }

    fn pass_over(&mut self, kind: impl Into<String>) {
        *self.passed_over.entry(kind.into()).or_default() += 1;
    }

    /// Links to folders aren't followed: they may lead in circles.
    fn add_folder(&mut self, folder: &Path) {
        let first = self.files.len();
        let mut entries = WalkDir::new(folder).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if !entry.file_type().is_dir() => self.add_entry(&entry),
                Ok(entry) if entry.depth() > 0 && glob::is_hidden(entry.file_name()) => {
                    self.pass_over("hidden");
                    entries.skip_current_dir();
                }
                Ok(entry) if entry.depth() > 0 && is_of_page(entry.path()) => {
                    self.pass_over("folder of a saved page");
                    entries.skip_current_dir();
                }
                Ok(_) => {}
                Err(error) => self.unreadable.push(glob::cause(folder, error)),
            }
        }
        self.files[first..].sort();
    }

    fn add_entry(&mut self, entry: &DirEntry) {
        let path = entry.path();
        if glob::is_hidden(entry.file_name()) {
            return self.pass_over("hidden");
        }
        if !has_reader(&path.to_string_lossy()) {
            let ending =
                path.extension().map(|ending| format!(".{}", ending.to_string_lossy().to_lowercase()));
            return self.pass_over(ending.unwrap_or_else(|| "without ending".to_owned()));
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => self.files.push(path.to_owned()),
            Ok(_) => self.pass_over("no file"),
            Err(error) => self.unreadable.push((path.to_owned(), error)),
        }
    }
}

/// What tells a file from all others, whatever path leads to it. Where the system has no such thing, no file is known.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId {
    device: u64,
    inode: u64,
}

#[cfg(unix)]
impl FileId {
    /// Returns the id of the file at a path, if there is one.
    pub fn at(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?)
    }

    /// Returns the id of the file into which the standard output goes, if it is one.
    pub fn of_standard_output() -> Option<Self> {
        let output = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned().ok()?;
        Self::of(&fs::File::from(output).metadata().ok()?)
    }

    fn of(metadata: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Self { device: metadata.dev(), inode: metadata.ino() })
    }
}

#[cfg(not(unix))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileId {}

#[cfg(not(unix))]
impl FileId {
    pub fn at(_: &Path) -> Option<Self> {
        None
    }

    pub fn of_standard_output() -> Option<Self> {
        None
    }
}

/// Kinds of what can be read at a path.
pub enum Kind {
    File,
    /// A pipe: before somebody writes to it nothing can be read, and nobody knows when it ends.
    Pipe,
    /// A device, which may never end, or a socket.
    Device,
}

/// Returns what is at a path.
pub fn kind(path: &Path) -> io::Result<Kind> {
    let found = fs::metadata(path)?.file_type();
    Ok(match found {
        _ if found.is_file() || found.is_dir() => Kind::File,
        _ if is_pipe(found) => Kind::Pipe,
        _ => Kind::Device,
    })
}

#[cfg(unix)]
fn is_pipe(found: fs::FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&found)
}

/// Returns true: elsewhere a pipe is not told from a device.
#[cfg(not(unix))]
fn is_pipe(_: fs::FileType) -> bool {
    true
}

/// Returns true for the path that stands for the standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns true for the folder that a browser puts beside a page that it saves, with the pictures and scripts of it.
fn is_of_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let page = FOLDERS_OF_PAGES.iter().find_map(|ending| name.strip_suffix(ending));
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
    })
}

/// Endings that browsers give to such folders, in the languages that have their own.
const FOLDERS_OF_PAGES: [&str; 8] =
    ["_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_ficheiros"];
