//! Pages with their pictures, as browsers save them.

use dateline::ingest::{self, Unreadable};

use crate::make::read;

const HEAD: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/fog\r\nSubject: Fog\r\n\
MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Part--x----\"\r\n\r\n\r\n";

fn page(encoding: &str, content: &str) -> String {
    format!(
        "{HEAD}------Part--x----\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\
         Content-Location: https://courier.example/fog\r\n\r\n{content}\r\n------Part--x----\r\nContent-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Part--x------\r\n"
    )
}

#[test]
fn the_page_is_read_from_either_encoding() {
    let quoted = page(
        "quoted-printable",
        "<html><head><title>Fog =E2=80=93 Vell</title></head><body><p>It c=\r\name.</p></body></html>",
    );
    let base64 = page(
        "base64",
        "PGh0bWw+PGhlYWQ+PHRpdGxlPkZvZyDigJMgVmVsbDwvdGl0bGU+PC9oZWFkPjxib2R5PjxwPkl0IGNh\r\nbWUuPC9wPjwvYm9keT48L2h0bWw+",
    );
    for text in [quoted, base64] {
        let readings = ingest::read(text.as_bytes(), "fog.mhtml").unwrap();
        let reading = &readings.articles[0];
        assert_eq!(reading.format, ingest::Format::Html);
        assert!(reading.article.headline.starts_with("Fog"), "{:?}", reading.article.headline);
        assert_eq!(reading.article.url.as_deref(), Some("https://courier.example/fog"));
        assert_eq!(readings.passed_over["image/png"], 1);
    }
}

#[test]
fn one_without_a_page_is_named() {
    let text = page("8bit", "").replace("text/html; charset=utf-8", "text/css");
    let expected = Unreadable::Damaged { kind: "MHTML", reason: "it has no page".into() };
    assert_eq!(read(text.as_bytes(), "fog.mhtml"), Err(expected));
}
