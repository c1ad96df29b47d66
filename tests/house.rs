//! The rules of `src`: the imports between its folders, retired names, and the size of a folder.
//!
//! It reads `use` lines and other paths as text, and knows no macros. That is enough for this crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The most source files of a folder.
const MOST_FILES: usize = 16;

/// Names that gave way to others, and where: `(name, folder)`.
const RETIRED: &[(&str, &str)] = &[
    // Search.
    ("Rows", "search"),
    ("PatternRows", ""),
    ("Slot", "search/exec"),
    ("wanted", "search"),
    ("unwanted", "search"),
    ("Leaf", "search"),
    ("Gate", ""),
    ("Gates", ""),
    ("Known", "search"),
    ("Reach", ""),
    ("Marker", ""),
    ("Asked", ""),
    ("Sought", ""),
    ("Condition", ""),
    ("Tail", "search"),
    ("Found", "search"),
    ("find", "search/mod.rs"),
    ("find", "archive.rs"),
    ("after", "search/query"),
    ("of", "search/query/mod.rs"),
    ("safe", ""),
    ("Cancel", ""),
    ("Pictures", "search"),
    ("PictureHit", ""),
    ("Use", "model"),
    // The index.
    ("Glance", ""),
    ("Least", ""),
    ("demand", ""),
    ("pass_rare", ""),
    ("Watch", ""),
    ("Step", ""),
    ("Run", "fts5"),
    ("Location", "fts5"),
    ("places", "fts5"),
    // Saving.
    ("Draft", ""),
    ("compose", ""),
    ("when", "save"),
    ("Held", ""),
    ("hold", "save"),
    ("stand", "save"),
    ("put", "save"),
    ("derive", ""),
    // The store.
    ("remembered", ""),
    ("Memory", "store"),
    ("fingerprint", ""),
    ("blobs", "store"),
    ("location", "store"),
    ("looking", "store"),
    ("writing", "store"),
    ("reading", "store"),
];

/// Folders, each with the beginnings of paths that must not occur in it.
const STRANGERS: &[(&str, &[&str])] = &[
    ("text", &["rusqlite", "crate::store", "crate::fts5", "crate::save", "crate::search"]),
    ("ingest", &["rusqlite", "crate::store", "crate::fts5", "crate::save", "crate::search"]),
    (
        "search/query",
        &[
            "rusqlite",
            "crate::store",
            "crate::fts5",
            "crate::save",
            "crate::search::plan",
            "crate::search::exec",
        ],
    ),
    (
        "store",
        &[
            "crate::model",
            "crate::save",
            "crate::search",
            "crate::ingest",
            "crate::derived",
            "crate::upgrade",
        ],
    ),
    ("bulk", &["rusqlite", "crate::fts5", "crate::derived", "crate::upgrade", "crate::ingest"]),
    ("upgrade", &["crate::save", "crate::search", "crate::ingest"]),
];

