//! Ids: how their schemes are spelled.

use dateline::{Key, NewPerson};

use crate::{add, archive, assert_sound, key, revise, stored, story};

#[test]
fn a_scheme_is_one_in_any_case() {
    let archive = archive();
    let mut article = story("Ferry stays in port", "Fog held up the ferry.");
    article.keys = vec![
        Key::scoped("GUID", "7", "https://example.org/feed"),
        Key::scoped("guid", "7", "https://example.org/feed"),
    ];
    let id = add(&archive, &article);
    let guid = Key::scoped("guid", "7", "https://example.org/feed");
    assert_eq!(stored(&archive, id).keys, [guid]);
    for scheme in ["guid", "Guid", " GUID"] {
        let other = Key::scoped(scheme, "7", "https://example.org/feed");
        assert_eq!(archive.read(|s| s.articles_by_key(&other)).unwrap(), [id], "{scheme}");
        article.keys = vec![other];
        assert_eq!(revise(&archive, &article), [""; 0], "{scheme}");
    }
    assert_sound(&archive);
}

#[test]
fn so_is_that_of_a_person() {
    let archive = archive();
    let person = |scheme: &str| NewPerson { keys: vec![key(scheme, "Q7")], ..NewPerson::from("Ana Reis") };
    add(&archive, &story("One", "").person(person("Wikidata")));
    add(&archive, &story("Two", "").person(person("wikidata")));
    let people = archive.read(|s| s.people_named("Ana Reis")).unwrap();
    assert_eq!(people.len(), 1);
    assert_eq!(archive.read(|s| s.person_by_key("WIKIDATA", "Q7")).unwrap().unwrap().id, people[0].id);
}
