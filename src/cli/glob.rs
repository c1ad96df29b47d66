//! Patterns of file names, for shells that leave them to programs: `news/**/*.html`.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Returns true if a path has a sign of a pattern in it.
pub fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// A path, and the reason why it can't be read.
type Unreadable = (PathBuf, io::Error);

/// Returns the files that a pattern stands for, sorted, and what can't be read on the way. `*` and `?` stand for signs of one
/// name, `**` for any folders, `[ab]` for one of some signs. Hidden files are found by patterns with the dot.
pub fn files(pattern: &Path) -> (Vec<PathBuf>, Vec<Unreadable>) {
    let names: Vec<String> =
        pattern.components().map(|name| name.as_os_str().to_string_lossy().into_owned()).collect();
    let fixed = names.iter().take_while(|name| !is_pattern(Path::new(name))).count();
    let (fixed, rest) = names.split_at(fixed);
    let base: PathBuf = fixed.iter().collect();
    let start = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let deepest = if rest.iter().any(|name| name == "**") { usize::MAX } else { rest.len() };
    let walk = WalkDir::new(start).min_depth(1).max_depth(deepest).sort_by_file_name();
    let below = |path: &Path| path.strip_prefix(start).unwrap_or(path).to_owned();
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    for entry in walk {
        match entry {
            Ok(entry) if !matches(rest, &below(entry.path())) => {}
            Ok(entry) => match fs::metadata(entry.path()) {
                Ok(metadata) if metadata.is_file() => files.push(base.join(below(entry.path()))),
                Ok(_) => {}
                Err(error) => unreadable.push((base.join(below(entry.path())), error)),
            },
            Err(error) => {
                let (path, cause) = cause(start, error);
                let names = below(&path);
                // Nothing is missing where the pattern doesn't lead.
                if (0..=rest.len()).any(|first| matches(&rest[..first], &names)) {
                    let is_start = names.as_os_str().is_empty();
                    unreadable.push((if is_start { start.to_owned() } else { base.join(names) }, cause));
                }
            }
        }
    }
    (files, unreadable)
}

/// Returns the path of an error on the way through a folder, and its cause.
pub fn cause(folder: &Path, error: walkdir::Error) -> Unreadable {
    let path = error.path().unwrap_or(folder).to_owned();
    let links = || io::Error::other("its links lead in a circle");
    (path, error.into_io_error().unwrap_or_else(links))
}

/// Returns true for a name that begins with a dot.
pub fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn matches(pattern: &[String], path: &Path) -> bool {
    let path: Vec<_> = path.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    path_matches(pattern, &path.iter().map(|name| &**name).collect::<Vec<_>>())
}

/// Matches names by the names of a pattern. Beside each pattern it keeps which of the names could follow, so that many `**`
/// cost no more than their number.
fn path_matches(pattern: &[String], path: &[&str]) -> bool {
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    for name in pattern {
        let mut next = vec![false; path.len() + 1];
        for (at, _) in reached.iter().enumerate().filter(|(_, is_reached)| **is_reached) {
            match name.as_str() {
                "**" => {
                    let hidden =
                        path[at..].iter().position(|name| name.starts_with('.')).unwrap_or(path.len() - at);
                    next[at..=at + hidden].fill(true);
                }
                name => {
                    if path.get(at).is_some_and(|part| name_matches(name, part)) {
                        next[at + 1] = true;
                    }
                }
            }
        }
        reached = next;
    }
    reached[path.len()]
}

/// Matches a name. On a mismatch it goes back to the last `*` alone, which then takes a sign more.
fn name_matches(pattern: &str, name: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut place, mut star) = (0, 0, None);
    while place < name.len() {
        match sign_matches(&pattern[at.min(pattern.len())..], name[place]) {
            Some(0) => {
                star = Some((at, place));
                at += 1;
            }
            Some(length) => {
                at += length;
                place += 1;
            }
            None => {
                let Some((star_at, star_place)) = star else { return false };
                star = Some((star_at, star_place + 1));
                (at, place) = (star_at + 1, star_place + 1);
            }
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

/// Returns the length of the part of a pattern that matches a sign: 0 for `*`, which matches any number of them.
fn sign_matches(pattern: &[char], sign: char) -> Option<usize> {
    match pattern {
        ['*', ..] => Some(0),
        ['?', ..] => Some(1),
        ['[', rest @ ..] if rest.iter().skip(1).any(|c| *c == ']') => {
            let end = 1 + rest.iter().skip(1).position(|c| *c == ']')?;
            let is_other = rest[0] == '!';
            let set = &rest[usize::from(is_other)..end];
            let is_in = set.contains(&sign)
                || set.windows(3).any(|range| range[1] == '-' && (range[0]..=range[2]).contains(&sign));
            (is_in != is_other).then_some(end + 2)
        }
        [c, ..] => (*c == sign).then_some(1),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        let pattern: Vec<String> = pattern.split('/').map(str::to_owned).collect();
        path_matches(&pattern, &path.split('/').collect::<Vec<_>>())
    }

    #[test]
    fn names_and_folders_match() {
        for (pattern, path) in [
            ("*.xml", "a.xml"),
            ("a*b*c", "aXbbYc"),
            ("?.[xh]tml", "a.html"),
            ("[a-c].txt", "b.txt"),
            ("[!a].txt", "b.txt"),
            ("**/*.html", "a.html"),
            ("**/*.html", "a/b/c.html"),
            ("news/**", "news/a/b"),
            (".*", ".a"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("*.xml", "a/b.xml"),
            ("*.xml", "a.xml.gz"),
            ("*", ".hidden"),
            ("**/*", ".git/a"),
            ("[a-c].txt", "d.txt"),
            ("[a.txt", "a.txt"),
            ("a?", "a"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
        let many = vec!["**"; 50].join("/") + "/x";
        assert!(!matches(&many, &vec!["a"; 50].join("/")));
        assert!(!matches(&"*a".repeat(50), &"a".repeat(49)));
    }
}
