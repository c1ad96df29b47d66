//! What a page says of itself: headline, authors, dates, addresses, tags, publication, and where each came from.

use dateline::ingest::Warning;
use dateline::{ArticleField, CreditKind, Extent, NewArticle, Role, UrlRelation, ValueSource};

use super::{TEXT, article, authors, read, read_at, tags, with_head, with_json_ld};

fn published(article: &NewArticle) -> Option<String> {
    article.published.map(|at| at.to_string())
}

#[test]
fn a_graph_says_everything() {
    let page = with_json_ld(
        r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "@id": "#page", "name": "Bridge opens | The Nordvik Gazette"},
            {"@type": ["Person"], "@id": "#ann", "name": "Ann Lee"},
            {"@type": "NewsMediaOrganization", "@id": "#house", "name": "The Nordvik Gazette"},
            {"@type": "NewsArticle", "headline": "Harbour bridge opens", "alternativeHeadline": "Two years late",
             "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Dahl"}, {"@type": "Organization", "name": "Reuters"}],
             "editor": "Cy Oke", "publisher": {"@id": "#house"}, "articleSection": "Traffic", "inLanguage": "en-GB",
             "datePublished": "2024-03-04T09:30:00+01:00", "dateModified": "2024-03-04T11:00:00Z",
             "keywords": ["Bridges", "Nordvik"], "mainEntityOfPage": "https://www.example.org/news/bridge"}]}"##,
    );
    let article = article(&page);
    assert_eq!(article.headline, "Harbour bridge opens");
    assert_eq!(article.dek, "Two years late");
    assert_eq!(authors(&article), ["Ann Lee", "Bo Dahl", "Reuters", "Cy Oke"]);
    let kinds: Vec<CreditKind> = article.credits.iter().map(|credit| credit.kind).collect();
    assert_eq!(kinds[1..3], [CreditKind::Person, CreditKind::Organization]);
    assert_eq!(article.credits[3].role, Role::Editor);
    let publication = article.publication.as_ref().unwrap();
    assert_eq!(
        (publication.title.as_str(), publication.domain.as_deref()),
        ("The Nordvik Gazette", Some("example.org"))
    );
    assert_eq!(article.section.as_deref(), Some("Traffic"));
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(published(&article).as_deref(), Some("2024-03-04T09:30:00+01:00"));
    assert_eq!(article.modified.unwrap().to_string(), "2024-03-04T11:00:00+00:00");
    assert_eq!(tags(&article), ["Bridges", "Nordvik"]);
    assert_eq!(article.url.as_deref(), Some("https://www.example.org/news/bridge"));
    assert_eq!(article.value_source, Some(ValueSource::JsonLd));
    assert_eq!(article.value_sources[&ArticleField::Body], ValueSource::Dom);
    assert!(!article.value_sources.contains_key(&ArticleField::Headline));
    assert_eq!(article.extent, Some(Extent::Full));
}

#[test]
fn json_ld_forgives() {
    for block in [
        r#"{"@type": "NewsArticle", "headline": "Fog", "author": "Ann Lee",}"#,
        "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Fog\", \"author\": \"Ann Lee\"} -->",
        "//<![CDATA[\n{\"@type\": \"NewsArticle\", \"headline\": \"Fog\", \"author\": \"Ann Lee\"}\n//]]>",
        "[{\"@type\": \"http://schema.org/NewsArticle\", \"headline\": \"Fog\", \"author\": [\"Ann Lee\"], \"description\": \"a\tb\nc\"}];",
        r#"{"@type": "Thing"} {"@type": ["Thing", "Article"], "headline": "Fog", "author": {"name": "Ann Lee"}}"#,
        r#"{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Fog", "author": {"@type": "Person", "name": ["Ann Lee"]}}}"#,
    ] {
        let article = article(&with_json_ld(block));
        assert_eq!((article.headline.as_str(), authors(&article)), ("Fog", vec!["Ann Lee"]), "{block}");
    }
}

