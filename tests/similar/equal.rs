//! Articles of the same words are left out.

use dateline::{Archive, ItemType, NewArticle, NewImage, Query};

use crate::{ids, save, story};

fn at(host: &str, story: NewArticle) -> NewArticle {
    story.url(format!("https://{host}.example/ferry"))
}

#[test]
fn the_article_and_its_copies_are_left_out() {
    let archive = Archive::in_memory().unwrap();
    let body = "The ferry waits in the fog.";
    let mut signed = at("courier", story(1, "Ferry delayed", body));
    signed.byline = "By Marta Lindqvist".into();
    let found = save(
        &archive,
        &[
            at("wire", story(1, "Ferry delayed", body)),
            signed,
            at("ledger", story(3, "FERRY DELAYED", "The ferry  waits – in the fog")).tag("Harbour"),
            at("herald", story(1, "Ferry delayed again", body)),
            at("post", story(1, "Ferry delayed", "The ferry waits in fog.")),
        ],
    );
    assert_eq!(found.len(), 5);
    for copy in &found[..3] {
        let page = archive.similar(*copy, &Query::new().order(dateline::Order::Oldest)).unwrap();
        let mut others = ids(&page);
        others.sort();
        assert_eq!(others, found[3..], "{copy}");
        assert_eq!(page.total.count, 2);
    }
}

#[test]
fn copies_of_another_language_or_hidden_are_left_out_too() {
    let archive = Archive::in_memory().unwrap();
    let plain = |host: &str| at(host, story(1, "Ferries delayed", "Ferries waiting in Calais."));
    let mut withdrawn = plain("ledger");
    withdrawn.status = Some(dateline::Status::Canceled);
    let found = save(
        &archive,
        &[
            plain("wire"),
            plain("courier").language("fr"),
            withdrawn,
            at("post", story(2, "Calais", "A ferry.")),
        ],
    );
    assert_eq!(ids(&archive.similar(found[0], &Query::new().hidden(true)).unwrap()), [found[3]]);
}

#[test]
fn without_a_body_dek_and_captions_tell_copies() {
    let archive = Archive::in_memory().unwrap();
    let dek = |host: &str, dek: &str| NewArticle { dek: dek.into(), ..at(host, story(1, "Ferry", "")) };
    let photo = |host: &str, caption: &str| {
        let image = NewImage::at(format!("https://{host}.example/1.jpg")).caption(caption, "");
        let item_type = Some(ItemType::Picture);
        NewArticle { item_type, ..at(host, NewArticle::new("", "").language("en").image(image)) }
    };
    let found = save(
        &archive,
        &[
            dek("a", "It waits."),
            dek("b", "It waits"),
            dek("c", "It runs."),
            photo("d", "A ferry in fog."),
            photo("e", "A ferry in fog"),
            photo("f", "A ferry at night."),
        ],
    );
    assert_eq!(ids(&archive.similar(found[0], &Query::new()).unwrap()), [found[2]]);
    let pictures = Query::new().item_type(ItemType::Picture);
    assert_eq!(ids(&archive.similar(found[3], &pictures).unwrap()), [found[5]]);
}

#[test]
fn many_copies_leave_what_is_like_them() {
    let archive = Archive::in_memory().unwrap();
    let copy = |host: u32| at(&format!("h{host}"), story(1, "Weather", "Rain at the coast, fog inland."));
    let mut stories: Vec<_> = (0..300).map(copy).collect();
    stories.push(at("post", story(2, "Coast", "Rain again.")));
    let found = save(&archive, &stories);
    let page = archive.similar(found[7], &Query::new()).unwrap();
    assert_eq!((ids(&page), page.total.count), (vec![found[300]], 1));
}
