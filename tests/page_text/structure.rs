//! Headlines, boxes within the text, publications and tags.

use super::{body, read, with_header};

const TEXT: &str = "By Tess Holloway\nPublished: March 4, 2024 09:30\n\n\
    The keeper of Gull Point light went down its stairs for the last time on Thursday.\n\n\
    She locked the door behind her and gave the key to the harbour office, which has no use for it.\n";

#[test]
fn a_headline_may_end_in_any_way() {
    for headline in [
        "Keeper leaves the light after forty winters.",
        "Keeper leaves after a call from the U.S.",
        "Who keeps the light at Gull Point now?",
        "'I needed the lamp': keeper leaves the light",
        "KEEPER LEAVES THE LIGHT AFTER FORTY WINTERS",
    ] {
        let reading = read(&format!("Selby Morning Star\nNews\nSport\n{headline}\n\n{TEXT}"));
        assert_eq!(reading.article.headline, headline);
        assert_eq!(body(&reading).len(), 2, "{headline}");
    }
}

#[test]
fn of_two_lines_the_first_is_the_headline() {
    for dek in [
        "Automatic lamps took over long ago, but ships still asked for her by name",
        "Lamps stay • Key handed over • No use for it",
    ] {
        let reading = read(&format!(
            "Selby Morning Star\nNews\nSport\nKeeper leaves the light after forty winters\n\n{dek}\n\n{TEXT}"
        ));
        assert_eq!(reading.article.headline, "Keeper leaves the light after forty winters");
        assert_eq!(reading.article.dek, dek);
    }
}

#[test]
fn the_text_goes_on_below_a_box() {
    for line in [
        "Related Articles",
        "Sponsored",
        "Top Stories",
        "Trending",
        "Recommended",
        "Comments",
        "Das könnte Sie auch interessieren",
        "Leggi anche",
    ] {
        let reading = with_header(&format!(
            "By Tess Holloway\nMarch 4, 2024\n\nHer logbooks fill a shelf of nine metres and record three thousand storms.\n\n\
             {line}\n\nTen lights to see before the winter"
        ));
        assert_eq!(body(&reading).len(), 3, "{line}");
    }
}

#[test]
fn what_readers_wrote_is_no_text() {
    let reading = read(&format!(
        "Keeper leaves the light after forty winters\n\n{TEXT}\nComments\n\nPosted by Harold on Monday\n\
         I have known her for thirty years and have never seen the light go out.\n"
    ));
    assert_eq!(body(&reading).len(), 2);
}

#[test]
fn a_page_with_sentences_is_never_without_text() {
    let menu = "* Home\n* News\n* Sport\n* Weather\n* Jobs\n* Cars\n* Homes\n";
    let reading = read(&format!("{menu}It rained on Monday, and all of the boats stayed in the harbour.\n"));
    assert_eq!(body(&reading), ["It rained on Monday, and all of the boats stayed in the harbour."]);
}

#[test]
fn quotes_with_blanks_end_a_sentence() {
    let reading = with_header(
        "Par Tess Holloway\nPublié le 4 mars 2024\n\n« Je n’ai besoin de rien, dit-elle, et la lampe non plus. »",
    );
    assert_eq!(body(&reading).len(), 3);
}

#[test]
fn the_publication_stands_in_many_places() {
    let title = |page: String| read(&page).article.publication.map(|publication| publication.title);
    let headline = "Keeper leaves the light after forty winters";
    for page in [
        format!("Selby Star\nNews\nSport\n{headline}\n\n{TEXT}"),
        format!("{headline} | Selby Star\nNews\n{headline}\n\n{TEXT}"),
        format!("{headline} - Selby Star\nNews\n{headline}\n\n{TEXT}"),
        format!(" date 2024-03-04 Selby Star\n{headline}\n\n{TEXT}"),
        format!(" date 2024-03-04 Selby Star: News, Sport\n{headline}\n\n{TEXT}"),
        format!(" date 2024-03-04 Selby Star Home News Sport Weather\n{headline}\n\n{TEXT}"),
        format!("{headline}\n\n{TEXT}\n© 2024 Selby Star. All rights reserved.\n"),
    ] {
        assert_eq!(title(page.clone()).as_deref(), Some("Selby Star"), "{page}");
    }
}

#[test]
fn tags_below_their_label() {
    let page = |list: &str| read(&format!("Keeper leaves the light after forty winters\n\n{TEXT}\n{list}\n"));
    for list in [
        "Topics\nLights\nGull Point",
        "Tags\n\nLights\n\nGull Point",
        "Archivado en:\nLights\nGull Point",
        "Related Tags: Lights, Gull Point",
        "#Lights #GullPoint",
    ] {
        let reading = page(list);
        let tags: Vec<&str> = reading.article.tags.iter().map(|tag| &*tag.name).collect();
        assert_eq!(tags, ["Lights", "Gull Point"], "{list}");
        assert_eq!(reading.article.tags_printed, list.replace("\n\n", "\n"));
    }
}
