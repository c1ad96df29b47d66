//! All of an archive, out and in again.

use dateline::{
    Archive, ArticleField, Error, Export, ExportFormat, ImportStage, NewArticle, NewImage, Outcome, Query,
    Source, ingest,
};
use serde_json::{Value, json};

use crate::{exported, imported, nameless};

fn ferry() -> NewArticle {
    NewArticle::new("Ferry delayed", "Fog held up the ferry.")
        .url("https://example.org/ferry?utm_source=x#top")
        .language("en")
        .published("2024-05-01T06:30+02:00".parse().unwrap())
        .publication("The Ostermere Courier")
        .person("Ada Fennick")
        .tag("Transport")
}

fn lines_of(text: &str, kind: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["kind"] == kind).collect()
}

#[test]
fn a_line_is_a_row_with_what_belongs_to_it() {
    let archive = Archive::in_memory().unwrap();
    let now = "2024-05-01T08:00:00Z".parse().unwrap();
    archive.write_at(now, |tx| tx.save_from(&Source::new("feed"), &ferry())).unwrap();
    let text = exported(&archive);

    let header = &lines_of(&text, "header")[0];
    assert_eq!(
        (&header["format"], &header["version"], &header["schema"]),
        (&json!("dateline archive"), &json!(1), &json!(3))
    );
    let counts =
        json!({ "article": 1, "counter": 5, "person": 1, "publication": 1, "said_source": 1, "tag": 1 });
    assert_eq!(header["lines"], counts);
    assert_eq!(lines_of(&text, "footer")[0]["lines"], counts);

    let [article] = &mut lines_of(&text, "article")[..] else { panic!("{text}") };
    let said = article["said"].take();
    assert_eq!((said[0]["source"].clone(), said[0]["hash"].as_str().unwrap().len()), (json!(1), 32));
    article.as_object_mut().unwrap().remove("said");
    // 2024-05-01T04:30Z is 1714537800; it is minute 1064168910 since the year 1 (719162 days before 1970), and its second is 0.
    let expected = json!({
        "kind": "article", "id": 1, "uri": "https://example.org/ferry?utm_source=x#top", "type": "text", "publication": 1,
        "language": "en", "language_said": true, "status": "usable", "published": 1714537800, "published_offset": 120,
        "published_precision": "minute", "published_basis": "explicit", "clock": 1064168910_i64 * 4096,
        "modified_precision": "none", "first_seen": 1714550400, "changed": 1, "added": 1,
        "headline": "Ferry delayed", "body": "Fog held up the ferry.",
        "urls": [{ "given": "https://example.org/ferry?utm_source=x#top", "relation": "canonical" }],
        "people": [{ "position": 1, "name": "Ada Fennick", "person": 1, "set_by": "feed" }],
        "tags": [{ "position": 1, "tag": 1, "name": "Transport", "set_by": "feed" }],
    });
    assert_eq!(*article, expected);
    let person =
        json!({ "kind": "person", "id": 1, "name": "Ada Fennick", "names": [{ "name": "Ada Fennick" }] });
    assert_eq!(lines_of(&text, "person"), [person]);
}

#[test]
fn merges_parents_hands_and_revisions_come_back() {
    let archive = Archive::in_memory().unwrap();
    let photo = NewImage::at("https://example.org/ferry.jpg")
        .caption("The ferry in fog.", "Joram Vale/Coastal Press");
    let id = archive.write(|tx| tx.save(&ferry().image(photo))).unwrap().id.unwrap();
    archive
        .write(|tx| {
            tx.save(&NewArticle { body: "Fog held up the ferry for two hours.".into(), ..ferry() })?;
            tx.edit(id, |edit| {
                edit.set_headline("Ferry late").remove_tag("Transport").add_tag("Harbour");
            })?;
            let [harbour, sea] = [tx.find_or_add_tag("", "Harbour")?, tx.find_or_add_tag("", "Sea")?];
            tx.set_tag_parent(harbour, Some(sea))?;
            let [short, long] = [tx.find_or_add_person("Ada Fennick")?, tx.add_person("Dr Ada Fennick")?];
            tx.add_person_key(long, "wikidata", "Q42")?;
            tx.merge_people(short, long)
        })
        .unwrap();
    let text = exported(&archive);
    let copy = imported(&text);
    assert_eq!(nameless(&exported(&copy)), nameless(&text));
    assert_eq!(copy.check().unwrap(), []);

    let article = copy.read(|s| s.article(id)).unwrap().unwrap();
    assert_eq!((article.headline.as_str(), article.tags[0].name.as_str()), ("Ferry late", "Harbour"));
    assert!(article.by_hand.contains_key(&ArticleField::Headline));
    assert_eq!(copy.read(|s| s.revisions_of(id)).unwrap().len(), 2);
    for query in ["tag:sea", "person:\"Dr Ada Fennick\"", "credit:vale", "late fogs"] {
        assert_eq!(copy.search(&Query::from(query)).unwrap().hits.len(), 1, "{query}");
    }
    // What was refused by hand stays away, and what is said again writes nothing.
    let saved = copy.write(|tx| tx.save(&ferry().tag("Transport"))).unwrap();
    assert_eq!(copy.read(|s| s.article(id)).unwrap().unwrap().headline, "Ferry late");
    assert!(!matches!(saved.outcome, Outcome::Added), "{saved:?}");
}

