//! Texts of other scripts, and long ones.

use dateline::{Archive, NewArticle, Order, Query};

use crate::{ids, save, story, words};

fn told(archive: &Archive, language: &str, texts: &[&str]) -> Vec<dateline::ArticleId> {
    let stories: Vec<_> = texts.iter().map(|text| NewArticle::new(*text, "").language(language)).collect();
    save(archive, &stories)
}

#[test]
fn runs_tell_by_their_letters_two_by_two() {
    let archive = Archive::in_memory().unwrap();
    let found = told(&archive, "ja", &["首相が経済対策を発表した", "経済対策に批判", "台風が接近した", "首"]);
    // Of the pairs with others in common, した is grammar.
    let mut pairs: Vec<String> = words(&archive, found[0]).into_iter().map(|(word, _)| word).collect();
    pairs.sort();
    assert_eq!(pairs, ["対策", "済対", "経済"]);
    let page = archive.similar(found[0], &Query::new()).unwrap();
    assert_eq!(ids(&page), [found[1]]);
    assert_eq!(page.hits[0].headline.html(), "<mark>経済対策</mark>に批判");
}

#[test]
fn words_are_alike_in_every_script() {
    let archive = Archive::in_memory().unwrap();
    for (language, texts) in [
        ("zh", ["北京会议结束", "会议在上海"]),
        ("ko", ["북한 미사일 발사", "미사일 시험"]),
        ("ru", ["Паромы задержаны", "К паромам идут люди"]),
        ("ar", ["العبّارة متأخرة", "عبارة العبارة"]),
        ("pl", ["Prom z Łodzi", "łodzi wiele"]),
        ("th", ["น้ำมันแพง", "ราคาน้ำมัน"]),
    ] {
        let found = told(&archive, language, &texts);
        let page = archive.similar(found[0], &Query::new().language(language)).unwrap();
        assert_eq!(ids(&page), [found[1]], "{language}");
        assert!(page.hits[0].headline.is_marked(), "{language}");
    }
}

#[test]
fn a_word_counts_by_its_form_in_the_language_of_each_article() {
    let archive = Archive::in_memory().unwrap();
    // German takes "number" for a form of "numb".
    let found = save(
        &archive,
        &[
            NewArticle::new("Numbers", "").language("en"),
            NewArticle::new("A number", "").language("en"),
            NewArticle::new("Numb", "").language("en"),
            NewArticle::new("Number", "").language("de"),
        ],
    );
    let mut like = ids(&archive.similar(found[0], &Query::new()).unwrap());
    like.sort();
    let typed = archive.search(&Query::from("Numbers").except([found[0]])).unwrap();
    let mut typed = ids(&typed);
    typed.sort();
    assert_eq!(like, typed);
    assert!(like.contains(&found[1]) && !like.contains(&found[2]));
}

#[test]
fn a_long_text_tells_by_its_beginning() {
    let archive = Archive::in_memory().unwrap();
    let mut body = String::from("The lighthouse keeper retires. ");
    let mut number = 0;
    while body.len() < 1 << 20 {
        number += 1;
        body += &format!("word{number} and ");
    }
    body += "semaphore";
    let found = save(
        &archive,
        &[
            story(1, "A long story", &body),
            story(2, "Lighthouse", ""),
            story(3, "Semaphores", ""),
            story(4, "Keepers", ""),
        ],
    );
    let query = Query::new().order(Order::Newest).deadline(std::time::Duration::from_secs(600));
    let page = archive.similar(found[0], &query).unwrap();
    assert_eq!((ids(&page), page.notes.len()), (vec![found[3], found[1]], 0));
}
