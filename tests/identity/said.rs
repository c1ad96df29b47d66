//! What was said before is known again: nothing is written.

use dateline::Status;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

#[test]
fn a_source_that_goes_back_is_followed() {
    let archive = archive();
    let item =
        |headline: &str| NewArticle { headline: headline.into(), ..ferry().url("https://example.org/fog") };
    let saved = read(&archive, "feed", &[item("Ferry late")]);
    assert_eq!(outcomes(&read(&archive, "feed", &[item("Ferry turns back")])), ["revised"]);
    assert_eq!(outcomes(&read(&archive, "feed", &[item("Ferry late")])), ["revised"]);
    let article = archive.read(|s| s.article(saved[0].id.unwrap())).unwrap().unwrap();
    assert_eq!(article.headline, "Ferry late");
    // Another source that only repeats what the first said before writes nothing.
    assert_eq!(outcomes(&read(&archive, "mirror", &[item("Ferry late")])), ["unchanged"]);
    // Once it has said something of its own, it is followed as well.
    assert_eq!(outcomes(&read(&archive, "mirror", &[item("Fog holds ferry")])), ["revised"]);
    assert_eq!(outcomes(&read(&archive, "mirror", &[item("Ferry late")])), ["revised"]);
}

#[test]
fn two_items_of_one_story_in_one_run_settle() {
    let archive = archive();
    let item =
        |headline: &str| NewArticle { headline: headline.into(), ..ferry().url("https://example.org/fog") };
    let items = [item("Ferry late"), item("Ferry turns back").tag("Fog")];
    let saved = read(&archive, "feed", &items);
    assert_eq!(outcomes(&saved), ["added", "revised"]);
    assert_eq!(saved[1].warnings.len(), 1, "{:?}", saved[1].warnings);
    let article = archive.read(|s| s.article(saved[0].id.unwrap())).unwrap().unwrap();
    assert_eq!((article.headline.as_str(), article.tags.len()), ("Ferry late", 1));
    for order in [[0, 1], [1, 0]] {
        let again = order.map(|n: usize| items[n].clone());
        assert_eq!(outcomes(&read(&archive, "feed", &again)), ["unchanged"; 2]);
    }
    // A later version, and one that takes it back, are followed within the run.
    let later = NewArticle { modified: "2024-05-02T10:00Z".parse().ok(), ..item("Ferry sails") };
    let taken_back = NewArticle { status: Some(Status::Canceled), ..item("Ferry sails") };
    let saved = read(&archive, "feed", &[item("Ferry late"), later, taken_back]);
    assert_eq!(outcomes(&saved), ["unchanged", "revised", "revised"]);
    assert_sound(&archive);
}

#[test]
fn a_batch_that_was_rolled_back_is_read_again_as_the_first() {
    let archive = archive();
    let item =
        |headline: &str| NewArticle { headline: headline.into(), ..ferry().url("https://example.org/fog") };
    read(&archive, "feed", &[item("Ferry late")]);
    let (source, new) = (Source::new("feed"), item("Ferry turns back"));
    let failed: Result<(), dateline::Error> = archive.write(|tx| {
        tx.save_from(&source, &new)?;
        Err(dateline::Error::Busy)
    });
    failed.unwrap_err();
    assert_eq!(archive.write(|tx| tx.save_from(&source, &new)).unwrap().outcome.as_str(), "revised");
}

#[test]
fn what_a_source_said_in_a_batch_that_was_rolled_back_it_did_not_say() {
    let archive = archive();
    let item =
        |headline: &str| NewArticle { headline: headline.into(), ..ferry().url("https://example.org/fog") };
    let late = read(&archive, "feed", &[item("Ferry late")]);
    let source = Source::new("feed");
    let save = |headline: &str| archive.write(|tx| tx.save_from(&source, &item(headline))).unwrap();
    let failed: Result<(), dateline::Error> = archive.write(|tx| {
        tx.save_from(&source, &item("Ferry turns back"))?;
        // In the transaction it has said it.
        let filled = tx.save_from(&source, &item("Ferry sails"))?;
        assert_eq!((filled.outcome.as_str(), filled.warnings.len()), ("unchanged", 1));
        Err(dateline::Error::Busy)
    });
    failed.unwrap_err();
    assert_eq!(save("Ferry sails").outcome.as_str(), "revised");
    // What is committed was said.
    let filled = save("Ferry turns back");
    assert_eq!((filled.outcome.as_str(), filled.warnings.len()), ("unchanged", 1));
    let article = archive.read(|s| s.article(late[0].id.unwrap())).unwrap().unwrap();
    assert_eq!(article.headline, "Ferry sails");
    assert_sound(&archive);
}

#[test]
fn what_a_source_said_to_one_archive_it_did_not_say_to_another() {
    let source = Source::new("feed");
    let [one, other] = [archive(), archive()];
    for archive in [&one, &other] {
        read(archive, "feed", &[ferry().url("https://example.org/fog"), market().tag("Crabs")]);
    }
    let item = |article: NewArticle| NewArticle { headline: "Late".into(), ..article };
    let fog = item(ferry().url("https://example.org/fog"));
    let outcome = |archive: &Archive| archive.write(|tx| tx.save_from(&source, &fog)).unwrap().outcome;
    assert_eq!([outcome(&one).as_str(), outcome(&other).as_str()], ["revised"; 2]);
}