#[test]
fn a_block_that_cannot_be_read_costs_no_other() {
    let page = with_head(
        "<script type='application/ld+json'>{\"headline\": \"Fo</script>\
         <script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Fog\"}</script>",
    );
    let reading = read(&page);
    assert_eq!(reading.article.headline, "Fog");
    assert!(matches!(reading.warnings[..], [Warning::JsonLd(_)]), "{:?}", reading.warnings);
}

#[test]
fn meta_stands_in_with_its_repeats() {
    let page = with_head(
        "<title>Bridge opens - The Nordvik Gazette</title>\
         <meta property='og:site_name' content='The Nordvik Gazette'>\
         <meta property='og:title' content='Bridge opens - The Nordvik Gazette'>\
         <meta property='og:description' content='Two years &amp; a half'>\
         <meta name=author content='Ann Lee'><meta name=author content='Bo Dahl'>\
         <meta property='article:published_time' content='2024-03-04T09:30:00+01:00'>\
         <meta property='article:tag' content=Bridges><meta property='article:tag' content=Traffic>\
         <meta name=keywords content='bridges, harbour,  Traffic'>\
         <meta property='article:section' content=Local>",
    );
    let article = article(&page);
    assert_eq!(article.headline, "Bridge opens");
    assert_eq!(article.dek, "Two years & a half");
    assert_eq!(authors(&article), ["Ann Lee", "Bo Dahl"]);
    assert_eq!(published(&article).as_deref(), Some("2024-03-04T09:30:00+01:00"));
    assert_eq!(tags(&article), ["Bridges", "Traffic", "harbour"]);
    assert_eq!(article.section.as_deref(), Some("Local"));
    assert_eq!(article.value_source, Some(ValueSource::Meta));
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn the_page_itself_is_the_last_to_be_asked() {
    let page = format!(
        "<html><head><title>Brücke offen | Nordvik Bote</title></head><body><article><h1>Brücke offen</h1>\
         <p class=byline>Von Uwe Kern und Mira Solberg</p><p class=date>Veröffentlicht: 4. März 2024, 09:30 Uhr</p>{TEXT}\
         <a rel=tag href=/t/1>Brücken</a></article></body></html>"
    );
    let article = article(&page);
    assert_eq!(article.headline, "Brücke offen");
    assert_eq!(authors(&article), ["Uwe Kern", "Mira Solberg"]);
    assert_eq!(article.byline, "Von Uwe Kern und Mira Solberg");
    assert_eq!(published(&article).as_deref(), Some("2024-03-04T09:30"));
    assert_eq!(article.published_printed, "Veröffentlicht: 4. März 2024, 09:30 Uhr");
    assert_eq!(tags(&article), ["Brücken"]);
    for field in [ArticleField::Headline, ArticleField::Credits, ArticleField::Published, ArticleField::Tags]
    {
        assert_eq!(article.value_sources[&field], ValueSource::Dom, "{field}");
    }
}

#[test]
fn microdata_dates_and_names_are_read() {
    let page = format!(
        "<html><body itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>Fog</h1>\
         <span itemprop=author itemscope><b itemprop=name>Ann Lee</b></span>\
         <time itemprop=datePublished datetime='2024-03-04T09:30:00Z'>this morning</time>{TEXT}</body></html>"
    );
    let article = article(&page);
    assert_eq!((article.headline.as_str(), authors(&article)), ("Fog", vec!["Ann Lee"]));
    assert_eq!(published(&article).as_deref(), Some("2024-03-04T09:30:00+00:00"));
}

#[test]
fn people_are_told_from_what_stands_beside_them() {
    for (said, expected) in [
        ("By Ann Lee and Bo Dahl", vec!["Ann Lee", "Bo Dahl"]),
        ("Ann Lee, Political Correspondent", vec!["Ann Lee"]),
        ("Ann Lee; Bo Dahl", vec!["Ann Lee", "Bo Dahl"]),
        ("Ann Lee (ale)", vec!["Ann Lee"]),
        ("Sam Orr, Jr.", vec!["Sam Orr, Jr."]),
        ("Von Uwe Kern, dpa", vec!["Uwe Kern", "dpa"]),
        ("Associated Press", vec!["Associated Press"]),
        ("News and Media Desk", vec!["News and Media Desk"]),
        ("desk@example.org", vec![]),
        ("https://example.org/authors/7", vec![]),
        ("admin", vec![]),
    ] {
        let page =
            with_json_ld(&format!(r#"{{"@type": "NewsArticle", "headline": "Fog", "author": "{said}"}}"#));
        assert_eq!(authors(&article(&page)), expected, "{said}");
    }
}

#[test]
fn a_desk_gives_way_to_the_people_on_the_page() {
    let head = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fog",
        "author": {"@type": "Organization", "name": "Nordvik Gazette Staff"}}</script>"#;
    let page = |byline: &str| {
        format!("<html><head>{head}</head><body><article>{byline}{TEXT}</article></body></html>")
    };
    let with = article(&page("<p>By <a rel=author href=/ann>Ann Lee</a></p>"));
    assert_eq!(authors(&with), ["Ann Lee"]);
    assert_eq!(with.value_sources[&ArticleField::Credits], ValueSource::Dom);
    let without = article(&page(""));
    assert_eq!(authors(&without), ["Nordvik Gazette Staff"]);
    assert_eq!(without.credits[0].kind, CreditKind::Organization);
}

#[test]
fn addresses_of_the_article_and_not_of_its_translations() {
    let page = with_head(
        "<link rel=canonical href='/news/bridge'><link rel=amphtml href='https://amp.example.org/news/bridge'>\
         <link rel=alternate hreflang=de href='https://www.example.org/de/bruecke'>",
    );
    let article = read_at("https://www.example.org/news/bridge-4711?utm_source=x", &page).article;
    assert_eq!(article.url.as_deref(), Some("https://www.example.org/news/bridge"));
    let others: Vec<(&str, UrlRelation)> =
        article.urls.iter().map(|other| (other.url.as_str(), other.relation)).collect();
    assert_eq!(
        others,
        [
            ("https://amp.example.org/news/bridge", UrlRelation::Amp),
            ("https://www.example.org/news/bridge-4711?utm_source=x", UrlRelation::Given),
        ]
    );
}

#[test]
fn the_headline_is_the_one_that_is_shown_and_shared() {
    let page = |ld: &str, og: &str, h1: &str, title: &str| {
        format!(
            "<html><head><title>{title}</title><meta property='og:title' content='{og}'><meta property='og:site_name' content='Gazette'>\
             <script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"{ld}\"}}</script></head>\
             <body><article><h1>{h1}</h1>{TEXT}</article></body></html>"
        )
    };
    // A headline for search engines stands in the title too.
    let seo = page(
        "Bridge 2024: all you need to know",
        "A bridge at last",
        "A bridge at last",
        "Bridge 2024: all you need to know | Gazette",
    );
    assert_eq!(article(&seo).headline, "A bridge at last");
    let own = page("Bridge opens", "The bridge that took years", "Bridge opens", "Bridge opens | Gazette");
    assert_eq!(article(&own).headline, "Bridge opens");
    let cut = page("The harbour bridge opens after …", "x", "The harbour bridge opens after two years", "x");
    assert_eq!(article(&cut).headline, "The harbour bridge opens after two years");
}

#[test]
fn dates_that_cannot_be_read_warn() {
    let page = |date: &str| {
        with_json_ld(&format!(r#"{{"@type": "NewsArticle", "headline": "Fog", "datePublished": "{date}"}}"#))
    };
    for date in ["soon", "2024-13-40", "03/04/2024"] {
        let reading = read(&page(date));
        assert_eq!(published(&reading.article), None, "{date}");
        assert_eq!(reading.warnings, [Warning::UnknownDate(date.into())], "{date}");
    }
    assert_eq!(published(&article(&page("1709544607"))).as_deref(), Some("2024-03-04T09:30:07+00:00"));
}

#[test]
fn a_date_with_a_time_is_better_than_its_day() {
    let page = with_head(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Fog\", \"datePublished\": \"2024-03-04\"}</script>\
         <meta property='article:published_time' content='2024-03-04T09:30:00+01:00'>",
    );
    let article = article(&page);
    assert_eq!(published(&article).as_deref(), Some("2024-03-04T09:30:00+01:00"));
    assert_eq!(article.value_sources[&ArticleField::Published], ValueSource::Meta);
}