/// A source file of the crate.
struct Source {
    /// Below `src`, with `/` between folders.
    path: String,
    /// Its module, such as `crate::search::query`.
    module: Vec<String>,
    /// Without comments and tests.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let paths = files.iter().map(|file| file.strip_prefix(&root).unwrap());
    let paths = paths.map(|path| path.to_str().unwrap().replace('\\', "/"));
    let is_tested =
        |path: &String| path.ends_with("tests.rs") || path.contains("tests/") || path.starts_with("bin/");
    let read = |path: String| {
        let code = code(&fs::read_to_string(root.join(&path)).unwrap());
        Source { module: module(&path), path, code }
    };
    paths.filter(|path| !is_tested(path)).map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// `search/query/mod.rs` is the module `crate::search::query`.
fn module(path: &str) -> Vec<String> {
    let names = path.trim_end_matches(".rs").split('/').filter(|name| !matches!(*name, "mod" | "lib"));
    ["crate"].into_iter().chain(names).map(str::to_owned).collect()
}

/// A file up to its tests, without the lines that are comments.
fn code(text: &str) -> String {
    let end = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A path that a file names, from `crate` on.
struct Named {
    path: Vec<String>,
    /// It is only handed on to others, by `pub use`.
    is_handed_on: bool,
}

/// The paths into this crate that a file names: those of `use`, and all others from `crate` or `super` on.
fn named(source: &Source, modules: &Modules) -> Vec<Named> {
    let mut paths = Vec::new();
    for (begin, tree) in uses(&source.code) {
        let mut leaves = Vec::new();
        expand("", tree, &mut leaves);
        paths.extend(leaves.into_iter().map(|path| (path, begin.starts_with("pub"))));
    }
    for start in ["crate::", "super::"] {
        for (at, _) in source.code.match_indices(start) {
            let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
            let path = source.code[at..].split(|c| !is_inside(c)).next().unwrap_or_default();
            let is_visibility = source.code[..at].ends_with("(in ");
            if !source.code[..at].ends_with(is_inside) && !path.ends_with("::") && !is_visibility {
                paths.push((path.to_owned(), false));
            }
        }
    }
    let absolute = |(path, is_handed_on): (String, bool)| {
        Some(Named { path: modules.absolute(&path, &source.module)?, is_handed_on })
    };
    paths.into_iter().filter_map(absolute).collect()
}

/// The `use` declarations of a file: what stands before `use` in its line, and the tree.
fn uses(code: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let begin = rest[..at].rsplit('\n').next().unwrap_or_default().trim_start();
        rest = &rest[at + "use ".len()..];
        if begin.is_empty() || begin == "pub " || begin.starts_with("pub(") && begin.ends_with(") ") {
            found.push((begin, rest.split(';').next().unwrap_or_default()));
        }
    }
    found
}

/// The paths of a `use` tree: `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn expand(before: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((stem, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        paths.extend(
            (!path.is_empty()).then(|| format!("{before}{path}").trim_end_matches("::self").to_owned()),
        );
        return;
    };
    let inner = inner.rsplit_once('}').unwrap().0;
    let before = format!("{before}{stem}");
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inner[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    expand(&before, &inner[start..], paths);
}

/// The files of the crate by their modules.
struct Modules<'s>(BTreeMap<&'s [String], &'s Source>);

impl<'s> Modules<'s> {
    fn of(sources: &'s [Source]) -> Self {
        Self(sources.iter().map(|source| (&*source.module, source)).collect())
    }

    /// A path from `crate` on; `None` if it is of another crate.
    fn absolute(&self, path: &str, module: &[String]) -> Option<Vec<String>> {
        let mut base = module.to_vec();
        let mut names = path.split("::").peekable();
        match *names.peek()? {
            "crate" => base.clear(),
            "self" => drop(names.next()),
            "super" => {
                while names.next_if_eq(&"super").is_some() {
                    base.pop();
                }
            }
            child => {
                let is_child = self.0.contains_key(&*[module, &[child.to_owned()]].concat());
                is_child.then_some(())?;
            }
        }
        base.extend(names.map(str::to_owned));
        Some(base)
    }

    /// The file in which a path ends. A name that a file only hands on is looked for where it comes from.
    fn home(&self, path: &[String]) -> Option<&'s Source> {
        let end = (1..=path.len()).rev().find(|end| self.0.contains_key(&path[..*end]))?;
        let file = self.0[&path[..end]];
        let Some(name) = path.get(end) else { return Some(file) };
        let handed_on = named(file, self).into_iter().filter(|named| named.is_handed_on);
        let mut sources = handed_on.filter(|handed| {
            let last = handed.path.last().unwrap();
            last == name || last == "*" && self.home(&handed.path).is_some_and(|home| home.defines(name))
        });
        match sources.next() {
            Some(handed) if handed.path.last().unwrap() == "*" => self.home(&handed.path),
            Some(handed) if handed.path != path => self.home(&handed.path),
            _ => Some(file),
        }
    }
}

impl Source {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
    }

    /// Returns the definitions of the file, each with the keyword before it.
    fn definitions(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.words().zip(self.words().skip(1));
        pairs.filter(|(kind, _)| matches!(*kind, "struct" | "enum" | "trait" | "fn" | "mod" | "type"))
    }

    fn defines(&self, name: &str) -> bool {
        self.definitions().any(|(_, defined)| defined == name)
    }
}

