//! What a mapping makes of a record.

use dateline::NewArticle;
use dateline::ingest::{self, Hint, Mapping, MappingError};
use serde_json::{Value, json};

fn mapped(mapping: &str, record: &Value) -> NewArticle {
    let mapping: Mapping = mapping.parse().unwrap();
    let record = record.to_string();
    let mut readings = ingest::read(record.as_bytes(), Hint::name("a.json").mapping(&mapping)).unwrap();
    assert_eq!(readings.articles[0].warnings, []);
    readings.articles.remove(0).article
}

#[test]
fn names_lead_into_objects_and_lists() {
    let record = json!({
        "heading": {"main": "Fog", "kicker": "Weather"},
        "writers": [{"name": "Noor Haddad"}, {"name": "Piet Saarinen"}],
        "pictures": [{"src": "https://courier.example/a.jpg", "text": "The quay."}, {"src": "https://courier.example/b.jpg"}],
        "guid": "42",
    });
    let article = mapped(
        "heading.main=headline\nwriters.name=credits\npictures.src=images.urls\npictures.text=images.captions.text\n\
         # a comment\nguid=keys.value\n\"courier\"=keys.scheme",
        &record,
    );
    assert_eq!(article.headline, "Fog");
    assert_eq!(article.credits.len(), 2);
    assert_eq!((article.images.len(), &*article.images[0].captions[0].text), (2, "The quay."));
    assert_eq!((&*article.keys[0].scheme, &*article.keys[0].value), ("courier", "42"));
    // What is beside a value is kept.
    assert_eq!(article.extra["unmapped"], json!({"heading": {"kicker": "Weather"}}));
}

#[test]
fn the_first_of_several_that_says_something_counts() {
    let mapping = "long=body,short=body,short=dek";
    let both = mapped(mapping, &json!({"headline": "Fog", "long": "It came at dawn.", "short": "Fog."}));
    assert_eq!((&*both.body, &*both.dek), ("It came at dawn.", "Fog."));
    let one = mapped(mapping, &json!({"headline": "Fog", "long": "", "short": "Fog."}));
    assert_eq!((&*one.body, &*one.dek), ("Fog.", ""));
}

#[test]
fn lists_are_split_at_their_signs() {
    let tags = |mapping: &str, text: &str| -> Vec<String> {
        let record = json!({"headline": "Fog", "t": text});
        mapped(mapping, &record).tags.into_iter().map(|tag| tag.name).collect()
    };
    assert_eq!(tags("t=tags", "Port; City Council|Fog,"), ["Port", "City Council", "Fog"]);
    assert_eq!(tags("t=tags[/]", "Port / Fog, dense"), ["Port", "Fog, dense"]);
    assert_eq!(tags("t=tags[,]", "Port,Fog"), ["Port", "Fog"]);
    assert_eq!(tags("t=tags", "['Port', 'City Council']"), ["Port", "City Council"]);
    assert_eq!(tags("t=tags", "[\"Port\", \"Fog\"]"), ["Port", "Fog"]);
    let credits = |text: &str| mapped("a=credits", &json!({"headline": "Fog", "a": text})).credits.len();
    assert_eq!(
        (
            credits("Noor Haddad, Piet Saarinen"),
            credits("Haddad, Noor"),
            credits("Haddad, Noor; Saarinen, Piet")
        ),
        (2, 1, 2)
    );
}

#[test]
fn markup_becomes_text_and_pictures() {
    let content = "<p>It came at <b>dawn</b>.</p><p>It stayed.</p><figure><img src=\"/fog.jpg\"><figcaption>The quay.</figcaption></figure>";
    let record = json!({"t": "Fog &amp; rain", "u": "https://courier.example/fog", "c": content});
    let article = mapped("t=headline,u=url,c=body", &record);
    assert_eq!((&*article.headline, &*article.body), ("Fog & rain", "It came at dawn.\n\nIt stayed."));
    assert_eq!(article.images[0].urls, ["https://courier.example/fog.jpg"]);
    assert_eq!(article.images[0].captions[0].text, "The quay.");
}

#[test]
fn what_is_no_mapping_says_why() {
    let error = |text: &str| text.parse::<Mapping>().unwrap_err();
    assert_eq!(error("title"), MappingError::NoPair("title".into()));
    assert_eq!(error("title=headline,x=images.colour"), MappingError::NoField("images.colour".into()));
    assert_eq!(error("x=published.day"), MappingError::NoField("published.day".into()));
}
