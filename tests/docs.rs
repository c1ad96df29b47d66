//! The documentation names what there is, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Tables = BTreeMap<String, BTreeSet<String>>;

/// The migrations, the first version first.
const MIGRATIONS: [&str; 3] = [
    include_str!("../migrations/V1__archive.sql"),
    include_str!("../migrations/V2__facts.sql"),
    include_str!("../migrations/V3__words.sql"),
];
const SCHEMA: &str = include_str!("../docs/schema.md");

#[test]
fn every_table_and_column_is_described_and_no_other() {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    assert_eq!(fs::read_dir(migrations).unwrap().count(), MIGRATIONS.len());
    let described = described();
    let stored = stored(MIGRATIONS.len());
    assert!(stored.len() > 20 && stored["article"].contains("uri"), "{stored:?}");
    for (table, columns) in &stored {
        assert_eq!(described.get(table), Some(columns), "columns of {table}");
    }
    let names = |tables: &Tables| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&described), names(&stored));
}

/// "since version 2" stands beside a column, or above all those of a table.
#[test]
fn every_column_that_came_later_says_since_when() {
    for version in 2..=MIGRATIONS.len() {
        let (before, after) = (stored(version - 1), stored(version));
        let (of_table, of_column) = (format!("Since version {version}."), format!("since version {version}"));
        for (table, columns) in after {
            let heading = format!("### `{table}`\n");
            let section = SCHEMA.split(&heading).nth(1).unwrap().split("\n### ").next().unwrap();
            let known = before.get(&table);
            assert_eq!(section.contains(&of_table), known.is_none(), "{table}");
            let Some(known) = known else { continue };
            for column in &columns {
                let row = section.lines().find(|line| line.starts_with(&format!("| `{column}` |"))).unwrap();
                assert_eq!(row.contains(&of_column), !known.contains(column), "{table}.{column}");
            }
        }
    }
}

#[test]
fn the_diagram_draws_every_table() {
    let diagram = SCHEMA.split("```mermaid").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let drawn: BTreeSet<&str> = diagram.split_whitespace().collect();
    for table in stored(MIGRATIONS.len()).keys() {
        assert!(drawn.contains(table.as_str()), "{table} is not in the diagram");
    }
}

/// Returns the tables that SQLite makes of the migrations up to a version.
fn stored(version: usize) -> Tables {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, true).unwrap();
    for migration in &MIGRATIONS[..version] {
        conn.execute_batch(migration).unwrap();
    }
    let sql = "SELECT t.name AS table_name, c.name AS column_name
               FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
               WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite_%'";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get("table_name")?, row.get("column_name")?))).unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let (table, column): (String, String) = row.unwrap();
        tables.entry(table).or_default().insert(column);
    }
    tables
}

/// A heading `### `name`` begins a table, a row "| `name` | …" is a column.
fn described() -> Tables {
    let mut tables = Tables::new();
    let mut table = None;
    for line in SCHEMA.lines() {
        if line.starts_with('#') {
            table = line.strip_prefix("### `").and_then(|name| name.strip_suffix('`')).map(str::to_owned);
            table.iter().for_each(|name| assert!(tables.insert(name.clone(), BTreeSet::new()).is_none()));
        } else if let (Some(table), Some(rest)) = (&table, line.strip_prefix("| `")) {
            let column = rest.split('`').next().unwrap();
            assert!(tables.get_mut(table).unwrap().insert(column.to_owned()), "{table}.{column} twice");
        }
    }
    tables
}

/// The pages in their folders, which are read on their own as well as in the guide.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = |folder: &str| fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let is_page = |path: &std::path::PathBuf| path.extension().is_some_and(|extension| extension == "md");
    let paths = inside("").chain(inside("docs")).filter(is_page);
    paths.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// The parts of a page that are not code.
fn prose(page: &str) -> String {
    let blocks = page.split("```").step_by(2);
    blocks.map(|block| block.split('`').step_by(2).collect::<Vec<_>>().join("code")).collect()
}

/// As GitHub and rustdoc name a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let mut followed = 0;
    for (path, page) in pages() {
        let prose = prose(&page);
        let folder = Path::new(&path).parent().unwrap();
        let defined: BTreeMap<&str, &str> =
            prose.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: ")).collect();
        let inline = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let named = prose.split("][").skip(1).filter_map(|rest| rest.split(']').next());
        let named = named.map(|name| *defined.get(name).unwrap_or_else(|| panic!("{path}: [{name}]")));
        for target in inline.chain(named).filter(|target| !target.contains("://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { Path::new(&path).to_owned() } else { folder.join(file) };
            assert!(file.exists(), "{path}: {target}");
            if !heading.is_empty() {
                let text = fs::read_to_string(file).unwrap();
                let mut headings = text.lines().filter(|line| line.starts_with('#'));
                assert!(
                    headings.any(|line| anchor(line.trim_start_matches('#')) == heading),
                    "{path}: {target}"
                );
            }
            followed += 1;
        }
    }
    assert!(followed > 10, "{followed}");
}

/// Whoever depends on the crate as the guide says, and on rusqlite too, gets one SQLite.
#[test]
fn the_dependencies_of_the_guide_fit_the_manifest() {
    let manifest = include_str!("../Cargo.toml");
    let guide = include_str!("../docs/host.md");
    let blocks: Vec<&str> =
        guide.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.iter().filter(|block| block.contains("path = \"../dateline\"")).count(), 3);
    let asked: Vec<&str> = blocks.iter().filter(|block| block.contains("rusqlite = ")).copied().collect();
    let [both] = asked[..] else { panic!("{asked:?}") };
    // The last minor version before the end of the range.
    assert!(both.contains("rusqlite = { version = \"0.43\", default-features = false"), "{both}");
    assert!(manifest.contains("rusqlite = { version = \">=0.40.2, <0.44\", default-features = false"));
}

#[test]
fn the_versions_of_the_guide_are_those_of_the_manifest() {
    let manifest = include_str!("../Cargo.toml");
    let guide = include_str!("../docs/host.md");
    assert!(manifest.contains("rust-version = \"1.92\"") && guide.contains("Rust 1.92 or newer"));
    assert!(
        manifest.contains("rusqlite = { version = \">=0.40.2, <0.44\"")
            && guide.contains("0.40.2 up to and including 0.43")
    );
    let error = dateline::Error::SqliteTooOld { found: String::new() }.to_string();
    assert!(error.contains("3.53.2 or newer") && guide.contains("3.53.2 or newer"));
}

#[test]
fn the_map_of_the_house_names_what_there_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = include_str!("../CONTRIBUTING.md");
    let is_path = |word: &&str| {
        let is_plain = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-'));
        is_plain
            && ["src/", "tests/", "docs/", "benches/", "fuzz/"].iter().any(|folder| word.starts_with(folder))
    };
    let paths: Vec<&str> = map.split('`').skip(1).step_by(2).filter(is_path).collect();
    assert!(paths.len() > 30, "{paths:?}");
    for path in paths {
        assert!(root.join(path).exists(), "{path}");
    }
}
