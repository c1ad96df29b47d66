//! The language of an article and of what belongs to it: as it is said, and as the text tells.

use dateline::{NewCaption, NewImage, NewPublication, Warning};

use crate::{add, archive, save, stored, story};

#[test]
fn names_and_codes_of_a_language_are_its_tag() {
    let archive = archive();
    let said = [
        ("English", "en"),
        ("eng", "en"),
        ("Deutsch", "de"),
        ("ger", "de"),
        ("français", "fr"),
        ("中文", "zh"),
        ("zh_cn", "zh-CN"),
        ("iw", "he"),
        ("in", "id"),
        ("Portuguese (Brazil)", "pt-BR"),
    ];
    for (number, (given, tag)) in said.into_iter().enumerate() {
        let headline = format!("Ferry {number} delayed");
        let saved = save(&archive, &story(&headline, "").language(given));
        assert_eq!(saved.warnings, [], "{given}");
        assert_eq!(stored(&archive, saved.id.unwrap()).language, tag, "{given}");
    }
}

#[test]
fn so_are_those_of_publications_and_captions() {
    let archive = archive();
    let mut article = story("Ferry delayed", "Fog held up the ferry.");
    article.language = None;
    article.publication = Some(NewPublication {
        title: "Küstenblatt".into(),
        language: Some("German".into()),
        ..NewPublication::default()
    });
    let mut image = NewImage::at("https://img.example.org/1.jpg");
    let caption = |text: &str, language: &str| NewCaption {
        text: text.into(),
        language: Some(language.into()),
        ..NewCaption::default()
    };
    // Two names of one language are one: the second caption is another one in it.
    image.captions =
        vec![caption("Le bac", "French"), caption("La jetée", "fra"), caption("Die Fähre", "deu")];
    article.images.push(image);
    let saved = save(&archive, &article);
    assert_eq!(saved.warnings, [Warning::SecondCaption { text: "La jetée".into() }]);
    let stored = stored(&archive, saved.id.unwrap());
    assert_eq!(stored.language, "de");
    assert_eq!(stored.publication.unwrap().language, "de");
    let languages: Vec<_> = stored.images[0].captions.iter().map(|it| it.language.as_str()).collect();
    assert_eq!(languages, ["de", "fr"]);
}

#[test]
fn what_is_no_language_is_kept_apart_with_a_warning_and_the_text_tells() {
    let archive = archive();
    let body = "Die Fähre wurde am Montag wieder freigegeben, nachdem der Nebel sich gelegt hatte. \
                Die Schiffe fahren nun wieder jede Stunde, sagte eine Sprecherin des Hafens.";
    let saved = save(&archive, &story("Fähre fährt wieder", body).language("various"));
    let why = Warning::InvalidValue { field: "language", value: "various".into() };
    assert_eq!(saved.warnings, [why]);
    let stored = stored(&archive, saved.id.unwrap());
    assert_eq!(stored.language, "de");
    assert_eq!(stored.extra["invalid"], serde_json::json!(["language: various"]));
}

#[test]
fn a_word_is_found_by_its_forms_in_a_language_that_was_named() {
    let archive = archive();
    let id = add(&archive, &story("Ferries sailed", "").language("English"));
    for query in ["ferry", "lang:en", "lang:English", "lang:eng"] {
        let found = archive.search(&query.into()).unwrap();
        assert_eq!(found.hits.first().map(|hit| hit.id), Some(id), "{query}");
    }
}

#[test]
fn the_text_tells_its_language_where_nobody_says_it() {
    let archive = archive();
    let language = |headline: &str, body: &str| {
        let mut article = story(headline, body);
        article.language = None;
        let id = save(&archive, &article).id.unwrap();
        stored(&archive, id).language
    };
    assert_eq!(language("Storm leaves thousands of homes without power", ""), "en");
    assert_eq!(language("Le port reste fermé après l'accident du pont", ""), "fr");
    assert_eq!(language("はしけが橋に衝突、港は閉鎖", ""), "ja");
    // Languages that aren't told.
    let albanian = "Porti u mbyll të martën pasi një maune goditi urën. Askush nuk u lëndua, por tragetet nuk do \
                    të nisen para së premtes, tha autoriteti portual.";
    assert_eq!(language("Porti mbyllet pas përplasjes", albanian), "und");
    let icelandic = "Höfninni var lokað á þriðjudag eftir að prammi rakst á brúna. Enginn slasaðist en ferjur \
                     sigla ekki fyrir föstudag, að sögn hafnaryfirvalda.";
    assert_eq!(language("Höfninni lokað", icelandic), "und");
    assert_eq!(language("1987 42", ""), "und");
}
