use super::*;
use crate::ingest::warning::Unreadable;

#[track_caller]
fn fails(text: &str, words: &str) {
    match parse(text) {
        Err(Unreadable::Xml { reason, .. }) => assert!(reason.contains(words), "{reason}"),
        other => panic!("{:?}", other.map(|_| ())),
    }
}

#[test]
fn names_have_namespaces() {
    let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'boom'>]><a xmlns='urn:a' xmlns:b='urn:b' b:k='1' k='2' x:k='3'>\
        <b:c><c xmlns='urn:c' xmlns:b='urn:d'><b:e/></c><b:e/></b:c><c xmlns=''/></a>";
    let document = parse(text).unwrap();
    let found: Vec<_> = document.root().descendants().map(|e| (e.name(), e.namespace())).collect();
    assert_eq!(found, [("c", "urn:b"), ("c", "urn:c"), ("e", "urn:d"), ("e", "urn:b"), ("c", "")]);
    assert_eq!(document.root().namespace(), "urn:a");
    let attributes: Vec<_> = document.root().attributes().map(|a| (a.name, a.namespace, a.value)).collect();
    assert_eq!(attributes, [("k", "urn:b", "1"), ("k", "", "2"), ("k", "", "3")]);
    assert_eq!(document.root().attribute("k"), Some("2"));
}

#[test]
fn references_are_replaced_once() {
    let text = "<a t='1 &lt; &#x32; &amp;amp; &nbsp; & &bad'>1 &lt; &#50; &amp;amp; &e; & <![CDATA[&lt;]]><b>x</b>&#0;</a>";
    let document = parse(text).unwrap();
    assert_eq!(document.root().attribute("t"), Some("1 < 2 &amp; &nbsp; & &bad"));
    assert_eq!(document.root().text(), "1 < 2 &amp; &e; & &lt;x&#0;");
    let nodes = document.root().nodes().count();
    assert_eq!(nodes, 3);
}

#[test]
fn the_way_through_a_tree_is_its_order() {
    let document = parse("<a xml:lang='en'><b>1<c>2</c>3</b><d xml:lang='fr'><b><c/></b></d>4</a>").unwrap();
    let root = document.root();
    assert_eq!(root.text(), "1234");
    assert_eq!(root.child("b").unwrap().text(), "123");
    assert_eq!(root.child("d").unwrap().descendants().map(Element::name).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(root.descendants().last().unwrap().language(), Some("fr"));
    assert_eq!(root.child("b").unwrap().language(), Some("en"));
    assert_eq!(root.all("b").count(), 1);
    assert_eq!(root.markup(), "<b>1<c>2</c>3</b><d lang=\"fr\"><b><c></c></b></d>4");
    let document = parse("<a><h:br/><p title='&quot;&lt;'>1 &amp; 2</p></a>").unwrap();
    assert_eq!(document.root().markup(), "<br><p title=\"&quot;&lt;\">1 &amp; 2</p>");
}

#[test]
fn what_is_not_well_formed_is_an_error() {
    fails("", "no element");
    fails("<a>", "within an element");
    fails("<a></b>", "b");
    fails("</a>", "a");
    fails("<a/><b/>", "second element");
    fails("<a/>text", "outside");
    fails("<a k='1", "");
    fails("<a k=1/>", "");
    assert_eq!(
        parse("<a>\n\n<b></a>").map(|_| ()),
        Err(Unreadable::Xml {
            line: 3,
            reason: "ill-formed document: expected `</b>`, but `</a>` was found".into()
        })
    );
}

#[test]
fn bombs_are_errors() {
    let deep = "<a>".repeat(1_000_000);
    fails(&deep, "500 elements one in another");
    fails(&format!("<a>{}</a>", "<b/>".repeat(1_500_000)), "1000000 elements");
    fails(&format!("<a{}/>", " b=''".repeat(1_500_000)), "1000000 elements");
    let names: String = (0..100_000).map(|n| format!(" xmlns:a{n}=''")).collect();
    fails(&format!("<a{names}/>"), "1000 namespaces");
    let text = format!("<a>{}</a>", "x".repeat(17 << 20));
    assert!(matches!(parse(&text), Err(Unreadable::TooLarge { .. })));
    let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>";
    assert_eq!(parse(laughs).unwrap().root().text(), "&b;");
    let many = format!("<a>{}</a>", "x&amp;".repeat(2_000_000));
    assert_eq!(parse(&many).unwrap().root().text().len(), 4_000_000);
}
