//! Version 3: words, names and languages by another analysis.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::{Archive, PersonId, Query, TagId};

use crate::common::{folder, rewrite};

/// Returns a copy of an archive that an earlier version wrote.
fn archive_of(version: u32, folder: &Path) -> PathBuf {
    let path = folder.join("news.db");
    let fixture = format!("tests/fixtures/v{version}.db");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture), &path).unwrap();
    path
}

fn found(archive: &Archive, query: &str) -> usize {
    archive.search(&Query::from(query)).unwrap().hits.len()
}

#[test]
fn words_within_a_run_are_found_after_the_migration() {
    for version in [1, 2] {
        let folder = folder();
        let archive = Archive::open(archive_of(version, folder.path())).unwrap();
        assert_eq!(archive.check().unwrap(), [], "version {version}");
        for query in
            ["開通", "\"開通\"", "headline:開通", "body:新しい橋", "الميناء", "bruckentor OR brucken"]
        {
            assert_eq!(found(&archive, query), 1, "version {version}: {query}");
        }
        assert_eq!(found(&archive, "通開"), 0);
    }
}

/// Adds names as an earlier version kept them, which didn't take ё for е.
const NAMES: &str = "
    INSERT INTO person (id, name) VALUES (901, 'Артём Фёдоров'), (902, 'Артем Федоров');
    INSERT INTO person_name (person, folded, name)
    VALUES (901, 'артём фёдоров', 'Артём Фёдоров'), (902, 'артем федоров', 'Артем Федоров'),
           (902, 'артем фёдоров', 'Артем Фёдоров');
    INSERT INTO tag (id, scheme, name) VALUES (901, '', 'ёлка'), (902, '', 'елка');
    INSERT INTO tag_name (scheme, folded, name, tag) VALUES ('', 'ёлка', 'ёлка', 901), ('', 'елка', 'елка', 902);
    UPDATE publication SET language = 'English', domain = 'hafen-münchen.example' WHERE id = 1;";

#[test]
fn names_that_have_become_one_are_kept_and_offered_for_merging() {
    let folder = folder();
    let path = archive_of(2, folder.path());
    rewrite(&path, |conn| conn.execute_batch(NAMES).unwrap());
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.check().unwrap(), []);
    let people = archive.read(|s| s.people_named("АРТЕМ ФЕДОРОВ")).unwrap();
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Артём Фёдоров", "Артем Федоров"]);
    assert_eq!(archive.read(|s| s.people_alike()).unwrap(), [(PersonId(901), PersonId(902))]);
    assert_eq!(archive.read(|s| s.tags_alike()).unwrap(), [(TagId(901), TagId(902))]);
    archive.write(|tx| tx.merge_tags(TagId(902), TagId(901))).unwrap();
    assert_eq!(archive.read(|s| s.tags_alike()).unwrap(), []);
    drop(archive);
    let (kept, language): (String, String) = rewrite(&path, |conn| {
        let names = "SELECT group_concat(name, ', ') FROM person_name WHERE person = 902";
        let language = "SELECT language FROM publication WHERE id = 1";
        let one = |sql| conn.query_row(sql, [], |row| row.get(0)).unwrap();
        (one(names), one(language))
    });
    assert_eq!(kept, "Артем Федоров", "the spelling that is shown");
    assert_eq!(language, "en");
    let archive = Archive::open(&path).unwrap();
    let hits = found(&archive, "from:hafen-münchen.example");
    assert!(hits > 0);
    assert_eq!(found(&archive, "from:www.xn--hafen-mnchen-jlb.example"), hits);
}