/// Returns the imports of each file, by its path: the files in which the imported paths end. A re-export is no
/// import, unless the file uses the name itself.
fn arrows(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules = Modules::of(sources);
    let arrows = |source: &Source| -> BTreeSet<String> {
        let is_used = |named: &Named| {
            let name = named.path.last().unwrap();
            !named.is_handed_on || source.words().filter(|word| word == name).count() > 1
        };
        let named = named(source, &modules).into_iter().filter(is_used);
        let homes = named.filter_map(|named| modules.home(&named.path));
        homes.map(|home| home.path.clone()).filter(|path| *path != source.path && path != "lib.rs").collect()
    };
    let paths: BTreeSet<&str> = sources.iter().map(|source| &*source.path).collect();
    let known = |path: &String| *paths.get(&**path).unwrap();
    sources.iter().map(|source| (&*source.path, arrows(source).iter().map(known).collect())).collect()
}

/// The files that can be reached from one.
fn reached<'a>(from: &'a str, arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(file) = open.pop() {
        for next in &arrows[file] {
            if reached.insert(*next) {
                open.push(*next);
            }
        }
    }
    reached
}

#[track_caller]
fn assert_kept(broken: &BTreeMap<String, String>) {
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn no_import_goes_in_a_circle() {
    let sources = sources();
    let arrows = arrows(&sources);
    let all: BTreeMap<_, _> = arrows.keys().map(|file| (*file, reached(file, &arrows))).collect();
    let circle = |file: &&str| {
        let files: Vec<&str> =
            all[*file].iter().filter(|other| all[**other].contains(*file)).copied().collect();
        (!files.is_empty()).then(|| (file.to_string(), files.join(" ")))
    };
    assert_kept(&all.keys().filter_map(circle).collect());
}

#[test]
fn nothing_is_imported_through_the_root_of_the_crate() {
    let sources = sources();
    let modules = Modules::of(&sources);
    let through = |source: &Source| {
        let named = named(source, &modules).into_iter().map(|named| named.path);
        let of_the_root = named.filter(|path| path.len() > 1 && !modules.0.contains_key(&path[..2]));
        let paths: Vec<String> = of_the_root.map(|path| path.join("::")).collect();
        (!paths.is_empty()).then(|| (source.path.clone(), paths.join(" ")))
    };
    let library = sources.iter().filter(|source| source.path != "lib.rs");
    assert_kept(&library.filter_map(through).collect());
}

#[test]
fn no_retired_name_is_left() {
    let mut broken = BTreeMap::<String, String>::new();
    for source in sources() {
        for (kind, name) in source.definitions() {
            let is_retired =
                RETIRED.iter().any(|(old, place)| *old == name && source.path.starts_with(place));
            if is_retired {
                broken.insert(format!("{}: {name}", source.path), kind.into());
            }
        }
    }
    assert_kept(&broken);
}

#[test]
fn no_folder_is_crowded() {
    let mut counts = BTreeMap::<String, usize>::new();
    for source in sources() {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *counts.entry(folder.to_owned()).or_default() += 1;
    }
    let crowded = counts.into_iter().filter(|(_, count)| *count > MOST_FILES);
    assert_kept(&crowded.map(|(folder, count)| (folder, count.to_string())).collect());
}

#[test]
fn each_room_knows_only_whom_it_may() {
    let mut broken = BTreeMap::<String, String>::new();
    for source in sources() {
        let mut note = |stranger: &str| {
            broken.entry(source.path.clone()).or_default().push_str(&format!("{stranger} "));
        };
        for (room, strangers) in STRANGERS {
            if source.path.starts_with(&format!("{room}/")) || source.path == format!("{room}.rs") {
                strangers.iter().filter(|stranger| source.code.contains(**stranger)).for_each(|it| note(it));
            }
        }
        if source.path.starts_with("fts5/") {
            let paths = source.code.match_indices("crate::").map(|(at, _)| &source.code[at..]);
            paths.filter(|path| !path.starts_with("crate::fts5")).for_each(|_| note("the crate"));
        }
    }
    assert_kept(&broken);
}