#[test]
fn ids_and_changes_go_on_where_they_ended() {
    let archive = Archive::in_memory().unwrap();
    let removed = archive.write(|tx| {
        tx.save(&ferry())?;
        let id = tx.save(&NewArticle::new("Harbour closed", "Nobody knows why."))?.id.unwrap();
        tx.remove_article(id)?;
        Ok(id)
    });
    let copy = imported(&exported(&archive));
    let next = copy.write(|tx| tx.save(&NewArticle::new("Bridge open", "Two years late."))).unwrap();
    assert_eq!(next.id.unwrap().0, removed.unwrap().0 + 1);
}

#[test]
fn an_archive_that_has_something_is_left_alone() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&ferry())).unwrap();
    let text = exported(&archive);
    assert!(matches!(archive.import(&mut text.as_bytes()), Err(Error::NotEmpty)));
    let tags = Archive::in_memory().unwrap();
    tags.write(|tx| tx.find_or_add_tag("", "Harbour")).unwrap();
    assert!(matches!(tags.import(&mut text.as_bytes()), Err(Error::NotEmpty)));
    assert_eq!(exported(&archive), text);
}

#[test]
fn an_empty_archive_comes_back() {
    let archive = Archive::in_memory().unwrap();
    let text = exported(&archive);
    let copy = imported(&text);
    assert_eq!(nameless(&exported(&copy)), nameless(&text));
    assert_ne!(exported(&copy), text, "it has an id of its own");
    // It is empty still.
    copy.import(&mut text.as_bytes()).unwrap();
}

#[test]
fn files_are_imported_while_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("news.db")).unwrap();
    archive.write(|tx| tx.save(&ferry())).unwrap();
    let text = exported(&archive);
    let copy = Archive::open(folder.path().join("copy.db")).unwrap();
    let mut stages = Vec::new();
    let imported = copy.import_with(&mut text.as_bytes(), |step| {
        stages.push(step.stage);
        // From another thread: this one is writing.
        let counted =
            std::thread::scope(|scope| scope.spawn(|| copy.count(&"ferry".into()).unwrap().count).join());
        assert_eq!(counted.unwrap(), 0);
    });
    assert_eq!(imported.unwrap().articles, 1);
    stages.dedup();
    assert_eq!(stages, [ImportStage::Lines, ImportStage::Index]);
    assert_eq!(copy.count(&"ferry".into()).unwrap().count, 1);
    assert_eq!(copy.check().unwrap(), []);
    // The connection is as it was: what is saved now is found.
    copy.write(|tx| tx.save(&NewArticle::new("Bridge open", "Two years late."))).unwrap();
    assert_eq!(copy.count(&"bridge".into()).unwrap().count, 1);
    assert_eq!(copy.check().unwrap(), []);
}

#[test]
fn an_archive_of_version_1_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["v1.db", "v1_wide.db"] {
        let path = folder.path().join(name);
        std::fs::copy(
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name),
            &path,
        )
        .unwrap();
        let archive = Archive::open(&path).unwrap();
        let text = exported(&archive);
        let copy = imported(&text);
        assert_eq!(nameless(&exported(&copy)), nameless(&text), "{name}");
        assert_eq!(copy.check().unwrap(), [], "{name}");
    }
}

#[test]
fn progress_comes_to_the_end() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&ferry())).unwrap();
    for format in ExportFormat::ALL {
        let mut last = None;
        archive.export_with(&Export::new(*format), &mut std::io::sink(), |step| last = Some(step)).unwrap();
        let last = last.unwrap();
        assert_eq!(last.done, last.total, "{format:?}");
    }
}

/// A disk that is full, or a pipe that nobody reads.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(&ferry())).unwrap();
    for format in ExportFormat::ALL {
        for room in [0, 400] {
            let failed = archive.export(&Export::new(*format), &mut Full(room));
            let is_short = room == 400
                && matches!(format, ExportFormat::Articles | ExportFormat::Csv | ExportFormat::Markdown);
            assert!(is_short || matches!(failed, Err(Error::Export(_))), "{format:?}: {failed:?}");
        }
    }
}

#[test]
fn an_export_holds_no_articles_to_ingest() {
    let export = exported(&Archive::in_memory().unwrap());
    let refused = ingest::read(export.as_bytes(), "export.jsonl").unwrap_err();
    assert_eq!(refused, ingest::Unreadable::Format("an export of an archive: import it"));
}