/// From few values, so that sources meet in all ways. Each has words: one without is taken once its article is there.
fn article() -> impl Strategy<Value = NewArticle> {
    let pick = any::<Index>;
    (pick(), pick(), pick(), pick(), pick(), pick(), any::<bool>()).prop_map(
        |(headline, body, day, url, id, more, credited)| {
            let mut article = NewArticle::new(
                *headline.get(&["Fog", "FOG!", "Ferry", ""]),
                *body.get(&["", FERRY, MARKET, "Fog held it."]),
            );
            article.published = day.get(&["", "2024-05-02", "2024-05-03", "2024-05-02T10:00Z"]).parse().ok();
            let urls = [
                "",
                "https://example.org/1",
                "http://www.example.org/1/",
                "https://m.example.org/1",
                "https://example.org/1#a",
                "https://example.net/2",
            ];
            article.url = Some(url.get(&urls).to_string()).filter(|url| !url.is_empty());
            article.keys = match id.index(5) {
                0 => vec![Key::new("guid", "1")],
                1 => vec![Key::scoped("guid", "1", "https://example.org/feed")],
                2 => vec![Key::scoped("guid", "2", "https://example.org/feed"), Key::new("wire", "1")],
                _ => Vec::new(),
            };
            article.uri = [None, None, None, Some("urn:1"), Some("urn:2")][more.index(5)].map(Into::into);
            article.modified = [None, Some("2024-05-02T10:00Z"), Some("2024-05-02T12:00Z")][more.index(3)]
                .and_then(|at| at.parse().ok());
            article.language = [None, Some("en"), Some("fr")][id.index(3)].map(Into::into);
            article.publication = [None, Some("Post"), Some("Herald")][more.index(3)].map(Into::into);
            if article.headline.is_empty() && article.body.is_empty() {
                article.body = FERRY.into();
            }
            if credited {
                article = article.credit("Ana Reis").tag("Fog");
            }
            article
        },
    )
}

/// All that is stored, by table.
fn dump(archive: &Archive) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    archive.backup(&path).unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema'";
    let mut statement = conn.prepare(tables).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut rows = Vec::new();
    for name in names {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = statement.column_count();
        let read = statement.query_map([], |row| {
            let values: rusqlite::Result<Vec<rusqlite::types::Value>> =
                (0..columns).map(|n| row.get(n)).collect();
            Ok(format!("{name} {:?}", values?))
        });
        rows.extend(read.unwrap().map(Result::unwrap));
    }
    // A copy has an id of its own.
    rows.retain(|row| !row.starts_with("meta [Text(\"archive_id\")"));
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sources_read_again_write_nothing(
        sources in proptest::collection::vec(proptest::collection::vec(article(), 1..6), 1..4),
        cuts in proptest::collection::vec(1_usize..4, 1..6),
        orders in proptest::collection::vec((any::<Index>(), any::<bool>()), 3),
    ) {
        let archive = archive();
        let names = ["feed", "page", "wire"];
        for (name, items) in names.iter().zip(&sources) {
            let source = Source::new(*name);
            let mut rest = &items[..];
            for cut in cuts.iter().cycle() {
                let (batch, after) = rest.split_at(rest.len().min(*cut));
                archive.write_at(now(), |tx| tx.save_all_from(batch.iter().map(|item| (&source, item)))).unwrap();
                rest = after;
                if rest.is_empty() { break }
            }
        }
        prop_assert_eq!(archive.check().unwrap(), []);
        let before = dump(&archive);
        for (turn, reversed) in orders {
            let mut all: Vec<_> = names.iter().zip(&sources).collect();
            let by = turn.index(all.len());
            all.rotate_left(by);
            for (name, items) in all {
                let mut items = items.clone();
                let by = turn.index(items.len());
                items.rotate_left(by);
                if reversed {
                    items.reverse();
                }
                let saved = read(&archive, name, &items);
                let writes = saved.iter().any(|saved| matches!(saved.outcome, Outcome::Added | Outcome::Revised { .. }));
                prop_assert!(!writes, "{:?}", saved);
            }
            prop_assert_eq!(&dump(&archive), &before);
        }
    }

    #[test]
    fn one_that_is_changed_and_changed_back_is_as_it_was(item in article(), other in select(&[FERRY, MARKET][..])) {
        prop_assume!(!item.headline.is_empty());
        let archive = archive();
        let item = NewArticle { uri: Some("urn:1".into()), modified: None, ..item };
        let edited = NewArticle { body: format!("{other} {other}"), ..item.clone() };
        let id = read(&archive, "feed", std::slice::from_ref(&item))[0].id.unwrap();
        prop_assert_eq!(read(&archive, "feed", &[edited])[0].id, Some(id));
        read(&archive, "feed", std::slice::from_ref(&item));
        let body = archive.read(|s| s.article(id)).unwrap().unwrap().body;
        // What is left out, or as short as a notice, takes nothing back.
        prop_assert!(body == item.body || item.body.split(' ').count() < 20);
    }
}

#[test]
fn a_source_that_repeated_another_one_is_known_after_that_one_has_gone_on() {
    let archive = Archive::in_memory().unwrap();
    let item =
        |body: &str| NewArticle::new("Ferry delayed", body).url("https://example.org/ferry").language("en");
    let read = |source: &str, body: &str| {
        archive.write(|tx| tx.save_from(&Source::new(source), &item(body))).unwrap().outcome
    };
    assert_eq!(read("page", "Fog held up the ferry."), Outcome::Added);
    assert_eq!(read("feed", "Fog held up the ferry."), Outcome::Unchanged);
    assert_eq!(read("page", "Fog held up the ferry until noon.").as_str(), "revised");
    assert_eq!(read("feed", "Fog held up the ferry."), Outcome::Unchanged);
}
