//! The body with its markup: it goes with the body, and is handed out without what could do harm.

use dateline::{
    Archive, ArticleField, ArticleId, Extent, NewArticle, Outcome, Reason, RichBody, ValueSource, Warning,
};

use crate::{add, archive, assert_sound, at, key, revise, save, stored, story};

const TEXT: &str = "Fog held up the ferry.";

fn ferry(body: &str, rich: &str) -> NewArticle {
    let rich_body = (!rich.is_empty()).then(|| RichBody::html(rich));
    NewArticle { rich_body, ..story("Ferry stays in port", body).key("wire", "F") }
}

fn of(source: ValueSource, article: NewArticle) -> NewArticle {
    NewArticle { value_source: Some(source), ..article }
}

fn rich(archive: &Archive, id: ArticleId) -> Option<String> {
    archive.read(|s| s.rich_body_as_given(id)).unwrap().map(|rich| rich.content)
}

#[test]
fn it_is_replaced_and_taken_away_with_the_body() {
    let archive = archive();
    let id = add(&archive, &ferry(TEXT, "<p>Fog held up the ferry.</p>"));
    assert_eq!(rich(&archive, id).unwrap(), "<p>Fog held up the ferry.</p>");
    assert_eq!(revise(&archive, &ferry("It left at noon.", "<p>It left at noon.</p>")), ["body"]);
    assert_eq!(rich(&archive, id).unwrap(), "<p>It left at noon.</p>");
    // Nothing said of the body takes nothing away; another body without markup does.
    assert_eq!(revise(&archive, &ferry("", "").tag("Fog")), ["tags"]);
    assert!(rich(&archive, id).is_some());
    assert_eq!(revise(&archive, &ferry("It left at one.", "")), ["body"]);
    assert_eq!(rich(&archive, id), None);
    let revisions = archive.read(|s| s.revisions_of(id)).unwrap();
    assert!(revisions.iter().all(|revision| revision.document.rich_body.is_none()));
    assert_sound(&archive);
}

#[test]
fn beside_the_same_body_the_better_source_stands() {
    let archive = archive();
    let id = add(&archive, &of(ValueSource::Feed, ferry(TEXT, "")));
    let changed = stored(&archive, id).changed;
    assert_eq!(save(&archive, &of(ValueSource::Dom, ferry(TEXT, "<p>dom</p>"))).outcome, Outcome::Unchanged);
    assert_eq!(rich(&archive, id).unwrap(), "<p>dom</p>");
    save(&archive, &of(ValueSource::JsonLd, ferry(TEXT, "<p>json</p>")));
    assert_eq!(rich(&archive, id).unwrap(), "<p>json</p>");
    let saved = save(&archive, &of(ValueSource::Feed, ferry(TEXT, "<p>feed</p>")));
    let kept = Warning::Kept { field: ArticleField::Body, why: Reason::BetterSource };
    assert_eq!((saved.outcome, saved.warnings), (Outcome::Unchanged, vec![kept]));
    assert_eq!(rich(&archive, id).unwrap(), "<p>json</p>");
    assert_eq!(stored(&archive, id).changed, changed);
    assert_sound(&archive);
}

#[test]
fn it_stays_where_the_body_stays() {
    let archive = archive();
    let full = NewArticle { extent: Some(Extent::Full), ..ferry(TEXT, "<p>full</p>") };
    let id = add(&archive, &full);
    let excerpt = NewArticle { extent: Some(Extent::Excerpt), ..ferry("Fog.", "<p>excerpt</p>") };
    let kept = Warning::Kept { field: ArticleField::Body, why: Reason::Excerpt };
    assert_eq!(save(&archive, &excerpt).warnings, [kept]);
    assert_eq!(rich(&archive, id).unwrap(), "<p>full</p>");
    archive.write(|tx| tx.edit(id, |edit| _ = edit.set_headline("Fog"))).unwrap();
    assert_eq!(rich(&archive, id).unwrap(), "<p>full</p>");
    archive.write(|tx| tx.edit(id, |edit| _ = edit.set_body("By hand."))).unwrap();
    assert_eq!(rich(&archive, id), None);
    assert_sound(&archive);
}

