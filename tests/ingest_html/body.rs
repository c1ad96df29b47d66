//! The text of a page: its paragraphs, whole or a part, in several languages.

use dateline::ingest::Warning;
use dateline::{ArticleField, Extent, ValueSource};

use super::{TEXT, article, paragraphs, read, with_head, with_json_ld};

#[test]
fn paragraphs_are_kept_and_what_stands_around_them_is_not() {
    let page = format!(
        "<html><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Bridge opens</h1>\
         <figure><img src=/a.jpg><figcaption>The bridge at dawn.</figcaption></figure>{TEXT}\
         <p><a href=/other>Read more: the ferry stops for good</a></p><ul><li>First came the band.</li></ul></article>\
         <aside>Newsletter</aside><footer>Imprint</footer></body></html>"
    );
    let article = article(&page);
    let found = paragraphs(&article);
    assert!(found[0].starts_with("The harbour bridge opened"), "{found:?}");
    assert!(found[2].ends_with("built anew."), "{found:?}");
    for piece in ["The bridge at dawn", "Newsletter", "Imprint", "Sport", "Read more"] {
        assert!(!article.body.contains(piece), "{piece}");
    }
    assert!(article.rich_body.unwrap().content.contains("<p>"));
}

#[test]
fn breaks_part_paragraphs_where_two_stand_together() {
    let text = "The harbour bridge opened to traffic on Monday morning, two years late, and hundreds of people walked over it.";
    let page = format!(
        "<html><body><div class=article-body>{text}<br><br>{text} Second.<br>{text} Third.</div></body></html>"
    );
    let article = article(&page);
    let found = paragraphs(&article);
    assert_eq!(found, [text.to_owned(), format!("{text} Second.\n{text} Third.")]);
}

#[test]
fn the_text_of_the_json_ld_helps_out() {
    let long = "The bridge opened on Monday. ".repeat(30);
    let page = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Fog\", \"articleBody\": \"{long}\\n\\nIt was late.\"}}</script></head>\
         <body><p>Please subscribe.</p></body></html>"
    );
    let article = article(&page);
    assert_eq!(paragraphs(&article), [long.trim(), "It was late."]);
    assert!(!article.value_sources.contains_key(&ArticleField::Body));
    assert_eq!(article.value_source, Some(ValueSource::JsonLd));
    assert_eq!(article.rich_body, None);
}

#[test]
fn a_paywall_leaves_an_excerpt() {
    for said in ["false", "\"False\"", "\"http://schema.org/False\""] {
        let page = with_json_ld(&format!(
            r#"{{"@type": "NewsArticle", "headline": "Fog", "isAccessibleForFree": {said}}}"#
        ));
        assert_eq!(article(&page).extent, Some(Extent::Excerpt), "{said}");
    }
    let free = with_json_ld(r#"{"@type": "NewsArticle", "headline": "Fog", "isAccessibleForFree": true}"#);
    assert_eq!(article(&free).extent, Some(Extent::Full));
}

#[test]
fn a_page_without_text_says_so() {
    let reading = read(&with_head("<title>Fog</title>").replace(TEXT, ""));
    assert_eq!(reading.article.headline, "Fog");
    assert_eq!(reading.article.body, "");
    assert_eq!(reading.article.extent, None);
    assert_eq!(reading.warnings, [Warning::NoBody]);
}

#[test]
fn languages_from_right_to_left_and_without_blanks() {
    let arabic = "افتتح الجسر الجديد في الميناء صباح يوم الاثنين أمام حركة المرور بعد عامين من الموعد الذي حدده المجلس البلدي.";
    let hebrew =
        "הגשר החדש בנמל נפתח לתנועה ביום שני בבוקר, שנתיים אחרי המועד שקבעה המועצה, ומאות אנשים הלכו עליו.";
    let japanese =
        "港の新しい橋は月曜日の朝に開通した。計画より二年遅れたが、数百人が最初の車が来る前に歩いて渡った。";
    for (language, direction, text) in [("ar", "rtl", arabic), ("he", "rtl", hebrew), ("ja", "ltr", japanese)]
    {
        let page = format!(
            "<!doctype html><html lang={language} dir={direction}><body><article><h1>{}</h1><p>{text}</p><p>{text}2</p><p>{text}3</p></article></body></html>",
            &text[..text.char_indices().nth(14).unwrap().0]
        );
        let article = article(&page);
        assert_eq!(article.language.as_deref(), Some(language));
        assert_eq!(paragraphs(&article), [text.to_owned(), format!("{text}2"), format!("{text}3")]);
    }
}

#[test]
fn an_amp_page_and_a_live_blog_are_read() {
    let amp = format!(
        "<!doctype html><html amp lang=en><head><link rel=canonical href=https://www.example.org/news/ferry></head>\
         <body><article><h1>Bridge opens</h1><amp-img src=/a.jpg width=800 height=600 alt=Bridge></amp-img>{TEXT}</article></body></html>"
    );
    let amp = article(&amp);
    assert_eq!((amp.headline.as_str(), paragraphs(&amp).len()), ("Bridge opens", 3));
    let live = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\": \"LiveBlogPosting\", \"headline\": \"Bridge opens: live\",\
         \"liveBlogUpdate\": [{{\"@type\": \"BlogPosting\", \"headline\": \"The band plays\", \"datePublished\": \"2024-03-04T10:00:00Z\"}}],\
         \"datePublished\": \"2024-03-04T09:00:00Z\"}}</script></head><body><main><h1>Bridge opens: live</h1>{TEXT}</main></body></html>"
    );
    let live = article(&live);
    assert_eq!(live.headline, "Bridge opens: live");
    assert_eq!(live.published.unwrap().to_string(), "2024-03-04T09:00:00+00:00");
}
