//! Spellings of one URL have one form, and other URLs have others.

use proptest::prelude::*;

use super::{Tracking, WebUrl, domain_key, domains, registrable_domain, url_key};

fn web(url: &str) -> WebUrl {
    WebUrl::of(url, &Tracking::default()).unwrap_or_else(|| panic!("{url}"))
}

fn reduced(url: &str) -> String {
    web(url).reduced
}

#[test]
fn what_does_not_change_the_page_does_not_change_the_form() {
    for url in [
        "https://example.org/a/B?id=7",
        "http://www.EXAMPLE.org:80/a/B/?utm_source=feed&id=7#top",
        "  https://www.example.org./a/B?id=7&fbclid=x&UTM_Medium=y ",
        "https://example.org/a/B?&id=7&",
        "https://user:word@example.org/a/./c/../B?id=7",
        "https://example.org:443/%61/%42?i%64=7",
        "https://example.org/a/B?at_medium=RSS&amp;id=7&#38;xtor=RSS-1&#x26;CMP=share&amp;amp;ns_mchannel=x",
        "https://example.org/a/B?id=7&mtm_campaign=x&wt_mc=y&WT.mc_id=z&_ga=1.2&pk_kwd=q&ref_src=twsrc%5Etfw",
    ] {
        assert_eq!(web(url).normal, "example.org/a/B?id=7", "{url}");
    }
}

#[test]
fn a_letter_has_one_spelling() {
    let form = "example.org/caf%C3%A9/~jane?q=%C3%A9";
    for url in [
        "https://example.org/caf%c3%a9/%7Ejane?q=%c3%a9",
        "https://example.org/café/~jane?q=é",
        "https://example.org/cafe\u{301}/~jane?q=e%CC%81",
        "https://example.org/caf&eacute;/".replace("&eacute;", "&#233;").as_str(),
    ] {
        assert!(form.starts_with(&web(url).normal), "{url}: {}", web(url).normal);
    }
    assert_eq!(web("https://bücher.example/a").normal, web("https://xn--bcher-kva.example/a").normal);
    assert_eq!(web("https://BÜCHER.example/a").normal, "xn--bcher-kva.example/a");
    // Commas and the like mean nothing of their own in a path.
    assert_eq!(web("https://example.org/0%2C1518%2C7.html").normal, "example.org/0,1518,7.html");
}