#[test]
fn items_of_one_batch_are_as_those_of_many() {
    let archive = archive();
    let items = [
        ferry(TEXT, "<p>one</p>"),
        ferry(TEXT, "<p>two</p>"),
        NewArticle { modified: Some(at("2024-05-03")), ..ferry("It left.", "") },
        ferry("It left.", "<p>three</p>"),
    ];
    let saved = archive.write(|tx| tx.save_all(&items)).unwrap();
    let kept = |field| Warning::Kept { field, why: Reason::SameRun };
    assert_eq!(saved[1].warnings, [kept(ArticleField::Body)]);
    // There was none beside that body.
    assert_eq!(rich(&archive, saved[0].id.unwrap()).unwrap(), "<p>three</p>");
    archive.write(|tx| tx.remove_article(saved[0].id.unwrap())).unwrap();
    assert_eq!(rich(&archive, saved[0].id.unwrap()), None);
    assert_sound(&archive);
}

#[test]
fn what_is_no_html_is_kept_in_extra() {
    let archive = archive();
    let markdown = RichBody { media_type: "text/markdown".into(), content: "*Fog*".into() };
    let saved = save(&archive, &NewArticle { rich_body: Some(markdown), ..ferry(TEXT, "") });
    let invalid = Warning::InvalidValue { field: "rich_body", value: "text/markdown".into() };
    assert_eq!(saved.warnings, [invalid]);
    let article = stored(&archive, saved.id.unwrap());
    assert_eq!(article.extra["invalid"], serde_json::json!(["rich_body: text/markdown: *Fog*"]));
    let charset = RichBody { media_type: "Text/HTML; charset=utf-8".into(), content: "<p>Fog</p>".into() };
    let other = NewArticle { rich_body: Some(charset), keys: vec![key("wire", "G")], ..story("Fog", "") };
    let id = add(&archive, &other);
    let media_type = archive.read(|s| s.rich_body_as_given(id)).unwrap().unwrap().media_type;
    assert_eq!(media_type, "text/html");
}

#[cfg(feature = "html")]
#[test]
fn it_is_handed_out_without_what_could_do_harm() {
    let archive = archive();
    let harm = r#"<p style="x" onclick="a()">Fog <a href="javascript:a()">held</a> <img src="/a.jpg" onerror="a()">
        <iframe src="https://ads.example"></iframe><a href="../ferry">up</a></p><script>a()</script><style>p{}</style>"#;
    let id = add(&archive, &ferry(TEXT, harm).url("https://news.example/1/story"));
    let content = archive.read(|s| s.rich_body(id)).unwrap().unwrap().content;
    for gone in ["onclick", "javascript", "onerror", "iframe", "a()", "style", "p{}"] {
        assert!(!content.contains(gone), "{gone}: {content}");
    }
    for stays in ["<p>", "held", "https://news.example/a.jpg", "https://news.example/ferry"] {
        assert!(content.contains(stays), "{stays}: {content}");
    }
    assert!(archive.search(&"onclick".into()).unwrap().hits.is_empty());
    assert_eq!(archive.read(|s| s.rich_body(ArticleId(99))).unwrap(), None);
}

#[cfg(feature = "html")]
#[test]
fn markup_nested_deep_is_handed_out_on_a_small_stack() {
    let deep = "<div><b>".repeat(20_000) + "Fog" + &"</b></div>".repeat(20_000);
    let archive = archive();
    let id = add(&archive, &ferry(TEXT, &deep));
    let read = move || archive.read(|s| s.rich_body(id)).unwrap().unwrap().content;
    let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(read).unwrap();
    assert!(thread.join().unwrap().contains("Fog"));
}
