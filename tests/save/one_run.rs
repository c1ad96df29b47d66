//! Items of one source in one run: a later one fills what an earlier one of the same story left out.

use dateline::{
    Archive, ArticleField, ArticleId, Extent, NewArticle, NewTag, Reason, Source, Status, ValueSource,
    Warning,
};

use crate::{archive, assert_sound, now, stored, story};

fn ferry() -> NewArticle {
    story("Ferry stays in port", "Fog held up the ferry.").key("wire", "F")
}

fn read(archive: &Archive, items: &[NewArticle]) -> (ArticleId, Vec<Warning>) {
    let wire = Source::new("coastal press");
    let said = || items.iter().map(|item| (&wire, item));
    let saved = archive.write_at(now(), |tx| tx.save_all_from(said())).unwrap();
    assert!(saved.iter().all(|it| it.id == saved[0].id), "{saved:?}");
    let warnings = saved.iter().flat_map(|it| it.warnings.clone()).collect();
    (saved[0].id.unwrap(), warnings)
}

fn with_status(status: Status) -> NewArticle {
    NewArticle { status: Some(status), ..ferry() }
}

#[test]
fn what_takes_a_story_back_is_followed() {
    for run in [
        [Status::Usable, Status::Withheld, Status::Canceled],
        [Status::Usable, Status::Canceled, Status::Withheld],
        [Status::Canceled, Status::Withheld, Status::Usable],
    ] {
        let archive = archive();
        let (id, _) = read(&archive, &run.map(with_status));
        assert_eq!(stored(&archive, id).status, Status::Canceled, "{run:?}");
        assert_sound(&archive);
    }
}

#[test]
fn a_list_that_a_better_source_repeats_is_of_that_source() {
    let archive = archive();
    let of = |source, tags: &[&str]| NewArticle {
        value_source: Some(source),
        tags: tags.iter().map(|tag| NewTag::from(*tag)).collect(),
        people: vec!["Ana Reis".into(), "Rui Sá".into()],
        ..ferry()
    };
    let items = [of(ValueSource::Text, &["Fog", "Ports"]), of(ValueSource::JsonLd, &["Ports", "Fog"])];
    let (id, warnings) = read(&archive, &items);
    assert_eq!(warnings, []);
    let article = stored(&archive, id);
    let names: Vec<_> = article.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["Fog", "Ports"]);
    for field in [ArticleField::Tags, ArticleField::People] {
        assert_eq!(article.source_of(field), Some(ValueSource::JsonLd), "{field:?}");
    }
}

#[test]
fn a_list_of_which_a_better_source_repeats_a_part_is_of_the_first_source() {
    let archive = archive();
    let of = |source, tags: &[&str]| NewArticle {
        value_source: Some(source),
        tags: tags.iter().map(|tag| NewTag::from(*tag)).collect(),
        ..ferry()
    };
    let (id, _) =
        read(&archive, &[of(ValueSource::Text, &["Fog", "Ports"]), of(ValueSource::JsonLd, &["Fog"])]);
    let article = stored(&archive, id);
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.source_of(ArticleField::Tags), Some(ValueSource::Text));
}

#[test]
fn the_full_text_is_known_as_such_whichever_item_says_so() {
    let of = |extent| NewArticle { extent: Some(extent), ..ferry() };
    for run in [[Extent::Full, Extent::Excerpt], [Extent::Excerpt, Extent::Full]] {
        let archive = archive();
        let (id, warnings) = read(&archive, &run.map(of));
        assert_eq!(stored(&archive, id).extent, Some(Extent::Full));
        let kept = Warning::Kept { field: ArticleField::Extent, why: Reason::Excerpt };
        assert_eq!(warnings, if run[0] == Extent::Full { vec![kept] } else { Vec::new() });
    }
}
