//! Exports of known programs, known by their content.

use dateline::ingest::{self, Readings};
use serde_json::json;

fn read(text: &str, name: &str) -> Readings {
    let readings = ingest::read(text.as_bytes(), name).unwrap();
    assert_eq!(readings.warnings, []);
    readings
}

#[test]
fn pocket() {
    let table = read(
        "title,url,time_added,tags,status\nFog on the Vell,https://courier.example/fog,1709532000,weather|port,unread\n",
        "part_000000.csv",
    );
    let reading = &table.articles[0];
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.article.headline, "Fog on the Vell");
    assert_eq!(reading.article.published, None);
    assert_eq!(reading.article.tags.len(), 2);
    assert_eq!(reading.article.extra["pocket_status"], "unread");
    assert_eq!(reading.article.extra["pocket_added"], "1709532000");

    let page = read(
        "<!DOCTYPE html>\n<html>\n<head><title>Pocket Export</title></head>\n<body>\n<h1>Unread</h1>\n<ul>\n\
         <li><a href=\"https://courier.example/fog\" time_added=\"1709532000\" tags=\"weather,port\">Fog &amp; the Vell</a></li>\n\
         </ul>\n<h1>Read Archive</h1>\n<ul>\n<li><a href=\"https://courier.example/rain\" time_added=\"1709532001\" tags=\"\">Rain</a></li>\n\
         </ul>\n</body>\n</html>\n",
        "ril_export.html",
    );
    let article = &page.articles[0].article;
    assert_eq!((&*article.headline, article.tags.len()), ("Fog & the Vell", 2));
    assert_eq!(article.extra["pocket_status"], "unread");
    let article = &page.articles[1].article;
    assert_eq!((article.url.as_deref(), article.tags.len()), (Some("https://courier.example/rain"), 0));
    assert_eq!(article.extra["pocket_status"], "archive");
}

#[test]
fn wallabag() {
    let entry = json!([{
        "id": 7, "title": "Fog on the Vell", "url": "https://courier.example/fog", "is_archived": 0, "is_starred": 1,
        "tags": ["weather"], "content": "<p>It came at dawn.</p>", "created_at": "2024-03-05T08:00:00+0100",
        "published_at": "2024-03-04T06:00:00+0100", "published_by": ["Noor Haddad"], "language": "en",
        "domain_name": "courier.example", "mimetype": "text/html",
    }]);
    let list = read(&entry.to_string(), "All articles.json");
    let article = &list.articles[0].article;
    assert_eq!(list.articles[0].warnings, []);
    assert_eq!((&*article.body, &*article.credits[0].name), ("It came at dawn.", "Noor Haddad"));
    assert_eq!(article.published, Some("2024-03-04T06:00:00+01:00".parse().unwrap()));
    assert_eq!(article.tags[0].name, "weather");
    assert_eq!(article.publication.as_ref().unwrap().domain.as_deref(), Some("courier.example"));
    assert_eq!(article.extra["is_starred"], 1);

    let api = entry
        .to_string()
        .replace("[\"weather\"]", "[{\"id\": 1, \"label\": \"weather\", \"slug\": \"weather\"}]");
    let article = &read(&api, "entries.json").articles[0].article;
    assert_eq!((article.tags.len(), &*article.tags[0].name), (1, "weather"));

    let table = read(
        "Title;URL;Content;Tags;\"MIME Type\";Language;\"Creation date\"\n\
         \"Fog on the Vell\";https://courier.example/fog;\"<p>It came at dawn.</p>\";\"weather, port\";text/html;en;\"05/03/2024 08:00:00\"\n",
        "All articles.csv",
    );
    let article = &table.articles[0].article;
    assert_eq!(
        (&*article.body, article.tags.len(), article.language.as_deref()),
        ("It came at dawn.", 2, Some("en"))
    );
    assert_eq!(article.extra["Creation date"], "05/03/2024 08:00:00");
}

#[test]
fn reader() {
    let entry = json!({
        "id": "tag:courier.example,2024:fog", "updated": "2024-03-04T07:00:00+00:00", "title": "Fog on the Vell",
        "link": "https://courier.example/fog", "author": "Noor Haddad", "published": "2024-03-04T06:00:00+00:00",
        "summary": "Fog came.", "content": [{"value": "<p>It came at dawn.</p>", "type": "text/html", "language": "en"}],
        "enclosures": [], "read": true, "important": null,
        "feed": {"url": "https://courier.example/feed", "title": "The Ostermere Courier", "updates_enabled": true},
    });
    let readings = read(&entry.to_string(), "entries.jsonl");
    let reading = &readings.articles[0];
    assert_eq!(reading.warnings, []);
    let article = &reading.article;
    assert_eq!((&*article.body, &*article.dek), ("It came at dawn.", "Fog came."));
    let key = &article.keys[0];
    assert_eq!(
        (&*key.scheme, &*key.value, &*key.scope),
        ("guid", "tag:courier.example,2024:fog", "https://courier.example/feed")
    );
    assert_eq!(article.publication.as_ref().unwrap().title, "The Ostermere Courier");
    assert_eq!(article.extra["read"], true);
    assert_eq!(article.extra["unmapped"]["feed"], json!({"updates_enabled": true}));
}
