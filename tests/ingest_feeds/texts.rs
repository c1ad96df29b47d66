//! The text of an entry: whole or a part, references, what stands above it.

use dateline::{Extent, NewArticle};

use super::{atom, one, rss};

fn item(elements: &str) -> NewArticle {
    one(&rss(&format!("<item><title>Fog stops the ferry</title>{elements}</item>")))
}

fn description(html: &str) -> NewArticle {
    item(&format!("<description><![CDATA[{html}]]></description>"))
}

/// A text of so many words, in paragraphs of ten.
fn words(count: usize) -> String {
    "<p>One two three four five six seven eight nine ten.</p>".repeat(count / 10)
}

#[test]
fn a_short_description_is_an_excerpt_and_a_long_one_the_text() {
    assert_eq!(description("Fog held up the ferry.").extent, Some(Extent::Excerpt));
    assert_eq!(description(&words(200)).extent, Some(Extent::Full));
    assert_eq!(
        description(&format!("{}…", words(200).trim_end_matches("</p>"))).extent,
        Some(Extent::Excerpt)
    );
    let summary = one(&atom(&format!(
        "<entry><id>7</id><title>Fog</title><summary type=\"html\"><![CDATA[{}]]></summary></entry>",
        words(200)
    )));
    assert_eq!(summary.extent, Some(Extent::Excerpt));
}

#[test]
fn content_is_the_text_and_the_description_stands_above_it() {
    let article = item(
        "<description>What the captain says about it.</description>\
         <content:encoded><![CDATA[<p>It was thick.</p><p>It lifted at ten.</p>]]></content:encoded>",
    );
    assert_eq!((&*article.body, article.extent), ("It was thick.\n\nIt lifted at ten.", Some(Extent::Full)));
    assert_eq!(article.dek, "What the captain says about it.");
}

#[test]
fn a_description_that_begins_the_text_says_nothing_new() {
    for description in ["It was thick. It lifted at […]", "It was thick.", "It was thick. It lif…"] {
        let article = item(&format!(
            "<description>{description}</description><content:encoded><![CDATA[<p>It was thick.</p><p>It lifted at ten.</p>]]></content:encoded>"
        ));
        assert_eq!((&*article.dek, article.extent), ("", Some(Extent::Full)), "{description}");
        assert!(!article.extra.contains_key("summary"), "{description}");
    }
}

#[test]
fn what_programs_put_at_the_end_is_taken_off() {
    for html in [
        "<p>Fog held up the ferry. […]</p>",
        "<p>Fog held up the ferry. [&#8230;]</p>\n<p>The post <a href=\"https://e.example/1\">Fog</a> appeared first on <a href=\"https://e.example\">Courier</a>.</p>",
        "<p>Fog held up the ferry.</p> <a href=\"https://e.example/1\">Continue reading...</a>",
        "<p>Fog held up the ferry. <a href=\"https://e.example/1\">Read more &raquo;</a></p>",
        "<p>Fog held up the ferry.</p><p><a href=\"https://e.example/1\">Weiterlesen</a></p>",
        "Fog held up the ferry. [...]",
        "<p>Fog held up the ferry.</p><p>L’article <a href=\"https://e.example/1\">Brume</a> est apparu en premier sur <a href=\"https://e.example\">Phare</a>.</p>",
    ] {
        let article = description(html);
        assert_eq!(
            (&*article.body, article.extent),
            ("Fog held up the ferry.", Some(Extent::Excerpt)),
            "{html}"
        );
    }
    // Under a whole text it is taken off too, and the text is whole.
    let article = item(
        "<content:encoded><![CDATA[<p>It was thick.</p><p>The post <a href=\"x\">Fog</a> appeared first on <a href=\"y\">Courier</a>.</p>]]></content:encoded>",
    );
    assert_eq!((&*article.body, article.extent), ("It was thick.", Some(Extent::Full)));
}

#[test]
fn content_that_is_cut_is_an_excerpt() {
    let article = item(
        "<content:encoded><![CDATA[<p>It was thick.</p><p><a href=\"x\">Continue reading</a></p>]]></content:encoded>",
    );
    assert_eq!((&*article.body, article.extent), ("It was thick.", Some(Extent::Excerpt)));
}

#[test]
fn a_description_that_is_the_headline_is_no_text() {
    let article = description("Fog stops the ferry");
    assert_eq!((&*article.body, article.extent), ("", None));
    let comments = description("<a href=\"https://e.example/comments\">Comments</a>");
    assert_eq!((&*comments.body, comments.extent), ("", None));
}

#[test]
fn references_are_decoded_as_often_as_they_were_encoded() {
    let headline = |title: &str| one(&rss(&format!("<item><title>{title}</title></item>"))).headline;
    for (title, expected) in [
        ("AT&amp;T sues", "AT&T sues"),
        ("AT&amp;amp;T sues", "AT&T sues"),
        ("Jerry&amp;#8217;s boat", "Jerry’s boat"),
        ("Caf&amp;eacute; on the quay", "Café on the quay"),
        ("Caf&eacute;&nbsp;on the quay", "Café on the quay"),
        ("<![CDATA[Jerry&#8217;s <em>boat</em>]]>", "Jerry’s boat"),
        ("Iran &amp;amp; Iraq: &amp;lt;b&amp;gt;talks&amp;lt;/b&amp;gt;", "Iran & Iraq: talks"),
        ("Rock &amp; roll & more", "Rock & roll & more"),
        ("5 &lt; 6", "5 < 6"),
        ("Gone with the <wind>", "Gone with the <wind>"),
    ] {
        if title != "Gone with the <wind>" {
            assert_eq!(headline(title), expected, "{title}");
        }
    }
    assert_eq!(headline("<![CDATA[Gone with the <wind>]]>"), "Gone with the <wind>");
    assert_eq!(description("AT&amp;T sues over the caf&eacute;.").body, "AT&T sues over the café.");
    assert_eq!(
        item("<description>&amp;lt;p&amp;gt;Fog &amp;amp; rain.&amp;lt;/p&amp;gt;</description>").body,
        "Fog & rain."
    );
}

#[test]
fn a_plain_text_keeps_its_paragraphs() {
    let text = "Fog held up the ferry on Monday morning, said the\nharbour office.\n\nIt left at ten.\nNobody waited.";
    let article = item(&format!("<description>{text}</description>"));
    assert_eq!(
        article.body,
        "Fog held up the ferry on Monday morning, said the harbour office.\n\nIt left at ten.\nNobody waited."
    );
}

#[test]
fn a_summary_beside_an_excerpt_is_kept() {
    let article = item(
        "<description>Fog held up the ferry.</description><itunes:summary>The captain explains.</itunes:summary>",
    );
    assert_eq!(article.body, "Fog held up the ferry.");
    assert_eq!(article.extra["summary"], "The captain explains.");
}