#[test]
fn what_changes_the_page_changes_the_form() {
    assert_eq!(web("https://example.org/").normal, "example.org");
    assert_eq!(web("https://example.org:8080/a").normal, "example.org:8080/a");
    for (one, other) in [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a?p=1", "https://example.org/a"),
        ("https://example.org/a?ref=1", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?q=a%26b", "https://example.org/?q=a&b"),
        ("https://example.org/?q=a%2Bb", "https://example.org/?q=a+b"),
        ("https://example.org/%2541", "https://example.org/%41"),
        ("https://www.example.org/a", "https://www2.example.org/a"),
        ("https://www.com/a", "https://com/a"),
    ] {
        assert_ne!(url_key(one), url_key(other), "{one} {other}");
    }
}

#[test]
fn only_the_web_has_forms() {
    for url in [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "https://",
        "http://./",
        "data:image/png;base64,AA==",
    ] {
        assert_eq!(url_key(url), None, "{url}");
    }
}

#[test]
fn a_host_names_parameters_of_its_own() {
    let own = Tracking::with(["Ref", "x_*", "", "*", " via "]);
    let url = "https://example.org/a?ref=1&x_y=2&via=3&reference=4";
    assert_eq!(WebUrl::of(url, &own).unwrap().normal, "example.org/a?reference=4");
    assert_eq!(web(url).normal, "example.org/a?ref=1&x_y=2&via=3&reference=4");
}

#[test]
fn fragments_stand_apart() {
    let fragment = |url: &str| web(&format!("https://example.org/live{url}")).fragment;
    assert_eq!(fragment("#post-1"), "post-1");
    assert_eq!(fragment("#caf%c3%a9"), "caf%C3%A9");
    assert_eq!(fragment("#post-1:~:text=fog"), "post-1");
    for none in ["", "#", "#:~:text=fog", "#xtor=RSS-1", "#utm_source=feed&utm_medium=rss"] {
        assert_eq!(fragment(none), "", "{none}");
    }
    assert_eq!(web("https://example.org/live#1").normal, web("https://example.org/live#2").normal);
}

#[test]
fn twins_are_reduced_to_the_page() {
    for url in [
        "https://example.org/news/fog",
        "https://example.org/news/fog/amp",
        "https://example.org/news/fog/amp/",
        "https://example.org/amp/news/fog",
        "https://example.org/news/amp/fog",
        "https://example.org/news/fog.amp",
        "https://example.org/news/fog?amp",
        "https://example.org/news/fog?amp=1&amp_js_v=0.1",
        "https://example.org/news/fog?outputType=amp",
        "https://example.org/news/fog?m=1",
        "https://m.example.org/news/fog",
        "http://amp.example.org/news/fog/",
        "https://mobile.example.org/news/fog?utm_source=x",
        "https://www.m.example.org/news/fog",
        "https://example-org.cdn.ampproject.org/c/s/example.org/news/fog",
        "https://www-example-org.cdn.ampproject.org/v/s/www.example.org/news/fog/amp?usqp=mq331AQ&amp_js_v=0.1",
        "https://example-org.cdn.ampproject.org/c/example.org/news/fog",
        "https://www.google.com/amp/s/www.example.org/news/fog/amp",
        "https://www.google.co.uk/amp/s/amp.example.org/news/fog",
    ] {
        assert_eq!(reduced(url), "example.org/news/fog", "{url}");
    }
    assert_eq!(reduced("https://example.org/fog.amp.html"), "example.org/fog.html");
    assert_eq!(reduced("https://example.org/fog-amp.html"), "example.org/fog.html");
    assert_eq!(reduced("https://example.org/fog_amp.html?p=2"), "example.org/fog.html?p=2");
    assert_eq!(reduced("https://en.m.example.org/fog"), "en.example.org/fog");
    assert_eq!(reduced("https://en.m.wiki.example.org/fog"), "en.wiki.example.org/fog");
    assert_eq!(reduced("https://example.org/fog?p=2&amp=1"), "example.org/fog?p=2");
}

#[test]
fn what_only_looks_like_a_twin_is_none() {
    for url in [
        "https://example.org/guitar-amp",
        "https://example.org/-amp.html",
        "https://m.example/a",
        "https://example.org/amplifier",
        "https://example.org/a?m=7",
    ] {
        assert_eq!(reduced(url), web(url).normal, "{url}");
    }
}

#[test]
fn domains_are_those_that_one_can_register() {
    for (url, domain) in [
        ("https://news.example.org/a", "example.org"),
        ("https://www.example.co.uk/a?b=c.d", "example.co.uk"),
        ("https://a.blogspot.com/x", "a.blogspot.com"),
        ("https://bücher.example:8080/a", "xn--bcher-kva.example"),
        ("https://127.0.0.1:8080/a", "127.0.0.1"),
        ("https://[::1]:8080/a", "[::1]"),
        ("https://localhost/a", "localhost"),
    ] {
        assert_eq!(registrable_domain(&web(url).normal), domain, "{url}");
    }
}

#[test]
fn a_domain_has_one_key_in_every_spelling() {
    for given in
        ["münchen.example", "MÜNCHEN.example.", "www.xn--mnchen-3ya.example", "https://münchen.example/a"]
    {
        assert_eq!(domain_key(given).as_deref(), Some("xn--mnchen-3ya.example"), "{given}");
    }
    assert_eq!(domain_key("Stadtblatt"), None);
    assert_eq!(domain_key("a b.example"), None);
}

#[test]
fn a_host_is_of_every_domain_down_from_the_registrable_one() {
    let of = |url: &str| domains(&web(url).normal).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        of("https://www.a.news.example.co.uk:8080/1"),
        ["a.news.example.co.uk", "news.example.co.uk", "example.co.uk"]
    );
    assert_eq!(of("https://example.org/1"), ["example.org"]);
    assert_eq!(of("http://127.0.0.1/1"), ["127.0.0.1"]);
    assert_eq!(of("http://localhost/1"), ["localhost"]);
}

/// URLs of pieces that have a meaning of their own, put together in all ways.
fn url() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "B",
        "/",
        "//",
        ".",
        "..",
        "?",
        "&",
        "=",
        "#",
        "%",
        "%2",
        "%41",
        "%34",
        "%2F",
        "%26",
        "%25",
        "%C3",
        "%a9",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{37E}",
        "\u{1FEF}",
        "\u{212A}",
        "%CD%BE",
        ";",
        "amp",
        "&amp;",
        "&#38;",
        "&#x25;",
        "&#37;",
        "<",
        "%3C%CC%B8",
        "utm_x=1",
        "amp=1",
        "/amp",
        ".amp",
        ".amp.html",
        "m.",
        "www.",
        "+",
        " ",
        "\n",
        ":",
        "@",
        "[",
        "|",
        "\\",
        ":80",
        ":443",
        ".cdn.ampproject.org/c/s/",
        "example.org",
        "google.com/amp/s/",
    ];
    let rest = proptest::collection::vec(proptest::sample::select(PIECES), 0..14);
    let host = proptest::sample::select(
        &[
            "example.org",
            "www.www.example.org",
            "m.amp.example.org",
            "x.cdn.ampproject.org/c/s/example.org",
            "é.example",
        ][..],
    );
    (host, rest).prop_map(|(host, rest)| format!("https://{host}/{}", rest.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_of_forms_are_the_same(url in url()) {
        if let Some(first) = WebUrl::of(&url, &Tracking::default()) {
            let again = web(&format!("http://{}", first.normal));
            prop_assert_eq!(&again.normal, &first.normal);
            prop_assert_eq!(&again.reduced, &first.reduced);
            let twice = web(&format!("https://{}", first.reduced));
            prop_assert_eq!(&twice.reduced, &first.reduced);
            prop_assert!(!first.reduced.is_empty() && !registrable_domain(&first.normal).is_empty());
        }
    }

    #[test]
    fn nothing_panics(url in "\\PC{0,80}", more in any::<String>()) {
        for url in [&url, &more, &format!("https://{url}"), &format!("http://a/{more}")] {
            if let Some(web) = WebUrl::of(url, &Tracking::default()) {
                registrable_domain(&web.reduced);
            }
        }
    }
}
