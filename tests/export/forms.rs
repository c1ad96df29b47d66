//! Articles in the forms of others.

use std::path::PathBuf;

use dateline::{Archive, Export, ExportFormat, NewArticle, NewImage, ingest};
use serde_json::{Value, json};

use crate::full;
use crate::ninjs_schema::Schema;

fn export(archive: &Archive, format: ExportFormat) -> String {
    let mut text = Vec::new();
    archive.export(&Export::new(format), &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn of(article: &NewArticle, format: ExportFormat) -> String {
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save(article)).unwrap();
    export(&archive, format)
}

#[test]
fn a_table_has_a_row_an_article_and_no_formula() {
    let table = of(&full::article(), ExportFormat::Csv);
    let expected = "id,uri,url,type,published,modified,publication,section,language,genre,status,headline,dek,byline,authors,\
        people,tags,captions,picture_credits,word_count,body\r\n\
        1,Wire 12 é,https://www.courier.example/ferry?utm_source=x#post-1,picture,2024-05-01T06:30:07+02:00,\
        2024-05-02T09:00+01:00,The Courier,Harbour,en,Feature,usable,Ferry <b>delayed</b>,\"'=HYPERLINK(\"\"x\"\")\",\
        \"By Ada Fennick, in *Lisbon*\",Ada Fennick; Coastal Press,Joram Vale,Harbour; Transport,\
        The ferry in fog.; Le ferry dans la brume.,Joram Vale/Coastal Press,13,\
        \"Fog held up the ferry.\n\n# It left at noon, \"\"late\"\",\nsaid the captain.\"\r\n";
    assert_eq!(table, expected);
    for sign in ["=1", "+1", "-1", "@x", "\t=1", "＝1"] {
        let table = of(&NewArticle::new(sign, "Text."), ExportFormat::Csv);
        assert!(
            table.contains(&format!("\"'{}\"", sign.trim_start_matches('\t')))
                || table.contains(&format!("\"'{sign}\"")),
            "{table}"
        );
    }
}

#[test]
fn a_document_has_front_matter_and_no_markup_of_others() {
    let document = of(&full::article(), ExportFormat::Markdown);
    let expected = "---\n\
        title: \"Ferry <b>delayed</b>\"\n\
        id: 1\n\
        uri: \"Wire 12 é\"\n\
        url: \"https://www.courier.example/ferry?utm_source=x#post-1\"\n\
        type: \"picture\"\n\
        published: \"2024-05-01T06:30:07+02:00\"\n\
        modified: \"2024-05-02T09:00+01:00\"\n\
        publication: \"The Courier\"\n\
        section: \"Harbour\"\n\
        language: \"en\"\n\
        genre: \"Feature\"\n\
        status: \"usable\"\n\
        authors: [\"Ada Fennick\",\"Coastal Press\"]\n\
        people: [\"Joram Vale\"]\n\
        tags: [\"Harbour\",\"Transport\"]\n\
        ---\n\n\
        # Ferry \\<b\\>delayed\\</b\\>\n\n\
        **=HYPERLINK(\"x\")**\n\n\
        By Ada Fennick, in \\*Lisbon\\*\n\n\
        Fog held up the ferry.\n\n\
        ![A ferry](<https://courier.example/ferry-é%20small.jpg>)\n\n\
        *The ferry in fog. (Joram Vale/Coastal Press)*\n\n\
        *Le ferry dans la brume.*\n\n\
        \\# It left at noon, \"late\",\nsaid the captain.\n";
    // The order of a picture's URLs is that of their forms.
    let document = document
        .replace("(<https://courier.example/ferry.jpg>)", "(<https://courier.example/ferry-é%20small.jpg>)");
    assert_eq!(document.replace("\\=HYPER", "=HYPER"), expected);
}

#[test]
fn each_document_can_be_had_alone() {
    let archive = Archive::in_memory().unwrap();
    archive
        .write(|tx| tx.save_all(&["Ferry", "Bridge"].map(|headline| NewArticle::new(headline, "Text."))))
        .unwrap();
    let mut documents = Vec::new();
    let exported = archive.export_each(&Export::new(ExportFormat::Markdown), |id, document| {
        documents.push((id.0, document.starts_with("---\ntitle: ")));
        Ok(())
    });
    documents.sort_unstable();
    assert_eq!((exported.unwrap().articles, documents), (2, vec![(1, true), (2, true)]));
}

#[test]
fn an_item_of_ninjs_has_what_the_article_says() {
    let item: Value = serde_json::from_str(&of(&full::article(), ExportFormat::Ninjs)).unwrap();
    let expected = json!({
        "uri": "urn:dateline:Wire%2012%20%C3%A9",
        "standard": {
            "name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
        },
        "profile": "dateline", "type": "picture", "representationType": "full", "version": "3",
        "firstCreated": "2024-05-01T06:30:07+02:00", "versionCreated": "2024-05-02T09:00:00+01:00",
        "embargoedUntil": "2024-05-01T06:00:00Z", "expires": "2094-05-09T06:00:00Z", "pubStatus": "usable",
        "language": "en", "genres": [{ "name": "Feature" }], "located": "LISBON, May 1",
        "by": "By Ada Fennick, in *Lisbon*",
        "headlines": [{ "role": "main", "value": "Ferry <b>delayed</b>" }],
        "descriptions": [{ "role": "summary", "value": "=HYPERLINK(\"x\")" }],
        "bodies": [{
            "role": "main", "contentType": "text/plain", "wordCount": 13, "charCount": 68,
            "value": "Fog held up the ferry.\n\n# It left at noon, \"late\",\nsaid the captain."
        }],
        "infoSources": [
            { "name": "Ada Fennick", "role": "author" }, { "name": "Coastal Press", "role": "author-organization" },
            { "name": "The Courier", "role": "publisher", "uri": "https://courier.example/" }
        ],
        "people": [{ "name": "Joram Vale", "literal": "wikidata:Q42" }],
        "subjects": [
            { "name": "Harbour", "rel": "about" }, { "name": "Transport", "rel": "about", "literal": "iptc:Transport", "creator": "model" }
        ],
        "altIds": [{ "role": "uri", "value": "Wire 12 é" }, { "role": "guid@https://courier.example/feed", "value": "7" }],
        "renditions": [
            {
                "name": "canonical", "href": "https://www.courier.example/ferry?utm_source=x#post-1",
                "contentType": "text/html"
            },
            { "name": "amp", "href": "https://m.courier.example/ferry", "contentType": "text/html" }
        ],
    });
    let mut without = item.clone();
    let pictures = without.as_object_mut().unwrap().remove("associations").unwrap();
    assert_eq!(without, expected);
    let [picture] = &pictures.as_array().unwrap()[..] else { panic!("{pictures}") };
    let descriptions = json!([
        { "role": "caption", "value": "The ferry in fog." }, { "role": "credit", "value": "Joram Vale/Coastal Press" },
        { "role": "alt", "value": "A ferry" }, { "role": "photographer", "value": "Joram Vale" },
        { "role": "agency", "value": "Coastal Press" }, { "role": "caption-fr", "value": "Le ferry dans la brume." },
        { "role": "creditline", "value": "Vale/Coastal Press" }
    ]);
    assert_eq!(picture["descriptions"], descriptions);
    for (field, value) in [
        ("type", json!("graphic")),
        ("rel", json!("lead")),
        ("by", json!("J. Vale")),
        ("contentCreated", json!("2024-04-30T18:00:00+01:00")),
        ("copyrightNotice", json!("© Coastal Press")),
        ("rightsInfo", json!({ "linkedRights": "https://courier.example/licence" })),
        ("people", json!([{ "name": "Oda Brill" }])),
        ("altIds", json!([{ "role": "sha256", "value": "ab".repeat(32) }])),
    ] {
        assert_eq!(picture[field], value, "{field}");
    }
}

/// Odd values of all kinds, in one article each.
fn odd() -> Vec<NewArticle> {
    let mut odd =
        vec![full::article(), NewArticle::new("", "Text alone."), NewArticle::new("Headline alone", "")];
    for date in ["2024", "2024-05", "0001-01-01", "4083-12-31T23:59:59-23:59"] {
        odd.push(NewArticle::new(date, "Text.").published(date.parse().unwrap()));
    }
    for uri in
        ["x", "a b:c", "javascript:alert(1)", "urn:é", "http://[::1", "%", "1:2", "https://example.org/%zz"]
    {
        odd.push(NewArticle { uri: Some(uri.into()), ..NewArticle::new(uri, "Text.") });
        odd.push(
            NewArticle::new("A picture", "").image(
                NewImage { uri: Some(format!("{uri}#p")), ..NewImage::default() }.caption("Words.", ""),
            ),
        );
    }
    let source_type =
        NewImage { digital_source_type: Some("not a uri".into()), ..NewImage::at("file:///a b.jpg") };
    odd.push(NewArticle::new("Another", "").image(source_type));
    odd
}

#[test]
fn items_of_ninjs_are_valid() {
    let Some(corpora) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let standard = corpora.join("standards/newsinjson");
    let schema = Schema::read(&standard.join("specification/ninjs-schema_3.1.json"));
    // The measure is true to the standard's own suite.
    let suite = standard.join("validation/test_suite");
    for (folder, is_valid) in
        [("3.0/should_pass", true), ("3.0/should_fail", false), ("3.1/should_fail", false)]
    {
        for entry in std::fs::read_dir(suite.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let item = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            // Places on maps are of another schema, and not exported.
            let is_known = !path.to_string_lossy().contains("geojson");
            assert!(
                !is_known || schema.faults(&item).is_empty() == is_valid,
                "{}: {:?}",
                path.display(),
                schema.faults(&item)
            );
        }
    }
    let archive = Archive::in_memory().unwrap();
    archive.write(|tx| tx.save_all(&odd())).unwrap();
    let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/samples")).unwrap();
    for path in samples.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        let name = path.to_string_lossy().into_owned();
        if let Ok(readings) = ingest::read(&std::fs::read(&path).unwrap(), &name) {
            let articles: Vec<NewArticle> =
                readings.articles.into_iter().map(|reading| reading.article).collect();
            archive.write(|tx| tx.save_all(&articles)).unwrap();
        }
    }
    let mut items = 0;
    for line in export(&archive, ExportFormat::Ninjs).lines() {
        let item: Value = serde_json::from_str(line).unwrap();
        assert_eq!(schema.faults(&item), [""; 0], "{line}");
        items += 1;
    }
    assert!(items > odd().len(), "{items}");
}
